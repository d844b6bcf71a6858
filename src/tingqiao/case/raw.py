"""A case as its files tell it: tables of text, before any rule beyond the header."""

from __future__ import annotations

from dataclasses import dataclass, field

from tingqiao.case.columns import TableFormat
from tingqiao.case.formats import SETTINGS
from tingqiao.case.table import Table


def tidy_notes(text: str) -> str:
    """Notes without blanks at line ends and blank lines around, however stored."""
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


@dataclass(frozen=True)
class RawCase:
    """The tables of a folder or a workbook.

    The table `case` has the columns `key` and `value`. `unreadable` names the tables
    that are there but could not be read: what refers to them is not judged.
    """

    file: str  # of the settings: case.toml, or the sheet
    suffix: str  # of the tables' names: ".csv", or nothing for sheets
    tables: dict[str, Table] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    notes: str = ""

    @property
    def settings(self) -> Table | None:
        """The keys and values of the case itself."""
        return self.tables.get(SETTINGS.name)

    def keep(self, format_: TableFormat, table: Table | None) -> None:
        """Keep a table, or that it could not be read."""
        if table is None:
            self.unreadable.add(format_.name)
        else:
            self.tables[format_.name] = table
