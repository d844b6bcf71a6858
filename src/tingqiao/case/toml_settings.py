"""case.toml as tables of text: the settings, and the ladder of a case's own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from tingqiao.case.entities import Text
from tingqiao.case.faults import Fault, Findings
from tingqiao.case.formats import LADDER, SETTINGS
from tingqiao.case.header import check_header
from tingqiao.case.raw import RawCase
from tingqiao.case.table import Line, Table

FILE = "case.toml"


def read_toml(text: str, raw: RawCase, found: Findings) -> None:
    """Keep the settings, and the ladder if there is one, in `raw`."""
    document = _parse_toml(text, found)
    if document is None:
        raw.unreadable.update((SETTINGS.name, LADDER.name))
        return
    raw.keep(SETTINGS, _settings(document, text, found))
    if "ladder" in document:
        raw.keep(LADDER, _ladder(document["ladder"], text, found))


def _parse_toml(text: str, found: Findings) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # A plain ValueError is a number too long for int(); both come from the file.
        match = re.search(r"line (\d+)", str(error))
        rule = Text(f"TOML 语法错误：{error}", f"TOML syntax error: {error}")
        remedy = Text("文字加双引号，一行一个键", "quote texts, one key a line")
        found.file_fault(FILE, rule, remedy, int(match[1]) if match else None)
        return None


def _settings(document: dict[str, Any], text: str, found: Findings) -> Table:
    pairs = _flatten({k: v for k, v in document.items() if k != "ladder"})
    lines = [_setting(key, value, text, found) for key, value in pairs]
    return Table(SETTINGS, FILE, ("key", "value"), lines)


def _setting(key: str, value: object, text: str, found: Findings) -> Line:
    number = _line_of(key, text)
    if not isinstance(value, list):
        return Line(number, [key, _as_text(value)])
    rule = Text("应为单个值", "must be a single value")
    remedy = Text("写成文字或数字", "write a text or a number")
    found.fault(Fault(FILE, number, None, key, str(value), rule, remedy))
    return Line(number, [key, ""], frozenset({key}))


def _flatten(document: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Every key with its dotted name."""
    for key, value in document.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.strip() if isinstance(value, str) else str(value)


def _line_of(key: str, text: str) -> int:
    """The first line that sets the key or a table it lies in; 1 where none does."""
    names = [key, key.rsplit(".", 1)[-1], key.split(".", 1)[0]]
    for name in names:
        pattern = rf"^[ \t]*\[*[ \t]*\"?{re.escape(name)}\"?[ \t]*[=\].]"
        match = re.search(pattern, text, re.MULTILINE)
        if match:
            return text.count("\n", 0, match.start()) + 1
    return 1


def _ladder(rows: Any, text: str, found: Findings) -> Table | None:
    """`[[ladder]]` as a table, `name = {zh, en}` as name_zh and name_en."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        rule = Text("ladder 应为若干 [[ladder]] 段", "ladder must be [[ladder]] tables")
        remedy = Text("每级台阶写一段 [[ladder]]", "write one [[ladder]] a rung")
        found.file_fault(FILE, rule, remedy, _line_of("ladder", text))
        return None
    pairs = [
        {key.replace(".", "_"): _as_text(value) for key, value in _flatten(row)}
        for row in rows
    ]
    header = tuple(dict.fromkeys(key for row in pairs for key in row))
    numbers = _ladder_lines(text, len(rows))
    if not check_header(LADDER, FILE, numbers[0], header, found):
        return None
    lines = [
        Line(number, [row.get(name, "") for name in header])
        for number, row in zip(numbers, pairs, strict=True)
    ]
    return Table(LADDER, FILE, header, lines)


def _ladder_lines(text: str, count: int) -> list[int]:
    """The line of every [[ladder]]; all of them 1 where written otherwise."""
    lines = [
        number
        for number, line in enumerate(text.split("\n"), 1)
        if line.replace(" ", "").startswith("[[ladder]]")
    ]
    return lines if len(lines) == count and count else [1] * max(count, 1)
