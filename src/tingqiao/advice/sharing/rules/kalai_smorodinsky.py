"""Kalai-Smorodinsky bargaining over money: gains in proportion to the most each could gain."""

from __future__ import annotations

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.bargaining import Table
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.case.entities import Text


def kalai_smorodinsky(game: Game) -> Allocation:
    """Gains over what each has alone, in proportion to each one's best gain.

    Where money can change hands and nobody has another outside option, everybody's
    best gain is the whole surplus, and the answer is Nash's.

    Raises
    ------
    NotApplicableError : when together there is less than alone.

    Source: Kalai & Smorodinsky 1975.
    """
    table = Table(game.sign * game.total, tuple(game.sign * game.alone))
    return Allocation(game.players, game.sign * table.kalai_smorodinsky())


RULE = Rule(
    "kalai_smorodinsky",
    Text("卡莱–斯莫罗廷斯基议价", "Kalai-Smorodinsky bargaining"),
    Family.BARGAINING,
    kalai_smorodinsky,
    frozenset(
        {
            Property.EFFICIENT,
            Property.SYMMETRIC,
            Property.ADDITIVE,
            Property.COVARIANT,
            Property.HOMOGENEOUS,
            Property.RATIONAL,
            Property.MONOTONE,
        }
    ),
    "Kalai & Smorodinsky 1975",
)
