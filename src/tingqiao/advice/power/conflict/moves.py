"""Where makers can take a conflict, alone and together.

Together means in any legal sequence: members of the coalition move one after another,
nobody twice in a row. Source: Fang, Hipel & Kilgour 1993, definition 3.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tingqiao.advice.power.conflict.conflict import Conflict, Moves

States = frozenset[int]


def improvements(conflict: Conflict) -> Moves:
    """(n, s, s), moves to a state that the mover likes better: unilateral improvements."""
    better = conflict.ranks[:, None, :] > conflict.ranks[:, :, None]
    return np.asarray(conflict.moves & better)


def targets(moves: NDArray[np.bool_], state: int) -> States:
    """States that one step of these (s, s) moves leads to."""
    return frozenset(int(place) for place in np.flatnonzero(moves[state]))


def sequences(moves: Moves, movers: Sequence[int], start: int) -> States:
    """States that legal sequences of one or more moves by `movers` lead to.

    The start itself is among them where a sequence comes back to it.
    """
    reached: set[tuple[int, int]] = set()
    waiting = [(start, -1)]
    while waiting:
        state, last = waiting.pop()
        for mover in movers:
            if mover == last:
                continue
            for after in targets(moves[mover], state):
                if (after, mover) not in reached:
                    reached.add((after, mover))
                    waiting.append((after, mover))
    return frozenset(state for state, _ in reached)


class Reach:
    """Remembers where each maker, and each set of makers, can take a conflict."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self._moves = {False: conflict.moves, True: improvements(conflict)}
        self.of = cache(self._of)

    def _of(self, movers: tuple[int, ...], start: int, improving: bool) -> States:
        """Where `movers` can go, by any moves or only by each one's improvements."""
        moves = self._moves[improving]
        if len(movers) == 1:
            return targets(moves[movers[0]], start)
        return sequences(moves, movers, start)

    def others(self, movers: tuple[int, ...]) -> tuple[int, ...]:
        """Every maker but these."""
        return tuple(i for i in range(len(self.conflict.makers)) if i not in movers)
