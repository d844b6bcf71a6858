"""Plans compared on the same draws: paired differences from the base."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tingqiao.case.entities import Matter, Text
from tingqiao.report.figures.differences import Difference, axis_of
from tingqiao.report.figures.svg import Scale
from tingqiao.report.wording import unit_name

if TYPE_CHECKING:
    import xarray as xr

    from tingqiao.model.ensemble import Ensemble

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

    @property
    def digits(self) -> int:
        """Decimals that tell the largest difference to three digits."""
        return max(0, 2 - math.floor(math.log10(self.axis.last)))


@dataclass(frozen=True)
class PlansChapter:
    """Every plan against the base, measure by measure."""

    heading: Text
    base: Text
    measures: tuple[Measure, ...]
    plans: tuple[Text, ...]
    matters: tuple[tuple[Text, tuple[Difference, ...]], ...]  # chance of an agreement


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
        _heading(measures[names.index(HEADLINE)]),
        run.plan.name,
        measures,
        tuple(other.plan.name for other in compared),
        tuple(_reached(m, compared, comparisons) for m in run.case.matters),
    )


def _reached(
    matter: Matter, others: Sequence[Ensemble], comparisons: Mapping[str, xr.Dataset]
) -> tuple[Text, tuple[Difference, ...]]:
    """How much likelier each plan makes an agreement in one matter."""
    told = [comparisons[other.plan.id].sel(matter=matter.id) for other in others]
    parts = ("reached_agreement", "reached_low", "reached_high")
    return matter.name, tuple(
        Difference(*(float(one[part]) for part in parts)) for one in told
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
    first = comparisons[others[0].plan.id].sel(measure=name)
    return Measure(
        _named(first, run), plans, axis_of([plan.difference for plan in plans])
    )


def _compared(plan: Text, told: xr.Dataset) -> Compared:
    value, low, high, saved = (
        float(told[part]) for part in ("difference", "low", "high", "variance_saved")
    )
    return Compared(plan, Difference(value, low, high), saved)


def _named(told: xr.Dataset, run: Ensemble) -> Text:
    """The measure's name, with the case's unit where it is money."""
    zh, en = str(told["long_name_zh"].values), str(told["long_name"].values)
    if str(told["measure"].values) != "benefit_total":
        return Text(zh, en)
    unit = run.case.unit
    return Text(f"{zh}（{unit_name(unit, 'zh')}）", f"{en}, {unit_name(unit, 'en')}")


def _heading(measure: Measure) -> Text:
    """The plans that lift the ladder most and least, if the draws can tell."""
    clear = [plan for plan in measure.plans if plan.difference.is_clear]
    most = max(clear, key=lambda plan: plan.difference.value, default=None)
    least = min(clear, key=lambda plan: plan.difference.value, default=None)
    told = dict.fromkeys(plan for plan in (most, least) if plan is not None)
    if not told:
        return Text(
            "换个做法：哪个方案都还分不清好坏",
            "Done otherwise: no plan can be told apart from the base",
        )
    zh = "，".join(_said(plan, measure.digits).zh for plan in told)
    en = ", ".join(_said(plan, measure.digits).en for plan in told)
    return Text(
        f"换个做法，各事项合计平均：{zh}", f"Done otherwise, over all matters: {en}"
    )


def _said(plan: Compared, digits: int) -> Text:
    value = plan.difference.value
    zh, en = ("多", "more") if value > 0 else ("少", "fewer")
    size = f"{abs(value):.{digits}f}"
    return Text(
        f"“{plan.plan.in_language('zh')}”{zh} {size} 级",
        f"“{plan.plan.in_language('en')}” {size} rungs {en}",
    )
