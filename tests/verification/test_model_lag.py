"""Action lag with equal hazards: H_n/η, and its discrete form (model.md §4)."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.verification.model_towns import STILL, flat_ladder, towns
from tests.verification.test_model_consent import (
    SIGMAS,
    expected_months,
    mean_and_spread,
)

from tingqiao.model.ensemble import simulate
from tingqiao.model.plan import LOWEST, Imposition, Plan

RUNS = 20_000
_AT_ONCE = Plan(imposed=(Imposition(LOWEST, 0, 1),))


def mean_lag(n: int, eta: float, months: int, capacity: float = 99.0) -> float:
    """Months from adoption until all have acted: the area under the lag curve."""
    case = towns([0.5] * n, ladder=flat_ladder(1), months=months, capacity=capacity)
    given = STILL | {"action_rate": 2 * eta}  # readiness is one half
    summary = simulate(case, _AT_ONCE, runs=RUNS, parameters=given).summary
    unfinished = summary["lag_unfinished"].sel(matter="matter").values
    assert unfinished[-1] == 0.0  # nothing censored
    return float(unfinished.sum())


def spread(n: int, eta: float) -> float:
    return mean_and_spread(lambda t: 1 - (1 - math.exp(-eta * t)) ** n)[1]


@pytest.mark.parametrize(("n", "eta"), [(2, 0.5), (3, 0.25), (5, 0.1)])
def test_the_last_to_act_sets_the_lag(n: int, eta: float) -> None:
    exact = expected_months([1 - math.exp(-eta)] * n)
    within = SIGMAS * spread(n, eta) / math.sqrt(RUNS)
    assert mean_lag(n, eta, months=240) == pytest.approx(exact, abs=within)


def test_slow_hazards_give_the_harmonic_number() -> None:
    n, eta = 3, 0.02
    harmonic = 1 + 1 / 2 + 1 / 3
    assert harmonic / 0.25 == pytest.approx(7.3333, abs=5e-5)  # the published point
    # a month in which something is done counts whole: half a month more, and O(η)
    within = SIGMAS * spread(n, eta) * eta / math.sqrt(RUNS) + eta**2 / 4
    found = eta * (mean_lag(n, eta, months=1200) - 0.5)
    assert found == pytest.approx(harmonic, abs=within)


def test_capacity_shared_among_open_parts_slows_each() -> None:
    """Half the capacity that one open part takes halves its hazard."""
    exact = expected_months([1 - math.exp(-0.2)] * 3)
    within = SIGMAS * spread(3, 0.2) / math.sqrt(RUNS)
    found = mean_lag(3, 0.4, months=240, capacity=0.5)
    assert found == pytest.approx(exact, abs=within)


def test_acts_still_open_at_the_end_are_censored_not_dropped() -> None:
    """The curve up to the horizon is that of a longer one, and at risk beyond it."""
    case = towns([0.5] * 3, ladder=flat_ladder(1))
    given = STILL | {"action_rate": 0.1}
    short, long = (
        simulate(case, _AT_ONCE, runs=4000, months=months, parameters=given).summary
        for months in (12, 240)
    )
    curves = [
        s["lag_unfinished"].sel(matter="matter").values[:13] for s in (short, long)
    ]
    assert curves[0][-1] > 0.5
    np.testing.assert_array_equal(*curves)
