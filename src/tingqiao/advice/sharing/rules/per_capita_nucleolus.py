"""Per-capita nucleolus: grievances are counted per member, (v(S) - x(S)) / |S|."""

from __future__ import annotations

import numpy as np

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.coalitions import sizes
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.lexicographic import lexicographic_optimum
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.case.entities import Text


def per_capita_nucleolus(game: Game) -> Allocation:
    """The per-capita prenucleolus: more to share hurts nobody.

    Sources: Grotte 1970; Young, Okada & Hashimoto 1982 ("weak nucleolus").
    """
    weights = np.maximum(sizes(game.n), 1).astype(np.float64)
    found = lexicographic_optimum(game.worth, weights, floors=False)
    return Allocation(game.players, game.sign * found.amounts)


RULE = Rule(
    "per_capita_nucleolus",
    Text("人均核仁", "Per-capita nucleolus"),
    Family.STABILITY,
    per_capita_nucleolus,
    frozenset(
        {
            Property.EFFICIENT,
            Property.SYMMETRIC,
            Property.COVARIANT,
            Property.HOMOGENEOUS,
            Property.CORE,
            Property.MONOTONE,
        }
    ),
    "Young, Okada & Hashimoto 1982",
)
