"""How far a chance may be off because of what is not known.

A chance from an ensemble averages over everything known only as a range. Runs that
share one draw of the ranges (a world) differ by luck alone; how much their chance
differs from world to world is what ignorance does to it. The spread over worlds,
freed of the luck left in a finite number of runs, gives the interval.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from tingqiao.case.entities import Range
from tingqiao.model.ensemble import Ensemble, Progress, simulate

WORLDS, REPEATS = 200, 50
LOW, HIGH = 0.1, 0.9
_Chances = NDArray[np.float64]


def with_intervals(
    run: Ensemble,
    *,
    worlds: int = WORLDS,
    repeats: int = REPEATS,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Ensemble:
    """The ensemble with 80 % intervals of its yearly chances.

    Runs `worlds` × `repeats` more runs of the same case and plan, and fills
    `p_rung_low` and `p_rung_high` [month, matter, rung]: the interval of the chance
    of standing on the rung or higher, at every twelfth month. Where a few worlds
    carry most of a chance it lies outside the middle 80 % of worlds; the interval is
    then widened to hold it.
    """
    given: Mapping[str, Range | float] = run.parameters
    nested = simulate(
        run.case,
        run.plan,
        runs=worlds * repeats,
        months=run.provenance.months,
        seed=run.provenance.seed,
        parameters=given,
        repeats=repeats,
        threads=threads,
        keep_paths=0,
        progress=progress,
    )
    low, high = _bounds(nested.per_run.rung, run.case.top, worlds, repeats)
    summary = run.summary.copy()
    yearly = {"month": summary["month"].values[summary["month"].values % 12 == 0]}
    chance = _at_or_above(summary["p_rung"].sel(yearly).values)
    for name, bound in (
        ("p_rung_low", np.minimum(low, chance)),
        ("p_rung_high", np.maximum(high, chance)),
    ):
        filled = summary[name].copy(data=np.full(summary[name].shape, np.nan))
        filled.loc[yearly] = bound
        summary[name] = filled
    return replace(run, summary=summary)


def _at_or_above(standing: _Chances) -> _Chances:
    """From chances of standing on each rung (last axis) to those of it or higher."""
    return np.cumsum(standing[..., ::-1], axis=-1)[..., ::-1]


def _bounds(
    rung: NDArray[np.int8], top: int, worlds: int, repeats: int
) -> tuple[_Chances, _Chances]:
    """[year, matter, rung] bounds from rungs [run, year, matter] of nested runs."""
    by_world = rung.reshape(worlds, repeats, *rung.shape[1:])
    low, high = [], []
    for k in range(top + 1):
        chances = (by_world >= k).mean(axis=1)
        bounds = _beta_interval(chances, repeats)
        low.append(bounds[0])
        high.append(bounds[1])
    return np.stack(low, axis=-1), np.stack(high, axis=-1)


def _beta_interval(chances: _Chances, repeats: int) -> tuple[_Chances, _Chances]:
    """The interval of a beta law with the mean and the true spread of `chances[world]`.

    The spread over worlds of shares out of `repeats` runs holds their own luck,
    p(1 − p)/repeats on average, which is taken off.
    """
    mean = chances.mean(axis=0)
    luck = (chances * (1.0 - chances)).mean(axis=0) / (repeats - 1)
    spread = np.maximum(chances.var(axis=0, ddof=1) - luck, 0.0)
    certain = (spread <= 1e-12) | (mean <= 0.0) | (mean >= 1.0)
    weight = np.where(
        certain, 1.0, mean * (1.0 - mean) / np.where(certain, 1.0, spread)
    )
    weight = np.maximum(weight - 1.0, 1e-3)
    a, b = (
        np.where(certain, 1.0, mean * weight),
        np.where(certain, 1.0, (1.0 - mean) * weight),
    )
    return (
        np.where(certain, mean, betaincinv(a, b, LOW)),
        np.where(certain, mean, betaincinv(a, b, HIGH)),
    )
