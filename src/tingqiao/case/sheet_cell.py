"""One workbook cell as the text that a CSV file would hold."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from tingqiao.case.columns import Kind
from tingqiao.case.entities import Text

FORMULA_OR_ERROR = {
    "f": (
        Text("是公式", "is a formula"),
        Text("复制后“选择性粘贴”为数值", "copy it and paste it as a value"),
    ),
    "e": (
        Text("是错误值", "is an error value"),
        Text("填写真正的值", "write the value itself"),
    ),
}
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_FORMAT = re.compile(r"\[[^\]]*\]|\"[^\"]*\"|\\.")  # locale, quoted, escaped


def cell_text(cell: Any, kind: Kind) -> str:
    """The text of an openpyxl cell, as a column of that kind would read it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return unescaped(value).strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return _date_text(value, kind, cell.number_format)
    return str(value)


def unescaped(text: str) -> str:
    """Text without the workbook's escapes (`_x000D_`), lines ending in a line feed."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _date_text(value: date, kind: Kind, shown_as: str) -> str:
    """A date as far as it is meant: a typed 2018-03 is stored as its first day."""
    letters = _NOT_FORMAT.sub("", shown_as).lower()
    if kind is Kind.MONTH:
        return f"{value:%Y-%m}"
    is_partial = value.day == 1 and "y" in letters and "d" not in letters
    if not is_partial:
        return f"{value:%Y-%m-%d}"
    return f"{value:%Y-%m}" if "m" in letters else f"{value:%Y}"
