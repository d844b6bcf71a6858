"""Plans on the same draws: differences are of the plans, not of luck."""

from __future__ import annotations

import numpy as np
import pytest

from tingqiao.case.load import load_case
from tingqiao.model.compare import paired
from tingqiao.model.ensemble import simulate
from tingqiao.model.plan import Plan
from tingqiao.plans.builtin import BUILTIN_PLANS

RUNS, MONTHS = 200, 36


@pytest.fixture(scope="module")
def case():
    return load_case("tingqiaohe")


@pytest.fixture(scope="module")
def recorded(case):
    return simulate(case, runs=RUNS, months=MONTHS)


def test_a_plan_that_changes_nothing_differs_by_exactly_nothing(case, recorded):
    told = paired(recorded, simulate(case, Plan(id="same"), runs=RUNS, months=MONTHS))
    np.testing.assert_array_equal(told["difference"], 0.0)
    np.testing.assert_array_equal(told["low"], 0.0)
    np.testing.assert_array_equal(told["reached_agreement"], 0.0)


def test_a_push_helps_and_pairing_saves_variance(case, recorded):
    pushed = simulate(case, BUILTIN_PLANS["early-push"], runs=RUNS, months=MONTHS)
    told = paired(recorded, pushed).sel(measure="rungs_total")
    assert float(told["low"]) > 0.0
    assert float(told["variance_saved"]) > 0.2


def test_other_draws_cannot_be_paired(case, recorded):
    other = simulate(case, runs=RUNS, months=MONTHS, seed=1)
    with pytest.raises(ValueError, match="seed differs"):
        paired(recorded, other)


def test_without_superiors_nobody_feels_pressure(case):
    run = simulate(case, BUILTIN_PLANS["no-superiors"], runs=8, months=6)
    assert float(run.paths["pressure"].max()) == 0.0


def test_without_coordination_nothing_is_coordinated(case):
    run = simulate(case, BUILTIN_PLANS["no-coordination"], runs=8, months=6)
    assert float(run.paths["coordination"].max()) == 0.0
