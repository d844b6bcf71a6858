"""Rules for too little: bounds, duality, consistency, and order by size of claim."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingqiao.advice.sharing import (
    contested_garment,
    equal_awards,
    equal_losses,
    first_come,
)

RULES = [contested_garment, equal_awards, equal_losses, first_come]
numbers = st.integers(0, 40) | st.floats(0, 40, width=32)


@st.composite
def problems(draw, smallest=1):
    claims = np.array(
        draw(st.lists(numbers, min_size=smallest, max_size=6)), dtype=float
    )
    return draw(st.floats(0, 1)) * claims.sum(), claims


each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)


@each_rule
@given(problem=problems())
def test_nobody_gets_less_than_nothing_or_more_than_its_claim(rule, problem):
    estate, claims = problem
    awards = rule(estate, claims)
    assert (awards >= -1e-9).all()
    assert (awards <= claims + 1e-9).all()
    assert awards.sum() == pytest.approx(estate, abs=1e-8)


@each_rule
@given(problem=problems())
def test_who_claims_more_gets_no_less_and_forgoes_no_less(rule, problem):
    estate, claims = problem
    awards, order = rule(estate, claims), np.argsort(claims)
    assert (np.diff(awards[order]) >= -1e-8).all()
    assert (np.diff((claims - awards)[order]) >= -1e-8).all()


@each_rule
@given(problem=problems(), more=st.floats(0, 1))
def test_a_larger_estate_hurts_nobody(rule, problem, more):
    estate, claims = problem
    larger = estate + more * (claims.sum() - estate)
    assert (rule(larger, claims) >= rule(estate, claims) - 1e-8).all()


@given(problem=problems())
def test_equal_losses_are_what_equal_awards_of_the_loss_leave(problem):
    estate, claims = problem
    left = claims - equal_awards(claims.sum() - estate, claims)
    assert equal_losses(estate, claims) == pytest.approx(left, abs=1e-8)


@pytest.mark.parametrize("rule", [contested_garment, first_come])
@given(problem=problems())
def test_sharing_awards_or_sharing_losses_is_the_same(rule, problem):
    estate, claims = problem
    left = claims - rule(claims.sum() - estate, claims)
    assert rule(estate, claims) == pytest.approx(left, abs=1e-7)


@pytest.mark.parametrize("rule", [contested_garment, equal_awards, equal_losses])
@given(problem=problems(smallest=2), data=st.data())
def test_a_part_of_the_claimants_would_divide_its_part_the_same_way(
    rule, problem, data
):
    estate, claims = problem
    awards = rule(estate, claims)
    some = data.draw(st.permutations(range(claims.size)))[: max(2, claims.size - 1)]
    among = rule(min(awards[some].sum(), claims[some].sum()), claims[some])
    assert among == pytest.approx(awards[some], abs=1e-7)


@given(problem=problems(smallest=2), data=st.data())
def test_any_two_divide_what_they_get_as_a_contested_garment(problem, data):
    """Aumann & Maschler 1985: the one rule consistent with the contested garment."""
    estate, claims = problem
    awards = contested_garment(estate, claims)
    i, j = data.draw(st.permutations(range(claims.size)))[:2]
    both = awards[i] + awards[j]
    conceded = max(0.0, both - claims[i]), max(0.0, both - claims[j])
    contested = both - sum(conceded)
    assert awards[i] == pytest.approx(conceded[1] + contested / 2, abs=1e-7)
