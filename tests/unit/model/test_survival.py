"""The product-limit estimate against worked examples."""

from __future__ import annotations

import numpy as np
import pytest

from tingqiao.model.survival import kaplan_meier


def counts(*months: int, length: int = 40) -> np.ndarray:
    return np.bincount(months, minlength=length)


def test_the_remission_times_of_freireich() -> None:
    """6-MP arm, 21 patients (Freireich et al. 1963), as in every textbook."""
    relapsed = counts(6, 6, 6, 7, 10, 13, 16, 22, 23)
    censored = counts(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    curve = kaplan_meier(counts(*[0] * 21), relapsed, censored)
    published = {
        6: 0.857,
        7: 0.807,
        10: 0.753,
        13: 0.690,
        16: 0.627,
        22: 0.538,
        23: 0.448,
    }
    for week, share in published.items():
        assert curve.surviving[week] == pytest.approx(share, abs=5e-4)
    at_risk = {6: 21, 7: 17, 10: 15, 13: 12, 16: 11, 22: 7, 23: 6}
    assert {week: curve.at_risk[week] for week in at_risk} == at_risk
    assert curve.quantiles([0.5, 0.9]).tolist() == [23.0, np.inf]


def test_one_watched_from_later_on_is_at_risk_only_from_then() -> None:
    """Two from the start, one from lag 3: (1 − ½)(1 − ½) = ¼ by lag 5."""
    begun = counts(0, 0, 3)
    curve = kaplan_meier(begun, counts(2, 5), counts(6))
    assert list(curve.at_risk[:7]) == [0, 2, 2, 1, 2, 2, 1]
    assert curve.surviving[2] == 0.5
    assert curve.surviving[5] == 0.25
    assert curve.surviving[-1] == 0.25


def test_quantiles_survive_rounding() -> None:
    """Nine of ten done by month 9: 1 − 0.9 is not quite 0.1 in floats."""
    curve = kaplan_meier(counts(*[0] * 10), counts(*range(1, 11)), counts(length=40))
    assert curve.quantiles([0.1, 0.5, 0.9]).tolist() == [1.0, 5.0, 9.0]


def test_nothing_watched_is_nothing_finished() -> None:
    nothing = counts(length=5)
    curve = kaplan_meier(nothing, nothing, nothing)
    assert (curve.surviving == 1.0).all()
