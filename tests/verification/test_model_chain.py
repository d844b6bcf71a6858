"""Up u, down d: a matter on the ladder as a birth-death chain (model.md §4)."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.verification.model_towns import STILL, flat_ladder, point, towns
from tests.verification.test_model_consent import SIGMAS

from tingqiao.case.entities import ConsentRule
from tingqiao.model.ensemble import simulate
from tingqiao.model.plan import Plan

UP, DOWN, TOP = 0.2, 0.1, 4
RUNS, MONTHS = 20_000, 600
_ONE_DECIDES = Plan(consent={"*": ConsentRule(quorum=1, vetoes=("town-0",))})


def chain() -> np.ndarray:
    """Transition matrix [from, to] of one month."""
    p = np.zeros((TOP + 1, TOP + 1))
    for k in range(TOP + 1):
        if k < TOP:
            p[k, k + 1] = UP
        if k > 0:
            p[k, k - 1] = DOWN
        p[k, k] = 1 - p[k].sum()
    return p


@pytest.fixture(scope="module")
def summary():
    """One town decides; the cost makes it want out of every rung; w is one half.

    A matter that falls does not climb in the same month, so that on rungs above 0
    the chance of consent must be u/(1 − d): contact there, (1 + h)/2, is that much
    higher.
    """
    at_zero, above = -math.log(1 - UP), -math.log(1 - UP / (1 - DOWN))
    ladder = flat_ladder(TOP, coordination=above / at_zero - 1, transaction_cost=1.0)
    case = towns(ladder=ladder, months=MONTHS, matter={"cost": point(9.0)})
    given = STILL | {"consent_rate": 4 * at_zero, "lapse_rate": DOWN}
    return simulate(case, _ONE_DECIDES, runs=RUNS, parameters=given).summary


def test_it_follows_the_chain_month_by_month(summary) -> None:
    found = summary["p_rung"].sel(matter="matter").values
    expected = np.array([1.0, 0, 0, 0, 0])
    for month in range(1, 61):
        expected = expected @ chain()
        error = np.sqrt(expected * (1 - expected) / RUNS)
        assert (np.abs(found[month] - expected) <= SIGMAS * error + 1e-12).all(), month


def test_it_comes_to_the_stationary_law(summary) -> None:
    law = np.array([0.032258, 0.064516, 0.129032, 0.258065, 0.516129])
    weights = (UP / DOWN) ** np.arange(TOP + 1)
    assert law == pytest.approx(weights / weights.sum(), abs=5e-7)
    found = summary["p_rung"].sel(matter="matter", month=MONTHS).values
    assert (np.abs(found - law) <= SIGMAS * np.sqrt(law * (1 - law) / RUNS)).all()


def test_it_first_reaches_the_top_after_30_625_months(summary) -> None:
    below = chain()[:TOP, :TOP]
    passage = np.linalg.inv(np.eye(TOP) - below)
    mean = passage.sum(axis=1)
    assert mean[0] == pytest.approx(30.625)
    square = (2 * passage - np.eye(TOP)) @ mean
    deviation = math.sqrt(square[0] - mean[0] ** 2)
    reached = summary["p_reached"].sel(matter="matter", rung=TOP).values
    assert reached[-1] == 1.0
    found = (1 - reached).sum()
    assert found == pytest.approx(30.625, abs=SIGMAS * deviation / math.sqrt(RUNS))


def test_falling_to_the_bottom_loses_every_rung() -> None:
    """Up one, down all: the chain's law after a year, exactly."""
    ladder = flat_ladder(TOP, transaction_cost=1.0)
    case = towns(ladder=ladder, months=12, matter={"cost": point(9.0)})
    given = STILL | {"consent_rate": -4 * math.log(1 - UP), "lapse_rate": DOWN}
    plan = Plan(consent=_ONE_DECIDES.consent, lapse_to_bottom=True)
    found = simulate(case, plan, runs=RUNS, parameters=given).summary["p_rung"]
    p = np.zeros((TOP + 1, TOP + 1))
    p[0, 1], p[0, 0] = UP, 1 - UP
    for k in range(1, TOP + 1):
        p[k, 0] = DOWN
        if k < TOP:
            p[k, k + 1] = UP * (1 - DOWN)
        p[k, k] = 1 - p[k].sum()
    law = np.linalg.matrix_power(p, 12)[0]
    error = SIGMAS * np.sqrt(law * (1 - law) / RUNS)
    assert (np.abs(found.sel(matter="matter", month=12).values - law) <= error).all()
