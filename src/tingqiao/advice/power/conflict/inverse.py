"""What it would take for a state to last: other preferences, or a superior's word.

*Preferences.* Whether a maker would stay depends, for its own part, only on which
states it likes better than staying, and liking fewer of them better never unsettles
it. So the fewest such states are sought that, liked no better than staying, would
keep it. Source of the question: Kinsara, Petersons, Hipel & Kilgour 2015.

*Mandate.* A superior as third party rules that some options stay as they are. The
smallest sets of options are sought whose fixing makes the state last. A fixed option
also takes threats away, so every set is tried on the whole conflict.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np

from tingqiao.advice.power.conflict.conflict import Conflict
from tingqiao.advice.power.conflict.mandate import fix_options
from tingqiao.advice.power.conflict.moves import Reach
from tingqiao.advice.power.conflict.stability import Concept, equilibria, is_stable

MOST_OPTIONS: Final = 4  # fixed at once, at most


class Shift(NamedTuple):
    """States that a maker would have to like no better than the one to keep."""

    maker: str
    no_better: tuple[str, ...]


class PreferenceAnswer(NamedTuple):
    """Other preferences under which a state lasts."""

    shifts: tuple[Shift, ...]  # empty: it lasts already
    alternatives: dict[str, tuple[tuple[str, ...], ...]]  # equally small, by maker
    conflict: Conflict  # the conflict with these preferences, in which it lasts


def preferences_that_keep(
    conflict: Conflict, state: str, concept: Concept
) -> PreferenceAnswer:
    """The smallest changes of preference under which a state is an equilibrium.

    Makers are asked one by one, the others' preferences as they are. The states
    named are lowered to a tie with the one to keep; should that upset another maker
    (it can, in the sequential concept), the one to keep is raised instead, which
    always serves.
    """
    kept = conflict.state_place(state)
    choices = {
        maker.id: _smallest_shifts(conflict, concept, place, kept)
        for place, maker in enumerate(conflict.makers)
    }
    alternatives = {
        maker: tuple(_ids(conflict, places) for places in found)
        for maker, found in choices.items()
        if found[0]
    }
    shifts = tuple(Shift(maker, found[0]) for maker, found in alternatives.items())
    changed = _lowered(conflict, shifts, kept)
    if state in equilibria(changed, concept):
        return PreferenceAnswer(shifts, alternatives, changed)
    shifts = _nash_shifts(conflict, kept)
    alternatives = {shift.maker: (shift.no_better,) for shift in shifts}
    return PreferenceAnswer(shifts, alternatives, _raised(conflict, shifts, kept))


def _smallest_shifts(
    conflict: Conflict, concept: Concept, maker: int, kept: int
) -> list[tuple[int, ...]]:
    """Every smallest set of states that must be liked no better than `kept`."""
    ranks = conflict.ranks[maker]
    better = [int(place) for place in np.flatnonzero(ranks > ranks[kept])]
    by_size = (
        [
            places
            for places in combinations(better, size)
            if _would_stay(conflict, concept, maker, kept, places)
        ]
        for size in range(len(better) + 1)
    )
    return next(found for found in by_size if found)


def _would_stay(
    conflict: Conflict,
    concept: Concept,
    maker: int,
    kept: int,
    places: tuple[int, ...],
) -> bool:
    changed = _with_lowered(conflict, maker, places, kept)
    return is_stable(Reach(changed), concept, maker, kept)


def _with_lowered(
    conflict: Conflict, maker: int, places: Iterable[int], kept: int
) -> Conflict:
    ranks = conflict.ranks[maker].copy()
    ranks[list(places)] = ranks[kept]
    return conflict.with_ranks(conflict.maker_ids[maker], ranks)


def _lowered(conflict: Conflict, shifts: tuple[Shift, ...], kept: int) -> Conflict:
    for shift in shifts:
        places = [conflict.state_place(state) for state in shift.no_better]
        conflict = _with_lowered(
            conflict, conflict.maker_place(shift.maker), places, kept
        )
    return conflict


def _nash_shifts(conflict: Conflict, kept: int) -> tuple[Shift, ...]:
    """For each maker, every state at most as good as its best way out."""
    reach, shifts = Reach(conflict), []
    for place, maker in enumerate(conflict.makers):
        ranks, out = conflict.ranks[place], reach.of((place,), kept, True)
        if out:
            best = max(ranks[target] for target in out)
            passed = np.flatnonzero((ranks > ranks[kept]) & (ranks <= best))
            shifts.append(Shift(maker.id, _ids(conflict, passed)))
    return tuple(shifts)


def _raised(conflict: Conflict, shifts: tuple[Shift, ...], kept: int) -> Conflict:
    """Raise `kept` to the best of the states named, for each maker."""
    for shift in shifts:
        maker = conflict.maker_place(shift.maker)
        ranks = conflict.ranks[maker].copy()
        ranks[kept] = max(ranks[conflict.state_place(s)] for s in shift.no_better)
        conflict = conflict.with_ranks(shift.maker, ranks)
    return conflict


def mandates_that_keep(
    conflict: Conflict, state: str, concept: Concept, most: int = MOST_OPTIONS
) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of options whose fixing makes a state an equilibrium.

    Returns every smallest set; one empty set where the state lasts already, and
    none where no `most` options suffice.

    Raises
    ------
    ValueError : for a conflict without options.
    """
    options = [option for maker in conflict.makers for option in maker.options]
    if not options:
        message = (
            "这个冲突没有列出选项，无从规定 / "
            "this conflict lists no options, so none can be fixed"
        )
        raise ValueError(message)
    for size in range(min(most, len(options)) + 1):
        found = tuple(
            fixed
            for fixed in combinations(options, size)
            if state in equilibria(fix_options(conflict, fixed), concept)
        )
        if found:
            return found
    return ()


def _ids(conflict: Conflict, places: Iterable[int]) -> tuple[str, ...]:
    return tuple(conflict.state_ids[int(place)] for place in places)
