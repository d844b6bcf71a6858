"""Per-capita least core: the least epsilon with x(S) >= v(S) - |S| epsilon."""

from __future__ import annotations

import numpy as np

from tingqiao.advice.sharing.coalitions import sizes
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.advice.sharing.rules.least_core import LeastCoreShare, weighted_least_core
from tingqiao.case.entities import Text


def per_capita_least_core(game: Game) -> LeastCoreShare:
    """The point of the per-capita least core nearest to the Shapley value.

    Source: Young, Okada & Hashimoto 1982 ("weak least core").
    """
    weights = np.maximum(sizes(game.n), 1).astype(np.float64)
    return weighted_least_core(game, weights)


RULE = Rule(
    "per_capita_least_core",
    Text("人均最小核心", "Per-capita least core"),
    Family.STABILITY,
    per_capita_least_core,
    frozenset(
        {
            Property.EFFICIENT,
            Property.SYMMETRIC,
            Property.COVARIANT,
            Property.HOMOGENEOUS,
            Property.CORE,
        }
    ),
    "Young, Okada & Hashimoto 1982",
)
