"""A proof that an allocation is the (pre)nucleolus: Kohlberg's criterion.

Take the coalitions by excess, worst first. The allocation is the prenucleolus just
when at every level the coalitions of at least that excess are *balanced*: positive
weights exist under which they cover every player equally. For the nucleolus players
who get exactly what they have alone may be added, with weights that may be zero.
Sources: Kohlberg 1971; Sobolev 1975. Balanced weights are found by HiGHS, so this
shares nothing with the search that it certifies.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from scipy.optimize import linprog

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.coalitions import Floats, Masks, members
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.stability import excesses, is_efficient

_SAME: Final = 1e-9  # of the game's scale: excesses this close are one level
_RANK: Final = 1e-9


class Certificate(NamedTuple):
    """Whether the criterion holds, and how far it was followed."""

    holds: bool
    levels: tuple[float, ...]  # excesses checked, worst first
    unbalanced: tuple[tuple[str, ...], ...]  # where it fails: the coalitions


def certify(
    game: Game,
    allocation: Allocation,
    *,
    floors: bool = True,
    weights: Floats | None = None,
) -> Certificate:
    """Check Kohlberg's criterion.

    Parameters
    ----------
    floors : True for the nucleolus, False for the prenucleolus.
    weights : (2^n,) > 0 that excesses are divided by; None for 1.
    """
    scaled = excesses(game, allocation) / (1.0 if weights is None else weights)
    open_, size = scaled[1:-1], _SAME * game.scale
    gains = game.sign * (allocation.amounts - game.alone)
    resting = np.flatnonzero(gains <= size) if floors else np.empty(0, dtype=np.int64)
    below = floors and bool((gains < -size).any())
    if below or not is_efficient(game, allocation):
        return Certificate(False, (), ())
    order = np.argsort(-open_, kind="stable") + 1
    return _follow(game, order, scaled, _vectors(1 << resting, game.n), size)


def _follow(
    game: Game, order: Masks, scaled: Floats, resting: Floats, size: float
) -> Certificate:
    """Go down the levels until the balanced coalitions determine the allocation."""
    n, at = game.n, 0
    levels: list[float] = []
    kept = np.ones((1, n))
    chosen: list[int] = []
    while at < order.size and _rank(kept) < n:
        level = float(scaled[order[at]])
        end = at
        while end < order.size and scaled[order[end]] >= level - size:
            end += 1
        new = _outside(order[at:end], kept)
        levels.append(level)
        if new:
            chosen += new
            rows = _vectors(np.array(chosen), n)
            if not _is_balanced(rows, resting):
                unbalanced = tuple(members(mask, game.players) for mask in chosen)
                return Certificate(False, tuple(levels), unbalanced)
            kept = np.vstack([np.ones((1, n)), rows])
        at = end
    return Certificate(True, tuple(levels), ())


def _vectors(masks: Masks, n: int) -> Floats:
    return ((masks[:, None] >> np.arange(n)) & 1).astype(np.float64)


def _rank(rows: Floats) -> int:
    return int(np.linalg.matrix_rank(rows, tol=_RANK))


def _outside(masks: Masks, kept: Floats) -> list[int]:
    """Those not determined by balanced coalitions: adding the others proves nothing."""
    rows = _vectors(masks, kept.shape[1])
    _, singular, right = np.linalg.svd(kept)
    free = right[int((singular > _RANK).sum()) :]
    out = np.abs(rows @ free.T).max(axis=1, initial=0.0) > _RANK
    return [int(mask) for mask in masks[out]]


def _is_balanced(rows: Floats, resting: Floats) -> bool:
    """Whether weights >= 1 on rows, >= 0 on resting players, cover all alike."""
    n = rows.shape[1]
    columns = np.hstack([rows.T, resting.T, -np.ones((n, 1))])
    least = [(1.0, None)] * len(rows) + [(0.0, None)] * (len(resting) + 1)
    found = linprog(
        np.zeros(columns.shape[1]), A_eq=columns, b_eq=np.zeros(n), bounds=least
    )
    return bool(found.success)
