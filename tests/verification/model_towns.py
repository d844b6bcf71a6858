"""Plain cases in which one mechanism of the model stands alone."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from tingqiao.case.entities import (
    Case,
    Government,
    Matter,
    Month,
    Range,
    Rung,
    Text,
    Tie,
)

_NOWHERE = Text("", "")
START = Month(2026, 12)
AT_ONCE = 1e9  # a rate a month at which everything is done within the month
# Nothing moves by itself: no learning, no turnover, willingness one half.
STILL = {
    "sharpness": 0.0,
    "turnover_rate": 0.0,
    "belief_rate": 0.0,
    "idea_rate": 0.0,
    "susceptibility": 0.0,
    "defection_base": 0.0,
    "action_rate": AT_ONCE,
    "lapse_rate": 0.0,
}


def point(x: float) -> Range:
    return Range(x, x)


def flat_ladder(
    rungs: int, value: float = 0.0, coordination: float = 0.0, **more: float
) -> tuple[Rung, ...]:
    """Rungs above 0 that are all alike; rung 0 is going alone."""
    facts = {"enforcement": 0.0, "transaction_cost": 0.0, "autonomy_cost": 0.0} | more
    alone = Rung(_NOWHERE, 0.0, 0.0, 0.0, 0.0, 0.0, 0)
    above = Rung(_NOWHERE, value=value, coordination=coordination, due=12, **facts)
    return (alone, *(above for _ in range(rungs)))


def towns(
    ideas: Sequence[float] = (0.5, 0.5),
    *,
    ladder: tuple[Rung, ...],
    rung: int = 0,
    months: int = 120,
    capacity: float = 99.0,
    matter: Mapping[str, Range] | None = None,
    ties: Sequence[Tie] = (),
) -> Case:
    """Towns under one county, one matter between all of them, nothing in the record."""
    governments = [Government("county", _NOWHERE, None, "county")]
    for i, idea in enumerate(ideas):
        governments.append(
            Government(
                f"town-{i}", _NOWHERE, "county", "town", point(capacity), point(idea)
            )
        )
    facts = {
        "complexity": point(0.0),
        "fragmentation": point(0.0),
        "benefit": point(1.0),
        "cost": point(0.0),
        "specificity": point(0.0),
        "measurability": point(1.0),
    } | dict(matter or {})
    parties = tuple(g.id for g in governments[1:])
    return Case(
        id="towns",
        name=_NOWHERE,
        summary=_NOWHERE,
        unit="relative",
        start=START,
        months=months,
        ladder=ladder,
        governments=tuple(governments),
        matters=(Matter("matter", _NOWHERE, parties, None, rung, **facts),),
        ties=tuple(ties),
    )


def idea_for(willingness: float, sharpness: float) -> float:
    """The idea at which w = Λ(β(2ι − 1)), with J = 1 and nothing else at stake."""
    return 0.5 + 0.5 * math.log(willingness / (1 - willingness)) / sharpness
