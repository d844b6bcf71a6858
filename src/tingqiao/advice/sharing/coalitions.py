"""Coalitions as bit masks: player i is a member where bit i is set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Masks = NDArray[np.int64]
MOST_PLAYERS = 24  # 2^24 values are 128 MB; beyond, give the worth as a function


def members(mask: int, players: Sequence[str]) -> tuple[str, ...]:
    """The ids of a coalition, in the order of `players`."""
    return tuple(player for i, player in enumerate(players) if mask >> i & 1)


def mask_of(coalition: Iterable[str], players: Sequence[str]) -> int:
    """The mask of a coalition given by ids; KeyError names a stranger."""
    places = {player: place for place, player in enumerate(players)}
    return sum(1 << places[player] for player in set(coalition))


def sizes(n: int) -> Masks:
    """How many members each of the 2^n masks has."""
    return coalition_sums(np.ones(n)).astype(np.int64)


def coalition_sums(amounts: Floats) -> Floats:
    """x(S) for every mask S, shape (2^n,)."""
    sums = np.zeros(1 << amounts.size)
    for player, amount in enumerate(amounts):
        bit = 1 << player
        np.add(sums[:bit], amount, out=sums[bit : 2 * bit])
    return sums
