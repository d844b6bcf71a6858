"""Constrained equal awards: as equal as can be, but nobody gets over its claim.

x_i = min(d_i, lambda), with lambda such that they make up the estate.
"""

from __future__ import annotations

from numpy.typing import ArrayLike

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.claims import claims_of, claims_problem, equal_up_to
from tingqiao.advice.sharing.coalitions import Floats
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.case.entities import Text


def equal_awards(estate: float, claims: ArrayLike) -> Floats:
    """(n,) awards of an estate among claims; NotApplicableError if there is enough.

    Source: Maimonides, 12th century; Aumann & Maschler 1985.

    >>> equal_awards(200, [100, 200, 300]).round(2).tolist()
    [66.67, 66.67, 66.67]
    """
    problem = claims_problem(estate, claims)
    return equal_up_to(problem.estate, problem.claims)


def cea(game: Game) -> Allocation:
    """Constrained equal awards of the claims problem in the game (`claims_of`).

    For costs: all pay the same, but nobody more than alone.
    """
    return Allocation(game.players, equal_awards(*claims_of(game)))


RULE = Rule(
    "cea",
    Text("受限等额分配", "Constrained equal awards"),
    Family.CLAIMS,
    cea,
    frozenset({Property.EFFICIENT, Property.SYMMETRIC, Property.HOMOGENEOUS}),
    "Aumann & Maschler 1985",
)
