"""The rows of a game's table, cell by cell; every fault is kept, none stops it."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from tingqiao.case.cells import (
    CellError,
    full_width_fault,
    read_ids,
    read_range,
)
from tingqiao.case.columns import Bounds
from tingqiao.case.entities import Text
from tingqiao.case.faults import Fault

_ANY: Final = Bounds(-1e15, 1e15)  # beyond, doubles lose whole numbers
_NEEDED: Final = ("coalition", "value")
_KNOWN: Final = ("coalition", "value", "error")
_HALF_WIDTH: Final = str.maketrans("；，、", ";;;")


class Entry(NamedTuple):
    """One row: a coalition and what it obtains or pays."""

    line: int
    ids: tuple[str, ...]  # in the row's own order
    value: float  # nan where the cell is at fault, which has been told
    error: float  # standard error; 0 where none is given


class RowReader:
    """Reads a table's lines; afterwards `faults` and `extra` (columns not read)."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[Fault] = []
        self.extra: tuple[str, ...] = ()
        self.is_readable = True  # whether every row says which coalition it is of

    def read(self, lines: Iterable[str]) -> list[Entry]:
        """The rows in order, each coalition once."""
        entries: list[Entry | None] = []
        try:
            rows = _rows(lines)
            header = self._header(next(rows, None))
            entries += [self._entry(*row, header) for row in rows] if header else []
        except csv.Error as error:
            self.is_readable = False
            self.tell(None, None, str(error), _NOT_CSV)
        return self._each_once([entry for entry in entries if entry is not None])

    def tell(
        self,
        line: int | None,
        column: str | None,
        value: str | None,
        said: tuple[Text, Text],
    ) -> None:
        """Keep a fault; `said` is its rule and its remedy."""
        self.faults.append(Fault(self.name, line, None, column, value, *said))

    def _header(self, row: tuple[int, list[str]] | None) -> dict[str, int]:
        if row is None:
            self.tell(None, None, None, _NO_TABLE)
            return {}
        line, names = row
        lacking = [name for name in _NEEDED if name not in names]
        for name in lacking:
            self.tell(line, name, ",".join(names), _NO_COLUMN)
        for name in _KNOWN:
            if names.count(name) > 1:
                self.tell(line, name, name, _TWICE_A_COLUMN)
        self.extra = tuple(name for name in names if name and name not in _KNOWN)
        return {} if lacking else {name: names.index(name) for name in names}

    def _entry(
        self, line: int, cells: list[str], header: dict[str, int]
    ) -> Entry | None:
        if len(cells) > len(header) and any(cells[len(header) :]):
            self.tell(line, None, ",".join(cells), _TOO_MANY)
        texts = {
            name: cells[place] if place < len(cells) else ""
            for name, place in header.items()
        }
        value = self._number(line, "value", texts["value"])
        error = self._number(line, "error", texts.get("error", "") or "0")
        if error < 0.0:
            self.tell(line, "error", texts["error"], _NEGATIVE_ERROR)
        if not texts["coalition"]:
            self._check_empty_coalition(line, texts["value"], value)
            return None
        return self._of_coalition(line, texts["coalition"], value, error)

    def _of_coalition(
        self, line: int, text: str, value: float, error: float
    ) -> Entry | None:
        plain = text.translate(_HALF_WIDTH)
        if plain != text:
            fault = full_width_fault(text)
            self.tell(line, "coalition", text, (fault.rule, fault.remedy))
        try:
            return Entry(line, read_ids(plain), value, error)
        except CellError as fault:
            self.is_readable = False
            self.tell(
                line, "coalition", fault.value or text, (fault.rule, fault.remedy)
            )
            return None

    def _number(self, line: int, column: str, text: str) -> float:
        try:
            if not text:
                raise CellError(*_EMPTY)
            number = read_range(text, _ANY)
            if not number.is_point:
                raise CellError(*_POINT)
        except CellError as fault:
            self.tell(line, column, text or None, (fault.rule, fault.remedy))
            return math.nan
        return number.low

    def _check_empty_coalition(self, line: int, text: str, value: float) -> None:
        if value != 0.0 and not math.isnan(value):
            self.tell(line, "value", text, _EMPTY_COALITION)

    def _each_once(self, entries: list[Entry]) -> list[Entry]:
        first: dict[frozenset[str], Entry] = {}
        for entry in entries:
            met = first.setdefault(frozenset(entry.ids), entry)
            if met is not entry:
                self.tell(
                    entry.line, "coalition", ";".join(entry.ids), _twice(met.line)
                )
        return list(first.values())


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Line numbers and stripped cells of the lines that are not blank."""
    reader = csv.reader(_plain(lines), skipinitialspace=True)
    for cells in reader:
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            yield reader.line_num, stripped


def _plain(lines: Iterable[str]) -> Iterator[str]:
    """Lines without a byte-order mark, line ends alike."""
    for place, line in enumerate(lines):
        text = line.removeprefix("\ufeff") if place == 0 else line
        yield text.rstrip("\r\n").replace("\0", "\ufffd") + "\n"


def _twice(line: int) -> tuple[Text, Text]:
    return (
        Text(
            f"第 {line} 行已有这个联盟（编号次序不计）",
            f"line {line} already has this coalition (the order of ids does not matter)",
        ),
        Text("只保留一行", "keep one of the two rows"),
    )


_NO_TABLE = (
    Text("表是空的", "the table is empty"),
    Text(
        "首行写 coalition,value，其下每个联盟一行",
        "write coalition,value and a row for each coalition",
    ),
)
_NOT_CSV = (
    Text("不是 CSV 表格", "this is no table in CSV"),
    Text("检查引号，另存为“CSV UTF-8”", "check the quotes, or save it as CSV UTF-8"),
)
_NO_COLUMN = (
    Text("表头缺少这一列", "the header lacks this column"),
    Text("首行写 coalition,value（半角逗号）", "make the first line coalition,value"),
)
_TWICE_A_COLUMN = (
    Text("表头有两列同名", "two columns have this name"),
    Text("删去一列", "remove one of them"),
)
_TOO_MANY = (
    Text("单元格比表头多", "there are more cells than columns"),
    Text(
        "联盟成员用半角分号相连；数值不加千分位",
        "join members by semicolons; write numbers without thousands marks",
    ),
)
_EMPTY = (
    Text("缺少数值", "a number is missing"),
    Text(
        "填写这个联盟的数；不清楚就删去这一行并用 --superadditive-cover",
        "give the number, or remove the row and use --superadditive-cover",
    ),
)
_POINT = (
    Text("应为一个数，不是范围", "must be one number, not a range"),
    Text(
        "写中间值，把标准误写入 error 列",
        "write its middle, and its standard error in a column `error`",
    ),
)
_NEGATIVE_ERROR = (
    Text("标准误不能为负", "a standard error may not be negative"),
    Text("写 0 或正数", "write 0 or a positive number"),
)
_EMPTY_COALITION = (
    Text("空联盟的值应为 0", "the empty coalition must be worth 0"),
    Text(
        "删去这一行；固定费用计入每个联盟",
        "remove the row; put fixed costs into every coalition",
    ),
)
