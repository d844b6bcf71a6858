"""The report's one sentence, and the four facts under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tingqiao.case.entities import Case, Text
from tingqiao.model.history import History
from tingqiao.report.chances import Chance, headline_month
from tingqiao.report.chapters.willingness import FACTORS, Hold, main_hold
from tingqiao.report.prospects import (
    Climb,
    Settled,
    count_settled,
    likeliest_climb,
    likeliest_fall,
)
from tingqiao.report.wording import (
    calendar_month,
    chinese_count,
    english_count,
    horizon,
    percent,
    percent_range,
)

if TYPE_CHECKING:
    from tingqiao.model.ensemble import Ensemble

RECORDED = "recorded"


@dataclass(frozen=True)
class Fact:
    """One number under the sentence, with its interval or its meaning in small."""

    label: Text
    value: Text
    note: Text


@dataclass(frozen=True)
class Answer:
    """The sentence in phrases that a heading may break between, and the facts."""

    phrases: tuple[Text, ...]
    facts: tuple[Fact, ...]


def answer(run: Ensemble, history: History) -> Answer:
    """The answer that `run` gives."""
    settled = count_settled(run, history)
    climb = likeliest_climb(run, history)
    hold = main_hold(run, history)
    phrases = (_premise(run), _when(run), *_settled(run.case, settled))
    facts = (
        _settled_fact(settled, run),
        _climb_fact(climb),
        _fall_fact(likeliest_fall(run, history)),
        _hold_fact(hold),
    )
    return Answer((*phrases, *_climbing(climb), *_holding(hold)), facts)


def _premise(run: Ensemble) -> Text:
    if run.plan.id == RECORDED:
        return Text("照现在的做法，", "As things are done now, ")
    name = run.plan.name
    return Text(
        f"若按“{name.in_language('zh')}”，", f"Under “{name.in_language('en')}”, "
    )


def _when(run: Ensemble) -> Text:
    month = run.case.start.later(headline_month(run))
    return Text(
        f"到 {calendar_month(month, 'zh')}，", f"by {calendar_month(month, 'en')} "
    )


def _settled(case: Case, settled: Settled) -> tuple[Text, ...]:
    n = len(case.matters)
    if n == 1:
        return Text("这一件事", "the one matter "), _single(settled)
    many, span = settled.middle, _span(settled)
    count = Text(
        f"{chinese_count(n)}件事里约有{chinese_count(many)}件（八成把握 {span} 件）",
        f"about {english_count(many)} of {english_count(n)} matters "
        f"(80 % interval {span}) ",
    )
    where = Text(
        f"走到“{settled.rung.in_language('zh')}”或更高；",
        f"will stand at “{settled.rung.in_language('en')}” or above; ",
    )
    return count, where


def _single(settled: Settled) -> Text:
    zh, en = settled.rung.in_language("zh"), settled.rung.in_language("en")
    if settled.middle:
        return Text(
            f"多半走到“{zh}”或更高；",
            f"more likely than not stands at “{en}” or above; ",
        )
    return Text(f"多半还没走到“{zh}”；", f"more likely than not stands below “{en}”; ")


def _span(settled: Settled) -> str:
    if settled.low == settled.high:
        return str(settled.low)
    return f"{settled.low}–{settled.high}"


def _climbing(climb: Climb | None) -> tuple[Text, ...]:
    if climb is None:
        return (Text("每一件都已在最高一级；", "every one is at the top already; "),)
    name = climb.matter.name
    return (
        Text(
            f"最可能先升的之一是{name.in_language('zh')}；",
            f"among the likeliest to climb next is {name.in_language('en')}; ",
        ),
    )


def _holding(hold: Hold | None) -> tuple[Text, ...]:
    if hold is None:
        return (Text("没有哪一样明显在拖。", "nothing holds the rest back clearly."),)
    factor = FACTORS[hold.part]
    return (
        Text(
            f"拖得最多的是{factor.hold.zh}。",
            f"what holds back most is {factor.hold.en}.",
        ),
    )


def _settled_fact(settled: Settled, run: Ensemble) -> Fact:
    year = run.case.start.later(headline_month(run)).year
    zh, en = settled.rung.in_language("zh"), settled.rung.in_language("en")
    return Fact(
        Text(f"{year} 年在“{zh}”或更高", f"At “{en}” or above in {year}"),
        Text(
            f"{settled.middle} 件，今天 {settled.today} 件",
            f"{settled.middle}, today {settled.today}",
        ),
        Text(f"八成把握：{_span(settled)} 件", f"80 % interval: {_span(settled)}"),
    )


def _climb_fact(climb: Climb | None) -> Fact:
    label = Text("最可能先升的", "Likeliest to climb next")
    if climb is None:
        return Fact(
            label, Text("没有", "Nothing"), Text("都在最高一级", "All at the top")
        )
    span = horizon(climb.months)
    return Fact(
        label,
        climb.matter.name,
        _with_interval(
            Text(f"{span.zh}后更高一级：", f"Higher in {span.en}: "), climb.chance
        ),
    )


def _fall_fact(fall: Climb | None) -> Fact:
    label = Text("最可能退回的", "Likeliest to fall back")
    if fall is None:
        return Fact(
            label, Text("没有", "Nothing"), Text("都还没起步", "None has set out")
        )
    span = horizon(fall.months)
    return Fact(
        label,
        fall.matter.name,
        _with_interval(
            Text(f"{span.zh}后低于现在：", f"Lower than now in {span.en}: "),
            fall.chance,
        ),
    )


def _with_interval(before: Text, chance: Chance) -> Text:
    span = percent_range(chance.low, chance.high)
    end = (f"（{span}）", f" ({span})") if span else ("", "")
    value = percent(chance.value)
    return Text(f"{before.zh}{value}{end[0]}", f"{before.en}{value}{end[1]}")


def _hold_fact(hold: Hold | None) -> Fact:
    label = Text("拖得最多的", "Holds back most")
    if hold is None:
        return Fact(label, Text("不明显", "Nothing clear"), Text("", ""))
    some = Text(f"有 {hold.matters} 件", f"{hold.matters} of {hold.of}")
    many = Text("件件", f"all {hold.of}") if hold.matters == hold.of else some
    return Fact(
        label,
        FACTORS[hold.part].name,
        Text(
            f"{hold.of} 件里{many.zh}，最不愿的一方被它压得最多",
            f"weighs most on the least willing party in {many.en}",
        ),
    )
