"""A case workbook (.xlsx) as tables of text: one sheet a table."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from tingqiao.case.archive import is_safe, windows
from tingqiao.case.columns import Kind, TableFormat
from tingqiao.case.entities import Text
from tingqiao.case.faults import Fault, Findings
from tingqiao.case.formats import LADDER, SETTINGS, TABLES
from tingqiao.case.header import check_header
from tingqiao.case.raw import RawCase, tidy_notes
from tingqiao.case.sheet_cell import FORMULA_OR_ERROR, cell_text, unescaped
from tingqiao.case.table import Line, Table

_NOTES = "notes"
_SHEETS = {format_.name: format_ for format_ in (SETTINGS, LADDER, *TABLES)}
_MOST_ROWS = 2**20  # as many as a spreadsheet has
_MOST_COLUMNS = 64  # the widest table has 14; beyond are somebody's jottings
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]+)(\d+)[:\"]")
_MOST_MERGED = 20  # merged ranges told a sheet


def read_workbook(path: Path, found: Findings) -> RawCase | None:
    """Read every sheet of the format that the workbook has."""
    if not is_safe(path, found):
        return None
    try:
        # openpyxl warns of parts it leaves out, such as drop-down lists.
        with warnings.catch_warnings(), path.open("rb") as file:
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(file, read_only=True, keep_links=False)
            return _read_sheets(book.worksheets, found)
    except Exception as error:  # malformed parts fail in any way, deep in openpyxl
        reason = f"{type(error).__name__}: {error}"
        rule = Text(f"工作簿无法解析（{reason}）", f"cannot be parsed ({reason})")
        remedy = Text("用 Excel 或 WPS 打开后另存为 .xlsx", "save it as .xlsx again")
        found.file_fault(path.name, rule, remedy)
        return None


def _read_sheets(sheets: Sequence[ReadOnlyWorksheet], found: Findings) -> RawCase:
    raw = RawCase(SETTINGS.name, "")
    for sheet in sheets:
        if sheet.title in _SHEETS:
            format_ = _SHEETS[sheet.title]
            is_open = _is_visible(sheet, found) and _has_no_merged(sheet, found)
            raw.keep(format_, _table(sheet, format_, found) if is_open else None)
        elif sheet.title == _NOTES:
            raw = replace(raw, notes=_notes(sheet, found))
        else:
            what = "隐藏的" if sheet.sheet_state != "visible" else ""
            en = "hidden " if what else ""
            message = Text(f"未读取这个{what}工作表", f"this {en}sheet is not read")
            found.notice(sheet.title, message)
    return raw


def _is_visible(sheet: ReadOnlyWorksheet, found: Findings) -> bool:
    if sheet.sheet_state == "visible":
        return True
    found.file_fault(sheet.title, *_HIDDEN)
    return False


def _has_no_merged(sheet: ReadOnlyWorksheet, found: Findings) -> bool:
    """Merged cells hide which row a value belongs to; every range is told."""
    cells: dict[str, int] = {}
    for window in windows(sheet.parent._archive, sheet._worksheet_path):
        for column, line in _MERGED.findall(window):
            cells.setdefault(column.decode() + line.decode(), int(line))
        if len(cells) >= _MOST_MERGED:
            break
    for cell, number in cells.items():
        found.fault(Fault(sheet.title, number, cell, None, None, *_MERGED_CELLS))
    return not cells


def _table(
    sheet: ReadOnlyWorksheet, format_: TableFormat, found: Findings
) -> Table | None:
    rows = _filled_rows(sheet)
    if format_ is SETTINGS:
        return _settings(sheet.title, rows, found)
    number, first = next(rows, (1, ()))
    names = [_text(cell, Kind.TEXT, sheet.title, None, found) for cell in first]
    while names and not names[-1]:
        names.pop()
    if not check_header(format_, sheet.title, number, tuple(names), found):
        return None
    kinds = {column.name: column.kind for column in format_.columns}
    plan = [(name, kinds.get(name)) for name in names]
    lines = [_line(number, row, plan, sheet.title, found) for number, row in rows]
    return Table(format_, sheet.title, tuple(names), lines, is_sheet=True)


def _filled_rows(sheet: ReadOnlyWorksheet) -> Iterator[tuple[int, Sequence[Any]]]:
    """Rows that hold anything, numbered as the spreadsheet does."""
    sheet.reset_dimensions()  # a file may state its size wrongly
    rows = sheet.iter_rows(1, _MOST_ROWS, 1, _MOST_COLUMNS)
    for number, row in enumerate(rows, 1):
        if any(cell.value not in (None, "") for cell in row):
            yield number, row


def _line(
    number: int,
    row: Sequence[Any],
    plan: Sequence[tuple[str, Kind | None]],
    sheet: str,
    found: Findings,
) -> Line:
    cells = [
        "" if kind is None else _text(cell, kind, sheet, name, found)
        for cell, (name, kind) in zip(row, plan, strict=False)
    ]
    spoiled = frozenset(
        name
        for cell, (name, kind) in zip(row, plan, strict=False)
        if kind is not None and cell.data_type in FORMULA_OR_ERROR
    )
    if any(cell.value is not None for cell in row[len(plan) :]):
        found.notice(sheet, _BESIDE)
    return Line(number, cells, spoiled)


def _settings(
    sheet: str, rows: Iterator[tuple[int, Sequence[Any]]], found: Findings
) -> Table:
    """Key and value rows; a first row of headings is passed over."""
    kinds = {column.name: column.kind for column in SETTINGS.columns}
    lines: list[Line] = []
    for number, row in rows:
        key = _text(row[0], Kind.TEXT, sheet, None, found)
        plan = [("", None), (key, kinds.get(key, Kind.NUMBER))]
        value = _line(number, row, plan, sheet, found)
        if lines or [key, value.cells[1]] != ["key", "value"]:
            lines.append(Line(number, [key, value.cells[1]], value.spoiled))
    return Table(SETTINGS, sheet, ("key", "value"), lines, is_sheet=True)


def _notes(sheet: ReadOnlyWorksheet, found: Findings) -> str:
    """The first column, a line a row."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(1, _MOST_ROWS, 1, 1)
    return tidy_notes("\n".join(_note(row[0], found) if row else "" for row in rows))


def _note(cell: Any, found: Findings) -> str:
    """One line of the notes, with the blanks it begins with."""
    if isinstance(cell.value, str) and cell.data_type not in FORMULA_OR_ERROR:
        return unescaped(cell.value)
    return _text(cell, Kind.TEXT, _NOTES, None, found)


def _text(
    cell: Any, kind: Kind, sheet: str, column: str | None, found: Findings
) -> str:
    """The text of a cell; a formula or an error value is a fault, and empty."""
    if cell.data_type not in FORMULA_OR_ERROR:
        return cell_text(cell, kind)
    shown = str(getattr(cell.value, "text", cell.value))
    rule, remedy = FORMULA_OR_ERROR[cell.data_type]
    found.fault(Fault(sheet, cell.row, cell.coordinate, column, shown, rule, remedy))
    return ""


_HIDDEN = (
    Text("工作表被隐藏", "the sheet is hidden"),
    Text("取消隐藏，核对内容；不用就删去", "unhide it and look at it, or delete it"),
)
_MERGED_CELLS = (
    Text("有合并单元格", "there are merged cells here"),
    Text("取消合并，每格各自填写", "unmerge them and fill every cell"),
)
_BESIDE = Text(
    "列名右边还有内容，未读取", "there is more to the right of the columns; not read"
)
