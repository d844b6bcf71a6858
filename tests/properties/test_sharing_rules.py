"""Every rule keeps the properties it declares, over random games."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.properties.sharing_games import relabelled, sharing_games

from tingqiao.advice.sharing import (
    Family,
    Game,
    NotApplicableError,
    Property,
    all_rules,
    in_core,
    least_core,
)
from tingqiao.advice.sharing.stability import better_alone

RULES = list(all_rules().values())
CLOSE = 1e-7  # of the game's scale: what floats of a few dozen steps may leave


def having(wanted: Property):
    rules = [rule for rule in RULES if wanted in rule.properties]
    return pytest.mark.parametrize("rule", rules, ids=lambda rule: rule.name)


def solved(rule, game):
    """The rule's amounts, or give this game up where it has none."""
    try:
        return rule.solve(game).amounts
    except NotApplicableError:
        assume(False)


def close(one, other, game):
    return np.abs(np.asarray(one) - other).max() <= CLOSE * game.scale


@having(Property.EFFICIENT)
@given(game=sharing_games())
def test_the_whole_is_shared_and_no_more(rule, game):
    assert abs(solved(rule, game).sum() - game.total) <= 1e-9 * game.scale * game.n


@having(Property.SYMMETRIC)
@given(game=sharing_games(), data=st.data())
def test_whoever_adds_alike_gets_alike(rule, game, data):
    assume(game.n > 1)
    i, j = data.draw(st.permutations(range(game.n)))[:2]
    order = list(range(game.n))
    order[i], order[j] = j, i
    even = 0.5 * (game.values + relabelled(game, order).values)
    amounts = solved(rule, Game(game.players, even, game.kind))
    assert abs(amounts[i] - amounts[j]) <= CLOSE * game.scale


@having(Property.DUMMY)
@given(game=sharing_games(), own=st.integers(-2, 4))
def test_whoever_adds_always_the_same_gets_just_that(rule, game, own):
    values = np.concatenate([game.values, game.values + own])
    grown = Game((*game.players, "dummy"), values, game.kind)
    assert abs(solved(rule, grown)[-1] - own) <= CLOSE * grown.scale


@having(Property.ADDITIVE)
@given(game=sharing_games(), data=st.data())
def test_the_share_of_a_sum_is_the_sum_of_the_shares(rule, game, data):
    order = data.draw(st.permutations(range(game.n)))
    other = Game(game.players, relabelled(game, order).values, game.kind)
    both = Game(game.players, game.values + other.values, game.kind)
    parts = solved(rule, game) + solved(rule, other)
    assert close(solved(rule, both), parts, both)


@having(Property.HOMOGENEOUS)
@given(game=sharing_games(), unit=st.sampled_from([1e-4, 0.5, 3.0, 1e6]))
def test_another_unit_of_money_changes_nothing_else(rule, game, unit):
    scaled = Game(game.players, unit * game.values, game.kind)
    assert close(solved(rule, scaled), unit * solved(rule, game), scaled)


@having(Property.COVARIANT)
@given(game=sharing_games(), data=st.data())
def test_a_grant_to_each_goes_to_each(rule, game, data):
    grants = np.array(
        data.draw(st.lists(st.integers(-4, 4), min_size=game.n, max_size=game.n))
    )
    masks = np.arange(game.values.size)
    given_ = sum(grant * (masks >> i & 1) for i, grant in enumerate(grants))
    moved = Game(game.players, game.values + given_, game.kind)
    assert close(solved(rule, moved), solved(rule, game) + grants, moved)


@having(Property.RATIONAL)
@given(game=sharing_games())
def test_nobody_is_worse_off_than_alone(rule, game):
    solved(rule, game)
    assert better_alone(game, rule.solve(game)) == {}


@having(Property.CORE)
@given(game=sharing_games())
def test_the_share_is_in_the_core_whenever_there_is_one(rule, game):
    assume(least_core(game).epsilon <= 1e-9 * game.scale)
    solved(rule, game)
    assert in_core(game, rule.solve(game), tolerance=1e-8)


@having(Property.MONOTONE)
@given(game=sharing_games(), more=st.integers(1, 9))
def test_more_to_share_hurts_nobody(rule, game, more):
    values = game.values.copy()
    values[-1] += game.sign * more
    richer = Game(game.players, values, game.kind)
    gains = game.sign * (solved(rule, richer) - solved(rule, game))
    assert gains.min() >= -CLOSE * richer.scale


NAMELESS = [rule for rule in RULES if rule.family is not Family.RIVER]


@pytest.mark.parametrize("rule", NAMELESS, ids=lambda rule: rule.name)
@given(game=sharing_games(), data=st.data())
def test_names_and_their_order_do_not_matter(rule, game, data):
    order = data.draw(st.permutations(range(game.n)))
    amounts = solved(rule, game)
    assert close(solved(rule, relabelled(game, order)), amounts[order], game)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_applies_to_the_tennessee_valley(rule):
    costs = [0, 163520, 140826, 301607, 250096, 378821, 367370, 412584]
    game = Game(("a", "b", "c"), np.array(costs), "cost")
    assert rule.solve(game).total == pytest.approx(412584)
