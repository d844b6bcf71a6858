"""A conflict as a graph: states, who can move it where, and what each prefers.

Sources: Fang, Hipel & Kilgour 1993 (graph model for conflict resolution).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tingqiao.case.entities import Text

Moves = NDArray[np.bool_]
Ranks = NDArray[np.int64]


class Maker(NamedTuple):
    """A decision maker and the options only it controls."""

    id: str
    name: Text
    options: tuple[str, ...] = ()


class Option(NamedTuple):
    """Something that its maker may do or not."""

    id: str
    name: Text
    irreversible: str | None = None  # "taken" or "dropped": which is for ever


class State(NamedTuple):
    """What has been taken; `free` are options that make no difference here."""

    id: str
    name: Text
    taken: frozenset[str] = frozenset()
    free: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Conflict:
    """A conflict, checked (`reading.read_conflict` does).

    Parameters
    ----------
    makers : (n,). states : (s,).
    moves : (n, s, s), whether maker i can move the conflict from state to state.
    ranks : (n, s), the higher the better to maker i; equal ranks are a tie.
    options : those of all makers; empty where moves are given one by one.
    """

    id: str
    name: Text
    makers: tuple[Maker, ...]
    states: tuple[State, ...]
    moves: Moves
    ranks: Ranks
    options: tuple[Option, ...] = ()

    @property
    def maker_ids(self) -> tuple[str, ...]:
        """Ids of the makers, in order."""
        return tuple(maker.id for maker in self.makers)

    @property
    def state_ids(self) -> tuple[str, ...]:
        """Ids of the states, in order."""
        return tuple(state.id for state in self.states)

    def maker_place(self, maker: str) -> int:
        """The place of a maker; ValueError, naming all, for a stranger."""
        return _place(maker, self.maker_ids)

    def state_place(self, state: str) -> int:
        """The place of a state; ValueError, naming all, for a stranger."""
        return _place(state, self.state_ids)

    def ranking(self, maker: str) -> tuple[tuple[str, ...], ...]:
        """States from best to worst as the maker sees them, ties together."""
        ranks = self.ranks[self.maker_place(maker)]
        return tuple(
            tuple(s for s, rank in zip(self.state_ids, ranks, strict=True) if rank == r)
            for r in sorted({int(rank) for rank in ranks}, reverse=True)
        )

    def with_ranks(self, maker: str, ranks: Sequence[int] | Ranks) -> Conflict:
        """The same conflict with other preferences of one maker."""
        changed = self.ranks.copy()
        changed[self.maker_place(maker)] = ranks
        return replace(self, ranks=changed)


def _place(wanted: str, ids: tuple[str, ...]) -> int:
    if wanted not in ids:
        known = ", ".join(ids)
        message = f"没有“{wanted}”，可用：{known} / no “{wanted}”; use one of {known}"
        raise ValueError(message)
    return ids.index(wanted)


def moves_by_options(
    makers: Sequence[Maker], options: Iterable[Option], states: Sequence[State]
) -> Moves:
    """(n, s, s) moves in which a maker changes its own options and no others.

    An option free in either state may be either; one that is irreversible once
    taken (or dropped) is not dropped (or taken up) again.
    """
    kinds = {option.id: option.irreversible for option in options}
    moves = np.zeros((len(makers), len(states), len(states)), dtype=np.bool_)
    for i, maker in enumerate(makers):
        for a, before in enumerate(states):
            for b, after in enumerate(states):
                moves[i, a, b] = a != b and _may_change(maker, before, after, kinds)
    return moves


def _may_change(
    maker: Maker, before: State, after: State, kinds: dict[str, str | None]
) -> bool:
    free = before.free | after.free
    changed = (before.taken ^ after.taken) - free
    if not changed:
        return _leaves_free(maker, before, after)
    return changed <= set(maker.options) and not any(
        kinds[option] == ("taken" if option in before.taken else "dropped")
        for option in changed
    )


def _leaves_free(maker: Maker, before: State, after: State) -> bool:
    """Two states that differ only in what is free: whoever freed it can move."""
    return bool((before.free ^ after.free) & set(maker.options))


def ranks_from_worth(worth: Iterable[float], indifference: float = 0.0) -> list[int]:
    """Ranks from numbers; two are a tie when a chain of gaps <= indifference joins them.

    >>> ranks_from_worth([0.2, 0.9, 0.21], indifference=0.05)
    [0, 1, 0]
    """
    numbers = [float(number) for number in worth]
    order = sorted(range(len(numbers)), key=lambda place: numbers[place])
    ranks, rank = [0] * len(numbers), 0
    for before, here in pairwise(order):
        rank += numbers[here] - numbers[before] > indifference
        ranks[here] = rank
    return ranks
