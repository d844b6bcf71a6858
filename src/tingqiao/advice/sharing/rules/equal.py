"""Equal shares: x_i = v(N) / n."""

from __future__ import annotations

import numpy as np

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.case.entities import Text


def equal(game: Game) -> Allocation:
    """The same for each.

    Source: van den Brink 2007 (what it takes, besides nobody's merit counting).
    """
    return Allocation(game.players, np.full(game.n, game.total / game.n))


RULE = Rule(
    "equal",
    Text("平均分摊", "Equal shares"),
    Family.ENGINEERING,
    equal,
    frozenset(
        {
            Property.EFFICIENT,
            Property.SYMMETRIC,
            Property.ADDITIVE,
            Property.HOMOGENEOUS,
            Property.MONOTONE,
        }
    ),
    "van den Brink 2007",
)
