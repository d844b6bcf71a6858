"""The same runs by the kernel and by the reference, and where they part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import xarray as xr

from tingqiao.case.entities import Case, Range
from tingqiao.model.ensemble import simulate
from tingqiao.model.plan import Plan
from tingqiao.model.reference.run import run_once

_WHOLE = ("rung", "in_force", "consent", "acted")  # the same; all else to rounding
_ROUNDING = 1e-12


def assert_same_runs(
    case: Case,
    plan: Plan,
    given: Mapping[str, Range] | None = None,
    *,
    runs: int,
    months: int,
    seed: int = 0,
    repeats: int = 1,
) -> None:
    """Every act of every run is the same, and every level to 1e-12."""
    given = given or {}
    kernel = simulate(
        case,
        plan,
        runs=runs,
        months=months,
        seed=seed,
        parameters=given,
        repeats=repeats,
        keep_paths=runs,
        threads=1,
    ).paths
    for run in range(runs):
        path = run_once(
            case, plan, given, seed=seed, run=run, months=months, repeats=repeats
        )
        for name, places in _places(kernel).items():
            within = 0.0 if name in _WHOLE else _ROUNDING
            if name == "output":
                within *= max(1.0, sum(m.benefit.high for m in case.matters))
            told = [
                [float(month[at]) for at in places] for month in getattr(path, name)
            ]
            _assert_equal(kernel[name].values[run], np.array(told), name, within)


def _places(kernel: xr.Dataset) -> dict[str, list[Any]]:
    """By variable: the names of its places, in the kernel's order."""

    def pairs(one: str, other: str) -> list[tuple[str, str]]:
        names = kernel[one].values.tolist(), kernel[other].values.tolist()
        return list(zip(*names, strict=True))

    parties = pairs("party_matter", "party_government")
    matters, governments = kernel["matter"].values, kernel["government"].values
    return {
        "rung": matters.tolist(),
        "in_force": matters.tolist(),
        "coordination": matters.tolist(),
        "output": matters.tolist(),
        "consent": parties,
        "acted": parties,
        "belief": parties,
        "pressure": parties,
        "trust": pairs("tie_source", "tie_target"),
        "idea": governments.tolist(),
    }


def _assert_equal(
    kernel: np.ndarray, reference: np.ndarray, name: str, within: float
) -> None:
    apart = np.abs(kernel.astype(float) - reference)
    first = np.unravel_index(np.argmax(apart > within), apart.shape)
    assert apart.max() <= within, (
        f"{name} first differs at the end of month {first[0]}, place {first[1]}: "
        f"kernel {kernel[first]}, reference {reference[first]}"
    )
