"""A table as read, from a file or a sheet alike, and its rows cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeVar

from tingqiao.case import cells
from tingqiao.case.cells import CellError
from tingqiao.case.columns import Column, TableFormat
from tingqiao.case.entities import Basis, ConsentRule, Month, PartialDate, Range, Text
from tingqiao.case.faults import Fault, Findings

_Value = TypeVar("_Value")
_NO_RANGE = Range(0.0, 0.0)
_NO_DATE = PartialDate(cells.FIRST_YEAR)


class Line(NamedTuple):
    """The cells of one row, its number, and the columns already found at fault."""

    number: int
    cells: list[str]
    spoiled: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Table:
    """A header and its lines, as text; `is_sheet` tells a sheet from a file."""

    format: TableFormat
    file: str
    header: tuple[str, ...]
    lines: list[Line]
    is_sheet: bool = False

    @cached_property
    def positions(self) -> dict[str, int]:
        """The place of each column of the format that the table has."""
        known = set(self.format.header)
        return {name: i for i, name in enumerate(self.header) if name in known}

    @cached_property
    def columns(self) -> dict[str, Column]:
        """The columns of the format by name."""
        return {column.name: column for column in self.format.columns}


@dataclass(slots=True, eq=False)
class Row:
    """A line being read; faults go to `findings`, and `spoiled` keeps their columns.

    A faulty cell reads as a placeholder of its type, so that one cause is told once.
    """

    table: Table
    line: Line
    findings: Findings
    spoiled: set[str] = field(init=False)

    def __post_init__(self) -> None:
        """Start from what the file reader found at fault."""
        self.spoiled = set(self.line.spoiled)

    def cell(self, column: str) -> str:
        """The text of a cell; empty where the column is missing."""
        position = self.table.positions.get(column)
        if position is None or position >= len(self.line.cells):
            return ""
        return self.line.cells[position]

    def text(self, column: str) -> str:
        """A text."""
        return self._read(column, str, "")

    def id(self, column: str) -> str:
        """An id; empty where it may be and is."""
        return self._read(column, cells.read_id, "")

    def number(self, column: str) -> Range:
        """A number that must be there, or has a default."""
        return self.optional_number(column) or _NO_RANGE

    def optional_number(self, column: str) -> Range | None:
        """A number, or None where the cell is empty."""
        bounds = self.table.columns[column].bounds
        return self._read_or_none(column, lambda text: cells.read_range(text, bounds))

    def whole(self, column: str) -> int | None:
        """A whole number, or None where the cell is empty."""
        bounds = self.table.columns[column].bounds
        return self._read_or_none(column, lambda text: cells.read_whole(text, bounds))

    def month(self, column: str) -> Month | None:
        """A month, or None where the cell is empty."""
        return self._read_or_none(column, cells.read_month)

    def date(self, column: str) -> PartialDate:
        """A date that must be there."""
        return self.optional_date(column) or _NO_DATE

    def optional_date(self, column: str) -> PartialDate | None:
        """A date, or None where the cell is empty."""
        return self._read_or_none(column, cells.read_date)

    def ids(self, column: str) -> tuple[str, ...]:
        """A list of ids."""
        return self._read(column, cells.read_ids, ())

    def consent(self, column: str) -> ConsentRule:
        """A consent rule."""
        return self._read(column, cells.read_consent, ConsentRule())

    def basis(self) -> Basis:
        """What the row rests on."""
        return self._read("basis", cells.read_basis, Basis())

    def choice(self, column: str) -> str:
        """One of the words of the column; the first where the cell is faulty."""
        choices = self.table.columns[column].choices
        return self._read(column, lambda text: _chosen(text, choices), choices[0])

    def name(self, stem: str = "name") -> Text:
        """The pair of columns `<stem>_zh` and `<stem>_en`."""
        return Text(self.text(f"{stem}_zh"), self.text(f"{stem}_en"))

    def fault(
        self, column: str | None, rule: Text, remedy: Text, value: str | None = None
    ) -> None:
        """Keep a fault of this row, or of one of its cells."""
        if column is not None:
            self.spoiled.add(column)
            value = self.cell(column) if value is None else value
        place = self._coordinate(column)
        self.findings.fault(
            Fault(self.table.file, self.line.number, place, column, value, rule, remedy)
        )

    def is_sound(self, *columns: str) -> bool:
        """Whether the columns are there and none of their cells was at fault."""
        is_there = all(column in self.table.positions for column in columns)
        return is_there and self.spoiled.isdisjoint(columns)

    def _read(
        self, column: str, read: Callable[[str], _Value], placeholder: _Value
    ) -> _Value:
        value = self._read_or_none(column, read)
        return placeholder if value is None else value

    def _read_or_none(
        self, column: str, read: Callable[[str], _Value]
    ) -> _Value | None:
        text = self.cell(column)
        if not text:
            text = self._default_of(column)
            if not text:
                return None
        try:
            _check_length(text)
            return read(text)
        except CellError as fault:
            self.fault(column, fault.rule, fault.remedy, fault.value)
            return None

    def _default_of(self, column: str) -> str:
        """What an empty cell is read as; a fault where it may not be empty."""
        format_ = self.table.columns[column]
        if format_.filled and self.is_sound(column):
            self.fault(column, *_EMPTY)
        return format_.default

    def _coordinate(self, column: str | None) -> str | None:
        position = self.table.positions.get(column or "")
        if not self.table.is_sheet or position is None:
            return None
        return f"{_letters(position)}{self.line.number}"


_EMPTY = (
    Text("不能为空", "may not be empty"),
    Text(
        "填写；数值不清楚时写范围，如 0..1",
        "fill it in; where a number is unclear write a range, such as 0..1",
    ),
)


def _check_length(text: str) -> None:
    if len(text) > cells.LONGEST_CELL:
        raise CellError(
            Text(
                f"单元格超过 {cells.LONGEST_CELL} 个字符",
                f"a cell may hold {cells.LONGEST_CELL} characters",
            ),
            Text("缩短内容，或移到 notes.md", "shorten it, or move it to notes.md"),
        )


def _chosen(text: str, choices: tuple[str, ...]) -> str:
    if text not in choices:
        words = ", ".join(choices)
        raise CellError(
            Text(f"应为其中之一：{words}", f"must be one of {words}"),
            Text("改成所列的词", "use one of these words"),
        )
    return text


def _letters(position: int) -> str:
    """The letters a spreadsheet gives the column at `position`, from 0."""
    letters, position = "", position + 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
