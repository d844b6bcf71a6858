"""What makers can do together that none would do alone.

A *coalition improvement* is a state that a coalition can bring about by its members'
moves and that every member likes better. Whether the rest would answer is judged by
the same four concepts as for single makers; the rest answer sequentially by joint
improvements of any part of them. Sources: Kilgour, Hipel, Fang & Peng 2001; Inohara &
Hipel 2008.
"""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from tingqiao.advice.power.conflict.conflict import Conflict
from tingqiao.advice.power.conflict.moves import Reach, States
from tingqiao.advice.power.conflict.stability import Concept


class Improvement(NamedTuple):
    """A way out of a state that a coalition has and likes."""

    coalition: tuple[str, ...]
    start: str
    end: str


def coalition_improvements(
    conflict: Conflict, state: str, smallest: int = 2
) -> tuple[Improvement, ...]:
    """Every joint improvement out of a state by coalitions of `smallest` or more."""
    reach, start = Reach(conflict), conflict.state_place(state)
    return tuple(
        Improvement(_ids(conflict, movers), state, conflict.state_ids[end])
        for movers in _coalitions(conflict, smallest)
        for end in sorted(joint_improvements(reach, movers, start))
    )


def joint_improvements(reach: Reach, movers: tuple[int, ...], start: int) -> States:
    """States that `movers` can bring about and that each of them likes better."""
    ranks = reach.conflict.ranks
    return frozenset(
        end
        for end in reach.of(movers, start, False)
        if all(ranks[mover][end] > ranks[mover][start] for mover in movers)
    )


def is_coalition_stable(
    conflict: Conflict, concept: Concept, coalition: tuple[str, ...], state: str
) -> bool:
    """Whether a coalition would stay in a state."""
    movers = tuple(sorted(conflict.maker_place(maker) for maker in coalition))
    reach, start = Reach(conflict), conflict.state_place(state)
    return all(
        _is_deterred(reach, concept, movers, start, end)
        for end in joint_improvements(reach, movers, start)
    )


def coalition_equilibria(conflict: Conflict, concept: Concept) -> tuple[str, ...]:
    """Ids of the states that every coalition, single makers included, would stay in."""
    return tuple(
        state
        for state in conflict.state_ids
        if all(
            is_coalition_stable(conflict, concept, _ids(conflict, movers), state)
            for movers in _coalitions(conflict, 1)
        )
    )


def _is_deterred(
    reach: Reach, concept: Concept, movers: tuple[int, ...], start: int, end: int
) -> bool:
    if concept is Concept.NASH:
        return False
    rest = reach.others(movers)
    if concept is Concept.SEQUENTIAL:
        answers = _joint_answers(reach, rest, end)
    else:
        answers = reach.of(rest, end, False)
    hurting = [answer for answer in answers if _hurts(reach, movers, start, answer)]
    if concept is not Concept.SYMMETRIC:
        return bool(hurting)
    return any(
        all(
            _hurts(reach, movers, start, escape)
            for escape in reach.of(movers, a, False)
        )
        for a in hurting
    )


def _hurts(reach: Reach, movers: tuple[int, ...], start: int, state: int) -> bool:
    """Whether some member is no better off than at the start."""
    ranks = reach.conflict.ranks
    return any(ranks[mover][state] <= ranks[mover][start] for mover in movers)


def _joint_answers(reach: Reach, rest: tuple[int, ...], start: int) -> States:
    """Where sequences of joint improvements by parts of the rest can lead."""
    parts = [p for k in range(1, len(rest) + 1) for p in combinations(rest, k)]
    reached: set[tuple[int, tuple[int, ...]]] = set()
    waiting: list[tuple[int, tuple[int, ...]]] = [(start, ())]
    while waiting:
        state, last = waiting.pop()
        for part in parts:
            if part == last:
                continue
            for after in joint_improvements(reach, part, state):
                if (after, part) not in reached:
                    reached.add((after, part))
                    waiting.append((after, part))
    return frozenset(state for state, _ in reached)


def _coalitions(conflict: Conflict, smallest: int) -> list[tuple[int, ...]]:
    n = len(conflict.makers)
    return [c for k in range(smallest, n + 1) for c in combinations(range(n), k)]


def _ids(conflict: Conflict, movers: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(conflict.maker_ids[mover] for mover in movers)
