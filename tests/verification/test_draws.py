"""Draws by address: published answers, uniformity, and the arithmetic of lanes."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from tingqiao.model import draws, lanes
from tingqiao.model.reference import luck

_ONES = 0xFFFFFFFF
# Random123 1.14, kat_vectors: philox4x32 with 10 rounds — counter, key, answer
_KNOWN = [
    (
        (0, 0, 0, 0),
        (0, 0),
        (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8),
    ),
    (
        (_ONES, _ONES, _ONES, _ONES),
        (_ONES, _ONES),
        (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD),
    ),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


@pytest.mark.parametrize(("counter", "key", "answer"), _KNOWN)
def test_philox_gives_the_published_answers(counter, key, answer) -> None:
    words = draws.philox(*(np.uint64(word) for word in (*counter, *key)))
    assert tuple(int(word) for word in words) == answer


@pytest.mark.parametrize(("counter", "key", "answer"), _KNOWN)
def test_the_reference_gives_them_too(counter, key, answer) -> None:
    assert luck.philox(counter, key) == answer


def uniforms(
    runs: int, month: int = 3, purpose: int = draws.WORK, seed: int = 9
) -> np.ndarray:
    out = np.empty((4, runs))
    site = np.uint64(draws.site("party", "m", "g"))
    numbers = np.arange(runs, dtype=np.uint64)
    draws.fill_uniforms(out, numbers, month, purpose, site, np.uint64(seed))
    return out


def test_a_draw_is_that_of_its_address() -> None:
    found = uniforms(5, month=1200, seed=2**63 + 5)
    for run in range(5):
        told = luck.draw(2**63 + 5, run, 1200, draws.WORK, "party", "m", "g")
        assert tuple(found[:, run]) == told


def test_every_part_of_the_address_matters() -> None:
    base = (1, 2, 3, draws.CONSENT, "party", "m")
    others = [
        (2, 2, 3, draws.CONSENT, "party", "m"),
        (1 + 2**32, 2, 3, draws.CONSENT, "party", "m"),
        (1, 3, 3, draws.CONSENT, "party", "m"),
        (1, 2, 4, draws.CONSENT, "party", "m"),
        (1, 2, 3, draws.WORK, "party", "m"),
        (1, 2, 3, draws.CONSENT, "matter", "m"),
        (1, 2, 3, draws.CONSENT, "partym"),
    ]
    told = {luck.draw(*address) for address in (base, *others)}
    assert len(told) == len(others) + 1


def test_names_cannot_run_together() -> None:
    assert draws.site("a", "bc") != draws.site("ab", "c")


def test_draws_are_uniform_and_unrelated() -> None:
    """Fixed seed, so that these p-values are the same each time."""
    u = uniforms(50_000)
    assert ((u > 0) & (u < 1)).all()
    for row in u:
        assert stats.kstest(row, "uniform").pvalue > 1e-3
    next_month = uniforms(50_000, month=4)
    apart = [np.corrcoef(u[0], u[1])[0, 1], np.corrcoef(u[0], next_month[0])[0, 1]]
    apart.append(np.corrcoef(u[0, 1:], u[0, :-1])[0, 1])
    assert np.abs(apart).max() < 4 / math.sqrt(50_000)
    cells = np.histogram2d(u[0], u[2], bins=16, range=[(0, 1), (0, 1)])[0]
    assert stats.chisquare(cells.ravel()).pvalue > 1e-3


def test_the_ends_of_the_unit_interval_are_never_drawn() -> None:
    assert draws.unit(np.uint64(0)) == 2.0**-33
    assert draws.unit(np.uint64(_ONES)) == 1 - 2.0**-33


def test_exp_is_within_two_units_in_the_last_place() -> None:
    grid = np.concatenate(
        [np.linspace(-708, 708, 20_001), np.linspace(-1, 1, 20_001), [0.0, -1e-300]]
    )
    found = np.array([lanes.exp(x) for x in grid])
    exact = np.exp(grid.astype(np.longdouble))
    units = np.abs(found.astype(np.longdouble) - exact) / np.spacing(np.abs(found))
    assert float(units.max()) <= 2.0
    assert lanes.exp(0.0) == 1.0


@pytest.mark.parametrize("x", [1e9, 709.0, -709.0, -1e9, math.inf, -math.inf])
def test_exp_stays_finite_beyond_its_range(x: float) -> None:
    assert lanes.exp(x) == lanes.exp(math.copysign(708.0, x))
    assert 0.0 <= lanes.logistic(x) <= 1.0


@pytest.mark.parametrize("n", [0, 1, 2, 7, 240, 1500])
def test_power_is_a_power(n: int) -> None:
    assert lanes.power(0.95, n) == pytest.approx(0.95**n, rel=1e-13)


def test_a_rate_becomes_a_chance() -> None:
    assert lanes.chance_of_rate(0.0) == 0.0
    assert lanes.chance_of_rate(math.log(2.0)) == pytest.approx(0.5, abs=1e-15)
