"""One cell: its text as a number, a date, ids, a consent rule, a basis.

Every reader takes stripped text and raises `CellError` with rule and remedy.
"""

from __future__ import annotations

import calendar
import math
import re
import unicodedata
from functools import lru_cache

from tingqiao.case.columns import Bounds
from tingqiao.case.entities import (
    DEFAULT_BASIS,
    Basis,
    ConsentRule,
    Month,
    PartialDate,
    Range,
    Text,
)

FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST_CELL = 32_767  # characters; what a workbook cell can hold
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,9}", re.ASCII)
_FULL_WIDTH = re.compile("[\uff01-\uff5e\u3001\u3002]")  # ！ to ～, 、 and 。
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_CACHED = 65_536


class CellError(Exception):
    """A cell that breaks a rule; `value` is the part of it at fault, if not all."""

    def __init__(self, rule: Text, remedy: Text, value: str | None = None) -> None:
        super().__init__(rule.en)
        self.rule, self.remedy, self.value = rule, remedy, value


def unprintable(text: str) -> re.Match[str] | None:
    """The first control character that no cell may hold."""
    return _UNPRINTABLE.search(text)


def has_full_width(text: str) -> bool:
    """Whether the text holds full-width digits, letters or punctuation."""
    return _FULL_WIDTH.search(text) is not None


@lru_cache(_CACHED)
def read_range(text: str, bounds: Bounds) -> Range:
    """A point `0.6` or a range `0.4..0.8` within the bounds."""
    low, dots, high = text.partition("..")
    ends = Range(_number(low, text), _number(high if dots else low, text))
    if ends.low > ends.high:
        raise CellError(
            Text("范围的下限大于上限", "the range is reversed"),
            Text(f"写成 {high.strip()}..{low.strip()}", f"write {high}..{low}"),
        )
    if not all(_within(end, bounds) for end in ends):
        raise _out_of(bounds)
    return ends


@lru_cache(_CACHED)
def read_whole(text: str, bounds: Bounds) -> int:
    """A whole number within the bounds."""
    if not _WHOLE.fullmatch(text):
        raise _malformed(
            text,
            Text("应为整数", "must be a whole number"),
            Text("写成如 3", "write, for example, 3"),
        )
    if not _within(int(text), bounds):
        raise _out_of(bounds)
    return int(text)


@lru_cache(_CACHED)
def read_date(text: str) -> PartialDate:
    """A date to the year, the month or the day, in 1900-2100."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise _malformed(
            text,
            Text(
                "应为 YYYY、YYYY-MM 或 YYYY-MM-DD",
                "must be YYYY, YYYY-MM or YYYY-MM-DD",
            ),
            Text("写成如 2018-03-28", "write, for example, 2018-03-28"),
        )
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # noqa: S101  the pattern always gives a year
    _check_calendar(year, month, day)
    return PartialDate(year, month, day)


def read_month(text: str) -> Month:
    """A month YYYY-MM in 1900-2100."""
    if len(text) != 7:
        raise _malformed(
            text,
            Text("应为 YYYY-MM", "must be YYYY-MM"),
            Text("写成如 2018-03", "write, for example, 2018-03"),
        )
    return read_date(text).first_month


def read_id(text: str) -> str:
    """An id: any text without separators or line breaks."""
    if any(mark in text for mark in ";；\n\t"):
        raise CellError(
            Text(
                "编号不能含分号、制表符或换行",
                "an id may not hold a semicolon, a tab or a line break",
            ),
            Text("换一个编号", "choose another id"),
        )
    return text


@lru_cache(_CACHED)
def read_ids(text: str) -> tuple[str, ...]:
    """Ids joined by `;`, each once; empty text is none."""
    if not text:
        return ()
    if any(mark in text for mark in "；，"):
        raise full_width_fault(text)
    ids = tuple(part.strip() for part in text.split(";"))
    if "" in ids:
        raise CellError(
            Text("分号之间缺少编号", "an id is missing beside a semicolon"),
            Text("删去多余的分号", "remove the spare semicolon"),
        )
    _check_once(ids)
    return ids


@lru_cache(_CACHED)
def read_basis(text: str) -> Basis:
    """`default`, `judgement`, source ids, or source ids and `judgement`."""
    if text == "default":
        return DEFAULT_BASIS
    ids = read_ids(text)
    if "default" in ids:
        raise CellError(
            Text("default 不能与其他依据并列", "default stands alone"),
            Text("只写来源或只写 default", "write the sources, or default"),
        )
    sources = tuple(part for part in ids if part != "judgement")
    return Basis(sources, judgement="judgement" in ids)


def read_consent(text: str) -> ConsentRule:
    """`all`, `quorum:2`, or `quorum:2,veto:id` with any number of vetoes."""
    if text == "all":
        return ConsentRule()
    parts = [part.strip() for part in text.split(",")]
    quorum = parts[0].removeprefix("quorum:").strip()
    vetoes = tuple(part.removeprefix("veto:").strip() for part in parts[1:])
    is_known = parts[0].startswith("quorum:") and _WHOLE.fullmatch(quorum)
    if not is_known or not all(p.startswith("veto:") for p in parts[1:]):
        raise _malformed(
            text,
            Text(
                "应为 all、quorum:数 或 quorum:数,veto:编号",
                "must be all, quorum:n, or quorum:n,veto:id",
            ),
            Text(
                "写成如 quorum:2,veto:anting",
                "write, for example, quorum:2,veto:anting",
            ),
        )
    _check_once(vetoes)
    return ConsentRule(int(quorum), vetoes)


def full_width_fault(text: str) -> CellError:
    """The fault of a cell typed with full-width characters."""
    found = "".join(dict.fromkeys(_FULL_WIDTH.findall(text)))
    plain = unicodedata.normalize("NFKC", text).replace("、", ";").replace("。", ".")
    return CellError(
        Text(f"含全角字符“{found}”", f'holds full-width characters "{found}"'),
        Text(f"改用半角：{plain}", f"type it in half width: {plain}"),
    )


def _malformed(text: str, rule: Text, remedy: Text) -> CellError:
    """The fault of a cell that does not read; full-width typing explains most."""
    return full_width_fault(text) if has_full_width(text) else CellError(rule, remedy)


def _number(part: str, whole: str) -> float:
    part = part.strip()
    number = float(part) if _NUMBER.fullmatch(part) else math.nan
    if not math.isfinite(number):
        raise _malformed(
            whole,
            Text(
                "应为数字或范围，不带百分号、千分位或单位",
                "must be a number or a range, without %, thousands marks or units",
            ),
            Text("写成如 0.6 或 0.4..0.8", "write, for example, 0.6 or 0.4..0.8"),
        )
    return number + 0.0  # -0.0 and 0.0 are one number


def _within(number: float, bounds: Bounds) -> bool:
    above = number > bounds.low if bounds.above else number >= bounds.low
    return above and (bounds.high is None or number <= bounds.high)


def _out_of(bounds: Bounds) -> CellError:
    interval = describe_bounds(bounds)
    return CellError(
        Text(f"应在范围内：{interval}", f"must lie in {interval}"),
        Text(f"写 {interval} 之内的数", f"write a number in {interval}"),
    )


def describe_bounds(bounds: Bounds) -> str:
    """The bounds in the notation of mathematics, alike in both languages."""
    if bounds.high is None:
        return f"> {bounds.low:g}" if bounds.above else f">= {bounds.low:g}"
    return f"{'(' if bounds.above else '['}{bounds.low:g}, {bounds.high:g}]"


def _check_calendar(year: int, month: int | None, day: int | None) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CellError(
            Text("日期应在 1900–2100 年", "dates lie in 1900-2100"),
            Text("核对年份", "check the year"),
        )
    if month is not None and not 1 <= month <= 12:
        raise CellError(
            Text("没有这个月份", "there is no such month"),
            Text("月份写 01 到 12", "write a month from 01 to 12"),
        )
    if day is not None and month is not None:
        last = calendar.monthrange(year, month)[1]
        if not 1 <= day <= last:
            raise CellError(
                Text("没有这一天", "there is no such day"),
                Text(f"该月是 01 到 {last} 日", f"that month has days 01 to {last}"),
            )


def _check_once(ids: tuple[str, ...]) -> None:
    repeated = [part for part in dict.fromkeys(ids) if ids.count(part) > 1]
    if repeated:
        raise CellError(
            Text("重复列出同一编号", "an id is listed more than once"),
            Text("每个编号只写一次", "list each id once"),
            "; ".join(repeated),
        )
