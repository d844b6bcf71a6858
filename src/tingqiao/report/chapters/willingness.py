"""Where willingness comes from: what lifts each party, and what holds it back."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from tingqiao.case.entities import Matter, Text
from tingqiao.model.history import History
from tingqiao.report.chances import quantile
from tingqiao.report.figures.waterfall import (
    Step,
    Waterfall,
    logistic,
    points_per_log_odds,
)
from tingqiao.report.wording import chinese_count, english_count

if TYPE_CHECKING:
    from tingqiao.model.ensemble import Ensemble


class Factor(NamedTuple):
    """One of the six parts of willingness, and how it is said when it holds back."""

    name: Text
    hold: Text


FACTORS = MappingProxyType(
    {
        "tension": Factor(
            Text("张力", "Tension"),
            Text("问题还不够迫切", "that the problem is not pressing"),
        ),
        "dependence": Factor(
            Text("依赖", "Dependence"),
            Text("彼此还不够需要", "that they need each other little"),
        ),
        "cost": Factor(
            Text("成本", "Cost"), Text("合作的成本", "the cost of cooperating")
        ),
        "pressure": Factor(
            Text("压力", "Pressure"),
            Text("上面推得不顺", "pressure that works against it"),
        ),
        "idea": Factor(
            Text("理念", "Idea"),
            Text("还没有想到一处", "that they do not think alike yet"),
        ),
        "trust": Factor(Text("信任", "Trust"), Text("彼此信不过", "distrust")),
    }
)


@dataclass(frozen=True)
class Willing:
    """One party's willingness in one matter, in the six parts that make it.

    `value` is Λ of the mean log-odds, so that the parts lead to it exactly; `low`
    and `high` bound the middle 80 % of runs.
    """

    matter: Matter
    government: Text
    value: float
    low: float
    high: float
    parts: tuple[Step, ...]

    @property
    def heaviest(self) -> Step:
        """The part that takes most, or lifts least."""
        return min(self.parts, key=lambda part: part.log_odds)

    @property
    def waterfall(self) -> Waterfall:
        """The same as a figure's data."""
        matter = self.matter.name
        title = Text(
            f"{matter.in_language('zh')} · {self.government.in_language('zh')}",
            f"{matter.in_language('en')} · {self.government.in_language('en')}",
        )
        return Waterfall(title, self.value, self.parts)


@dataclass(frozen=True)
class Hold:
    """What weighs most on the least willing parties."""

    part: str
    matters: int  # in how many matters
    of: int  # of how many that can still climb


@dataclass(frozen=True)
class WillingnessChapter:
    """Least willing parties as figures; every party as a table, by matter."""

    heading: Text
    least: tuple[Willing, ...]
    parties: tuple[tuple[Matter, tuple[Willing, ...]], ...]
    parts: tuple[Text, ...]  # names of the six, in the order of the table
    span: float  # the largest single part, in log-odds


def willingness_chapter(run: Ensemble, history: History) -> WillingnessChapter:
    """The chapter of `run`."""
    climbing = [m for m in run.case.matters if history.rung[m.id] < run.case.top]
    parties = tuple((m, tuple(parties_of(run, m))) for m in climbing)
    sizes = [abs(p.log_odds) for _, rows in parties for w in rows for p in w.parts]
    return WillingnessChapter(
        _heading(main_hold(run, history)),
        tuple(least_willing(run, history)),
        tuple((matter, rows) for matter, rows in parties if rows),
        tuple(factor.name for factor in FACTORS.values()),
        max(sizes, default=1.0) or 1.0,
    )


def parties_of(run: Ensemble, matter: Matter) -> Iterator[Willing]:
    """Each party of a matter whose willingness the run knows."""
    for government in matter.parties:
        willing = willing_of(run, matter, government)
        if willing is not None:
            yield willing


def willing_of(run: Ensemble, matter: Matter, government: str) -> Willing | None:
    """One party's willingness, or None where it has none (nothing left to climb)."""
    place = {"matter": matter.id, "government": government}
    parts = run.summary["willingness_part"].sel(place)
    odds = [float(parts.sel(part=part)) for part in FACTORS]
    total = math.fsum(odds)
    if math.isnan(total):
        return None
    worth = points_per_log_odds(total)
    low, high = (quantile(run, "willingness", share, **place) for share in (0.1, 0.9))
    steps = (
        Step(factor.name, part, part * worth)
        for factor, part in zip(FACTORS.values(), odds, strict=True)
    )
    name = run.case.government(government).name
    return Willing(matter, name, logistic(total), low, high, tuple(steps))


def least_willing(run: Ensemble, history: History) -> list[Willing]:
    """The least willing party of each matter that can still climb, least first."""
    open_matters = [m for m in run.case.matters if history.rung[m.id] < run.case.top]
    least = [
        min(rows, key=lambda willing: willing.value)
        for matter in open_matters
        if (rows := list(parties_of(run, matter)))
    ]
    return sorted(least, key=lambda willing: willing.value)


def main_hold(run: Ensemble, history: History) -> Hold | None:
    """What takes most from the least willing party, in most matters."""
    least = least_willing(run, history)
    names = list(FACTORS)
    heaviest = [
        names[w.parts.index(w.heaviest)] for w in least if w.heaviest.log_odds < 0
    ]
    if not heaviest:
        return None
    part, matters = Counter(heaviest).most_common(1)[0]
    return Hold(part, matters, len(least))


def _heading(hold: Hold | None) -> Text:
    if hold is None:
        return Text(
            "意愿从哪里来：没有哪一样明显在拖",
            "Where willingness comes from: nothing clearly holds it back",
        )
    name = FACTORS[hold.part].name
    many, of = hold.matters, hold.of
    if of == 1:
        return Text(
            f"意愿从哪里来：最不愿的一方被{name.zh}压得最多",
            f"Where willingness comes from: {name.en.lower()} weighs most on the "
            "least willing party",
        )
    if many == of:
        return Text(
            f"意愿从哪里来：{chinese_count(of)}件事里，最不愿的一方都被{name.zh}压得最多",
            f"Where willingness comes from: in all {english_count(of)} matters "
            f"{name.en.lower()} weighs most on the least willing party",
        )
    return Text(
        f"意愿从哪里来：{chinese_count(of)}件事里有{chinese_count(many)}件，"
        f"最不愿的一方被{name.zh}压得最多",
        f"Where willingness comes from: in {english_count(many)} of "
        f"{english_count(of)} matters {name.en.lower()} weighs most on the least "
        "willing party",
    )
