"""Bargaining: what negotiators settle on, given what each has if they do not.

The *disagreement point* is what all get if talks fail; an *outside option* is what
one could walk away to instead, and only counts once the bargain would give it less.
Sources: Nash 1950; Kalai & Smorodinsky 1975; Binmore, Shaked & Sutton 1989.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum

import numpy as np

from tingqiao.advice.sharing.coalitions import Floats
from tingqiao.advice.sharing.faults import NotApplicableError
from tingqiao.case.entities import Text

_ROUNDING = 1e-9  # of the amounts at stake


@dataclass(frozen=True, slots=True)
class Table:
    """Money to be shared by agreement of all; benefits, so costs are negative.

    Parameters
    ----------
    total : what they share if they agree.
    disagreement : (n,) what each gets if talks fail.
    outside : (n,) what each can walk away to; None: nothing else.
    weights : (n,) > 0 bargaining power, for Nash; None: equal.

    Raises
    ------
    ValueError : for lists of different lengths, or weights that are not positive.

    >>> Table(10.0, (0.0, 0.0), outside=(7.0, 0.0)).nash().tolist()
    [7.0, 3.0]
    """

    total: float
    disagreement: tuple[float, ...]
    outside: tuple[float, ...] | None = None
    weights: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        n = len(self.disagreement)
        given = [part for part in (self.outside, self.weights) if part is not None]
        if not n or any(len(part) != n for part in given):
            raise ValueError(_LENGTHS)
        if self.weights is not None and min(self.weights) <= 0.0:
            raise ValueError(_WEIGHTS)

    def nash(self) -> Floats:
        """(n,) the largest product of gains (x_i - d_i)^w_i with x_i >= o_i.

        Raises
        ------
        NotApplicableError : when the total does not cover what all can have elsewhere.
        """
        start, floors = self._start_and_floors()
        weights = (
            np.ones(start.size) if self.weights is None else np.array(self.weights)
        )
        return _rise(self.total, start, floors, weights)

    def kalai_smorodinsky(self) -> Floats:
        """(n,) gains in proportion to each one's best gain, with x_i >= o_i.

        Raises
        ------
        NotApplicableError : when the total does not cover what all can have elsewhere.
        """
        start, floors = self._start_and_floors()
        ideal = self.total - (fsum(floors) - floors)
        return _rise(self.total, start, floors, np.maximum(ideal - start, 0.0))

    def _start_and_floors(self) -> tuple[Floats, Floats]:
        start = np.array(self.disagreement, dtype=np.float64)
        outside = start if self.outside is None else np.array(self.outside)
        floors = np.maximum(start, outside)
        size = max(abs(self.total), float(np.abs(floors).max()))
        if fsum(floors) > self.total + _ROUNDING * size:
            raise NotApplicableError(_NO_SURPLUS)
        return start, floors


def _rise(total: float, start: Floats, floors: Floats, weights: Floats) -> Floats:
    """x_i = max(floor_i, start_i + g weights_i), with g such that they make `total`."""
    if not weights.any():
        return floors
    with np.errstate(divide="ignore", invalid="ignore"):
        above = np.where(weights > 0.0, (floors - start) / weights, np.inf)
    order = np.argsort(above, kind="stable")
    for count in range(start.size, 0, -1):
        rising, resting = order[:count], order[count:]
        left = total - fsum(floors[resting]) - fsum(start[rising])
        gain = left / fsum(weights[rising]) if fsum(weights[rising]) > 0.0 else 0.0
        if gain >= above[order[count - 1]] or count == 1:
            break
    shares = floors.copy()
    shares[rising] = start[rising] + gain * weights[rising]
    return shares


_NO_SURPLUS = Text(
    "合在一起不够各方另作打算所得，谈不成",
    "together there is less than all can have elsewhere: no agreement",
)

_LENGTHS = (
    "分歧点、退路和权重应各有 n 项 / "
    "disagreement, outside and weights must have one entry for each"
)
_WEIGHTS = "权重应为正数 / weights must be positive"
