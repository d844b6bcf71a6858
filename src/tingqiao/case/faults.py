"""What is wrong with a case, and where: faults, notices, and the error that lists them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tingqiao.case.entities import Language, Text
from tingqiao.case.formats import SETTINGS, TABLES

_SHOWN = 60  # characters of a faulty value that are printed


class Fault(NamedTuple):
    """One broken rule: its place, the value found, the rule, and the remedy.

    `line` counts from 1 as an editor or a spreadsheet does; `cell` (``D7``) is
    known in workbooks only. What does not apply is None.
    """

    file: str  # a file of the folder, or a sheet
    line: int | None
    cell: str | None
    column: str | None
    value: str | None
    rule: Text
    remedy: Text

    def describe(self, language: Language = "zh") -> str:
        """The fault in one sentence and its remedy in another."""
        said = _place(self, language) + self.rule.in_language(language)
        remedy = self.remedy.in_language(language)
        return (
            f"{said}。改法：{remedy}" if language == "zh" else f"{said}. Fix: {remedy}"
        )


class Notice(NamedTuple):
    """Something that does not stop a case from loading, but should be known."""

    file: str
    line: int | None
    message: Text

    def describe(self, language: Language = "zh") -> str:
        """The notice in one sentence."""
        place = Fault(self.file, self.line, None, None, None, *_UNSAID)
        return _place(place, language) + self.message.in_language(language)


class FaultyInputError(ValueError):
    """An input that breaks its rules; holds every fault found.

    Parameters
    ----------
    faults
        At least one fault, in the order of the files.
    language
        The language of ``str(error)``.
    """

    heading = Text("输入有 {} 处错误：", "Faults in the input: {}")

    def __init__(self, faults: Iterable[Fault], language: Language = "zh") -> None:
        self.faults = tuple(faults)
        super().__init__(self.describe(language))

    def describe(self, language: Language = "zh") -> str:
        """Every fault on a line of its own, below a line that counts them."""
        head = self.heading.in_language(language).format(len(self.faults))
        lines = (f"  {fault.describe(language)}" for fault in self.faults)
        return "\n".join((head, *lines))


class CaseError(FaultyInputError):
    """A case that breaks the format."""

    heading = Text("案例有 {} 处错误：", "Faults in the case: {}")


class Findings:
    """Faults and notices gathered while a case is read."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._notices: dict[Notice, None] = {}

    def fault(self, fault: Fault) -> None:
        """Keep a fault."""
        self._faults.append(fault)

    def file_fault(
        self, file: str, rule: Text, remedy: Text, line: int | None = None
    ) -> None:
        """Keep a fault of a whole file, or of one of its lines."""
        self.fault(Fault(file, line, None, None, None, rule, remedy))

    def notice(self, file: str, message: Text, line: int | None = None) -> None:
        """Keep a notice, once."""
        self._notices[Notice(file, line, message)] = None

    @property
    def notices(self) -> tuple[Notice, ...]:
        """All notices, in the order found."""
        return tuple(self._notices)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All faults: tables in the order of the format, lines from the top."""
        order = {table.name: place for place, table in enumerate((SETTINGS, *TABLES))}

        def place(fault: Fault) -> tuple[int, int]:
            table = fault.file.removesuffix(".csv").removesuffix(".toml")
            return order.get(table, len(order)), fault.line or 0

        return tuple(sorted(self._faults, key=place))


_UNSAID = (Text("", ""), Text("", ""))
_PLACE: dict[Language, tuple[tuple[str, ...], str]] = {
    "zh": ((" 第 {} 行", "（单元格 {}）", " {} 列", "的值“{}”"), "："),
    "en": ((", line {}", " (cell {})", ", column {}", ', value "{}"'), ": "),
}


def _place(fault: Fault, language: Language) -> str:
    """Where a fault is, as the opening of a sentence."""
    value = None if fault.value is None else _shown(fault.value)
    parts = (fault.line, fault.cell, fault.column, value)
    templates, colon = _PLACE[language]
    words = (
        template.format(part)
        for template, part in zip(templates, parts, strict=True)
        if part is not None
    )
    return fault.file + "".join(words) + colon


def _shown(value: str) -> str:
    """A value on one line, cut where it is long."""
    line = value.replace("\n", "\\n")
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
