"""What a forecast says, for the board and the rooms. Chances, never promises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workspace.matters.models.case import Case
from workspace.matters.models.matter import Matter
from workspace.outlook.models import ForecastRun
from workspace.wording import Words

YEAR = 1  # index of the twelfth month in the yearly rows of a summary
FACTORS = {
    "tension": Words("张力", "tension"),
    "dependence": Words("依赖", "dependence"),
    "cost": Words("成本", "cost"),
    "pressure": Words("压力", "pressure"),
    "idea": Words("理念", "idea"),
    "trust": Words("信任", "trust"),
}


@dataclass(frozen=True, slots=True)
class Chance:
    """A chance within a year, with its 80 % interval over what is not known."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Willing:
    """How ready a party is for the next rung, and what lifts or holds it back."""

    unit: str  # code
    value: float  # in (0, 1)
    parts: tuple[tuple[Words, float], ...]  # log-odds that add up to the value's


def latest_forecast(case: Case) -> ForecastRun | None:
    """The last forecast that was made of the case."""
    return case.forecasts.filter(state=ForecastRun.State.DONE).first()


def chance_of_next(run: ForecastRun, matter: Matter) -> Chance | None:
    """The chance that the matter stands higher than now within a year.

    None at the top, for a matter raised since, or where it has moved since: an
    old forecast never speaks of a new rung.
    """
    told = _of(run, matter)
    rung = matter.open_rung
    if told is None or rung is None:
        return None
    low, high = (told[f"p_at_or_above_{end}"][YEAR][rung] for end in ("low", "high"))
    if low is None or high is None:
        return None
    value = min(1.0, sum(told["p_rung"][YEAR][rung:]))
    return Chance(value, min(low, value), max(high, value))


def willingness(run: ForecastRun, matter: Matter) -> list[Willing]:
    """Each party's willingness to take the next rung, party by party."""
    told = _of(run, matter)
    found = told["willingness"].items() if told else ()
    return [
        Willing(
            code, who["value"], tuple((FACTORS[k], v) for k, v in who["parts"].items())
        )
        for code, who in found
        if who["value"] is not None
    ]


def _of(run: ForecastRun, matter: Matter) -> dict[str, Any] | None:
    told = run.summary["matters"].get(matter.code) if run.summary else None
    return told if told is not None and told["rung"] == matter.rung else None
