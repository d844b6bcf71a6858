"""Least core: no coalition is more aggrieved than the most aggrieved must be.

A set, {x : x(S) >= v(S) - epsilon} with the least epsilon that leaves one; the point
shown is the one nearest to the Shapley value.
"""

from __future__ import annotations

import numpy as np

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.coalitions import Floats
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.nearest import nearest_in_least_core
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.advice.sharing.rules.shapley import shapley
from tingqiao.case.entities import Text


class LeastCoreShare(Allocation):
    """A point of the least core; `epsilon` is the worst grievance, < 0 if there is none."""

    __slots__ = ("epsilon",)

    epsilon: float

    def __init__(
        self, players: tuple[str, ...], amounts: Floats, epsilon: float
    ) -> None:
        super().__init__(players, amounts)
        self.epsilon = epsilon


def least_core(game: Game) -> LeastCoreShare:
    """The point of the least core nearest to the Shapley value, and its epsilon.

    The core is empty just when epsilon > 0. With one player epsilon is 0.

    Source: Maschler, Peleg & Shapley 1979.

    >>> majority = Game.from_function("abc", lambda who: float(len(who) > 1))
    >>> round(least_core(majority).epsilon, 9)
    0.333333333
    """
    return weighted_least_core(game, np.ones(game.values.size))


def weighted_least_core(game: Game, weights: Floats) -> LeastCoreShare:
    """The same with grievances divided by `weights` (2^n,) > 0."""
    target = game.sign * shapley(game).amounts
    found = nearest_in_least_core(game.worth, weights, target)
    return LeastCoreShare(game.players, game.sign * found.amounts, found.epsilon)


RULE = Rule(
    "least_core",
    Text("最小核心", "Least core"),
    Family.STABILITY,
    least_core,
    frozenset(
        {
            Property.EFFICIENT,
            Property.SYMMETRIC,
            Property.COVARIANT,
            Property.HOMOGENEOUS,
            Property.CORE,
        }
    ),
    "Maschler, Peleg & Shapley 1979",
)
