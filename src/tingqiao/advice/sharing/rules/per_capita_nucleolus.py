"""Per-capita nucleolus: grievances are counted per member, (v(S) - x(S)) / |S|."""

from __future__ import annotations

import numpy as np

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.coalitions import sizes
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.advice.sharing.rules.nucleolus import weighted_nucleolus
from tingqiao.case.entities import Text


def per_capita_nucleolus(game: Game) -> Allocation:
    """The per-capita nucleolus.

    Raises
    ------
    NotApplicableError : when together all obtain less than alone.

    Sources: Grotte 1970; Young, Okada & Hashimoto 1982 ("weak nucleolus").
    """
    weights = np.maximum(sizes(game.n), 1).astype(np.float64)
    return weighted_nucleolus(game, weights)


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
            Property.RATIONAL,
        }
    ),
    "Young, Okada & Hashimoto 1982",
)
