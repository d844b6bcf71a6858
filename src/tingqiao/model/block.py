"""A block of runs side by side, from its draws to its last month."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tingqiao.model.compiled import compiled
from tingqiao.model.explain import Reasons, explain_start
from tingqiao.model.month import begin, pass_month
from tingqiao.model.stages.climb import assess_risks
from tingqiao.model.state import (
    DEPENDENCE,
    TRUST,
    Agenda,
    Beginning,
    Floats,
    Knowledge,
    Lanes,
    Options,
    Sites,
    Structure,
)
from tingqiao.model.tally import (
    Paths,
    PerRun,
    Tally,
    count_events,
    count_state,
    keep_path,
    keep_rungs,
    keep_runs,
    sum_ties,
    watch_end,
    watch_start,
)
from tingqiao.model.world import draw_world, first_trust


class Encoded(NamedTuple):
    """A case and a plan as arrays: everything the kernel reads."""

    structure: Structure
    knowledge: Knowledge
    beginning: Beginning
    agenda: Agenda
    options: Options


class Room(NamedTuple):
    """The arrays one thread works in."""

    lanes: Lanes
    runs: Sites  # [lane]
    lots: Sites  # [lane] what each run draws its ranges by
    values: Floats  # [64, lane] room for splitting willingness
    parts: Floats  # [6, lane]


class Books(NamedTuple):
    """Where a thread writes what it has seen."""

    tally: Tally
    reasons: Reasons
    per_run: PerRun
    paths: Paths


class Design(NamedTuple):
    """How many runs, how long, and what is asked of them."""

    months: int
    seed: np.uint64
    repeats: int  # runs that share one draw of the ranges
    asked: int  # the rung whose first month is kept of every run
    largest: float  # the largest output a month, for histograms


@compiled
def run_blocks(
    first: int, last: int, case: Encoded, design: Design, room: Room, books: Books
) -> None:
    """Run runs first..last−1, a block of lanes at a time."""
    lanes = room.runs.shape[0]
    for start in range(first, last, lanes):
        _run_block(start, min(lanes, last - start), case, design, room, books)


@compiled
def _run_block(
    first: int, n: int, case: Encoded, design: Design, room: Room, books: Books
) -> None:
    s, x = case.structure, room.lanes
    for lane in range(room.runs.shape[0]):
        room.runs[lane] = np.uint64(first + lane)
        room.lots[lane] = np.uint64((first + lane) // design.repeats)
    draw_world(case.knowledge, s, x, room.lots, design.seed)
    first_trust(case.beginning, x)
    begin(case.beginning, s, case.agenda, case.options, x)
    for m in range(x.matter.shape[1]):
        assess_risks(m, case.options, x)
    explain_start(s, x, books.reasons, room.values, room.parts, n)
    _watch_months(first, n, case, design, room, books)


@compiled
def _watch_months(
    first: int, n: int, case: Encoded, design: Design, room: Room, books: Books
) -> None:
    s, x, c = case.structure, room.lanes, books.tally
    watch_start(x, c, design.asked, n)
    count_state(0, x, c, design.largest, n)
    sum_ties(0, x.tie[TRUST], c.trust_tie, n)
    sum_ties(0, x.tie[DEPENDENCE], c.dependence, n)
    keep_path(0, first, x, books.paths, n)
    keep_rungs(0, first, x, books.per_run, n)
    for month in range(design.months):
        pass_month(month, s, case.agenda, case.options, x, room.runs, design.seed)
        count_events(month + 1, x, c, design.asked, n)
        count_state(month + 1, x, c, design.largest, n)
        keep_path(month + 1, first, x, books.paths, n)
        keep_rungs(month + 1, first, x, books.per_run, n)
    watch_end(x, c, n)
    sum_ties(1, x.tie[TRUST], c.trust_tie, n)
    keep_runs(first, design.months, x, c, books.per_run, n)
