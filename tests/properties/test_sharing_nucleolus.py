"""The nucleolus is proved by Kohlberg's criterion, and agrees with closed forms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import linprog
from tests.properties.sharing_games import games

from tingqiao.advice import sharing
from tingqiao.advice.sharing import Allocation, Game, NotApplicableError, certify
from tingqiao.advice.sharing.coalitions import sizes

amounts = st.integers(1, 30) | st.floats(0.5, 30, width=32)


@given(game=games())
def test_the_nucleolus_is_certified(game):
    try:
        found = sharing.nucleolus(game)
    except NotApplicableError:
        assume(False)
    assert certify(game, found).holds


@given(game=games())
def test_the_prenucleolus_is_certified(game):
    assert certify(game, sharing.prenucleolus(game), floors=False).holds


@given(game=games())
def test_the_per_capita_nucleolus_is_certified(game):
    try:
        found = sharing.per_capita_nucleolus(game)
    except NotApplicableError:
        assume(False)
    heads = np.maximum(sizes(game.n), 1).astype(float)
    assert certify(game, found, weights=heads).holds


@given(game=games(n=4), data=st.data())
def test_any_other_allocation_is_refused_a_certificate(game, data):
    right = sharing.prenucleolus(game)
    moves = np.array(data.draw(st.lists(st.integers(-3, 3), min_size=3, max_size=3)))
    assume(moves.any())
    wrong = right.amounts + 0.01 * game.scale * np.append(moves, -moves.sum())
    assert not certify(game, Allocation(game.players, wrong), floors=False).holds


@given(game=games())
def test_the_least_core_level_is_that_of_the_linear_programme(game):
    assume(game.n > 1)
    masks = np.arange(1, game.values.size - 1)
    rows = (masks[:, None] >> np.arange(game.n)) & 1
    programme = linprog(
        [0.0] * game.n + [1.0],
        A_ub=-np.column_stack([rows, np.ones(masks.size)]),
        b_ub=-game.worth[masks] / game.scale,
        A_eq=[[1.0] * game.n + [0.0]],
        b_eq=[game.worth[-1] / game.scale],
        bounds=(None, None),
    )
    found = sharing.least_core(game)
    assert abs(found.epsilon / game.scale - programme.fun) <= 1e-6
    worst = sharing.excesses(game, found)[1:-1].max()
    assert abs(worst - found.epsilon) <= 1e-8 * game.scale


@given(costs=st.lists(amounts, min_size=2, max_size=7))
def test_runways_follow_the_closed_forms(costs):
    costs = sorted(costs)
    ids = tuple(map(str, range(len(costs))))
    game = Game.from_function(ids, lambda who: max(costs[int(p)] for p in who), "cost")
    steps = np.diff([0.0, *costs]) / np.arange(len(costs), 0, -1)
    assert sharing.shapley(game).amounts == pytest.approx(np.cumsum(steps))
    assert sharing.nucleolus(game).amounts == pytest.approx(_littlechild(costs))


def _littlechild(costs):
    """The nucleolus of an airport game, runways sorted (Littlechild 1974)."""
    n, at, paid = len(costs), 0, 0.0
    shares = []
    while at < n - 1:
        base = costs[at - 1] if at else 0.0
        level, end = min(
            ((costs[i] - base + paid) / (i - at + 2), i) for i in range(at, n - 1)
        )
        shares += [level] * (end - at + 1)
        at, paid = end + 1, level
    base = costs[n - 2]
    return [*shares, costs[-1] - base + paid]


@given(
    claims=st.lists(amounts, min_size=1, max_size=5),
    part=st.floats(0.05, 0.95),
)
def test_the_talmud_rule_is_the_nucleolus_of_the_bankruptcy_game(claims, part):
    estate = part * sum(claims)
    ids = tuple(map(str, range(len(claims))))
    game = Game.from_function(
        ids,
        lambda who: max(0.0, estate - sum(claims[int(p)] for p in ids if p not in who)),
    )
    awards = sharing.contested_garment(estate, claims)
    assert sharing.nucleolus(game).amounts == pytest.approx(awards, rel=1e-7, abs=1e-7)
    shapley = sharing.shapley(game).amounts
    assert shapley == pytest.approx(sharing.first_come(estate, claims), abs=1e-7)
