"""Prenucleolus: the nucleolus without a floor under single players."""

from __future__ import annotations

import numpy as np

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.lexicographic import lexicographic_optimum
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.case.entities import Text


def prenucleolus(game: Game) -> Allocation:
    """The prenucleolus, which exists for every game.

    It is the nucleolus wherever it leaves nobody worse off than alone.

    Source: Sobolev 1975.
    """
    found = lexicographic_optimum(game.worth, np.ones(game.values.size), floors=False)
    return Allocation(game.players, game.sign * found.amounts)


RULE = Rule(
    "prenucleolus",
    Text("预核仁", "Prenucleolus"),
    Family.STABILITY,
    prenucleolus,
    frozenset(
        {
            Property.EFFICIENT,
            Property.SYMMETRIC,
            Property.DUMMY,
            Property.COVARIANT,
            Property.HOMOGENEOUS,
            Property.CORE,
        }
    ),
    "Sobolev 1975",
)
