"""Constrained equal losses: all forgo the same, but nobody gets less than nothing.

x_i = max(0, d_i - lambda), with lambda such that they make up the estate.
"""

from __future__ import annotations

from math import fsum

from numpy.typing import ArrayLike

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.claims import claims_of, claims_problem, equal_up_to
from tingqiao.advice.sharing.coalitions import Floats
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.case.entities import Text


def equal_losses(estate: float, claims: ArrayLike) -> Floats:
    """(n,) awards of an estate among claims; NotApplicableError if there is enough.

    Source: Maimonides, 12th century; Aumann & Maschler 1985.

    >>> equal_losses(200, [100, 200, 300]).tolist()
    [0.0, 50.0, 150.0]
    """
    problem = claims_problem(estate, claims)
    loss = fsum(problem.claims) - problem.estate
    return problem.claims - equal_up_to(loss, problem.claims)


def cel(game: Game) -> Allocation:
    """Constrained equal losses of the claims problem in the game (`claims_of`).

    For costs: all save the same against going alone, but nobody is paid to join.
    """
    return Allocation(game.players, equal_losses(*claims_of(game)))


RULE = Rule(
    "cel",
    Text("受限等额损失", "Constrained equal losses"),
    Family.CLAIMS,
    cel,
    frozenset({Property.EFFICIENT, Property.SYMMETRIC, Property.HOMOGENEOUS}),
    "Aumann & Maschler 1985",
)
