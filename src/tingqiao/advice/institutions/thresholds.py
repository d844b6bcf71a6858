"""At which specificity, measurability, number, trust or cost the best rung turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import brentq

from tingqiao.advice.institutions.nature import Nature
from tingqiao.advice.institutions.worth import aim_worth
from tingqiao.case.entities import Rung

AXES = ("specificity", "measurability", "n_parties", "trust", "cost_ratio")
_GRID = {
    "specificity": np.linspace(0.0, 1.0, 21),
    "measurability": np.linspace(0.0, 1.0, 21),
    "n_parties": np.arange(2.0, 13.0),
    "trust": np.linspace(0.02, 0.98, 25),
    "cost_ratio": np.linspace(0.0, 2.0, 41),
}
_CLOSE = 1e-4


@dataclass(frozen=True)
class Threshold:
    """Where, going up an axis, the best aim turns from one rung to another."""

    at: float
    below: int
    above: int


@dataclass(frozen=True)
class AxisMap:
    """The best aim along one axis, the others as they are drawn."""

    axis: str
    now: tuple[float, float, float]  # where the matter lies: mean, 10 %, 90 %
    at: tuple[float, ...]
    best: tuple[int, ...]  # rung, at each
    thresholds: tuple[Threshold, ...]


def axis_map(nature: Nature, ladder: Sequence[Rung], axis: str, months: int) -> AxisMap:
    """Where the closed form's best aim turns along one of `AXES`.

    The best aim is the rung of the highest `aim_worth`, mean over worlds. Between
    two points of the grid with different answers the turn is found as a root of
    their difference; the number of parties turns at a whole number.
    """

    def means(value: float) -> Any:
        return aim_worth(_with(nature, axis, value), ladder, months).mean(axis=1)

    grid = _GRID[axis]
    best = [int(means(float(value)).argmax()) for value in grid]
    turns = []
    for left, right, below, above in zip(
        grid[:-1], grid[1:], best[:-1], best[1:], strict=True
    ):
        if below == above:
            continue

        def ahead(value: float, up: int = above, down: int = below) -> float:
            worth = means(value)
            return float(worth[up] - worth[down])

        at = float(right)
        if axis != "n_parties":
            at = float(brentq(ahead, left, right, xtol=_CLOSE))
        turns.append(Threshold(at, below, above))
    return AxisMap(
        axis, _now(nature, axis), tuple(map(float, grid)), tuple(best), tuple(turns)
    )


def _with(nature: Nature, axis: str, value: float) -> Nature:
    if axis == "n_parties":
        return nature._replace(n_parties=round(value))
    changed: dict[str, Any] = {axis: np.full_like(nature.benefit, value)}
    return nature._replace(**changed)


def _now(nature: Nature, axis: str) -> tuple[float, float, float]:
    if axis == "n_parties":
        n = float(nature.n_parties)
        return n, n, n
    values = getattr(nature, axis)
    low, high = np.quantile(values, (0.1, 0.9))
    return float(values.mean()), float(low), float(high)
