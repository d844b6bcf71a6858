"""What a case says of itself: id, name, unit, start, months, parameter overrides."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import NamedTuple

from tingqiao.case import cells
from tingqiao.case.columns import Bounds, Column, Kind, TableFormat
from tingqiao.case.entities import Month, Range, Text
from tingqiao.case.faults import Findings
from tingqiao.case.formats import SETTINGS
from tingqiao.case.table import Line, Row, Table

_OVERRIDE = "parameters."
_ANY_NUMBER = Bounds(float("-inf"))
_NO_MONTH = Month(cells.FIRST_YEAR, 1)


class Settings(NamedTuple):
    """The head of a case."""

    id: str
    name: Text
    summary: Text
    unit: str
    start: Month
    months: int
    parameters: dict[str, Range]


def read_settings(
    table: Table, ranges: Mapping[str, Range] | None, found: Findings
) -> Settings:
    """The settings of key and value rows; faults go to `found`.

    Parameters
    ----------
    table
        Columns `key` and `value`.
    ranges
        The range of every parameter of the model; None leaves overrides unjudged.
    """
    rows = _rows_by_key(table, found)
    keys = {name: rows.get(name) or _absent(name, table, found) for name in _KEYS}
    overrides = {
        key.removeprefix(_OVERRIDE): row
        for key, row in rows.items()
        if key.startswith(_OVERRIDE)
    }
    _notice_unknown(set(rows) - set(_KEYS), table, found)
    return Settings(
        id=_case_id(keys["id"]),
        name=_name(keys["name.zh"], keys["name.en"]),
        summary=Text(
            keys["summary.zh"].text("summary.zh"), keys["summary.en"].text("summary.en")
        ),
        unit=keys["unit"].text("unit"),
        start=keys["start"].month("start") or _NO_MONTH,
        months=keys["months"].whole("months") or 1,
        parameters={
            name: _override(name, row, ranges) for name, row in overrides.items()
        },
    )


_KEYS = SETTINGS.header


def _rows_by_key(table: Table, found: Findings) -> dict[str, Row]:
    """A row of one cell for every key, so that a fault names key and line."""
    rows: dict[str, Row] = {}
    for line in table.lines:
        key = line.cells[0]
        row = _row(key, line, table, found)
        if key in rows:
            row.fault(key, *_TWICE)
        else:
            rows[key] = row
    return rows


def _row(key: str, line: Line, table: Table, found: Findings) -> Row:
    """The row; `value` stands in the second column of a sheet."""
    format_ = SETTINGS
    if key.startswith(_OVERRIDE):
        column = Column(key, Kind.NUMBER, SETTINGS.meaning, _ANY_NUMBER, filled=True)
        format_ = TableFormat(SETTINGS.name, SETTINGS.meaning, (column,))
    single = Table(format_, table.file, ("", key), [], table.is_sheet)
    return Row(single, Line(line.number, line.cells, line.spoiled), found)


def _absent(key: str, table: Table, found: Findings) -> Row:
    return _row(key, Line(1, ["", ""]), table, found)


def _case_id(row: Row) -> str:
    case_id = row.id("id")
    if case_id.startswith(".") or any(mark in case_id for mark in "/\\"):
        row.fault("id", *_NOT_A_FOLDER_NAME)
    return case_id


def _name(zh: Row, en: Row) -> Text:
    name = Text(zh.text("name.zh"), en.text("name.en"))
    if not any(name) and not zh.spoiled and not en.spoiled:
        zh.fault("name.zh", *_NAMELESS)
    return name


def _override(name: str, row: Row, ranges: Mapping[str, Range] | None) -> Range:
    value = row.number(_OVERRIDE + name)
    if ranges is not None and row.is_sound(_OVERRIDE + name):
        _check_override(name, value, row, ranges)
    return value


def _check_override(
    name: str, value: Range, row: Row, ranges: Mapping[str, Range]
) -> None:
    column = _OVERRIDE + name
    if name not in ranges:
        near = difflib.get_close_matches(name, ranges, 3, 0.5) or sorted(ranges)
        names = ", ".join(near)
        remedy = Text(f"可用的名称如：{names}", f"names that exist: {names}")
        row.fault(column, Text("没有这个参数", "no such parameter"), remedy)
    elif value.low < ranges[name].low or value.high > ranges[name].high:
        interval = f"[{ranges[name].low:g}, {ranges[name].high:g}]"
        rule = Text(f"参数应在范围内：{interval}", f"the parameter lies in {interval}")
        remedy = Text(f"写 {interval} 之内的数", f"write a number in {interval}")
        row.fault(column, rule, remedy)


def _notice_unknown(keys: set[str], table: Table, found: Findings) -> None:
    unknown = sorted(key for key in keys if key and not key.startswith(_OVERRIDE))
    if unknown:
        names = ", ".join(unknown)
        found.notice(
            table.file, Text(f"未使用的键：{names}", f"keys that are not read: {names}")
        )


_TWICE = (
    Text("键重复", "the key is there twice"),
    Text("只保留一行", "keep one of them"),
)
_NAMELESS = (
    Text("中英文名都为空", "both names are empty"),
    Text('写 name = { zh = "…", en = "…" }', 'write name = { zh = "…", en = "…" }'),
)
_NOT_A_FOLDER_NAME = (
    Text(
        "案例编号不能含斜线或以点开头", "the id may hold no slash and start with no dot"
    ),
    Text("用字母、数字、汉字和连字符", "use letters, digits and hyphens"),
)
