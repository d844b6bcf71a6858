"""Institutions: worth by the model's equations, waits by closed form, honest choices."""

import numpy as np
import pytest

import tingqiao as tq
from tingqiao.advice.institutions.choice import aimed_value, choices
from tingqiao.advice.institutions.nature import natures, parameter_of
from tingqiao.advice.institutions.regret import regret_table
from tingqiao.advice.institutions.thresholds import AXES, axis_map
from tingqiao.advice.institutions.worth import (
    aim_worth,
    months_until_all,
    rung_worth,
)
from tingqiao.advice.interval import chance_of, is_telling, mean_of, share_of


@pytest.fixture(scope="module")
def case():
    return tq.load_case("tingqiaohe")


@pytest.fixture(scope="module")
def known(case):
    return natures(case, 64, seed=5)


def test_three_parties_waiting_at_a_chance_of_one_half_take_22_sevenths():
    rate = np.array([np.log(2.0)])  # a chance of ½ a month
    assert months_until_all(rate, 3)[0] == pytest.approx(22 / 7)


def test_a_rate_of_nought_is_never_rather_than_no_number():
    assert months_until_all(np.zeros(1), 12)[0] > 1200


def test_a_world_is_the_world_behind_the_run_of_the_same_number(case, known):
    run = tq.simulate(case, runs=64, months=1, seed=5)
    seen = run.summary["trust_tie"].isel(end=0).sel(source="anting", target="huaqiao")
    assert known["M6"].trust.size == 64
    both = run.summary["trust_tie"].isel(end=0).sel(source="huaqiao", target="anting")
    assert known["M6"].trust.mean() == pytest.approx(0.5 * float(seen + both), abs=1e-6)


def test_worth_of_agreement_is_the_equation_worked_by_hand(case, known):
    nature, rung = known["M6"], case.ladder[3]
    meeting = np.maximum(nature.coordination, rung.coordination)
    defection = parameter_of(nature, "defection_base") * (
        0.5 * nature.specificity + 0.5 * (1 - nature.measurability)
    )
    division = 0.5 * (0.5 * nature.inequality + 0.5 * nature.imbalance)
    coordination = 0.5 * nature.complexity * (1 - 0.5 * meeting)
    risk = 1 - (1 - coordination) * (1 - division) * (1 - defection)
    kept = nature.expected * rung.value * (1 - risk * 0.4 * (1 - nature.trust))
    worth = rung_worth(nature, case.ladder)
    np.testing.assert_allclose(worth.kept[3], nature.benefit * kept, rtol=1e-12)


def test_going_alone_is_worth_nothing_and_costs_nothing(case, known):
    for nature in known.values():
        worth = rung_worth(nature, case.ladder)
        assert not worth.kept[0].any()
        assert not worth.net[0].any()


def test_aiming_at_a_rung_is_never_worth_more_than_the_best_rung_on_the_way(
    case, known
):
    for nature in known.values():
        net = rung_worth(nature, case.ladder).net
        assert (aim_worth(nature, case.ladder, 120) <= net.max(axis=0) + 1e-9).all()


def test_a_run_is_valued_at_the_rung_it_stands_on_but_no_higher_than_its_aim():
    net = np.array([[0.0], [1.0], [5.0]])  # [rung, run]
    stood = np.array([[0, 1, 2, 2]])
    assert aimed_value(net, stood, 1)[0] == pytest.approx(0.75)
    assert aimed_value(net, stood, 2)[0] == pytest.approx(11 / 4)


def test_at_every_threshold_the_two_rungs_are_worth_the_same(case, known):
    found = 0
    for axis in ("trust", "cost_ratio"):
        for turn in axis_map(known["M1"], case.ladder, axis, 120).thresholds:
            there = known["M1"]._replace(
                **{axis: np.full_like(known["M1"].benefit, turn.at)}
            )
            worth = aim_worth(there, case.ladder, 120).mean(axis=1)
            assert worth[turn.below] == pytest.approx(worth[turn.above], abs=2e-3)
            found += 1
    assert found > 0


def test_every_axis_has_a_map_of_rungs_that_exist(case, known):
    for axis in AXES:
        drawn = axis_map(known["M3a"], case.ladder, axis, 60)
        assert len(drawn.at) == len(drawn.best)
        assert set(drawn.best) <= set(range(case.top + 1))


def test_fitting_the_rung_to_the_matter_loses_less_than_any_rung_for_all(case, known):
    fitting, *uniform = regret_table(known["M1"], case.ladder, 120, seed=1)
    assert fitting.rung is None
    assert all(fitting.mean.high < rule.mean.low for rule in uniform)


def test_options_are_ranked_and_the_best_has_the_least_regret(case):
    base = tq.simulate(case, runs=40, months=24, seed=2)
    for choice in choices(base, impose=False):
        values = [option.value.value for option in choice.options]
        assert values == sorted(values, reverse=True)
        regrets = [option.regret.value for option in choice.options]
        assert regrets[0] == min(regrets)
        assert min(regrets) >= 0.0


def test_repeated_worlds_are_refused_since_runs_and_worlds_would_not_match(case):
    base = tq.simulate(case, runs=4, months=1, repeats=2)
    with pytest.raises(ValueError, match="repeats=1"):
        choices(base)


def test_what_a_few_extreme_worlds_gain_is_no_ground_for_advice():
    few = np.array([100.0] * 30 + [-1.0] * 70)
    assert mean_of(few).low > 0.0
    assert not is_telling(few)
    assert is_telling(np.array([1.0, 2.0, 3.0] * 20))


def test_a_share_of_no_runs_at_all_is_not_told_as_a_certainty():
    assert share_of(0.0, 20)[1:] == pytest.approx((0.0, 0.1611), abs=1e-3)  # Wilson
    assert share_of(0.5, 20)[1:] == pytest.approx((0.2993, 0.7007), abs=1e-3)


def test_a_chance_that_worlds_agree_on_has_a_narrow_interval():
    luck_only = np.tile([True, False] * 10, 50)
    certain_worlds = np.repeat([True, False] * 25, 20)
    assert chance_of(luck_only, 20) == (0.5, 0.5, 0.5)
    apart = chance_of(certain_worlds, 20)
    assert apart.high - apart.low > 0.9
