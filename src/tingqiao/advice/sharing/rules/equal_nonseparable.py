"""Equal shares of what nobody adds alone: x_i = m_i + [c(N) - sum_j m_j] / n."""

from __future__ import annotations

from math import fsum

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.case.entities import Text


def equal_nonseparable(game: Game) -> Allocation:
    """Each its separable part m_i = v(N) - v(N without i), and the rest equally.

    Sources: Moulin 1985; Young 1985.
    """
    joint = game.total - fsum(game.marginal)
    return Allocation(game.players, game.marginal + joint / game.n)


RULE = Rule(
    "equal_nonseparable",
    Text("不可分费用均摊", "Equal non-separable"),
    Family.ENGINEERING,
    equal_nonseparable,
    frozenset(
        {
            Property.EFFICIENT,
            Property.SYMMETRIC,
            Property.ADDITIVE,
            Property.COVARIANT,
            Property.HOMOGENEOUS,
            Property.MONOTONE,
        }
    ),
    "Moulin 1985",
)
