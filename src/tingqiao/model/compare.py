"""Two plans on the same draws, run by run."""

from __future__ import annotations

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from tingqiao.model.ensemble import Ensemble

_Values = NDArray[np.float64]
_Z_95 = 1.959963984540054  # of the normal law

MEASURES = (
    ("rungs_total", "sum of rungs, mean over months", "各事项级数之和（期内平均）"),
    ("benefit_total", "output over all months", "期内收益合计"),
    ("p_top", "share of matters at the top at the end", "期末站在最高一级的份额"),
    ("trust_end", "mean trust at the end", "期末平均信任"),
    ("late_months", "matter-months past due", "逾期的月数合计"),
    ("falls", "falls", "退回的次数"),
)


def paired(base: Ensemble, other: Ensemble) -> xr.Dataset:
    """How `other` differs from `base`, each run against the run with the same draws.

    Returns a dataset over `measure` with `difference` (other − base), `low` and
    `high` (95 % interval of the mean difference), and `variance_saved`: the share of
    the variance of a difference between unpaired runs that pairing takes away.
    `reached_agreement` [matter] and its bounds tell the same of the share of runs
    that come to the agreement rung.

    Raises
    ------
    ValueError : the two were not run on the same draws.
    """
    _check_pair(base, other)
    told = [
        _difference(a, b) for a, b in zip(_values(base), _values(other), strict=True)
    ]
    matters = _difference(_agreed(base), _agreed(other))
    columns = {
        name: ("measure", np.array([row[i] for row in told]))
        for i, name in enumerate(("difference", "low", "high", "variance_saved"))
    }
    by_matter = {
        name: ("matter", values)
        for name, values in zip(
            ("reached_agreement", "reached_low", "reached_high"), matters, strict=False
        )
    }
    return xr.Dataset(
        columns | by_matter,
        coords={
            "measure": [name for name, _, _ in MEASURES],
            "long_name": ("measure", [said for _, said, _ in MEASURES]),
            "long_name_zh": ("measure", [said for _, _, said in MEASURES]),
            "matter": base.summary["matter"].values,
        },
        attrs={"base": base.plan.id, "other": other.plan.id},
    )


def _check_pair(base: Ensemble, other: Ensemble) -> None:
    a, b = base.provenance, other.provenance
    for name in (
        "case_digest",
        "parameters_digest",
        "seed",
        "runs",
        "months",
        "repeats",
    ):
        if getattr(a, name) != getattr(b, name):
            raise ValueError(
                f"{name} differs ({getattr(a, name)} and {getattr(b, name)}): "
                "only ensembles on the same draws can be paired"
            )


def _values(run: Ensemble) -> list[_Values]:
    """One value a run for every measure, in order."""
    kept, top = run.per_run, run.case.top
    return [
        kept.rungs_total,
        kept.benefit_total,
        (kept.rung_end == top).mean(axis=1),
        kept.trust_end,
        kept.late_months.astype(float),
        kept.falls.astype(float),
    ]


def _agreed(run: Ensemble) -> _Values:
    return (run.per_run.months_to_agreement >= 0).astype(float)


def _difference(a: _Values, b: _Values) -> tuple[_Values, _Values, _Values, _Values]:
    """Mean of b − a over runs, its interval, and the variance saved by pairing."""
    change = b - a
    n = len(change)
    mean = change.mean(axis=0)
    spread = change.var(axis=0, ddof=1) if n > 1 else np.full(mean.shape, np.nan)
    margin = _Z_95 * np.sqrt(spread / n)
    apart = (a.var(axis=0, ddof=1) + b.var(axis=0, ddof=1)) if n > 1 else spread
    with np.errstate(invalid="ignore", divide="ignore"):
        saved = np.where(apart > 0.0, 1.0 - spread / apart, np.nan)
    return mean, mean - margin, mean + margin, saved
