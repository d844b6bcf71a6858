"""The Shapley value of many players, from a sample of the orders in which they join.

Orders come from draws by address and are taken with their reverses, which cancels
much of the chance. Source: Castro, Gomez & Tejada 2009.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.chance import uniforms
from tingqiao.advice.sharing.coalitions import Floats

ORDERS: Final = 1000  # drawn by default, each walked forwards and backwards


class Estimate(NamedTuple):
    """A sampled allocation; errors are standard errors of its amounts."""

    allocation: Allocation
    errors: Allocation
    orders: int


def estimate_shapley(
    players: Sequence[str],
    worth: Callable[[frozenset[str]], float],
    *,
    orders: int = ORDERS,
    seed: int = 0,
) -> Estimate:
    """The Shapley value of a game given as a function, with its standard error.

    Costs or benefits alike. Amounts always add up to the worth of all. Each order
    asks for `2 n` coalitions, each coalition at most once in all.

    Parameters
    ----------
    orders : pairs of orders sampled, at least 2.
    seed : same seed, same numbers.

    Raises
    ------
    ValueError : if `orders` is below 2.

    >>> who = [f"t{i}" for i in range(30)]
    >>> estimate_shapley(who, lambda s: float(len(s)), orders=2).allocation["t7"]
    1.0
    """
    if orders < 2:
        message = "样本至少要有 2 个次序 / a sample needs at least 2 orders"
        raise ValueError(message)
    ids, known = tuple(players), dict[frozenset[str], float]({frozenset(): 0.0})

    def ask(coalition: frozenset[str]) -> float:
        if coalition not in known:
            known[coalition] = float(worth(coalition))
        return known[coalition]

    pairs = np.array(
        [
            0.5 * (_marginals(ids, order, ask) + _marginals(ids, order[::-1], ask))
            for order in draw_orders(len(ids), orders, seed)
        ]
    )
    errors = pairs.std(axis=0, ddof=1) / np.sqrt(orders)
    return Estimate(
        Allocation(ids, pairs.mean(axis=0)), Allocation(ids, errors), orders
    )


def draw_orders(n: int, orders: int, seed: int) -> NDArray[np.int64]:
    """(orders, n) permutations of 0..n-1, equally likely; a pure function of seed."""
    keys = uniforms(n, orders, "order", seed).T
    return np.argsort(keys, axis=1, kind="stable")


def _marginals(
    ids: tuple[str, ...],
    order: NDArray[np.int64],
    ask: Callable[[frozenset[str]], float],
) -> Floats:
    marginals, present, before = np.empty(len(ids)), frozenset[str](), 0.0
    for player in order:
        present |= {ids[player]}
        now = ask(present)
        marginals[player], before = now - before, now
    return marginals
