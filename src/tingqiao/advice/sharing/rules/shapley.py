"""Shapley value: each gets what it adds on average, over all orders of joining.

phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! * [v(S + i) - v(S)].
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.coalitions import Floats, sizes
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.case.entities import Text
from tingqiao.model.compiled import compiled


def shapley(game: Game) -> Allocation:
    """The Shapley value, exact (n = 20 in well under a second).

    Source: Shapley 1953.

    >>> airport = Game.from_function("abc", lambda who: max(map(" abc".index, who)), "cost")
    >>> [round(share, 4) for share in shapley(airport).values()]
    [0.3333, 0.8333, 1.8333]
    """
    return Allocation(game.players, _average_marginals(game.values))


def shapley_errors(game: Game) -> Floats:
    """(n,) standard errors of the Shapley value, errors of values independent."""
    if game.errors is None:
        return np.zeros(game.n)
    masks, weights = np.arange(game.values.size), 1.0 / (game.n * _choices(game.n))
    errors = np.empty(game.n)
    for player in range(game.n):
        rest = sizes(game.n) - (masks >> player & 1)
        errors[player] = np.sqrt(np.sum((weights[rest] * game.errors) ** 2))
    return errors


@compiled
def _choices(n: int) -> Floats:
    """How many coalitions of s = 0..n-1 others there are: binomials, exact."""
    counts = np.ones(n)
    for size in range(1, n):
        counts[size] = counts[size - 1] * (n - size) // size
    return counts


@compiled
def _count_members(size: NDArray[np.int8]) -> int:
    """Fill (2^n,) sizes of masks; the number of players."""
    n, bit = 0, 1
    while bit < size.size:
        for rest in range(bit):
            size[bit + rest] = size[rest] + 1
        n, bit = n + 1, 2 * bit
    return n


@compiled
def _average_marginals(values: Floats) -> Floats:
    """Sum marginals size by size, so that whole numbers add up without rounding."""
    size = np.zeros(values.size, dtype=np.int8)
    n = _count_members(size)
    counts, sums, shares = _choices(n), np.zeros(n), np.zeros(n)
    for player in range(n):
        bit = 1 << player
        sums[:] = 0.0
        for high in range(0, values.size, 2 * bit):
            for mask in range(high, high + bit):
                sums[size[mask]] += values[mask + bit] - values[mask]
        for rest in range(n):
            shares[player] += sums[rest] / counts[rest]
        shares[player] /= n
    return shares


RULE = Rule(
    "shapley",
    Text("沙普利值", "Shapley value"),
    Family.VALUE,
    shapley,
    frozenset(
        {
            Property.EFFICIENT,
            Property.SYMMETRIC,
            Property.DUMMY,
            Property.ADDITIVE,
            Property.COVARIANT,
            Property.HOMOGENEOUS,
            Property.MONOTONE,
        }
    ),
    "Shapley 1953",
)
