"""Save a case as a folder or a workbook that loads to an equal case."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from os import getpid
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from tingqiao.case.cells import LONGEST_CELL
from tingqiao.case.columns import Kind
from tingqiao.case.entities import Case, Text
from tingqiao.case.faults import CaseError, Fault
from tingqiao.case.formats import LADDER, SETTINGS
from tingqiao.case.tables import WrittenTable, settings_of, tables_of

_NUMERIC = frozenset({Kind.NUMBER, Kind.WHOLE})
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def save_case(case: Case, folder: str | Path) -> Path:
    """Write the case as a new folder and return its path.

    Raises
    ------
    CaseError
        If the folder is there and not empty, or cannot be written.
    """
    tables = tables_of(case)
    files = {"case.toml": _toml(case, tables)}
    files |= {
        f"{table.format.name}.csv": _csv(table)
        for table in tables
        if table.format is not LADDER
    }
    if case.notes:
        files["notes.md"] = case.notes + "\n"
    return place_folder(Path(folder), files)


def save_workbook(case: Case, path: str | Path) -> Path:
    """Write the case as a new .xlsx workbook and return its path.

    Text is stored as text, never as a formula; points are stored as numbers.

    Raises
    ------
    CaseError
        If the file is there, cannot be written, or a text is too long for a cell.
    """
    sheets = [_settings_sheet(case), *map(_table_sheet, tables_of(case))]
    if case.notes:
        notes = [[(Kind.TEXT, line)] for line in case.notes.split("\n")]
        sheets.append(_Sheet("notes", notes))
    for sheet in sheets:
        _check_lengths(sheet)
    return _place(Path(path), lambda part: _write_book(sheets, part))


def place_folder(folder: Path, files: Mapping[str, str]) -> Path:
    """Write text files as a new folder, all of them or none.

    Raises
    ------
    CaseError
        If the folder is there and not empty, or cannot be written.
    """

    def write(part: Path) -> None:
        part.mkdir()
        for name, text in files.items():
            (part / name).write_text(text, encoding="utf-8", newline="\n")

    return _place(folder, write)


def _place(target: Path, write: Callable[[Path], None]) -> Path:
    """Write beside the target, then rename, so that nothing half-written stays."""
    whole = target.resolve()  # `.` has no name and no parent of its own
    part = whole.parent / f".{whole.name}.{getpid()}.part"
    try:
        if whole.is_file() or (whole.is_dir() and any(whole.iterdir())):
            raise CaseError([_refusal(target, *_OCCUPIED)])
        whole.parent.mkdir(parents=True, exist_ok=True)
        write(part)
        _move(part, whole)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        rule = Text(f"无法写入（{reason}）", f"cannot be written ({reason})")
        raise CaseError([_refusal(target, rule, _ELSEWHERE)]) from error
    finally:
        _remove(part)
    return target


def _move(part: Path, whole: Path) -> None:
    """Give the part its name; an empty folder there is filled, as it may be in use."""
    if whole.is_dir():
        for file in part.iterdir():
            file.rename(whole / file.name)
    else:
        part.rename(whole)


def _remove(part: Path) -> None:
    if part.is_dir():
        shutil.rmtree(part)
    elif part.exists():
        part.unlink()


def _refusal(target: Path, rule: Text, remedy: Text) -> Fault:
    return Fault(str(target), None, None, None, None, rule, remedy)


_OCCUPIED = (
    Text("已经存在，不会覆盖", "is already there and will not be overwritten"),
    Text("换一个位置，或先移走它", "choose another place, or move it away first"),
)
_ELSEWHERE = Text("换一个可写的位置", "choose a place you may write to")


def _csv(table: WrittenTable) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(table.format.header)
    writer.writerows(table.rows)
    return file.getvalue()


def _toml(case: Case, tables: Iterable[WrittenTable]) -> str:
    """The settings as dotted keys, then the case's own ladder."""
    lines = [
        f"{_toml_key(key)} = {_quoted(value)}"
        for key, value in settings_of(case).items()
        if key != "months"
    ]
    lines.append(f"months = {case.months}")
    for table in tables:
        if table.format is LADDER:
            lines += [line for row in table.rows for line in _toml_rung(row)]
    return "\n".join(lines) + "\n"


def _toml_rung(row: list[str]) -> list[str]:
    numeric = {column.name for column in LADDER.columns if column.kind in _NUMERIC}
    cells = zip(LADDER.header, row, strict=True)
    body = [f"{k} = {v if k in numeric else _quoted(v)}" for k, v in cells]
    return ["", "[[ladder]]", *body]


def _toml_key(key: str) -> str:
    parts = key.split(".")
    return ".".join(
        part if re.fullmatch(r"[A-Za-z0-9_-]+", part) else _quoted(part)
        for part in parts
    )


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are among TOML's."""
    return json.dumps(text, ensure_ascii=False)


class _Sheet(NamedTuple):
    """A sheet to write: rows of texts, each with the kind of its column."""

    title: str
    rows: list[list[tuple[Kind, str]]]


def _settings_sheet(case: Case) -> _Sheet:
    pairs = settings_of(case).items()
    return _Sheet(
        SETTINGS.name, [[(Kind.TEXT, text) for text in pair] for pair in pairs]
    )


def _table_sheet(table: WrittenTable) -> _Sheet:
    header = [(Kind.TEXT, name) for name in table.format.header]
    kinds = [column.kind for column in table.format.columns]
    rows = [list(zip(kinds, row, strict=True)) for row in table.rows]
    return _Sheet(table.format.name, [header, *rows])


def _check_lengths(sheet: _Sheet) -> None:
    """Refuse long texts: openpyxl would cut them in silence."""
    if any(len(text) > LONGEST_CELL for row in sheet.rows for _, text in row):
        raise CaseError([_refusal(Path(sheet.title), *_TOO_LONG)])


def _write_book(sheets: Iterable[_Sheet], path: Path) -> None:
    book = Workbook(write_only=True)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([_cell(sheet, kind, text) for kind, text in row])
    book.save(path)


def _cell(sheet: WriteOnlyWorksheet, kind: Kind, text: str) -> object:
    is_point = kind in _NUMERIC and text and ".." not in text
    # openpyxl writes 16 digits; a number that needs 17 goes in as text, exactly.
    if is_point and float(f"{float(text):.16g}") == float(text):
        return float(text)
    cell = WriteOnlyCell(sheet, _LOOKS_ESCAPED.sub("_x005F_", text))
    cell.data_type = "s"  # a text that begins with = stays a text
    return cell if text else None


_TOO_LONG = (
    Text(
        f"文字超过 {LONGEST_CELL} 个字符", f"a text exceeds {LONGEST_CELL} characters"
    ),
    Text("缩短它，或存为文件夹", "shorten it, or save a folder"),
)
