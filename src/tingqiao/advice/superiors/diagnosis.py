"""Which matters stand still, and what holds them.

The four causes are those of 李辉 2022: legitimacy, information, externality or
division, cost. The rule that names one from the model's numbers is ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from tingqiao.advice.institutions.nature import Nature
from tingqiao.advice.institutions.worth import rung_worth
from tingqiao.case.entities import Case, Matter
from tingqiao.model.ensemble import Ensemble
from tingqiao.model.history import Standing, replay

STILL_MONTHS = 12  # without a step by the record: stalled
_APART = 1.0  # log-odds between the most and the least willing: they are divided
_NO_RISK = {"complexity": 0.0, "specificity": 0.0, "measurability": 1.0, "trust": 1.0}


class Cause(StrEnum):
    """What holds a matter."""

    LEGITIMACY = "legitimacy"  # all are willing, and nobody has been told they may
    INFORMATION = "information"  # the risk of not knowing what the other does
    DIVISION = "division"  # some would, others would not: gains fall unequally
    COST = "cost"  # it costs all of them more than it brings


@dataclass(frozen=True)
class Diagnosis:
    """What holds one stalled matter, with the numbers behind it."""

    matter: str
    rung: int
    still_months: int | None  # since its last step; None: the record has no step
    cause: Cause
    least_willing: str
    log_odds: tuple[tuple[str, float], ...]  # mean, by party
    without_information_risk: float  # gain of the next step's worth, units of B_m
    without_cost: float  # the same


def stalled(case: Case) -> tuple[tuple[Matter, Standing, int | None], ...]:
    """Matters below the top that took no step in the last year, and since when."""
    standing = replay(case).standing
    found = []
    for matter in case.matters:
        now = standing[matter.id]
        still = None if now.since is None else case.start.index - now.since.index
        is_open = matter.opened is None or matter.opened <= case.start
        if now.rung < case.top and is_open and (still is None or still >= STILL_MONTHS):
            found.append((matter, now, still))
    return tuple(found)


def diagnose(
    base: Ensemble, matter: Matter, now: Standing, still: int | None, nature: Nature
) -> Diagnosis:
    """Name the cause that holds a matter.

    All parties more willing than not: legitimacy. Otherwise, with log-odds of
    willingness further apart than 1 between the most and the least willing, or some
    for and some against: division. Otherwise whichever of the risks of not knowing
    (complexity, measurability, distrust) and of cost, taken away, would raise the
    worth of the next step more.
    """
    said = base.summary["log_odds"].sel(matter=matter.id)
    odds = tuple((g, float(said.sel(government=g))) for g in matter.parties)
    least, lowest = min(odds, key=lambda party: party[1])
    highest = max(value for _, value in odds)
    knowing = _step_without(nature, base.case, now.rung, _NO_RISK)
    free = _step_without(nature, base.case, now.rung, {"cost_ratio": 0.0})
    if lowest >= 0.0:
        cause = Cause.LEGITIMACY
    elif highest >= 0.0 or highest - lowest >= _APART:
        cause = Cause.DIVISION
    else:
        cause = Cause.INFORMATION if knowing >= free else Cause.COST
    return Diagnosis(matter.id, now.rung, still, cause, least, odds, knowing, free)


def _step_without(
    nature: Nature, case: Case, rung: int, changed: dict[str, float]
) -> float:
    """How much the worth of the next step rises, units of B_m, with these changed."""
    numbers: dict[str, Any] = {
        name: np.full_like(nature.benefit, value) for name, value in changed.items()
    }
    other = nature._replace(**numbers)
    steps = []
    for seen in (nature, other):
        net = rung_worth(seen, case.ladder).net / seen.benefit
        steps.append(net[rung + 1] - net[rung])
    return float((steps[1] - steps[0]).mean())
