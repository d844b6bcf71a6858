"""Tau value: between the least and the most that each may reasonably have."""

from __future__ import annotations

from math import fsum

import numpy as np

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.coalitions import Floats, coalition_sums
from tingqiao.advice.sharing.faults import NotApplicableError
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.case.entities import Text


def tau(game: Game) -> Allocation:
    """The tau value, m + a (M - m), with a such that the whole is shared.

    Utopia M_i = v(N) - v(N without i); minimal right m_i = the most that remains of
    v(S) to i when the others in S get their utopia, over coalitions S with i.

    Raises
    ------
    NotApplicableError : when the game is not quasi-balanced: m <= M, m(N) <= v(N) <= M(N).

    Source: Tijs 1981.
    """
    utopia = game.sign * game.marginal
    least = _minimal_rights(game.worth, utopia)
    low, high, total = fsum(least), fsum(utopia), float(game.worth[-1])
    slack = 1e-9 * game.scale
    if (least > utopia + slack).any() or not low - slack <= total <= high + slack:
        raise NotApplicableError(_NOT_QUASI_BALANCED)
    part = (total - low) / (high - low) if high - low > slack else 0.0
    return Allocation(game.players, game.sign * (least + part * (utopia - least)))


def _minimal_rights(worth: Floats, utopia: Floats) -> Floats:
    rest = worth - coalition_sums(utopia)
    masks = np.arange(worth.size)
    best = [rest[(masks >> player) & 1 == 1].max() for player in range(utopia.size)]
    return np.array(best) + utopia


_NOT_QUASI_BALANCED = Text(
    "各方的最低应得与最高可望之间没有分法",
    "no allocation lies between what each must have and what it may hope for",
)

RULE = Rule(
    "tau",
    Text("τ 值", "Tau value"),
    Family.STABILITY,
    tau,
    frozenset(
        {
            Property.EFFICIENT,
            Property.SYMMETRIC,
            Property.DUMMY,
            Property.COVARIANT,
            Property.HOMOGENEOUS,
            Property.RATIONAL,
        }
    ),
    "Tijs 1981",
)
