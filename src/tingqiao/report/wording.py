"""How numbers, months and chances are put into words, in Chinese and in English."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tingqiao.case.entities import Language, Month, Text

_DIGITS = "零一二三四五六七八九"
_WORDS = (
    "none",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def chinese_count(number: int) -> str:
    """A count as said before a measure word: 两, 十四; digits from 100 on."""
    if number == 2:
        return "两"
    if not 0 <= number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def english_count(number: int) -> str:
    """A count in words, in digits from 100 on."""
    if 0 <= number < len(_WORDS):
        return _WORDS[number]
    if not 0 <= number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_WORDS[ones]}" if ones else "")


def plural(number: int, noun: str) -> str:
    """`noun` with the ending that `number` asks for."""
    if number == 1:
        return noun
    return noun[:-1] + "ies" if noun.endswith("ty") else noun + "s"


def percent(chance: float) -> str:
    """A chance in whole per cents; never a nought or a certainty that it is not."""
    if math.isnan(chance):
        return "—"
    if 0.0 < chance < 0.005:
        return "<1%"
    if 0.995 <= chance < 1.0:
        return ">99%"
    return f"{100 * chance:.0f}%"


def percent_range(low: float, high: float) -> str:
    """An interval of chances, en dash between; empty where it is not known."""
    if math.isnan(low) or math.isnan(high):
        return ""
    return f"{100 * low:.0f}–{100 * high:.0f}"


def signed(value: float, digits: int = 0) -> str:
    """A number with its sign, a true minus; nought has none."""
    if math.isnan(value):
        return "—"
    shown = f"{abs(value):,.{digits}f}"
    if not float(shown.replace(",", "")):
        return shown
    return ("+" if value > 0 else "−") + shown


def amount(value: float) -> str:
    """A quantity at three significant digits, thousands apart."""
    if math.isinf(value) or math.isnan(value):
        return "—"
    if abs(value) >= 100:
        return f"{value:,.0f}".replace("-", "−")
    return f"{value:.3g}".replace("-", "−")


def horizon(months: int) -> Text:
    """A span of months, in years where it is whole years."""
    years, rest = divmod(months, 12)
    if rest or not years:
        return Text(f"{months} 个月", f"{months} {plural(months, 'month')}")
    return Text(f"{years} 年", f"{years} {plural(years, 'year')}")


def calendar_month(month: Month, language: Language) -> str:
    """A month as it is read out."""
    if language == "zh":
        return f"{month.year} 年 {month.month} 月"
    return f"{_MONTHS[month.month - 1]} {month.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


_UNITS = {
    "万元": Text("万元", "10,000 yuan"),
    "relative": Text("相对单位", "relative units"),
}


def unit_name(unit: str, language: Language) -> str:
    """The case's unit of benefit, in the reader's language where we know it."""
    return _UNITS.get(unit, Text(unit, unit)).in_language(language)


def listed(words: Sequence[str], language: Language) -> str:
    """Things named one after another."""
    if language == "zh" or len(words) < 2:
        return "、".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def months_or_never(months: float, language: Language) -> str:
    """A count of months, or that so large a share of runs never gets there."""
    if math.isinf(months) or math.isnan(months):
        return "期内未到" if language == "zh" else "not within the horizon"
    return f"{months:.0f}"


def months_told(months: float, language: Language) -> str:
    """The same with the word for months after it."""
    told = months_or_never(months, language)
    return (
        told + Text(" 个月", " months").in_language(language)
        if told.isdigit()
        else told
    )
