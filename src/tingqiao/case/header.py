"""The first row of a table: every column of the format there, once, by its name."""

from __future__ import annotations

import difflib

from tingqiao.case.columns import TableFormat
from tingqiao.case.entities import Text
from tingqiao.case.faults import Fault, Findings


def check_header(
    format_: TableFormat, file: str, line: int, header: tuple[str, ...], found: Findings
) -> bool:
    """Whether the table can be read at all; faults and notices go to `found`."""
    if not set(header) & set(format_.header):
        found.file_fault(file, *_unknown_header(format_, header), line)
        return False
    for column in format_.columns:
        if column.name in header:
            _check_once(column.name, file, line, header, found)
        elif column.present:
            found.fault(_missing(column.name, file, line, header))
    _notice_extras(format_, file, line, header, found)
    return True


def _unknown_header(format_: TableFormat, header: tuple[str, ...]) -> tuple[Text, Text]:
    expected = ",".join(format_.header)
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        return (
            Text("各列不是用逗号分隔的", "the columns are not separated by commas"),
            Text("另存为逗号分隔的 UTF-8 CSV", "save it as comma-separated UTF-8 CSV"),
        )
    return (
        Text("第一行应为列名", "the first row must name the columns"),
        Text(f"第一行写：{expected}", f"let the first row be: {expected}"),
    )


def _check_once(
    name: str, file: str, line: int, header: tuple[str, ...], found: Findings
) -> None:
    if header.count(name) > 1:
        rule = Text("列名重复", "the column is there twice")
        remedy = Text("只保留一列", "keep one of them")
        found.fault(Fault(file, line, None, name, None, rule, remedy))


def _missing(name: str, file: str, line: int, header: tuple[str, ...]) -> Fault:
    near = difflib.get_close_matches(
        name, [other.lower() for other in header if other], 1, 0.75
    )
    hint = next((other for other in header if other.lower() in near), None)
    remedy = Text(
        f"加上列 {name}，内容可空者留空",
        f"add the column {name}; cells may be left empty where the format allows",
    )
    if hint is not None:
        remedy = Text(
            f"把列名 {hint} 改为 {name}", f"rename the column {hint} to {name}"
        )
    return Fault(
        file,
        line,
        None,
        name,
        None,
        Text("缺少这一列", "the column is missing"),
        remedy,
    )


def _notice_extras(
    format_: TableFormat, file: str, line: int, header: tuple[str, ...], found: Findings
) -> None:
    extras = [
        name for name in dict.fromkeys(header) if name and name not in format_.header
    ]
    if extras:
        names = ", ".join(extras)
        message = Text(f"未使用的列：{names}", f"columns that are not read: {names}")
        found.notice(file, message, line)
