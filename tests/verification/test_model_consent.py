"""Consent alone: months a rung takes, in closed form (model.md §4)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np
import pytest
from tests.verification.model_towns import STILL, flat_ladder, idea_for, towns

from tingqiao.case.entities import ConsentRule
from tingqiao.model.ensemble import simulate
from tingqiao.model.plan import Plan

RUNS = 20_000
STEPS = 3  # rungs climbed; every run is asked for the third
MONTHS = 600
SIGMAS = 4.5  # a true model fails one check in 150,000
_SHARPNESS = 10.0


def expected_months(p: Sequence[float]) -> float:
    """E[max of geometrics] = Σ_{S≠∅} (−1)^{|S|+1} / (1 − Π_{i∈S}(1 − p_i))."""
    total = 0.0
    for size in range(1, len(p) + 1):
        for chosen in combinations(p, size):
            total += (-1) ** (size + 1) / (1 - math.prod(1 - x for x in chosen))
    return total


def mean_and_spread(unfinished: Callable[[int], float]) -> tuple[float, float]:
    """Mean and standard deviation of T ≥ 1 from P(T > t)."""
    tail = np.array([unfinished(t) for t in range(5000)])
    mean = tail.sum()
    square = ((2 * np.arange(5000) + 1) * tail).sum()
    return mean, math.sqrt(square - mean**2)


def mean_months_a_rung(p: Sequence[float], plan: Plan) -> float:
    """What the model gives, with consents a month of chance p_i."""
    # 1 − exp(−ω w/2) = p, with the most willing at w = 0.9
    rates = [-2 * math.log(1 - x) for x in p]
    omega = max(rates) / 0.9
    ideas = [idea_for(rate / omega, _SHARPNESS) for rate in rates]
    case = towns(ideas, ladder=flat_ladder(STEPS), months=MONTHS)
    given = STILL | {
        "sharpness": _SHARPNESS,
        "idea_weight": 1.0,
        "consent_rate": omega,
        "coordination_saving": 0.0,
    }
    months = simulate(case, plan, runs=RUNS, parameters=given).per_run
    assert (months.months_to_agreement > 0).all()
    return float(months.months_to_agreement.mean()) / STEPS


def tolerance(unfinished: Callable[[int], float]) -> float:
    return SIGMAS * mean_and_spread(unfinished)[1] / math.sqrt(RUNS * STEPS)


@pytest.mark.parametrize(
    ("p", "published"), [((0.5, 0.5, 0.5), 22 / 7), ((0.2, 0.3, 0.5), 6.2443667)]
)
def test_unanimity_takes_as_long_as_the_slowest(p, published) -> None:
    assert expected_months(p) == pytest.approx(published, abs=5e-8)

    def unfinished(t: int) -> float:
        return 1 - math.prod(1 - (1 - x) ** t for x in p)

    assert mean_months_a_rung(p, Plan()) == pytest.approx(
        published, abs=tolerance(unfinished)
    )


@pytest.mark.parametrize(
    ("p", "published"), [((0.5, 0.5, 0.5), 8.0), ((0.2, 0.3, 0.5), 33.3333333)]
)
def test_consents_cleared_monthly_must_coincide(p, published) -> None:
    together = math.prod(p)
    assert 1 / together == pytest.approx(published, abs=5e-8)
    found = mean_months_a_rung(p, Plan(cleared_monthly=True))
    assert found == pytest.approx(
        published, abs=tolerance(lambda t: (1 - together) ** t)
    )


def test_a_quorum_of_two_in_three_waits_for_the_second() -> None:
    def unfinished(t: int) -> float:
        q = 0.5**t
        return q**3 + 3 * q**2 * (1 - q)

    assert mean_and_spread(unfinished)[0] == pytest.approx(12 / 7)
    plan = Plan(consent={"matter": ConsentRule(quorum=2)})
    assert mean_months_a_rung((0.5, 0.5, 0.5), plan) == pytest.approx(
        12 / 7, abs=tolerance(unfinished)
    )


def test_a_quorum_of_one_with_one_veto_is_that_party_alone() -> None:
    plan = Plan(consent={"*": ConsentRule(quorum=1, vetoes=("town-1",))})
    assert mean_months_a_rung((0.9, 0.25, 0.9), plan) == pytest.approx(
        4.0, abs=tolerance(lambda t: 0.75**t)
    )


def test_a_leap_takes_one_consent_for_all_rungs() -> None:
    plan = Plan(leap={"matter": STEPS})
    wait = expected_months((0.5, 0.5, 0.5))

    def unfinished(t: int) -> float:
        return 1 - (1 - 0.5**t) ** 3

    found = STEPS * mean_months_a_rung((0.5, 0.5, 0.5), plan)
    within = SIGMAS * mean_and_spread(unfinished)[1] / math.sqrt(RUNS)
    assert found == pytest.approx(wait, abs=within)
