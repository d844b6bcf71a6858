"""Proportional shares: x_i = v(i) / sum_j v(j) * v(N)."""

from __future__ import annotations

from math import fsum

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.faults import NotApplicableError
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.case.entities import Text


def proportional(game: Game) -> Allocation:
    """In proportion to what each pays or obtains alone.

    Raises
    ------
    NotApplicableError : when these have no common sign, or are all zero.

    Source: Moriarity 1975.
    """
    alone, together = game.alone, fsum(game.alone)
    mixed = (alone < 0.0).any() and (alone > 0.0).any()
    if mixed or together == 0.0:
        raise NotApplicableError(_NO_PROPORTION)
    return Allocation(game.players, game.total * (alone / together))


_NO_PROPORTION = Text(
    "各方单独的数值全为零或有正有负，没有比例可言",
    "what they have alone is all zero, or of both signs: there is no proportion",
)

RULE = Rule(
    "proportional",
    Text("按单独数值比例", "Proportional to stand-alone"),
    Family.ENGINEERING,
    proportional,
    frozenset({Property.EFFICIENT, Property.SYMMETRIC, Property.HOMOGENEOUS}),
    "Moriarity 1975",
)
