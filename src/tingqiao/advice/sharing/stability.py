"""Whether an allocation will hold: who would do better, alone or with whom.

Signs are one for costs and benefits: an excess is what the members of a coalition
would gain, together, by going their own way; above zero they have reason to.
"""

from __future__ import annotations

from math import fsum
from typing import Final, NamedTuple

import numpy as np

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.coalitions import Floats, coalition_sums, members
from tingqiao.advice.sharing.game import Game

TOLERANCE: Final = 1e-9  # of the game's scale: what rounding may leave
SHOWN: Final = 10  # objections listed unless told otherwise


class Objection(NamedTuple):
    """A coalition and what its members gain, together, by going their own way."""

    coalition: tuple[str, ...]
    gain: float


def excesses(game: Game, allocation: Allocation) -> Floats:
    """(2^n,) the gain of each coalition by going its own way; below 0, its loss.

    v(S) - x(S) for benefits, x(S) - c(S) for costs.
    """
    return game.worth - game.sign * coalition_sums(allocation.amounts)


def is_efficient(
    game: Game, allocation: Allocation, tolerance: float = TOLERANCE
) -> bool:
    """Whether exactly the whole is shared, up to `tolerance` of the game's scale."""
    return abs(fsum(allocation.amounts) - game.total) <= tolerance * game.scale


def in_core(game: Game, allocation: Allocation, tolerance: float = TOLERANCE) -> bool:
    """Whether the whole is shared and no coalition gains by going its own way.

    Parameters
    ----------
    tolerance : of the game's scale; raise it for amounts that were rounded.
    """
    gains = excesses(game, allocation)[:-1]
    holds = bool((gains <= tolerance * game.scale).all())
    return holds and is_efficient(game, allocation, tolerance)


def better_alone(game: Game, allocation: Allocation) -> dict[str, float]:
    """Players who would do better alone, and by how much; empty if none would."""
    gains = game.sign * (game.alone - allocation.amounts)
    return {
        player: float(gain)
        for player, gain in zip(game.players, gains, strict=True)
        if gain > TOLERANCE * game.scale
    }


def objections(
    game: Game, allocation: Allocation, most: int = SHOWN
) -> tuple[Objection, ...]:
    """The coalitions that gain by going their own way, loudest first.

    >>> from tingqiao.advice.sharing.rules.equal import equal
    >>> game = Game.from_table({"a": 1, "b": 0, "c": 0, "a;b": 5, "a;c": 2,
    ...                         "b;c": 0, "a;b;c": 6})
    >>> objections(game, equal(game))
    (Objection(coalition=('a', 'b'), gain=1.0),)
    """
    gains = excesses(game, allocation)[:-1]
    loud = np.argsort(-gains, kind="stable")[:most]
    return tuple(
        Objection(members(int(mask), game.players), float(gains[mask]))
        for mask in loud
        if gains[mask] > TOLERANCE * game.scale
    )
