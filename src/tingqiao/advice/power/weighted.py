"""Weighted votes among many: exact counts without listing coalitions.

The number of coalitions of each size and weight is the coefficient of a generating
function, the product over players of (1 + x y^w_i); dividing out one factor leaves
the coalitions without that player. Sources: Cantor, in Mann & Shapley 1962; Brams &
Affuso 1976. Counts are whole numbers of any size, so nothing is rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tingqiao.advice.power.assembly import AssemblyError

Counts = NDArray[np.object_]  # whole numbers of any size
MOST_CELLS: Final = 4_000_000  # sizes times weights: some hundred megabytes


@dataclass(frozen=True, slots=True)
class WeightedVote:
    """Carried by whole weights of at least the quota.

    Parameters
    ----------
    players : ids. weights : (n,) whole numbers >= 0. quota : > 0, <= their sum.

    Raises
    ------
    AssemblyError : where the numbers are none of these, or too large to count.
    """

    players: tuple[str, ...]
    weights: tuple[int, ...]
    quota: int

    def __post_init__(self) -> None:
        whole = (
            all(int(w) == w >= 0 for w in self.weights)
            and int(self.quota) == self.quota
        )
        if not whole or not 0 < self.quota <= sum(self.weights):
            message = (
                "权重应为非负整数，门槛应为正整数且不超过权重之和 / "
                "weights must be whole and >= 0, the quota whole, > 0 and <= their sum"
            )
            raise AssemblyError(message)
        if (len(self.players) + 1) * self.quota > MOST_CELLS:
            message = (
                "人数与门槛之积过大，请约去权重的公因数 / "
                "players times quota is too large: divide weights by a common factor"
            )
            raise AssemblyError(message)

    def swings_by_size(self, player: int) -> list[int]:
        """How many coalitions of s = 0..n-1 others carry only once `player` joins."""
        others = self._without(player)
        window = others[:, max(0, self.quota - self.weights[player]) :]
        return [int(count) for count in window.sum(axis=1)]

    def _without(self, player: int) -> Counts:
        """(n, quota) coalitions of the others by size and weight below the quota."""
        counts = np.zeros((len(self.players), self.quota), dtype=object)
        counts[0, 0] = 1
        for other, weight in enumerate(self.weights):
            if other != player and weight < self.quota:
                counts[1:, weight:] += counts[:-1, : self.quota - weight].copy()
        return counts
