"""Plans compared on the same draws: paired differences from the base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from tingqiao.case.entities import Text
from tingqiao.report.figures.differences import Difference, axis_of
from tingqiao.report.figures.svg import Scale
from tingqiao.report.wording import amount, unit_name

if TYPE_CHECKING:
    import xarray as xr

    from tingqiao.model.ensemble import Ensemble

MEASURES = MappingProxyType(
    {
        "rungs_total": Text(
            "各事项级数之和（期内平均）", "Rungs of all matters (mean over months)"
        ),
        "benefit_total": Text("期内收益合计", "Benefit over all months"),
        "p_top": Text(
            "期末站在最高一级的份额", "Share of matters at the top at the end"
        ),
        "trust_end": Text("期末平均信任", "Mean trust at the end"),
        "late_months": Text("逾期的月数合计", "Months past due, all matters"),
        "falls": Text("退回的次数", "Falls"),
    }
)
HEADLINE = "rungs_total"


class Compared(NamedTuple):
    """One plan against the base in one measure."""

    plan: Text
    difference: Difference
    saved: float  # share of the variance that shared draws take away


@dataclass(frozen=True)
class Measure:
    """One measure over all plans, on one axis."""

    name: Text
    plans: tuple[Compared, ...]
    axis: Scale


@dataclass(frozen=True)
class PlansChapter:
    """Every plan against the base, measure by measure."""

    heading: Text
    base: Text
    measures: tuple[Measure, ...]


def plans_chapter(
    run: Ensemble, others: Sequence[Ensemble], comparisons: Mapping[str, xr.Dataset]
) -> PlansChapter | None:
    """The chapter, or None where there is nothing to compare."""
    compared = [other for other in others if other.plan.id in comparisons]
    if not compared:
        return None
    first = comparisons[compared[0].plan.id]
    names = [str(name) for name in first["measure"].values]
    measures = tuple(_measure(name, run, compared, comparisons) for name in names)
    return PlansChapter(
        _heading(measures[names.index(HEADLINE)]), run.plan.name, measures
    )


def _measure(
    name: str,
    run: Ensemble,
    others: Sequence[Ensemble],
    comparisons: Mapping[str, xr.Dataset],
) -> Measure:
    plans = tuple(
        _compared(other.plan.name, comparisons[other.plan.id].sel(measure=name))
        for other in others
    )
    return Measure(
        _named(name, run), plans, axis_of([plan.difference for plan in plans])
    )


def _compared(plan: Text, told: xr.Dataset) -> Compared:
    value, low, high, saved = (
        float(told[part]) for part in ("difference", "low", "high", "variance_saved")
    )
    return Compared(plan, Difference(value, low, high), saved)


def _named(name: str, run: Ensemble) -> Text:
    told = MEASURES.get(name, Text(name, name))
    if name != "benefit_total":
        return told
    unit = run.case.unit
    return Text(
        f"{told.zh}（{unit_name(unit, 'zh')}）", f"{told.en}, {unit_name(unit, 'en')}"
    )


def _heading(measure: Measure) -> Text:
    """The plan that moves the ladder most, if the draws can tell."""
    clear = [plan for plan in measure.plans if plan.difference.is_clear]
    if not clear:
        return Text(
            "换个做法：哪个方案都还分不清好坏",
            "Done otherwise: no plan can be told apart from the base",
        )
    most = max(clear, key=lambda plan: abs(plan.difference.value))
    value, low, high = (amount(abs(part)) for part in most.difference)
    more = most.difference.value > 0
    if not more:
        low, high = high, low
    return Text(
        f"换个做法：差别最大的是“{most.plan.in_language('zh')}”，各事项合计平均"
        f"{'多' if more else '少'} {value} 级（{low}–{high}）",
        f"Done otherwise: “{most.plan.in_language('en')}” differs most, {value} rungs "
        f"{'more' if more else 'fewer'} over all matters ({low}–{high})",
    )
