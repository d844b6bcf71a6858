"""Threshold action without a ladder is the collective-risk dilemma.

Source: Santos & Pacheco 2011: N players, M needed, cost c of the endowment, which
all lose with chance r where fewer than M act.
"""

from __future__ import annotations

from itertools import product

import pytest
from scipy.optimize import brentq, minimize_scalar

from tingqiao.model.submodels.delivery import THRESHOLD, aggregate

_COST = 0.1


def gain_of_acting(x: float, n: int, needed: int, risk: float) -> float:
    """Acting rather than not, over every way the others act, each with chance x."""
    total = 0.0
    for others in product((0, 1), repeat=n - 1):
        chance = 1.0
        for acts in others:
            chance *= x if acts else 1 - x
        kept = float(sum(others))
        saved = aggregate(kept + 1, float(n), float(needed), THRESHOLD) - aggregate(
            kept, float(n), float(needed), THRESHOLD
        )
        total += chance * saved
    return risk * total - _COST


def highest(n: int, needed: int) -> tuple[float, float]:
    """Where acting is most decisive, and how decisive."""
    found = minimize_scalar(
        lambda x: -gain_of_acting(x, n, needed, 1.0),
        bounds=(0, 1),
        method="bounded",
        options={"xatol": 1e-10},
    )
    return found.x, -found.fun + _COST


@pytest.mark.parametrize(
    ("n", "needed", "published"), [(6, 3, 0.2893519), (4, 3, 0.225)]
)
def test_below_the_critical_risk_nobody_acts(n, needed, published) -> None:
    assert _COST / highest(n, needed)[1] == pytest.approx(published, abs=5e-8)


@pytest.mark.parametrize(
    ("risk", "unstable", "stable"),
    [(0.9, 0.1298676, 0.7229881), (0.5, 0.1962670, 0.6310500)],
)
def test_above_it_there_is_a_threshold_and_a_stable_share(
    risk, unstable, stable
) -> None:
    peak = highest(6, 3)[0]
    for low, high, root, sign in ((0, peak, unstable, 1), (peak, 1, stable, -1)):
        found = brentq(gain_of_acting, low, high, args=(6, 3, risk), xtol=1e-12)
        assert found == pytest.approx(root, abs=5e-8)
        assert sign * gain_of_acting(found + 1e-4, 6, 3, risk) > 0
