"""A CSV file as a table of text."""

from __future__ import annotations

import csv
import io

from tingqiao.case.columns import TableFormat
from tingqiao.case.entities import Text
from tingqiao.case.faults import Findings
from tingqiao.case.header import check_header
from tingqiao.case.table import Line, Table


def read_csv(
    format_: TableFormat, file: str, text: str, found: Findings
) -> Table | None:
    """Read the table of a file's text; None where it cannot be read."""
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
    reader = csv.reader(
        io.StringIO(text, newline=""), strict=True, skipinitialspace=True
    )
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
