"""Who gets, or pays, how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from tingqiao.advice.sharing.coalitions import Floats


class Allocation(Mapping[str, float]):
    """Amounts by player id; `amounts` is the same as an array in the players' order.

    Obtained where the game is of benefits, paid where it is of costs.

    >>> x = Allocation(("a", "b"), [1.5, 2.5])
    >>> x["b"], x.total
    (2.5, 4.0)
    """

    __slots__ = ("amounts", "players")

    players: tuple[str, ...]
    amounts: Floats

    def __init__(self, players: tuple[str, ...], amounts: ArrayLike) -> None:
        self.players = players
        self.amounts = np.asarray(amounts, dtype=np.float64)

    @property
    def total(self) -> float:
        """What all amounts make together."""
        return float(self.amounts.sum())

    def __getitem__(self, player: str) -> float:
        try:
            return float(self.amounts[self.players.index(player)])
        except ValueError:
            raise KeyError(player) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self.players)

    def __len__(self) -> int:
        return len(self.players)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Floats:
        return np.array(self.amounts, dtype=dtype)

    def __repr__(self) -> str:
        pairs = ", ".join(f"{player}: {amount:.12g}" for player, amount in self.items())
        return f"Allocation({pairs})"
