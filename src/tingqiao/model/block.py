"""A block of runs side by side, from its draws to its last month."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tingqiao.model.compiled import compiled
from tingqiao.model.explain import Reasons, explain_start
from tingqiao.model.month import begin, pass_month
from tingqiao.model.stages.climb import assess_every_risk
from tingqiao.model.stages.outside import arrive, recall
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
    every: int  # months from one row of the books to the next


def run_block(
    first: int, n: int, case: Encoded, design: Design, room: Room, books: Books
) -> None:
    """Run runs first .. first + n − 1 side by side, from their draws to the end.

    Every call below is compiled and lets other threads run. They stay apart, since
    a compiled function that calls another is optimised together with it again.
    """
    s, x, c = case.structure, room.lanes, books.tally
    _take_places(first, design.repeats, room)
    draw_world(case.knowledge, s, x, room.lots, design.seed)
    first_trust(case.beginning, x)
    begin(case.beginning, s, x)
    recall(case.agenda, x)
    arrive(0, case.agenda, case.options, x)
    assess_every_risk(case.options, x)
    explain_start(s, x, books.reasons, room.values, room.parts, n)
    watch_start(x, c, design.asked, n)
    sum_ties(0, x.tie[TRUST], c.trust_tie, n)
    sum_ties(0, x.tie[DEPENDENCE], c.dependence, n)
    _watch_months(first, n, case, design, room, books)
    watch_end(x, c, n)
    sum_ties(1, x.tie[TRUST], c.trust_tie, n)
    keep_runs(first, design.months, x, c, books.per_run, n)


def _take_places(first: int, repeats: int, room: Room) -> None:
    runs = first + np.arange(room.runs.size)
    room.runs[:] = runs
    room.lots[:] = runs // repeats


@compiled
def _watch_months(
    first: int, n: int, case: Encoded, design: Design, room: Room, books: Books
) -> None:
    s, x, c = case.structure, room.lanes, books.tally
    count_state(0, design.every, x, c, design.largest, n)
    keep_path(0, first, x, books.paths, n)
    keep_rungs(0, first, x, books.per_run, n)
    for month in range(design.months):
        pass_month(month, s, case.agenda, case.options, x, room.runs, design.seed)
        count_events(month + 1, design.every, x, c, design.asked, n)
        count_state(month + 1, design.every, x, c, design.largest, n)
        keep_path(month + 1, first, x, books.paths, n)
        keep_rungs(month + 1, first, x, books.per_run, n)
