"""Proportional nucleolus: grievances relative to worth, (v(S) - x(S)) / v(S)."""

from __future__ import annotations

import numpy as np

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.faults import NotApplicableError
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.lexicographic import lexicographic_optimum
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.case.entities import Text


def proportional_nucleolus(game: Game) -> Allocation:
    """The proportional prenucleolus.

    Raises
    ------
    NotApplicableError : when some coalition's value is not positive.

    Source: Young, Okada & Hashimoto 1982.
    """
    if (game.values[1:] <= 0.0).any():
        raise NotApplicableError(_NOT_POSITIVE)
    weights = np.array(game.values) / game.scale
    weights[0] = 1.0
    found = lexicographic_optimum(game.worth, weights, floors=False)
    return Allocation(game.players, game.sign * found.amounts)


_NOT_POSITIVE = Text(
    "有联盟的值不是正数，不能按比例衡量不满",
    "some coalition's value is not positive, so grievances have no proportion",
)

RULE = Rule(
    "proportional_nucleolus",
    Text("比例核仁", "Proportional nucleolus"),
    Family.STABILITY,
    proportional_nucleolus,
    frozenset(
        {Property.EFFICIENT, Property.SYMMETRIC, Property.HOMOGENEOUS, Property.CORE}
    ),
    "Young, Okada & Hashimoto 1982",
)
