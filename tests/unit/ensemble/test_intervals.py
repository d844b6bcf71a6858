"""The interval of a chance is the spread over worlds, freed of luck."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from tingqiao.model.draws import philox, unit
from tingqiao.model.intervals import _beta_interval, _bounds

WORLDS, REPEATS = 400, 50


def uniforms(n, key):
    """Numbers in (0, 1) by address."""
    words = [philox.py_func(*map(np.uint64, (i, key, 0, 0, 7, 0)))[0] for i in range(n)]
    return np.array([unit.py_func(word) for word in words])


@pytest.fixture(autouse=True)
def _wrapping_is_meant():
    with np.errstate(over="ignore"):
        yield


def test_one_true_chance_gives_a_narrow_interval():
    luck = uniforms(WORLDS * REPEATS, 1).reshape(WORLDS, REPEATS)
    low, high = _beta_interval((luck < 0.3).mean(axis=1)[:, None], REPEATS)
    assert low[0] == pytest.approx(0.3, abs=0.05)
    assert high[0] == pytest.approx(0.3, abs=0.05)


def test_chances_that_differ_from_world_to_world_give_their_own_spread():
    truth = stats.beta(2.0, 3.0).ppf(uniforms(WORLDS, 2))
    luck = uniforms(WORLDS * REPEATS, 3).reshape(WORLDS, REPEATS)
    low, high = _beta_interval((luck < truth[:, None]).mean(axis=1)[:, None], REPEATS)
    assert low[0] == pytest.approx(stats.beta(2.0, 3.0).ppf(0.1), abs=0.05)
    assert high[0] == pytest.approx(stats.beta(2.0, 3.0).ppf(0.9), abs=0.05)


def test_certainty_stays_certain():
    rung = np.zeros((6, 2, 1), np.int8)
    rung[:, 1] = 2
    low, high = _bounds(rung, 2, 3, 2)
    np.testing.assert_array_equal(low, high)
    np.testing.assert_array_equal(low[:, 0], [[1, 0, 0], [1, 1, 1]])
