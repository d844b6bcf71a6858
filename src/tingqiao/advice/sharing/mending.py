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
_SLACK: Final = 1e-10  # of the game's scale: what rounding may leave
_CLOSELY: Final = {
    "primal_feasibility_tolerance": 1e-10,
    "dual_feasibility_tolerance": 1e-10,
}


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


def mend(game: Game, allocation: Allocation, epsilon: float | None = None) -> Mend:
    """The least side payments after which no coalition gains by going its own way.

    The allocation must share the whole. Where the core is empty the worst grievance
    is made as small as it can be, and `epsilon` says how large it stays.

    Parameters
    ----------
    epsilon : of the least core, where it is known already.
    """
    scale = max(game.scale, float(np.abs(allocation.amounts).max()))
    worth, shares = game.worth / scale, game.sign * allocation.amounts / scale
    least = least_core(game).epsilon if epsilon is None else epsilon
    left = least / scale if least > _SLACK * scale else 0.0
    moves = _least_moves(worth - left, shares, float(worth[-1]))
    moves = scale * np.where(np.abs(moves) <= 10.0 * _SLACK, 0.0, moves)
    return Mend(
        Allocation(game.players, allocation.amounts + game.sign * moves),
        _payments(game.players, moves),
        float(np.maximum(moves, 0.0).sum()),
        scale * left,
    )


def cost_of_stability(game: Game) -> float:
    """The least grant from outside that makes the core non-empty; 0 if it is so."""
    n, worth = game.n, game.worth / game.scale
    if n == 1:
        return 0.0
    least = _generate(
        lambda rows, need: _solved(np.ones(n), -rows, -need, None, None), worth, n
    )
    return max(0.0, game.scale * float(least.sum() - worth[-1]))


def _least_moves(bound: Floats, shares: Floats, total: float) -> Floats:
    """(n,) z with least sum |z| such that (shares + z)(S) >= bound(S), all of total."""
    n = shares.size
    both = np.hstack([np.eye(n), -np.eye(n)])

    def solve(rows: Floats, need: Floats) -> Floats:
        parts = _solved(
            np.ones(2 * n),
            np.vstack([-rows @ both, -np.eye(2 * n)]),
            np.append(rows @ shares - need, np.zeros(2 * n)),
            both.sum(axis=0)[None],
            np.array([total - shares.sum()]),
        )
        return np.asarray(shares + both @ parts)

    return _generate(solve, bound, n) - shares


def _solved(
    cost: Floats,
    rows: Floats,
    most: Floats,
    equal_rows: Floats | None,
    equal: Floats | None,
) -> Floats:
    """The x of least cost with rows x <= most and equal_rows x = equal."""
    found = linprog(
        cost, rows, most, equal_rows, equal, bounds=(None, None), options=_CLOSELY
    )
    if not found.success:
        message = "no side payment was found: please report this game"
        raise ArithmeticError(message)
    return np.asarray(found.x)


def _generate(
    solve: Callable[[Floats, Floats], Floats], bound: Floats, n: int
) -> Floats:
    """Solve with more and more coalitions until none is short of its bound."""
    players, watched = np.arange(n), [1 << player for player in range(n)]
    while True:
        members = (np.array(watched, dtype=np.int64)[:, None] >> players) & 1
        amounts = solve(members.astype(np.float64), bound[watched])
        short = bound - coalition_sums(amounts)
        short[[0, *watched, -1]] = -np.inf
        loud = np.argsort(-short, kind="stable")[:_AT_ONCE]
        new = [int(mask) for mask in loud if short[mask] > _SLACK]
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
