"""Indices over random rules of decision."""

from __future__ import annotations

from math import factorial

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tingqiao.advice.power import (
    Assembly,
    Superior,
    WeightedVote,
    banzhaf,
    chance_of_carrying,
    chance_of_tipping,
    consent_assembly,
    deegan_packel,
    dual,
    johnston,
    shapley_shubik,
    standing,
)
from tingqiao.advice.sharing import Game, shapley
from tingqiao.case.entities import ConsentRule

PLAYERS = "abcdef"


@st.composite
def rules(draw):
    """Any monotone rule: carried by what contains one of a few coalitions."""
    n = draw(st.integers(1, 5))
    least = draw(st.lists(st.integers(1, 2**n - 1), min_size=1, max_size=5))
    masks = np.arange(2**n)
    winning = np.any([masks & mask == mask for mask in least], axis=0)
    return Assembly(tuple(PLAYERS[:n]), winning)


@st.composite
def votes(draw):
    weights = draw(st.lists(st.integers(0, 6), min_size=1, max_size=6))
    assume(sum(weights) > 0)
    quota = draw(st.integers(1, sum(weights)))
    return WeightedVote(tuple(PLAYERS[: len(weights)]), tuple(weights), quota)


@given(rule=rules())
def test_shares_of_power_make_one_and_the_powerless_have_none(rule):
    said = standing(rule)
    for shares in (
        shapley_shubik(rule),
        banzhaf(rule).normalised,
        deegan_packel(rule),
        johnston(rule),
    ):
        assert sum(shares.values()) == pytest.approx(1)
        assert {player for player, share in shares.items() if share == 0} == set(
            said.powerless
        )


@given(rule=rules())
def test_the_shapley_shubik_index_is_the_shapley_value_of_the_rule(rule):
    value = shapley(Game(rule.players, rule.winning.astype(float)))
    assert list(shapley_shubik(rule).values()) == pytest.approx(list(value.values()))


@given(vote=votes())
def test_generating_functions_count_what_listing_counts(vote):
    listed = Assembly.from_weights(
        dict(zip(vote.players, vote.weights, strict=True)), vote.quota
    )
    assert shapley_shubik(vote) == shapley_shubik(listed)
    assert banzhaf(vote) == banzhaf(listed)


@given(rule=rules())
def test_power_to_prevent_is_power_to_carry(rule):
    """Dubey & Shapley 1979: a rule and its dual give the same indices."""
    assert shapley_shubik(dual(rule)) == shapley_shubik(rule)
    assert banzhaf(dual(rule)) == banzhaf(rule)
    assert np.array_equal(dual(dual(rule)).winning, rule.winning)


@given(rule=rules())
def test_who_blocks_alone_is_in_every_coalition_that_carries(rule):
    said = standing(rule)
    everywhere = set(rule.players).intersection(*said.smallest_carrying)
    assert set(said.blocks_alone) == everywhere
    for blocking in said.smallest_blocking:
        assert all(set(blocking) & set(carrying) for carrying in said.smallest_carrying)


@given(rule=rules(), data=st.data())
def test_a_tip_is_what_ones_certainty_adds_to_the_chance(rule, data):
    chances = {p: data.draw(st.floats(0, 1)) for p in rule.players}
    for player, tipping in chance_of_tipping(rule, chances).items():
        sure = chance_of_carrying(rule, chances | {player: 1.0})
        never = chance_of_carrying(rule, chances | {player: 0.0})
        assert tipping == pytest.approx(sure - never, abs=1e-12)


@given(rule=rules())
def test_the_penrose_index_is_tipping_when_all_toss_coins(rule):
    coins = dict.fromkeys(rule.players, 0.5)
    assert chance_of_tipping(rule, coins) == pytest.approx(banzhaf(rule).absolute)


@given(n=st.integers(1, 5), data=st.data())
def test_one_in_all_orders_tips_the_decision(n, data):
    """Swings weighted by orders make n!: somebody tips in every order."""
    quorum = data.draw(st.integers(1, n))
    parties = tuple(PLAYERS[:n])
    rule = consent_assembly(parties, ConsentRule(quorum))
    tips = [round(share * factorial(n)) for share in shapley_shubik(rule).values()]
    assert sum(tips) == factorial(n)


@given(n=st.integers(2, 4), data=st.data())
def test_a_superior_takes_power_and_never_gives_it_to_one_alone(n, data):
    parties = tuple(PLAYERS[:n])
    consent = ConsentRule(data.draw(st.integers(1, n)))
    alone = shapley_shubik(consent_assembly(parties, consent))
    for may in ("mandate", "veto"):
        rule = consent_assembly(parties, consent, (Superior("q", parties, may),))
        power = shapley_shubik(rule)
        assert power["q"] > 0
        assert all(power[p] <= alone[p] + 1e-12 for p in parties)
        said = standing(rule)
        assert "q" in (said.carries_alone if may == "mandate" else said.blocks_alone)
