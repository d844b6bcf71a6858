"""Proportional nucleolus: grievances relative to worth, (v(S) - x(S)) / v(S)."""

from __future__ import annotations

import numpy as np

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.faults import NotApplicableError
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.advice.sharing.rules.nucleolus import weighted_nucleolus
from tingqiao.case.entities import Text


def proportional_nucleolus(game: Game) -> Allocation:
    """The proportional nucleolus.

    Raises
    ------
    NotApplicableError : when some coalition's value is not positive, or together
        all obtain less than alone.

    Source: Young, Okada & Hashimoto 1982.
    """
    if (game.values[1:] <= 0.0).any():
        raise NotApplicableError(_NOT_POSITIVE)
    weights = np.array(game.values) / game.scale
    weights[0] = 1.0
    return weighted_nucleolus(game, weights)


_NOT_POSITIVE = Text(
    "有联盟的值不是正数，不能按比例衡量不满",
    "some coalition's value is not positive, so grievances have no proportion",
)

RULE = Rule(
    "proportional_nucleolus",
    Text("比例核仁", "Proportional nucleolus"),
    Family.STABILITY,
    proportional_nucleolus,
    frozenset(
        {
            Property.EFFICIENT,
            Property.SYMMETRIC,
            Property.HOMOGENEOUS,
            Property.CORE,
            Property.RATIONAL,
        }
    ),
    "Young, Okada & Hashimoto 1982",
)
