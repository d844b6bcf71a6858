"""Does the kernel equal the readable reference, act for act?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.agreement.plans import eventful, lively, plans
from tests.agreement.side_by_side import assert_same_runs
from tests.strategies import cases

from tingqiao.case.entities import Range
from tingqiao.case.load import load_case
from tingqiao.model.plan import LOWEST, Aggregate, Frozen, Imposition, Plan, Push
from tingqiao.plans.builtin import BUILTIN_PLANS

_CASES = ("tingqiaohe", "qingwujia", "fengjing")
_QUICK = {"consent_rate": Range(0.6, 2.0), "action_rate": Range(0.4, 1.0)}


@pytest.mark.parametrize("name", _CASES)
def test_a_built_in_case_runs_the_same(name: str) -> None:
    assert_same_runs(load_case(name), Plan(), runs=3, months=120, seed=2**40 + 7)


@pytest.mark.parametrize("plan", BUILTIN_PLANS.values(), ids=list(BUILTIN_PLANS))
def test_a_built_in_plan_runs_the_same(plan: Plan) -> None:
    assert_same_runs(load_case("qingwujia"), plan, _QUICK, runs=2, months=48)


@pytest.mark.parametrize("name", _CASES)
def test_the_record_itself_runs_the_same_from_an_early_start(name: str) -> None:
    """With most of the record still to come, its events arrive in the forecast."""
    case = load_case(name)
    early = replace(case, start=case.start.later(-12 * 12))
    assert_same_runs(early, Plan(), _QUICK, runs=2, months=150)


@pytest.mark.parametrize(
    "plan",
    [
        Plan(escalate_after=3, attention=1),
        Plan(cleared_monthly=True, aggregate=Aggregate.MEAN),
        Plan(lapse_to_bottom=True, aggregate=Aggregate.THRESHOLD, threshold=2),
        Plan(pressure=(Push(LOWEST, Range(0.3, 0.9), 2, 30, fade_with_trust=True),)),
        Plan(imposed=(Imposition(LOWEST, 3, 3), Imposition(LOWEST, 9, 4))),
        Plan(frozen=frozenset({Frozen.MESO, Frozen.TRUST}), trust_start=0.3),
    ],
    ids=["escalate", "cleared", "to the bottom", "fading", "imposed", "frozen"],
)
def test_every_switch_runs_the_same_where_much_happens(plan: Plan) -> None:
    costly = {**_QUICK, "sharpness": Range(1, 3), "lapse_rate": Range(0.2, 0.6)}
    assert_same_runs(load_case("fengjing"), plan, costly, runs=2, months=48)


def test_runs_that_share_their_worlds_are_the_same() -> None:
    assert_same_runs(load_case("qingwujia"), Plan(), runs=5, months=24, repeats=2)


@given(data=st.data(), case=cases(most_governments=5, most_matters=3))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_random_cases_under_random_plans_run_the_same(data, case) -> None:
    case = data.draw(eventful(case))
    plan, parameters = data.draw(plans(case)), data.draw(lively())
    seed = data.draw(st.integers(0, 2**64 - 1))
    months = data.draw(st.integers(1, 36))
    assert_same_runs(case, plan, parameters, runs=2, months=months, seed=seed)
