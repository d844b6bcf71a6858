"""From counts over runs to a labelled dataset with units and names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from tingqiao.case.entities import Case
from tingqiao.model.block import Books
from tingqiao.model.explain import PARTS, WILLINGNESS_BINS
from tingqiao.model.index import Index
from tingqiao.model.survival import kaplan_meier
from tingqiao.model.tally import BINS, FIXED_POINT, Paths, Tally

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
_Array = NDArray[np.float64]
_Variable = tuple[tuple[str, ...], NDArray[np.generic], dict[str, str]]


def summary_dataset(
    case: Case, index: Index, books: Books, runs: int, largest: float
) -> xr.Dataset:
    """What an ensemble adds up to; see docs/reference/results.md for every variable."""
    months = books.tally.stands.shape[0]
    return xr.Dataset(
        {
            **_ladder(books.tally, runs),
            **_lag(books.tally),
            **_society(case, books.tally, largest),
            **_ties(index, books.tally, runs),
            **_parties(index, books, runs),
        },
        coords={
            "month": (
                "month",
                np.arange(months),
                _said("month", "months after the start", "距起点月数"),
            ),
            "matter": list(index.matters),
            "government": list(index.governments),
            "source": list(index.governments),
            "target": list(index.governments),
            "rung": np.arange(case.top + 1),
            "quantile": list(QUANTILES),
            "part": list(PARTS),
            "lag_month": np.arange(books.tally.begun.shape[1]),
        },
    )


def _said(units: str, long_name: str, long_name_zh: str) -> dict[str, str]:
    return {"units": units, "long_name": long_name, "long_name_zh": long_name_zh}


def _ladder(c: Tally, runs: int) -> dict[str, _Variable]:
    on = ("month", "matter", "rung")
    reached = np.cumsum(c.reaches, axis=0) / runs
    unknown = np.full(reached.shape, np.nan)  # until worked out over nested runs
    return {
        "p_rung": (
            on,
            c.stands / runs,
            _said("1", "share of runs standing on the rung", "停在该级的份额"),
        ),
        "p_rung_low": (
            on,
            unknown,
            _said(
                "1",
                "lower bound of the chance of standing on the rung or higher, 80 %",
                "站在该级或更高的机会下限（八成）",
            ),
        ),
        "p_rung_high": (
            on,
            unknown,
            _said(
                "1",
                "upper bound of the chance of standing on the rung or higher, 80 %",
                "站在该级或更高的机会上限（八成）",
            ),
        ),
        "p_reached": (
            on,
            reached,
            _said("1", "share of runs that have reached the rung", "到过该级的份额"),
        ),
        "months_to_rung": (
            ("matter", "rung", "quantile"),
            _first_passage(reached),
            _said(
                "month", "months until the rung is first reached", "首次到达所需月数"
            ),
        ),
        "p_never": (
            ("matter", "rung"),
            1.0 - reached[-1],
            _said("1", "share of runs that never reach it", "始终未到的份额"),
        ),
        "p_lapse": (
            ("matter",),
            c.has_fallen / runs,
            _said("1", "share of runs with a fall", "退回过的份额"),
        ),
    }


def _first_passage(reached: _Array) -> _Array:
    """[matter, rung, quantile] months; infinite where that share never gets there."""
    months = np.argmax(reached[..., None] >= np.array(QUANTILES), axis=0).astype(float)
    months[reached[-1][..., None] < np.array(QUANTILES)] = np.inf
    return months


def _lag(c: Tally) -> dict[str, _Variable]:
    curves = [
        kaplan_meier(*rows)
        for rows in zip(c.begun, c.completed, c.censored, strict=True)
    ]
    unfinished = np.array([curve.surviving for curve in curves])
    at_risk = np.array([curve.at_risk for curve in curves])
    seen = np.maximum(1, c.late + c.in_time)
    on = ("matter", "lag_month")
    return {
        "lag_unfinished": (
            on,
            unfinished,
            _said(
                "1",
                "Kaplan-Meier share of adoptions not yet carried out",
                "尚未办成的份额（Kaplan–Meier）",
            ),
        ),
        "lag_at_risk": (
            on,
            at_risk,
            _said("1", "adoptions still observed", "仍在观察的次数"),
        ),
        "lag": (
            ("matter", "quantile"),
            np.array([curve.quantiles(QUANTILES) for curve in curves]),
            _said(
                "month",
                "months from adoption until all have acted",
                "从采纳到各方办成的月数",
            ),
        ),
        "p_late": (
            ("matter",),
            np.where(c.late + c.in_time > 0, c.late / seen, np.nan),
            _said("1", "share of adoptions late past the due time", "逾期的份额"),
        ),
    }


def _society(case: Case, c: Tally, largest: float) -> dict[str, _Variable]:
    on = ("month", "quantile")
    rungs = _quantiles(c.rungs)
    return {
        "trust": (
            on,
            (_quantiles(c.trust) + 0.5) / BINS,
            _said("1", "mean trust over ties", "平均信任"),
        ),
        "benefit": (
            on,
            (_quantiles(c.benefit) + 0.5) * largest / BINS,
            _said(f"{case.unit}/month", "output of all matters", "全部事项的产出"),
        ),
        "rungs_total": (
            on,
            rungs,
            _said("1", "rungs climbed, all matters", "各事项级数之和"),
        ),
    }


def _quantiles(counts: NDArray[np.int64]) -> _Array:
    """[month, quantile] the bin in which each quantile of a histogram falls."""
    share = np.cumsum(counts, axis=-1) / np.sum(counts, axis=-1, keepdims=True)
    found = [np.argmax(share >= quantile, axis=-1) for quantile in QUANTILES]
    return np.stack(found, axis=-1).astype(float)


def _ties(index: Index, c: Tally, runs: int) -> dict[str, _Variable]:
    trust = np.stack(
        [_square(index, row / (FIXED_POINT * runs)) for row in c.trust_tie]
    )
    dependence = _square(index, c.dependence[0] / (FIXED_POINT * runs))
    ends = _said(
        "1",
        "mean trust of source in target, at the start and the end",
        "信任（起点与终点）",
    )
    return {
        "trust_tie": (("end", "source", "target"), trust, ends),
        "dependence_tie": (
            ("source", "target"),
            dependence,
            _said("1", "mean dependence of source on target", "依赖"),
        ),
    }


def _square(index: Index, by_tie: _Array) -> _Array:
    table = np.full((len(index.governments), len(index.governments)), np.nan)
    for (source, target), value in zip(index.ties, by_tie, strict=True):
        table[index.government_at[source], index.government_at[target]] = value
    return table


def _parties(index: Index, books: Books, runs: int) -> dict[str, _Variable]:
    c, why = books.tally, books.reasons
    of = ("matter", "government")
    fixed = FIXED_POINT * runs
    willing = (_quantiles(why.willingness) + 0.5) / WILLINGNESS_BINS
    return {
        "willingness": (
            (*of, "quantile"),
            _spread(index, willing),
            _said("1", "willingness at the start", "起点意愿"),
        ),
        "log_odds": (
            of,
            _spread(index, why.log_odds / fixed),
            _said("1", "mean log-odds of willingness", "意愿的对数几率均值"),
        ),
        "willingness_part": (
            (*of, "part"),
            _spread(index, why.parts / fixed),
            _said("1", "Shapley part of the log-odds", "意愿各部分（Shapley）"),
        ),
        "consented": (
            ("month", *of),
            _spread(index, c.consented.T / runs, 1),
            _said(
                "1", "share of runs with consent to the next rung", "已同意下一级的份额"
            ),
        ),
        "acted": (
            ("month", *of),
            _spread(index, c.acted.T / runs, 1),
            _said(
                "1", "share of runs with the present part done", "已办成本级之事的份额"
            ),
        ),
    }


def _spread(index: Index, by_party: _Array, month_axis: int = 0) -> _Array:
    """From [party, ...] to [matter, government, ...], NaN where it is not a party."""
    shape = (len(index.matters), len(index.governments), *by_party.shape[1:])
    table = np.full(shape, np.nan)
    for (matter, government), values in zip(index.parties, by_party, strict=True):
        table[index.matter_at[matter], index.government_at[government]] = values
    return np.moveaxis(table, -1, 0) if month_axis else table


def paths_dataset(case: Case, index: Index, paths: Paths) -> xr.Dataset:
    """The first runs whole, month by month."""
    party = ("run", "month", "party")
    matter = ("run", "month", "matter")
    tie = ("run", "month", "tie")
    names: Sequence[tuple[str, tuple[str, ...], dict[str, str]]] = (
        ("rung", matter, _said("1", "rung", "级")),
        ("in_force", matter, _said("1", "highest rung carried out", "已办成的最高级")),
        (
            "consent",
            party,
            _said("1", "has consented to the next rung", "已同意下一级"),
        ),
        ("acted", party, _said("1", "has done its part", "已办成")),
        ("trust", tie, _said("1", "trust", "信任")),
        ("idea", ("run", "month", "government"), _said("1", "idea", "理念")),
        ("belief", party, _said("1", "belief", "预期")),
        ("pressure", party, _said("1", "pressure", "压力")),
        ("coordination", matter, _said("1", "coordination", "协调")),
        ("output", matter, _said(f"{case.unit}/month", "output", "产出")),
    )
    return xr.Dataset(
        {name: (on, getattr(paths, name), said) for name, on, said in names},
        coords={
            "month": np.arange(paths.rung.shape[1]),
            "matter": list(index.matters),
            "government": list(index.governments),
            "party_matter": ("party", [m for m, _ in index.parties]),
            "party_government": ("party", [g for _, g in index.parties]),
            "tie_source": ("tie", [source for source, _ in index.ties]),
            "tie_target": ("tie", [target for _, target in index.ties]),
        },
    )
