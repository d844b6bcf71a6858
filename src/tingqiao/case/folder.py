"""A case folder as tables of text: UTF-8 CSV files, case.toml, notes.md."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tingqiao.case.cells import unprintable
from tingqiao.case.columns import LADDER, SETTINGS, TABLES, TableFormat
from tingqiao.case.entities import Text
from tingqiao.case.faults import Findings
from tingqiao.case.header import check_header
from tingqiao.case.raw import RawCase
from tingqiao.case.table import Line, Table

LARGEST_FILE = 128 * 2**20  # bytes; some 300,000 events, far beyond any record
_SETTINGS, _NOTES = "case.toml", "notes.md"


def read_folder(folder: Path, found: Findings) -> RawCase:
    """Read every file of the format that the folder has."""
    text = _read_text(folder / _SETTINGS, found)
    document = None if text is None else _parse_toml(text, found)
    notes = _read_text(folder / _NOTES, found) or ""
    raw = RawCase(
        _SETTINGS, ".csv", _settings(document, text or "", found), notes=notes.strip()
    )
    if document is None and text is not None:
        raw.unreadable.add(SETTINGS.name)
    if document is not None and "ladder" in document:
        raw.keep(LADDER, _ladder(document["ladder"], text or "", found))
    for format_ in TABLES:
        _keep_csv(folder, format_, raw, found)
    _notice_strangers(folder, found)
    return raw


def _keep_csv(
    folder: Path, format_: TableFormat, raw: RawCase, found: Findings
) -> None:
    path = folder / f"{format_.name}.csv"
    if path.exists():
        text = _read_text(path, found)
        raw.keep(
            format_, None if text is None else _csv(format_, path.name, text, found)
        )


def _notice_strangers(folder: Path, found: Findings) -> None:
    """Say which tables are not read: a misspelt name would else pass in silence."""
    known = {f"{format_.name}.csv" for format_ in TABLES} | {_SETTINGS, _NOTES}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in {".csv", ".toml", ".xlsx"} and path.name not in known:
            found.notice(path.name, Text("未读取这个文件", "this file is not read"))


def _read_text(path: Path, found: Findings) -> str | None:
    """The text of a file with plain line ends; None where there is none to read."""
    if not path.exists():
        return None
    try:
        if path.stat().st_size > LARGEST_FILE:
            found.file_fault(path.name, *_TOO_LARGE)
            return None
        data = path.read_bytes()
    except OSError as error:
        found.file_fault(path.name, *_unreadable(error))
        return None
    text = _decode(data, path.name, found)
    if text is None:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if _is_printable(text, path.name, found) else None


def _decode(data: bytes, file: str, found: Findings) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        found.file_fault(file, *_not_utf8("UTF-16"), 1)
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found.file_fault(file, *_not_utf8(_guess_encoding(data)), line)
        return None


def _guess_encoding(data: bytes) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GBK"


def _not_utf8(encoding: str) -> tuple[Text, Text]:
    is_named = bool(encoding)
    return (
        Text(
            f"文件是 {encoding} 编码，应为 UTF-8"
            if is_named
            else "文件不是 UTF-8 编码",
            f"the file is {encoding}, not UTF-8"
            if is_named
            else "the file is not UTF-8",
        ),
        Text(
            "另存为 UTF-8（Excel：CSV UTF-8）", "save it as UTF-8 (in Excel: CSV UTF-8)"
        ),
    )


def _is_printable(text: str, file: str, found: Findings) -> bool:
    if unprintable(text) is None:
        return True
    for number, line in enumerate(text.split("\n"), 1):
        match = unprintable(line)
        if match:
            code = f"U+{ord(match[0]):04X}"
            rule = Text(
                f"含不可见的控制字符 {code}", f"holds the control character {code}"
            )
            found.file_fault(file, rule, _RETYPE, number)
    return False


_RETYPE = Text(
    "删去该字符；文件可能已损坏，可从原件重新导出",
    "delete it; the file may be damaged, so export it again from the original",
)
_TOO_LARGE = (
    Text("文件超过 128 MB", "the file is larger than 128 MB"),
    Text("拆分或精简", "cut it down"),
)


def _unreadable(error: OSError) -> tuple[Text, Text]:
    reason = error.strerror or type(error).__name__
    return (
        Text(f"无法读取（{reason}）", f"cannot be read ({reason})"),
        Text("应是可读的普通文件，检查权限", "make it a plain file you may read"),
    )


def _csv(format_: TableFormat, file: str, text: str, found: Findings) -> Table | None:
    lines = _csv_lines(file, text, found)
    if lines is None:
        return None
    if not lines:
        rule = Text("文件是空的", "the file is empty")
        header = ",".join(format_.header)
        remedy = Text(f"第一行写：{header}", f"let the first row be: {header}")
        found.file_fault(file, rule, remedy, 1)
        return None
    names = tuple(lines[0].cells)
    if not check_header(format_, file, lines[0].number, names, found):
        return None
    body = [_even(line, format_, names, file, found) for line in lines[1:]]
    return Table(format_, file, names, body)


def _csv_lines(file: str, text: str, found: Findings) -> list[Line] | None:
    """The lines that hold anything; None where the quotes do not pair up."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines, number = [], 1
    try:
        for cells in reader:
            cells = [cell.strip() for cell in cells]
            if any(cells):
                lines.append(Line(number, cells))
            number = reader.line_num + 1
    except csv.Error:
        found.file_fault(file, *_BAD_QUOTES, number)
        return None
    return lines


_BAD_QUOTES = (
    Text(
        "从这里开始的引号不成对，或单元格过长",
        "the quotes that start here do not pair up, or a cell is far too long",
    ),
    Text(
        '补上右引号；文字中的引号写成两个 ""',
        'close the quote; write a quote inside a text as ""',
    ),
)


def _even(
    line: Line,
    format_: TableFormat,
    header: tuple[str, ...],
    file: str,
    found: Findings,
) -> Line:
    """The line with as many cells as the header; else a fault, and only its id."""
    width, cells = len(header), line.cells
    if len(cells) == width:
        return line
    if len(cells) > width and not any(cells[width:]):
        return Line(line.number, cells[:width])
    rule = Text(
        f"有 {len(cells)} 格，列名有 {width} 个",
        f"has {len(cells)} cells for {width} columns",
    )
    found.file_fault(file, rule, _COUNT_COMMAS, line.number)
    kept = [
        cell if name == "id" else "" for name, cell in zip(header, cells, strict=False)
    ]
    return Line(line.number, kept, frozenset(format_.header) - {"id"})


_COUNT_COMMAS = Text(
    '检查逗号；含逗号的文字用 " 括起',
    'count the commas; put " around a text with commas',
)


def _parse_toml(text: str, found: Findings) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # A plain ValueError is a number too long for int(); both come from the file.
        match = re.search(r"line (\d+)", str(error))
        rule = Text(f"TOML 语法错误：{error}", f"TOML syntax error: {error}")
        remedy = Text("文字加双引号，一行一个键", "quote texts, one key a line")
        found.file_fault(_SETTINGS, rule, remedy, int(match[1]) if match else None)
        return None


def _settings(
    document: dict[str, Any] | None, text: str, found: Findings
) -> Table | None:
    if document is None:
        return None
    pairs = _flatten({k: v for k, v in document.items() if k != "ladder"})
    lines = [
        Line(_line_of(key, text), [key, value])
        for key, value in _scalars(pairs, text, found)
    ]
    return Table(SETTINGS, _SETTINGS, ("key", "value"), lines)


def _flatten(document: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Every key with its dotted name."""
    for key, value in document.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _scalars(
    pairs: Iterator[tuple[str, Any]], text: str, found: Findings
) -> Iterator[tuple[str, str]]:
    """The pairs whose value is a text or a number, the value as text."""
    for key, value in pairs:
        if isinstance(value, list):
            rule = Text(f"{key} 应为单个值", f"{key} must be a single value")
            remedy = Text("写成文字或数字", "write a text or a number")
            found.file_fault(_SETTINGS, rule, remedy, _line_of(key, text))
        else:
            yield key, _as_text(value)


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
        found.file_fault(_SETTINGS, rule, remedy, _line_of("ladder", text))
        return None
    pairs = [
        {key.replace(".", "_"): _as_text(value) for key, value in _flatten(row)}
        for row in rows
    ]
    header = tuple(dict.fromkeys(key for row in pairs for key in row))
    numbers = _ladder_lines(text, len(rows))
    if not check_header(LADDER, _SETTINGS, numbers[0], header, found):
        return None
    lines = [
        Line(number, [row.get(name, "") for name in header])
        for number, row in zip(numbers, pairs, strict=True)
    ]
    return Table(LADDER, _SETTINGS, header, lines)


def _ladder_lines(text: str, count: int) -> list[int]:
    """The line of every [[ladder]]; all of them 1 where written otherwise."""
    lines = [
        number
        for number, line in enumerate(text.split("\n"), 1)
        if line.replace(" ", "").startswith("[[ladder]]")
    ]
    return lines if len(lines) == count and count else [1] * max(count, 1)
