"""Nucleolus: the most aggrieved coalition is as little aggrieved as can be, and on.

Among allocations in which nobody is worse off than alone, the one whose excesses
v(S) - x(S), sorted from the worst, are lexicographically least.
"""

from __future__ import annotations

from math import fsum

import numpy as np

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.coalitions import Floats
from tingqiao.advice.sharing.faults import NotApplicableError
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.lexicographic import lexicographic_optimum
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.case.entities import Text

_ROUNDING = 1e-12  # of the game's scale


def nucleolus(game: Game) -> Allocation:
    """The nucleolus.

    Raises
    ------
    NotApplicableError : when together all obtain less than alone, so that no
        allocation satisfies everybody's own claim.

    Source: Schmeidler 1969.

    >>> gloves = {"l": 0, "r": 0, "s": 0, "l;r": 1, "l;s": 1, "r;s": 0, "l;r;s": 1}
    >>> nucleolus(Game.from_table(gloves))
    Allocation(l: 1, r: 0, s: 0)
    """
    return weighted_nucleolus(game, np.ones(game.values.size))


def weighted_nucleolus(game: Game, weights: Floats) -> Allocation:
    """The same with excesses divided by `weights` (2^n,) > 0."""
    if fsum(game.sign * game.alone) > game.worth[-1] + _ROUNDING * game.scale:
        raise NotApplicableError(_NO_IMPUTATION)
    found = lexicographic_optimum(game.worth, weights, floors=True)
    return Allocation(game.players, game.sign * found.amounts)


_NO_IMPUTATION = Text(
    "合在一起还不如各自单干，没有人人不吃亏的分法（可看 prenucleolus）",
    "together all fare worse than alone, so somebody must lose (see prenucleolus)",
)

RULE = Rule(
    "nucleolus",
    Text("核仁", "Nucleolus"),
    Family.STABILITY,
    nucleolus,
    frozenset(
        {
            Property.EFFICIENT,
            Property.SYMMETRIC,
            Property.DUMMY,
            Property.COVARIANT,
            Property.HOMOGENEOUS,
            Property.RATIONAL,
            Property.CORE,
        }
    ),
    "Schmeidler 1969",
)
