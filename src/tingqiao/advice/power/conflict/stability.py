"""Which states will last, by how far each maker looks ahead.

A maker who can improve stays put only if others can, and would, answer:

- Nash: it cannot improve at all;
- general metarational: every improvement can be answered so that it is no better off;
- symmetric metarational: and it cannot escape from that answer afterwards;
- sequential: and the others answer only by moves that better themselves.

A state is an *equilibrium* of a concept when it is stable for every maker.
Sources: Nash 1951; Howard 1971; Fraser & Hipel 1979; Fang, Hipel & Kilgour 1993.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tingqiao.advice.power.conflict.conflict import Conflict
from tingqiao.advice.power.conflict.moves import Reach


class Concept(StrEnum):
    """How a maker judges whether to move."""

    NASH = "nash"
    GENERAL = "general_metarational"
    SYMMETRIC = "symmetric_metarational"
    SEQUENTIAL = "sequential"


def stability(conflict: Conflict, concept: Concept) -> NDArray[np.bool_]:
    """(n, s), whether each state is stable for each maker."""
    reach = Reach(conflict)
    return np.array(
        [
            [
                is_stable(reach, concept, maker, state)
                for state in range(len(conflict.states))
            ]
            for maker in range(len(conflict.makers))
        ]
    )


def equilibria(conflict: Conflict, concept: Concept) -> tuple[str, ...]:
    """Ids of the states that are stable for every maker."""
    stable = np.logical_and.reduce(stability(conflict, concept), axis=0).tolist()
    return tuple(
        s for s, lasts in zip(conflict.state_ids, stable, strict=True) if lasts
    )


def is_stable(reach: Reach, concept: Concept, maker: int, state: int) -> bool:
    """Whether the maker would stay in the state."""
    return not unanswered(reach, concept, maker, state)


def unanswered(
    reach: Reach, concept: Concept, maker: int, state: int
) -> tuple[int, ...]:
    """The improvements from a state that nobody's answer deters, as state places."""
    return tuple(
        target
        for target in sorted(reach.of((maker,), state, True))
        if not _is_deterred(reach, concept, maker, state, target)
    )


def _is_deterred(
    reach: Reach, concept: Concept, maker: int, state: int, target: int
) -> bool:
    if concept is Concept.NASH:
        return False
    ranks = reach.conflict.ranks[maker]
    answers = reach.of(reach.others((maker,)), target, concept is Concept.SEQUENTIAL)
    no_better = [answer for answer in answers if ranks[answer] <= ranks[state]]
    if concept is not Concept.SYMMETRIC:
        return bool(no_better)
    return any(
        all(
            ranks[escape] <= ranks[state]
            for escape in reach.of((maker,), answer, False)
        )
        for answer in no_better
    )
