"""The Shapley split of willingness: exact on games with known answers."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from tingqiao.case.load import load_case
from tingqiao.model.ensemble import simulate
from tingqiao.model.explain import PARTS, shapley_parts

_PLAYERS = range(len(PARTS))


def split(values: np.ndarray) -> np.ndarray:
    parts = np.empty((6, 1))
    shapley_parts(values.reshape(64, 1), parts)
    return parts[:, 0]


def test_a_sum_of_weights_gives_each_its_own() -> None:
    weights = np.array([3.0, -1.0, 0.5, 0.0, 2.0, 7.0])
    values = np.array(
        [sum(weights[i] for i in _PLAYERS if s >> i & 1) for s in range(64)]
    )
    assert split(values) == pytest.approx(weights)


def test_what_takes_two_is_shared_by_the_two() -> None:
    values = np.array([float(s & 0b11 == 0b11) for s in range(64)])
    assert split(values) == pytest.approx([0.5, 0.5, 0, 0, 0, 0])


def test_any_game_is_split_as_the_mean_over_all_orders() -> None:
    values = np.sin(np.arange(64) * 1.7)
    parts = np.zeros(6)
    for order in permutations(_PLAYERS):
        present = 0
        for player in order:
            parts[player] += values[present | 1 << player] - values[present]
            present |= 1 << player
    assert split(values) == pytest.approx(parts / 720, abs=1e-12)


def test_each_factor_has_the_sign_the_paper_gives_it() -> None:
    """Cost lowers; with tension and dependence there is something to win."""
    told = simulate(load_case("tingqiaohe"), runs=64, months=1).summary
    parts = told["willingness_part"]

    def of(part: str) -> np.ndarray:
        values = parts.sel(part=part).values
        return values[np.isfinite(values)]

    assert (of("cost") <= 0).all()
    assert of("tension").mean() > 0
    assert of("dependence").mean() > 0
    assert of("pressure").mean() > 0
