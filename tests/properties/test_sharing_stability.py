"""Objections, side payments and bargains, over random games."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.properties.sharing_games import convex_games, games

from tingqiao.advice import sharing
from tingqiao.advice.sharing import Allocation, Game

shares = st.lists(st.integers(-5, 9), min_size=5, max_size=5)


def allocation_of(game, numbers):
    amounts = np.array(numbers[: game.n], dtype=float)
    amounts[-1] = game.total - amounts[:-1].sum()
    return Allocation(game.players, amounts)


@given(game=games(), numbers=shares)
def test_a_share_is_in_the_core_just_when_nobody_objects(game, numbers):
    share = allocation_of(game, numbers)
    assert sharing.in_core(game, share) == (sharing.objections(game, share) == ())


@given(game=games(), numbers=shares)
def test_an_objection_says_what_its_members_would_have_instead(game, numbers):
    share = allocation_of(game, numbers)
    for coalition, gain in sharing.objections(game, share):
        now = sum(share[player] for player in coalition)
        alone = game.value(*coalition)
        assert gain == pytest.approx(game.sign * (alone - now))


@given(game=games(), numbers=shares)
def test_side_payments_mend_what_can_be_mended(game, numbers):
    share = allocation_of(game, numbers)
    mended = sharing.mend(game, share)
    worst = max(sharing.excesses(game, mended.allocation)[:-1])
    assert worst <= mended.epsilon + 1e-8 * game.scale
    assert (mended.epsilon > 0) == (
        sharing.least_core(game).epsilon > 1e-9 * game.scale
    )
    assert mended.allocation.total == pytest.approx(game.total, abs=1e-8 * game.scale)


@given(game=games(), numbers=shares)
def test_payments_lead_from_the_share_to_the_mended_one(game, numbers):
    share = allocation_of(game, numbers)
    mended = sharing.mend(game, share)
    after = dict(share)
    for payer, receiver, amount in mended.payments:
        assert amount > 0
        after[payer] -= game.sign * amount
        after[receiver] += game.sign * amount
    there = [mended.allocation[player] for player in game.players]
    assert list(after.values()) == pytest.approx(there, abs=1e-7 * game.scale)
    moved = sum(payment.amount for payment in mended.payments)
    assert moved == pytest.approx(mended.moved, abs=1e-7 * game.scale)


@given(game=games(), numbers=shares)
def test_no_core_allocation_is_nearer_than_the_mended_one(game, numbers):
    share = allocation_of(game, numbers)
    assume(sharing.least_core(game).epsilon <= 0)
    mended = sharing.mend(game, share)
    other = sharing.least_core(game).amounts
    distance = np.maximum(other - share.amounts, 0).sum()
    assert mended.moved <= distance + 1e-7 * game.scale


@given(game=games())
def test_the_cost_of_stability_is_just_enough(game):
    grant = sharing.cost_of_stability(game)
    values = game.values.copy()
    values[-1] += game.sign * grant
    helped = Game(game.players, values, game.kind)
    assert sharing.least_core(helped).epsilon <= 1e-7 * game.scale
    if grant > 1e-6:
        values[-1] -= game.sign * 0.01 * grant
        short = Game(game.players, values, game.kind)
        assert sharing.least_core(short).epsilon > 0


@given(game=convex_games())
def test_where_joining_pays_ever_more_the_shapley_value_is_in_the_core(game):
    """Shapley 1971: convex games."""
    assert sharing.in_core(game, sharing.shapley(game))
    for river in (sharing.downstream_incremental, sharing.upstream_incremental):
        assert sharing.in_core(game, river(game))


@given(
    start=st.lists(st.integers(-5, 5), min_size=2, max_size=5),
    options=st.lists(st.integers(-8, 8), min_size=5, max_size=5),
    surplus=st.floats(0.01, 20),
)
def test_bargains_respect_outside_options_and_share_everything(start, options, surplus):
    outside = options[: len(start)]
    total = sum(map(max, start, outside)) + surplus
    table = sharing.Table(total, tuple(start), outside=tuple(outside))
    for bargain in (table.nash(), table.kalai_smorodinsky()):
        assert bargain.sum() == pytest.approx(total, abs=1e-8)
        assert (bargain >= np.maximum(start, outside) - 1e-8).all()


@given(
    start=st.lists(st.integers(-5, 5), min_size=2, max_size=4),
    options=st.lists(st.integers(-8, 8), min_size=4, max_size=4),
    surplus=st.floats(0.5, 20),
    data=st.data(),
)
def test_no_other_bargain_has_a_larger_nash_product(start, options, surplus, data):
    n = len(start)
    floors = np.maximum(start, options[:n])
    total = floors.sum() + surplus
    best = sharing.Table(total, tuple(start), outside=tuple(options[:n])).nash()
    parts = np.array(data.draw(st.lists(st.floats(0.01, 1), min_size=n, max_size=n)))
    other = floors + surplus * parts / parts.sum()
    assert np.prod(other - start) <= np.prod(best - start) * (1 + 1e-9)


@given(
    utilities=st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)),
        min_size=2,
        max_size=5,
    )
)
def test_the_nash_lottery_cannot_be_bettered(utilities):
    """No outcome has, on average, more than the whole of everybody's gain."""
    outcomes = sharing.Outcomes(np.array(utilities, dtype=float), np.zeros(3))
    try:
        reached = outcomes.nash()
    except sharing.NotApplicableError:
        assume(False)
    assert ((outcomes.utilities / reached).sum(axis=1) <= 3 * (1 + 1e-5)).all()
