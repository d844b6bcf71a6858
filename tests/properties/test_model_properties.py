"""What holds in every case under every plan."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import xarray as xr
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.agreement.plans import eventful, lively, plans
from tests.strategies import cases

from tingqiao.case.entities import Case, Range
from tingqiao.case.load import load_case
from tingqiao.model.ensemble import Ensemble, simulate
from tingqiao.model.plan import Plan, Push
from tingqiao.model.submodels.willingness import (
    readiness_log_odds,
    willingness_log_odds,
)

_UNHURRIED = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
_UNIT = st.floats(0.0, 1.0)


def is_within(values: xr.DataArray, low: float, high: float) -> bool:
    known = values.values[np.isfinite(values.values)]
    return bool(((known >= low) & (known <= high)).all())


def a_run(data: st.DataObject, case: Case) -> Ensemble:
    case = data.draw(eventful(case))
    return simulate(
        case,
        data.draw(plans(case)),
        runs=20,
        months=data.draw(st.integers(1, 24)),
        seed=data.draw(st.integers(0, 2**32)),
        parameters=data.draw(lively()),
        keep_paths=20,
        threads=1,
    )


@given(data=st.data(), case=cases(most_governments=6, most_matters=4))
@_UNHURRIED
def test_every_level_stays_within_its_bounds(data, case) -> None:
    run = a_run(data, case)
    paths, top = run.paths, run.case.top
    for name in ("idea", "belief", "pressure", "coordination", "consent", "acted"):
        assert is_within(paths[name], 0.0, 1.0), name
    assert ((paths["trust"] > 0) & (paths["trust"] < 1)).all()
    assert is_within(paths["rung"], 0, top)
    assert (paths["in_force"] <= paths["rung"]).all()
    best = {m.id: m.benefit.high for m in run.case.matters}
    highest = max(rung.value for rung in run.case.ladder)
    for matter, benefit in best.items():
        output = paths["output"].sel(matter=matter)
        assert is_within(output, 0.0, benefit * highest * (1 + 1e-12))


@given(data=st.data(), case=cases(most_governments=6, most_matters=4))
@_UNHURRIED
def test_chances_and_curves_keep_their_laws(data, case) -> None:
    found = a_run(data, case).summary
    np.testing.assert_allclose(found["p_rung"].sum("rung"), 1.0, atol=1e-12)
    reached = found["p_reached"].values
    assert (np.diff(reached, axis=0) >= 0).all()  # once reached, reached
    assert (np.diff(reached, axis=2) <= 0).all()  # no rung without those below
    above = found["p_rung"].values[..., ::-1].cumsum(axis=-1)[..., ::-1]
    assert (above <= reached + 1e-12).all()
    curve = found["lag_unfinished"].values
    assert (curve[:, 0] == 1.0).all()
    assert (np.diff(curve, axis=1) <= 1e-15).all()
    assert (curve >= 0).all()
    assert (found["lag_at_risk"] >= 0).all()
    assert is_within(found["p_late"], 0.0, 1.0)


@given(data=st.data(), case=cases(most_governments=6, most_matters=4))
@_UNHURRIED
def test_the_parts_of_willingness_sum_to_its_log_odds(data, case) -> None:
    found = a_run(data, case).summary
    whole = found["log_odds"].values
    parts = found["willingness_part"].sum("part", skipna=False).values
    size = np.abs(found["willingness_part"].values).sum(axis=-1)
    known = np.isfinite(whole)
    # sums are kept to 2⁻³²; the rest is rounding in proportion to what is summed
    assert (np.abs(parts - whole)[known] <= 2e-9 + 1e-13 * size[known]).all()


@given(
    step=st.floats(-5, 5),
    idea=_UNIT,
    low=_UNIT,
    more=_UNIT,
    sharpness=st.floats(0, 15),
    weight=_UNIT,
    pull=_UNIT,
)
def test_more_pressure_never_lowers_willingness(
    step, idea, low, more, sharpness, weight, pull
) -> None:
    def odds(pressure: float) -> tuple[float, float]:
        return (
            willingness_log_odds(step, pressure, idea, sharpness, weight, pull),
            readiness_log_odds(step, pressure, sharpness, weight),
        )

    for before, after in zip(odds(low), odds(low + more), strict=True):
        assert after >= before


@given(strength=_UNIT, more=_UNIT)
@settings(max_examples=10, deadline=None)
def test_a_harder_push_by_a_party_s_own_superior_raises_its_willingness(
    strength, more
) -> None:
    """And leaves the other side's as it is: only a common superior settles shares."""
    case = replace(load_case("tingqiaohe"), events=())

    def odds(push: float) -> xr.DataArray:
        plan = Plan(pressure=(Push("jiangsu", Range(push, push)),))
        return simulate(case, plan, runs=32, months=1, threads=1).summary["log_odds"]

    low, high = odds(strength), odds(min(1.0, strength + more))
    pushed = ["suzhou", "kunshan", "taicang", "huaqiao"]
    raised = (high - low).sel(government=pushed).values
    assert (raised[np.isfinite(raised)] >= 0).all()
    others = low["government"].values[~np.isin(low["government"].values, pushed)]
    xr.testing.assert_identical(low.sel(government=others), high.sel(government=others))
