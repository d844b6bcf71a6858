"""Nash bargaining over money: the gains over going alone, shared to the largest product."""

from __future__ import annotations

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.bargaining import Table
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.case.entities import Text


def nash(game: Game) -> Allocation:
    """The largest product of gains over what each has alone.

    With money that can change hands the gains are then equal. With outside options apart from the disagreement point: `bargaining.Table`.

    Raises
    ------
    NotApplicableError : when together there is less than alone.

    Source: Nash 1950.
    """
    gains = Table(game.sign * game.total, tuple(game.sign * game.alone)).nash()
    return Allocation(game.players, game.sign * gains)


RULE = Rule(
    "nash",
    Text("纳什议价", "Nash bargaining"),
    Family.BARGAINING,
    nash,
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
    "Nash 1950",
)
