"""Talmud rule: equal awards up to half of each claim, then equal losses.

Up to half of all claims, share as equal awards of the half-claims; beyond it, each
loses as it would have got. It is the nucleolus of the bankruptcy game.
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


def contested_garment(estate: float, claims: ArrayLike) -> Floats:
    """(n,) awards of an estate among claims; NotApplicableError if there is enough.

    Source: Aumann & Maschler 1985 (Kethubot 93a; Bava Metzia 2a).

    >>> contested_garment(300, [100, 200, 300]).tolist()
    [50.0, 100.0, 150.0]
    """
    problem = claims_problem(estate, claims)
    together = fsum(problem.claims)
    if 2.0 * problem.estate <= together:
        return equal_up_to(problem.estate, problem.claims / 2.0)
    loss = equal_up_to(together - problem.estate, problem.claims / 2.0)
    return problem.claims - loss


def talmud(game: Game) -> Allocation:
    """The Talmud rule on the claims problem in the game (`claims_of`)."""
    return Allocation(game.players, contested_garment(*claims_of(game)))


RULE = Rule(
    "talmud",
    Text("塔木德规则", "Talmud rule"),
    Family.CLAIMS,
    talmud,
    frozenset({Property.EFFICIENT, Property.SYMMETRIC, Property.HOMOGENEOUS}),
    "Aumann & Maschler 1985",
)
