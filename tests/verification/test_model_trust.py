"""Trust from words, and its fixed points (model.md §4)."""

from __future__ import annotations

import math

import pytest
from tests.verification.model_towns import STILL, flat_ladder, point, towns
from tests.verification.test_model_consent import SIGMAS

from tingqiao.model.ensemble import simulate
from tingqiao.model.plan import Plan
from tingqiao.model.submodels.trust import trust

RUNS, MONTHS = 4000, 1200


@pytest.mark.parametrize(
    ("kept", "broken", "published"),
    [(0, 0, 0.5), (7, 1, 0.8), (8, 2, 0.75), (1, 3, 0.3333)],
)
def test_trust_is_the_beta_reputation(kept, broken, published) -> None:
    """Jøsang & Ismail 2002, to the digits printed."""
    assert trust(float(kept), float(broken)) == pytest.approx(published, abs=5e-5)


@pytest.mark.parametrize(
    ("memory", "p", "published"),
    [(0.95, 1.0, 0.9545455), (0.95, 0.8, 0.7727273), (0.99, 0.8, 0.7941176)],
)
def test_one_word_a_month_leads_to_the_fixed_point(memory, p, published) -> None:
    assert (p + 1 - memory) / (3 - 2 * memory) == pytest.approx(published, abs=5e-8)
    # ρˣ = 2(1 − p): a matter in force whose words are kept with chance p
    case = towns(
        ladder=flat_ladder(1),
        rung=1,
        months=MONTHS,
        matter={"specificity": point(1.0), "measurability": point(0.0)},
    )
    given = STILL | {
        "memory": memory,
        "defection_base": 2 * (1 - p),
        "pressure_discount": 0.0,
        "lateness": 0.0,
    }
    found = simulate(case, Plan(), runs=RUNS, parameters=given).summary["trust_tie"]
    for pair in (("town-0", "town-1"), ("town-1", "town-0")):
        mean = float(found.isel(end=1).sel(source=pair[0], target=pair[1]))
        spread = math.sqrt(p * (1 - p) / (1 - memory**2)) / (1 / (1 - memory) + 2)
        within = SIGMAS * spread / math.sqrt(RUNS) + 5e-8
        assert mean == pytest.approx(published, abs=within)


@pytest.mark.parametrize("said", [0.02, 0.3, 0.5, 0.97])
def test_a_plan_that_sets_trust_sets_it_exactly(said: float) -> None:
    case = towns(ladder=flat_ladder(1), months=1)
    plan = Plan(trust_start=said)
    found = simulate(case, plan, runs=1).paths["trust"].isel(run=0, month=0)
    assert found.values == pytest.approx([said, said], abs=1e-12)
