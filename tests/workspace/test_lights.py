"""Lights are pure: of rows and a day; waiting never helps, a parent is its worst child."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workspace.commitments.lights import KINDS, Light, Standing, light_of, with_children
from workspace.wording import Words

START = date(2026, 11, 23)
days = st.integers(0, 200).map(lambda n: START + timedelta(days=n))
lights = st.sampled_from(KINDS).map(lambda kind: Light(kind, Words("因", "why")))


@st.composite
def standings(draw):
    due = draw(days)
    points = draw(st.dictionaries(days, st.floats(0, 1), max_size=5))
    shares = sorted(points.values())
    return Standing(
        due=due,
        warns_from=due - timedelta(days=draw(st.integers(0, 40))),
        plan_line=tuple(zip(sorted(points), shares, strict=True)),
        done=draw(st.floats(0, 1)),
        delivered_on=draw(st.none() | days),
        is_closed=draw(st.booleans()),
    )


@given(standings(), days, days)
def test_waiting_never_makes_a_light_better(standing, one, other):
    early, late = sorted((one, other))
    assert light_of(standing, early).rank <= light_of(standing, late).rank


@given(standings(), days, st.floats(0, 1))
def test_reporting_more_never_makes_a_light_worse(standing, today, more):
    further = standing.__class__(
        standing.due,
        standing.warns_from,
        standing.plan_line,
        max(standing.done, more),
        standing.delivered_on,
        standing.is_closed,
    )
    assert light_of(further, today).rank <= light_of(standing, today).rank


@given(standings(), days)
def test_an_open_commitment_is_red_exactly_when_its_date_was_missed(standing, today):
    missed = (standing.delivered_on or today) > standing.due
    is_red = light_of(standing, today).kind == "late"
    assert is_red == (missed and not standing.is_closed)


@given(lights, st.lists(lights, max_size=6))
def test_a_parent_is_as_red_as_its_worst_child(own, children):
    light = with_children(own, children)
    assert light.rank == max(one.rank for one in [own, *children])


@given(standings(), days)
def test_every_light_says_word_colour_and_reason_in_both_languages(standing, today):
    light = light_of(standing, today)
    assert all([*light.word, *light.colour, *light.note])
