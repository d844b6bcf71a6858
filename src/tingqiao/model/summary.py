"""From counts over runs to a labelled dataset with units and names."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from tingqiao.case.entities import Case
from tingqiao.model.block import Books, Design
from tingqiao.model.explain import PARTS
from tingqiao.model.index import Index
from tingqiao.model.state import Ints
from tingqiao.model.survival import kaplan_meier
from tingqiao.model.tally import BINS, FIXED_POINT, Paths, Tally
from tingqiao.model.variables import said_of

_LARGEST_TABLE = 1_000_000  # matters × governments in one table
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
_Array = NDArray[np.float64]
_Variable = tuple[tuple[str, ...], NDArray[np.generic]]


def summary_dataset(
    case: Case, index: Index, books: Books, design: Design, runs: int
) -> xr.Dataset:
    """What an ensemble adds up to; see docs/reference/results.md for every variable.

    In cases of millions of party-months, `month` holds fewer months; and where a
    table of all matters by all governments would be nearly empty and very large,
    parties and ties stand in rows of their own (`party`, `tie`).
    """
    variables = {
        **_ladder(books.tally, design.every, runs),
        **_lag(books.tally),
        **_society(books.tally, design.largest),
        **_ties(index, books.tally, runs),
        **_parties(index, books, runs),
    }
    return xr.Dataset(
        {name: (*told, said_of(name, case)) for name, told in variables.items()},
        coords={
            "month": (
                "month",
                np.arange(0, design.months + 1, design.every),
                said_of("month", case),
            ),
            "matter": list(index.matters),
            "rung": np.arange(case.top + 1),
            "quantile": list(QUANTILES),
            "part": list(PARTS),
            "lag_month": np.arange(books.tally.begun.shape[1]),
            **_places(index),
        },
    )


def _is_dense(index: Index) -> bool:
    return len(index.matters) * len(index.governments) <= _LARGEST_TABLE


def _places(index: Index) -> dict[str, object]:
    """Coordinates of governments, parties and ties."""
    if _is_dense(index):
        names = list(index.governments)
        return {"government": names, "source": names, "target": names}
    return _rows_by_name(index)


def _rows_by_name(index: Index) -> dict[str, object]:
    """Coordinates of parties and ties that stand in rows of their own."""
    matters, governments = np.array(index.matters), np.array(index.governments)
    web = index.web
    return {
        "party_matter": ("party", matters[web.matter]),
        "party_government": ("party", governments[web.government]),
        "tie_source": ("tie", governments[web.source]),
        "tie_target": ("tie", governments[web.target]),
    }


def _ladder(c: Tally, every: int, runs: int) -> dict[str, _Variable]:
    on = ("month", "matter", "rung")
    reached = np.cumsum(c.reaches, axis=0) / runs
    unknown = np.broadcast_to(
        np.nan, reached.shape
    )  # until worked out over nested runs
    return {
        "p_rung": (on, c.stands / runs),
        "p_rung_low": (on, unknown),
        "p_rung_high": (on, unknown),
        "p_reached": (on, reached),
        "months_to_rung": (
            ("matter", "rung", "quantile"),
            every * _first_passage(reached),
        ),
        "p_never": (("matter", "rung"), 1.0 - reached[-1]),
        "p_lapse": (("matter",), c.has_fallen / runs),
    }


def _first_passage(reached: _Array) -> _Array:
    """[matter, rung, quantile] months; infinite where that share never gets there."""
    months = np.argmax(reached[..., None] >= np.array(QUANTILES), axis=0).astype(float)
    months[reached[-1][..., None] < np.array(QUANTILES)] = np.inf
    return months


def _lag(c: Tally) -> dict[str, _Variable]:
    curves = kaplan_meier(c.begun, c.completed, c.censored)
    seen = np.maximum(1, c.late + c.in_time)
    on = ("matter", "lag_month")
    return {
        "lag_unfinished": (on, curves.surviving),
        "lag_at_risk": (on, curves.at_risk),
        "lag": (
            ("matter", "quantile"),
            curves.quantiles(QUANTILES),
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
    on, shape = _of_ties(index)
    means = [row / (FIXED_POINT * runs) for row in (*c.trust_tie, c.dependence[0])]
    start, end, dependence = (shape(mean) for mean in means)
    return {
        "trust_tie": (("end", *on), np.stack([start, end])),
        "dependence_tie": (on, dependence),
    }


def _of_ties(index: Index) -> tuple[tuple[str, ...], Callable[[_Array], _Array]]:
    """On which dimensions numbers by tie stand, and how they come to stand there."""
    if not _is_dense(index):
        return ("tie",), lambda by_tie: by_tie
    n, at = len(index.governments), (index.web.source, index.web.target)
    return ("source", "target"), lambda by_tie: _spread(by_tie, at, (n, n))


def _parties(index: Index, books: Books, runs: int) -> dict[str, _Variable]:
    c, why = books.tally, books.reasons
    of, shape = _of_parties(index)
    fixed = FIXED_POINT * runs
    willing = (_quantiles(why.willingness) + 0.5) / why.willingness.shape[1]
    consented = np.moveaxis(shape(c.consented.T / runs), -1, 0)
    acted = np.moveaxis(shape(c.acted.T / runs), -1, 0)
    return {
        "willingness": ((*of, "quantile"), shape(willing)),
        "log_odds": (of, shape(why.log_odds / fixed)),
        "willingness_part": ((*of, "part"), shape(why.parts / fixed)),
        "consented": (("month", *of), consented),
        "acted": (("month", *of), acted),
    }


def _of_parties(index: Index) -> tuple[tuple[str, ...], Callable[[_Array], _Array]]:
    """On which dimensions numbers by party stand, and how they come to stand there."""
    if not _is_dense(index):
        return ("party",), lambda by_party: by_party
    size = (len(index.matters), len(index.governments))
    at = (index.web.matter, index.web.government)
    return ("matter", "government"), lambda by_party: _spread(by_party, at, size)


def _spread(rows: _Array, at: tuple[Ints, Ints], size: tuple[int, int]) -> _Array:
    """From [row, ...] to [one, other, ...], NaN where there is no row."""
    table = np.full((*size, *rows.shape[1:]), np.nan)
    table[at] = rows
    return table


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
            **_rows_by_name(index),
        },
    )
