"""Downstream incremental: along the river each gets what it adds to those above it.

x_i = v(1..i) - v(1..i-1), players in the order upstream to downstream.
"""

from __future__ import annotations

import numpy as np

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.case.entities import Text


def downstream_incremental(game: Game) -> Allocation:
    """The marginal vector of the players' order, first one upstream.

    Source: Ambec & Sprumont 2002.
    """
    upstream = game.values[(1 << np.arange(game.n + 1)) - 1]
    return Allocation(game.players, np.diff(upstream))


RULE = Rule(
    "downstream_incremental",
    Text("下游增量", "Downstream incremental"),
    Family.RIVER,
    downstream_incremental,
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
    "Ambec & Sprumont 2002",
)
