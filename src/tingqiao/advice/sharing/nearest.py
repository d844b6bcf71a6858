"""The allocation of the least core that is nearest to a given one.

A least-distance programme, min |x - target| over x(S) >= v(S) - w(S) epsilon, solved
as non-negative least squares with the coalitions that matter brought in as they
object. Source: Lawson & Hanson 1974, chapter 23 (LDP).
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from scipy.optimize import nnls

from tingqiao.advice.sharing.coalitions import Floats, coalition_sums
from tingqiao.advice.sharing.lexicographic import Optimum, lexicographic_optimum

SLACK: Final = 1e-11  # of the game's scale: objections below it are rounding
AT_ONCE: Final = 16  # objections brought in a round


class LeastCore(NamedTuple):
    """The smallest worst grievance, and one allocation that meets it."""

    epsilon: float
    amounts: Floats


def nearest_in_least_core(worth: Floats, weights: Floats, target: Floats) -> LeastCore:
    """The point of the least core nearest to `target`, in benefits.

    Parameters
    ----------
    worth : (2^n,) benefits. weights : (2^n,) > 0, as in `lexicographic_optimum`.
    target : (n,), an allocation of v(N).
    """
    if target.size == 1:
        return LeastCore(0.0, worth[-1:].copy())
    found = lexicographic_optimum(worth, weights, floors=False, rounds=1)
    bound = worth - weights * found.levels[0]
    bound[[0, -1]] = -np.inf
    return LeastCore(found.levels[0], _nearest(bound, found, target))


def _nearest(bound: Floats, found: Optimum, target: Floats) -> Floats:
    start = found.amounts
    basis = _free_directions(found)
    if basis.shape[1] == 0:
        return start
    wish = basis.T @ (target - start)
    slack = SLACK * (float(np.abs(bound[1:-1]).max()) + float(np.abs(start).max()))
    watched: list[int] = []
    while True:
        step = _least_step(basis, bound[watched] - _sums(start, watched), watched, wish)
        amounts = start + basis @ (wish + step)
        short = bound - coalition_sums(amounts)
        short[watched] = -np.inf
        loud = np.argsort(-short, kind="stable")[:AT_ONCE]
        new = [int(mask) for mask in loud if short[mask] > slack]
        if not new:
            return amounts
        watched += new


def _free_directions(found: Optimum) -> Floats:
    """(n, d) orthonormal directions that leave the held coalitions' totals alone."""
    n = found.amounts.size
    masks = [*found.held[0], (1 << n) - 1]
    rows = np.array([(mask >> np.arange(n)) & 1 for mask in masks], dtype=np.float64)
    _, singular, right = np.linalg.svd(rows)
    rank = int((singular > 1e-9).sum())
    return np.asarray(right[rank:].T)


def _sums(amounts: Floats, masks: list[int]) -> Floats:
    return np.asarray(coalition_sums(amounts)[masks])


def _least_step(
    basis: Floats, bound: Floats, watched: list[int], wish: Floats
) -> Floats:
    """The shortest u with G (wish + u) >= bound for the watched coalitions."""
    if not watched:
        return np.zeros(wish.size)
    players = np.arange(basis.shape[0])
    members = (np.array(watched)[:, None] >> players) & 1
    rows = members @ basis
    need = bound - rows @ wish
    size = float(np.abs(need).max()) or 1.0
    system = np.vstack([rows.T, need / size])
    goal = np.append(np.zeros(wish.size), 1.0)
    duals, _ = nnls(system, goal)
    rest = system @ duals - goal
    return np.asarray(size * -rest[:-1] / rest[-1])
