"""Upstream incremental: along the river each gets what it adds to those below it.

x_i = v(i..n) - v(i+1..n), players in the order upstream to downstream.
"""

from __future__ import annotations

import numpy as np

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.case.entities import Text


def upstream_incremental(game: Game) -> Allocation:
    """The marginal vector of the players' order reversed, first one upstream.

    Source: van den Brink, van der Laan & Moes 2012.
    """
    everyone = game.values.size - 1
    downstream = game.values[everyone - ((1 << np.arange(game.n + 1)) - 1)]
    return Allocation(game.players, -np.diff(downstream))


RULE = Rule(
    "upstream_incremental",
    Text("上游增量", "Upstream incremental"),
    Family.RIVER,
    upstream_incremental,
    frozenset(
        {
            Property.EFFICIENT,
            Property.DUMMY,
            Property.ADDITIVE,
            Property.COVARIANT,
            Property.HOMOGENEOUS,
            Property.MONOTONE,
        }
    ),
    "van den Brink, van der Laan & Moes 2012",
)
