"""Allocating what a thread works in and writes to, and adding up what was written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from tingqiao.model import state
from tingqiao.model.block import Books, Design, Encoded, Room
from tingqiao.model.explain import Reasons
from tingqiao.model.state import Lanes
from tingqiao.model.tally import BINS, Paths, PerRun, Tally

# Cases beyond these sizes keep coarser books, so that a nation fits in memory.
_MOST_PARTY_MONTHS = 2_000_000  # in monthly books; else a row covers up to a year
_MOST_PARTIES = 10_000  # with fine histograms of willingness
_FINE, _COARSE = 1000, 20  # bins over [0, 1]


def months_a_row(n_parties: int, months: int) -> int:
    """Months from one row of the books to the next: 1, or the most that fits a year."""
    if n_parties * months <= _MOST_PARTY_MONTHS:
        return 1
    return max(every for every in (1, 2, 3, 4, 6, 12) if months % every == 0)


class _Sizes(NamedTuple):
    matters: int
    parties: int
    governments: int
    ties: int
    rungs: int
    superiors: int
    strengths: int


def _sizes(encoded: Encoded) -> _Sizes:
    s, into = encoded.structure, encoded.knowledge.into
    return _Sizes(
        s.matter_site.size,
        s.party_site.size,
        s.government_site.size,
        s.tie.shape[1] - 1,
        s.ladder.shape[1],
        int(s.matter[state.SUPERIOR].max()) + 1,
        int((into[0] == state.IN_STRENGTH).sum()),
    )


def open_room(encoded: Encoded, lanes: int) -> Room:
    """The arrays one thread needs for `lanes` runs side by side."""
    n = _sizes(encoded)

    def table(*shape: int) -> Any:
        return np.zeros((*shape, lanes))

    return Room(
        Lanes(
            matter=table(state.N_MATTER, n.matters),
            party=table(state.N_PARTY, n.parties),
            tie=table(state.N_TIE, n.ties),
            government=table(state.N_GOVERNMENT, n.governments),
            superior=table(n.superiors),
            parameter=table(encoded.knowledge.parameter_low.size),
            strength=table(n.strengths),
            fade=table(3),
            track=table(state.N_TRACK),
            uniforms=table(4),
            lane=table(8),
        ),
        np.zeros(lanes, np.uint64),
        np.zeros(lanes, np.uint64),
        table(64),
        table(6),
    )


def open_books(encoded: Encoded, design: Design, runs: int, kept: int) -> Books:
    """Empty books for `runs` runs, the first `kept` of them whole."""
    n, t = _sizes(encoded), design.months + 1
    bins = _FINE if n.parties <= _MOST_PARTIES else _COARSE
    return Books(
        _open_tally(
            n, design.months // design.every + 1, t + int(encoded.beginning.lag.max())
        ),
        Reasons(
            np.zeros((n.parties, bins), np.int64),
            np.zeros(n.parties, np.int64),
            np.zeros((n.parties, 6), np.int64),
        ),
        PerRun(
            np.zeros((runs, design.months // 12 + 1, n.matters), np.int8),
            np.zeros((runs, n.matters), np.int8),
            np.zeros((runs, n.matters), np.int16),
            np.zeros(runs),
            np.zeros(runs),
            np.zeros(runs),
            np.zeros(runs, np.int32),
            np.zeros(runs, np.int32),
        ),
        _open_paths(n, t, kept),
    )


def _open_tally(n: _Sizes, t: int, longest_lag: int) -> Tally:
    def whole(*shape: int) -> Any:
        return np.zeros(shape, np.int64)

    return Tally(
        stands=whole(t, n.matters, n.rungs),
        reaches=whole(t, n.matters, n.rungs),
        rungs=whole(t, n.matters * (n.rungs - 1) + 1),
        trust=whole(t, BINS),
        benefit=whole(t, BINS),
        consented=whole(t, n.parties),
        acted=whole(t, n.parties),
        begun=whole(n.matters, longest_lag + 1),
        completed=whole(n.matters, longest_lag + 1),
        censored=whole(n.matters, longest_lag + 1),
        late=whole(n.matters),
        in_time=whole(n.matters),
        has_fallen=whole(n.matters),
        trust_tie=whole(2, n.ties),
        dependence=whole(1, n.ties),
    )


def _open_paths(n: _Sizes, t: int, kept: int) -> Paths:
    def small(size: int) -> Any:
        return np.zeros((kept, t, size), np.int8)

    def real(size: int) -> Any:
        return np.zeros((kept, t, size))

    return Paths(
        rung=small(n.matters),
        in_force=small(n.matters),
        consent=small(n.parties),
        acted=small(n.parties),
        trust=real(n.ties),
        idea=real(n.governments),
        belief=real(n.parties),
        pressure=real(n.parties),
        coordination=real(n.matters),
        output=real(n.matters),
    )


def own_books(shared: Books) -> Books:
    """Books for one more thread: its own counts, and the shared places of each run."""
    return Books(
        Tally(*(np.zeros_like(counts) for counts in shared.tally)),
        Reasons(*(np.zeros_like(counts) for counts in shared.reasons)),
        shared.per_run,
        shared.paths,
    )


def add_up(shared: Books, others: Sequence[Books]) -> Books:
    """The counts of all threads together; the first has written into `shared`."""
    for books in others:
        for total, counts in zip(shared.tally, books.tally, strict=True):
            total += counts
        for total, counts in zip(shared.reasons, books.reasons, strict=True):
            total += counts
    return shared
