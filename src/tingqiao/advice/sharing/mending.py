"""What side payment mends an allocation, and what it takes where none can.

The least money that must change hands to reach the core; where the core is empty,
the least-core is aimed at instead, and the *cost of stability* is told: the least
grant from outside (for costs, subsidy) that would make agreement of all hold.
Source of the latter: Bachrach and others 2009.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
from scipy.optimize import linprog

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.coalitions import Floats, coalition_sums
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.rules.least_core import least_core

_AT_ONCE: Final = 32  # coalitions brought into a programme a round
_SLACK: Final = 1e-10  # of the game's scale


class Payment(NamedTuple):
    """Money from one player to another."""

    payer: str
    receiver: str
    amount: float


class Mend(NamedTuple):
    """An allocation that holds, as near as can be to the one asked about."""

    allocation: Allocation
    payments: tuple[Payment, ...]  # empty where it held already
    moved: float  # the sum of payments
    epsilon: float  # 0, or the worst grievance left because the core is empty


def mend(game: Game, allocation: Allocation) -> Mend:
    """The least side payments after which no coalition gains by going its own way.

    The allocation must share the whole. Where the core is empty the worst grievance
    is made as small as it can be, and `epsilon` says how large it stays.
    """
    epsilon = max(least_core(game).epsilon, 0.0)
    epsilon = epsilon if epsilon > _SLACK * game.scale else 0.0
    shares = game.sign * allocation.amounts
    bound = game.worth - epsilon
    moves = _least_moves(bound, shares, float(game.worth[-1]), _SLACK * game.scale)
    moves[np.abs(moves) <= 10.0 * _SLACK * game.scale] = 0.0
    payments = _payments(game.players, moves)
    return Mend(
        Allocation(game.players, game.sign * (shares + moves)),
        payments,
        float(np.maximum(moves, 0.0).sum()),
        epsilon,
    )


def cost_of_stability(game: Game) -> float:
    """The least grant from outside that makes the core non-empty; 0 if it is not."""
    n = game.n
    least = _generate(
        lambda rows, need: (
            linprog(np.ones(n), A_ub=-rows, b_ub=-need, bounds=[(None, None)] * n).x
        ),
        game.worth,
        game.worth[1 << np.arange(n)],
        _SLACK * game.scale,
    )
    return max(0.0, float(least.sum() - game.worth[-1]))


def _least_moves(bound: Floats, shares: Floats, total: float, slack: float) -> Floats:
    """(n,) z with least sum |z| such that (shares + z)(S) >= bound(S), all of total."""
    n = shares.size
    both = np.hstack([np.eye(n), -np.eye(n)])

    def solve(rows: Floats, need: Floats) -> Floats:
        found = linprog(
            np.ones(2 * n),
            A_ub=-rows @ both,
            b_ub=rows @ shares - need,
            A_eq=np.ones((1, n)) @ both,
            b_eq=[total - shares.sum()],
        )
        return np.asarray(shares + both @ found.x)

    return _generate(solve, bound, shares, slack) - shares


def _generate(
    solve: Callable[[Floats, Floats], Floats],
    bound: Floats,
    start: Floats,
    slack: float,
) -> Floats:
    """Solve with more and more coalitions until none is short of its bound."""
    n = start.size
    players, amounts = np.arange(n), start
    watched = [1 << player for player in range(n)] if n > 1 else []
    while True:
        rows = ((np.array(watched, dtype=np.int64)[:, None] >> players) & 1).astype(
            float
        )
        amounts = solve(rows, bound[watched])
        short = bound - coalition_sums(amounts)
        short[watched] = -np.inf
        short[[0, -1]] = -np.inf
        loud = np.argsort(-short, kind="stable")[:_AT_ONCE]
        new = [int(mask) for mask in loud if short[mask] > slack]
        if not new:
            return amounts
        watched += new


def _payments(players: tuple[str, ...], moves: Floats) -> tuple[Payment, ...]:
    """Who pays whom: the largest payer to the largest receiver, until all is moved."""
    left = {player: float(move) for player, move in zip(players, moves, strict=True)}
    small = 1e-12 * float(np.abs(moves).max(initial=0.0))
    payments: list[Payment] = []
    while True:
        payer = min(left, key=lambda player: left[player])
        receiver = max(left, key=lambda player: left[player])
        amount = min(-left[payer], left[receiver])
        if amount <= small:
            return tuple(payments)
        payments.append(Payment(payer, receiver, amount))
        left[payer] += amount
        left[receiver] -= amount
