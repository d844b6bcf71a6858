"""From counts over runs to a labelled dataset with units and names."""

from __future__ import annotations

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from tingqiao.case.entities import Case
from tingqiao.model.block import Books
from tingqiao.model.explain import PARTS, WILLINGNESS_BINS
from tingqiao.model.index import Index
from tingqiao.model.survival import kaplan_meier
from tingqiao.model.tally import BINS, FIXED_POINT, Paths, Tally
from tingqiao.model.variables import said_of

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
_Array = NDArray[np.float64]
_Variable = tuple[tuple[str, ...], NDArray[np.generic]]


def summary_dataset(
    case: Case, index: Index, books: Books, runs: int, largest: float
) -> xr.Dataset:
    """What an ensemble adds up to; see docs/reference/results.md for every variable."""
    months = books.tally.stands.shape[0]
    variables = {
        **_ladder(books.tally, runs),
        **_lag(books.tally),
        **_society(books.tally, largest),
        **_ties(index, books.tally, runs),
        **_parties(index, books, runs),
    }
    return xr.Dataset(
        {name: (*told, said_of(name, case)) for name, told in variables.items()},
        coords={
            "month": ("month", np.arange(months), said_of("month", case)),
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


def _ladder(c: Tally, runs: int) -> dict[str, _Variable]:
    on = ("month", "matter", "rung")
    reached = np.cumsum(c.reaches, axis=0) / runs
    unknown = np.full(reached.shape, np.nan)  # until worked out over nested runs
    return {
        "p_rung": (on, c.stands / runs),
        "p_rung_low": (on, unknown),
        "p_rung_high": (on, unknown),
        "p_reached": (on, reached),
        "months_to_rung": (("matter", "rung", "quantile"), _first_passage(reached)),
        "p_never": (("matter", "rung"), 1.0 - reached[-1]),
        "p_lapse": (("matter",), c.has_fallen / runs),
    }


def _first_passage(reached: _Array) -> _Array:
    """[matter, rung, quantile] months; infinite where that share never gets there."""
    months = np.argmax(reached[..., None] >= np.array(QUANTILES), axis=0).astype(float)
    months[reached[-1][..., None] < np.array(QUANTILES)] = np.inf
    return months


def _lag(c: Tally) -> dict[str, _Variable]:
    counts = zip(c.begun, c.completed, c.censored, strict=True)
    curves = [kaplan_meier(*rows) for rows in counts]
    unfinished = np.array([curve.surviving for curve in curves])
    at_risk = np.array([curve.at_risk for curve in curves])
    seen = np.maximum(1, c.late + c.in_time)
    on = ("matter", "lag_month")
    return {
        "lag_unfinished": (on, unfinished),
        "lag_at_risk": (on, at_risk),
        "lag": (
            ("matter", "quantile"),
            np.array([curve.quantiles(QUANTILES) for curve in curves]),
        ),
        "p_late": (
            ("matter",),
            np.where(c.late + c.in_time > 0, c.late / seen, np.nan),
        ),
    }


def _society(c: Tally, largest: float) -> dict[str, _Variable]:
    on = ("month", "quantile")
    return {
        "trust": (on, (_quantiles(c.trust) + 0.5) / BINS),
        "benefit": (on, (_quantiles(c.benefit) + 0.5) * largest / BINS),
        "rungs_total": (on, _quantiles(c.rungs)),
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
    return {
        "trust_tie": (("end", "source", "target"), trust),
        "dependence_tie": (("source", "target"), dependence),
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
        "willingness": ((*of, "quantile"), _spread(index, willing)),
        "log_odds": (of, _spread(index, why.log_odds / fixed)),
        "willingness_part": ((*of, "part"), _spread(index, why.parts / fixed)),
        "consented": (("month", *of), _spread(index, c.consented.T / runs, 1)),
        "acted": (("month", *of), _spread(index, c.acted.T / runs, 1)),
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
    on = {
        "rung": matter,
        "in_force": matter,
        "consent": party,
        "acted": party,
        "trust": tie,
        "idea": ("run", "month", "government"),
        "belief": party,
        "pressure": party,
        "coordination": matter,
        "output": matter,
    }
    return xr.Dataset(
        {
            name: (dims, getattr(paths, name), said_of(f"path.{name}", case))
            for name, dims in on.items()
        },
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
