"""What a column of a case file may be: its kind, bounds and default."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from tingqiao.case.entities import Text


class Kind(StrEnum):
    """What a cell holds."""

    ID = "id"
    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    MONTH = "month"
    DATE = "date"
    IDS = "ids"
    CHOICE = "choice"
    CONSENT = "consent"
    BASIS = "basis"


class Bounds(NamedTuple):
    """The numbers a cell may hold; `above` shuts the lower bound out."""

    low: float = 0.0
    high: float | None = None
    above: bool = False


class Column(NamedTuple):
    """One column: what its cells hold and what an empty one means.

    `default` is the text an empty cell is read as; `filled` says that a cell may
    not be empty; `present` that the column itself may not be missing.
    """

    name: str
    kind: Kind
    meaning: Text
    bounds: Bounds = Bounds()
    default: str = ""
    filled: bool = False
    present: bool = True
    choices: tuple[str, ...] = ()


class TableFormat(NamedTuple):
    """One table of the format: a file `<name>.csv` or a sheet `<name>`."""

    name: str
    meaning: Text
    columns: tuple[Column, ...]
    required: bool = False

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns, in the order they are written."""
        return tuple(column.name for column in self.columns)
