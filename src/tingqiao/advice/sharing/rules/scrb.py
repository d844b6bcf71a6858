"""Separable costs-remaining benefits: pay what you alone add, then by what you save.

x_i = m_i + (c_i - m_i) / sum_j (c_j - m_j) * [c(N) - sum_j m_j], with m_i the
separable cost c(N) - c(N without i) and c_i the cost of going alone.
"""

from __future__ import annotations

from math import fsum

import numpy as np

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.faults import NotApplicableError
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.case.entities import Text


def scrb(game: Game) -> Allocation:
    """Separable costs-remaining benefits; for benefits, the same with signs turned.

    Raises
    ------
    NotApplicableError : when somebody adds more than it costs alone, so that no benefit
        of joining remains to share by.

    Source: Federal Inter-Agency River Basin Committee 1950; Straffin & Heaney 1981.
    """
    remaining = game.sign * (game.marginal - game.alone)
    slack = 1e-9 * game.scale
    if remaining.min() < -slack:
        raise NotApplicableError(_NOTHING_REMAINS)
    remaining = np.maximum(remaining, 0.0)
    joint = game.total - fsum(game.marginal)
    together = fsum(remaining)
    if together <= slack:
        if abs(joint) > slack:
            raise NotApplicableError(_NOTHING_REMAINS)
        return Allocation(game.players, game.marginal)
    return Allocation(game.players, game.marginal + remaining / together * joint)


_NOTHING_REMAINS = Text(
    "有参与方加入时增加的费用不低于它单独的费用，没有可据以分摊的剩余效益",
    "somebody adds no less than it costs alone: no benefit remains to share by",
)

RULE = Rule(
    "scrb",
    Text("可分离费用—剩余效益法", "Separable costs-remaining benefits"),
    Family.ENGINEERING,
    scrb,
    frozenset(
        {
            Property.EFFICIENT,
            Property.SYMMETRIC,
            Property.DUMMY,
            Property.COVARIANT,
            Property.HOMOGENEOUS,
        }
    ),
    "Straffin & Heaney 1981",
)
