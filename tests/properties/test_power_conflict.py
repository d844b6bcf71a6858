"""The graph model over random conflicts."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tingqiao.advice.power.conflict import (
    Concept,
    coalition_equilibria,
    coalition_improvements,
    equilibria,
    fix_options,
    mandates_that_keep,
    preferences_that_keep,
    read_conflict,
    stability,
)
from tingqiao.advice.power.conflict.moves import Reach, sequences

each_concept = pytest.mark.parametrize("concept", list(Concept))


@st.composite
def conflicts(draw):
    """Two or three makers with one or two options each; ties and one-way options."""
    owned = draw(st.lists(st.integers(1, 2), min_size=2, max_size=3))
    options = [
        [f"{m}{o}" for o in range(n)] for m, n in zip("ABC", owned, strict=False)
    ]
    every = [option for own in options for option in own]
    kept = draw(st.sets(st.integers(0, 2 ** len(every) - 1), min_size=2, max_size=8))
    states = [
        {
            "id": str(mask),
            "taken": [o for bit, o in enumerate(every) if mask >> bit & 1],
        }
        for mask in sorted(kept)
    ]
    ids = [state["id"] for state in states]
    kind = st.sampled_from(
        [{}, {}, {"irreversible": "taken"}, {"irreversible": "dropped"}]
    )
    return read_conflict(
        {
            "id": "random",
            "makers": [
                {"id": maker, "options": own, "ranking": _tiers(draw, ids)}
                for maker, own in zip("ABC", options, strict=False)
            ],
            "options": [{"id": option} | draw(kind) for option in every],
            "states": states,
        }
    )


def _tiers(draw, ids):
    levels = draw(st.lists(st.integers(0, 5), min_size=len(ids), max_size=len(ids)))
    tiers = {level: [] for level in sorted(set(levels))}
    for state, level in zip(ids, levels, strict=True):
        tiers[level].append(state)
    return list(tiers.values())


@given(conflict=conflicts())
def test_more_foresight_keeps_whatever_less_foresight_keeps(conflict):
    """Fang, Hipel & Kilgour 1993, theorem 5.1: how the concepts nest."""
    nash, general, symmetric, sequential = (stability(conflict, c) for c in Concept)
    assert (nash <= symmetric).all()
    assert (symmetric <= general).all()
    assert (nash <= sequential).all()
    assert (sequential <= general).all()


@given(conflict=conflicts())
def test_every_conflict_has_a_general_metarational_state_for_each_maker(conflict):
    assert stability(conflict, Concept.GENERAL).any(axis=1).all()


@given(conflict=conflicts())
def test_sequences_go_wherever_single_moves_go(conflict):
    makers = range(len(conflict.makers))
    for state in range(len(conflict.states)):
        there = sequences(conflict.moves, list(makers), state)
        for maker in makers:
            assert set(np.flatnonzero(conflict.moves[maker, state])) <= there


@given(conflict=conflicts())
def test_coalition_improvements_better_every_member(conflict):
    reach = Reach(conflict)
    for state in conflict.state_ids:
        for way in coalition_improvements(conflict, state):
            places = tuple(conflict.maker_place(maker) for maker in way.coalition)
            start, end = conflict.state_place(way.start), conflict.state_place(way.end)
            assert end in reach.of(places, start, False)
            assert all(
                conflict.ranks[p][end] > conflict.ranks[p][start] for p in places
            )


@each_concept
@given(conflict=conflicts())
def test_what_every_coalition_keeps_every_maker_keeps_but_for_joint_answers(
    concept, conflict
):
    """Joint answers deter more in the sequential concept, so it is left out."""
    kept = set(coalition_equilibria(conflict, concept))
    if concept is not Concept.SEQUENTIAL:
        assert kept <= set(equilibria(conflict, concept))


@each_concept
@settings(max_examples=60)
@given(conflict=conflicts(), data=st.data())
def test_the_preferences_found_keep_the_state(concept, conflict, data):
    state = data.draw(st.sampled_from(conflict.state_ids))
    answer = preferences_that_keep(conflict, state, concept)
    assert state in equilibria(answer.conflict, concept)
    if state in equilibria(conflict, concept):
        assert answer.shifts == ()


@pytest.mark.parametrize("concept", [Concept.NASH, Concept.GENERAL, Concept.SYMMETRIC])
@settings(max_examples=40)
@given(conflict=conflicts(), data=st.data())
def test_no_ranking_with_fewer_changes_keeps_the_state(concept, conflict, data):
    """Any other ranking counts only by which states stand above the one to keep."""
    state = data.draw(st.sampled_from(conflict.state_ids))
    kept = conflict.state_place(state)
    shifts = preferences_that_keep(conflict, state, concept).shifts
    fewest = {shift.maker: len(shift.no_better) for shift in shifts}
    for place, maker in enumerate(conflict.maker_ids):
        above = conflict.ranks[place] > conflict.ranks[place][kept]
        others = [s for s in range(len(conflict.states)) if s != kept]
        for size in range(fewest.get(maker, 0)):
            for turned in combinations(others, size):
                ranks = above.astype(int)
                ranks[list(turned)] ^= 1
                changed = conflict.with_ranks(maker, ranks)
                assert not stability(changed, concept)[place, kept]


@each_concept
@settings(max_examples=30)
@given(conflict=conflicts(), data=st.data())
def test_the_mandates_found_keep_the_state_and_no_smaller_one_does(
    concept, conflict, data
):
    state = data.draw(st.sampled_from(conflict.state_ids))
    found = mandates_that_keep(conflict, state, concept)
    for fixed in found:
        assert state in equilibria(fix_options(conflict, fixed), concept)
        for fewer in combinations(fixed, len(fixed) - 1) if fixed else ():
            assert state not in equilibria(fix_options(conflict, fewer), concept)


@given(conflict=conflicts())
def test_fixing_every_option_keeps_every_state(conflict):
    every = [option.id for option in conflict.options]
    frozen = fix_options(conflict, every)
    assert not frozen.moves.any()
    assert equilibria(frozen, Concept.NASH) == conflict.state_ids
