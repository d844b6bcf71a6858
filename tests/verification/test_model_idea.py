"""The shared idea settles where Friedkin and Johnsen say."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from tests.verification.model_towns import STILL, flat_ladder, point, towns

from tingqiao.case.entities import Tie
from tingqiao.model.ensemble import simulate
from tingqiao.model.plan import Plan
from tingqiao.model.submodels.idea import next_idea

# Friedkin & Johnsen 1999, the four actors
_W = np.array(
    [
        [0.220, 0.120, 0.360, 0.300],
        [0.147, 0.215, 0.344, 0.294],
        [0.0, 0.0, 1.0, 0.0],
        [0.090, 0.178, 0.446, 0.286],
    ]
)
_SUSCEPTIBILITY = 1 - np.diag(_W)
_START = np.array([25.0, 25.0, 75.0, 85.0])


def test_the_four_actors_come_to_60_60_75_75() -> None:
    start = _START / 100
    idea = start.copy()
    for _ in range(2000):
        heard = _W @ idea
        idea = np.array(
            [
                next_idea(
                    idea[i], start[i], heard[i], 0.0, 0.0, _SUSCEPTIBILITY[i], 0.0
                )
                for i in range(4)
            ]
        )
    # printed without decimals
    assert 100 * idea == pytest.approx([60, 60, 75, 75], abs=0.5)
    weight = np.diag(_SUSCEPTIBILITY)
    solved = np.linalg.solve(np.eye(4) - weight @ _W, (np.eye(4) - weight) @ start)
    assert idea == pytest.approx(solved, abs=1e-12)


def test_governments_settle_at_the_solution_of_the_linear_system() -> None:
    """W is dependence, each row summing to one."""
    start, influence = np.array([0.1, 0.4, 0.9]), 0.7
    needs = np.array([[0.0, 0.2, 0.6], [0.5, 0.0, 0.1], [0.3, 0.9, 0.0]])
    ties = [
        Tie(f"town-{i}", f"town-{j}", point(needs[i, j]))
        for i, j in permutations(range(3), 2)
    ]
    case = towns(list(start), ladder=flat_ladder(1), months=300, ties=ties)
    given = STILL | {"susceptibility": influence, "consent_rate": 0.0}
    found = simulate(case, Plan(), runs=1, parameters=given).paths["idea"]
    w = needs / needs.sum(axis=1, keepdims=True)
    solved = np.linalg.solve(np.eye(3) - influence * w, (1 - influence) * start)
    assert found.isel(run=0, month=-1).values == pytest.approx(solved, abs=1e-12)
