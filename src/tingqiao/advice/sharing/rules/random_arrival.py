"""Random arrival: first come, first served, on average over all orders of arrival.

It is the Shapley value of the bankruptcy game v(S) = max(0, E - d(N without S)).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.claims import claims_of, claims_problem
from tingqiao.advice.sharing.coalitions import Floats, coalition_sums
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.advice.sharing.rules.shapley import shapley
from tingqiao.case.entities import Text


def first_come(estate: float, claims: ArrayLike) -> Floats:
    """(n,) awards of an estate among claims; NotApplicableError if there is enough.

    Source: O'Neill 1982.

    >>> first_come(200, [100, 200, 300]).round(2).tolist()
    [33.33, 83.33, 83.33]
    """
    problem = claims_problem(estate, claims)
    if not problem.estate:
        return np.zeros(problem.claims.size)
    served = np.minimum(problem.estate, coalition_sums(problem.claims))
    ids = tuple(map(str, range(problem.claims.size)))
    return shapley(Game(ids, served)).amounts


def random_arrival(game: Game) -> Allocation:
    """Random arrival on the claims problem in the game (`claims_of`)."""
    return Allocation(game.players, first_come(*claims_of(game)))


RULE = Rule(
    "random_arrival",
    Text("随机先到", "Random arrival"),
    Family.CLAIMS,
    random_arrival,
    frozenset({Property.EFFICIENT, Property.SYMMETRIC, Property.HOMOGENEOUS}),
    "O'Neill 1982",
)
