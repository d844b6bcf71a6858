"""Plans compared on the same draws: paired differences from the base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tingqiao.case.entities import Text
from tingqiao.report.figures.differences import Difference
from tingqiao.report.figures.svg import Scale

if TYPE_CHECKING:
    import xarray as xr

    from tingqiao.model.ensemble import Ensemble


@dataclass(frozen=True)
class Measure:
    """One measure over all plans."""

    name: Text
    unit: str
    differences: tuple[Difference, ...]  # one a plan
    saved: tuple[float, ...]  # share of variance saved by sharing draws, one a plan
    axis: Scale


@dataclass(frozen=True)
class PlansChapter:
    """Every plan against the base, measure by measure."""

    heading: Text
    base: Text
    plans: tuple[Text, ...]
    measures: tuple[Measure, ...]


def plans_chapter(
    run: Ensemble, others: Sequence[Ensemble], comparisons: Mapping[str, xr.Dataset]
) -> PlansChapter | None:
    """The chapter, or None where there is nothing to compare."""
    compared = [other for other in others if other.plan.id in comparisons]
    if not compared:
        return None
    return None
