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
    book = Workbook(write_only=True)
    _write_settings(book.create_sheet(SETTINGS.name), case)
    for table in tables_of(case):
        _write_table(book.create_sheet(table.format.name), table)
    if case.notes:
        sheet = book.create_sheet("notes")
        for line in case.notes.split("\n"):
            sheet.append([_text_cell(sheet, line)])
    return _place(Path(path), book.save)


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
        if folder.is_dir():
            folder.rmdir()  # it is empty: `_place` looked

    return _place(folder, write)


def _place(target: Path, write: Callable[[Path], None]) -> Path:
    """Write beside the target, then rename, so that nothing half-written stays."""
    part = target.parent / f".{target.name}.{getpid()}.part"
    try:
        if target.is_file() or (target.is_dir() and any(target.iterdir())):
            raise CaseError([_refusal(target, *_OCCUPIED)])
        target.parent.mkdir(parents=True, exist_ok=True)
        write(part)
        part.rename(target)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        rule = Text(f"无法写入（{reason}）", f"cannot be written ({reason})")
        raise CaseError([_refusal(target, rule, _ELSEWHERE)]) from error
    finally:
        _remove(part)
    return target


def _remove(part: Path) -> None:
    if part.is_dir():
        shutil.rmtree(part)
    else:
        part.unlink(missing_ok=True)


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


def _write_settings(sheet: WriteOnlyWorksheet, case: Case) -> None:
    for key, value in settings_of(case).items():
        sheet.append([_text_cell(sheet, key), _text_cell(sheet, value)])


def _write_table(sheet: WriteOnlyWorksheet, table: WrittenTable) -> None:
    sheet.append([_text_cell(sheet, name) for name in table.format.header])
    kinds = [column.kind for column in table.format.columns]
    for row in table.rows:
        cells = zip(kinds, row, strict=True)
        sheet.append([_cell(sheet, kind, text) for kind, text in cells])


def _cell(sheet: WriteOnlyWorksheet, kind: Kind, text: str) -> object:
    is_point = kind in _NUMERIC and text and ".." not in text
    # openpyxl writes 16 digits; a number that needs 17 goes in as text, exactly.
    if is_point and float(f"{float(text):.16g}") == float(text):
        return float(text)
    return _text_cell(sheet, text)


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell | None:
    if not text:
        return None
    if len(text) > LONGEST_CELL:
        raise CaseError([_refusal(Path(sheet.title), *_TOO_LONG)])
    cell = WriteOnlyCell(sheet, _LOOKS_ESCAPED.sub("_x005F_", text))
    cell.data_type = "s"  # a text that begins with = stays a text
    return cell


_TOO_LONG = (
    Text(
        f"文字超过 {LONGEST_CELL} 个字符", f"a text exceeds {LONGEST_CELL} characters"
    ),
    Text("缩短它，或存为文件夹", "shorten it, or save a folder"),
)
