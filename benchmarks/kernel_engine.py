"""Tingqiao's own kernel, month by month, with no books but the outcome's."""

from __future__ import annotations

import numpy as np
from numba import njit

from benchmarks.outcome import Outcome
from benchmarks.situation import Situation
from tingqiao.model.block import Encoded, Room
from tingqiao.model.ensemble import LANES
from tingqiao.model.month import begin, pass_month
from tingqiao.model.rooms import open_room
from tingqiao.model.stages.outside import arrive, recall
from tingqiao.model.state import OUTPUT, RUNG, TRUST, Lanes
from tingqiao.model.world import draw_world, first_trust


def run_kernel(at: Situation, first: int, runs: int, lanes: int = LANES) -> Outcome:
    """Runs first .. first + runs − 1 by the kernel, `lanes` side by side."""
    outcome = at.empty_outcome(runs)
    room = open_room(at.encoded, lanes)
    for done in range(0, runs, lanes):
        n = min(lanes, runs - done)
        _start(first + done, at, room)
        _pass_months(done, n, at.encoded, at.months, np.uint64(at.seed), room, outcome)
        outcome.trust[done : done + n] = room.lanes.tie[TRUST].mean(axis=0)[:n]
    return outcome


def _start(first: int, at: Situation, room: Room) -> None:
    """As tingqiao.model.block starts a block, without its books."""
    case, s, x = at.encoded, at.encoded.structure, room.lanes
    room.runs[:] = first + np.arange(room.runs.size)
    room.lots[:] = room.runs
    draw_world(case.knowledge, s, x, room.lots, np.uint64(at.seed))
    first_trust(case.beginning, x)
    begin(case.beginning, s, x)
    recall(case.agenda, x)
    arrive(0, case.agenda, case.options, x)


@njit(nogil=True, cache=True, error_model="numpy")
def _pass_months(
    done: int,
    n: int,
    case: Encoded,
    months: int,
    seed: int,
    room: Room,
    outcome: Outcome,
) -> None:
    s, x = case.structure, room.lanes
    _count(0, done, n, x, outcome)
    for month in range(months):
        pass_month(month, s, case.agenda, case.options, x, room.runs, seed)
        _count(month + 1, done, n, x, outcome)


@njit(nogil=True, cache=True, error_model="numpy")
def _count(t: int, done: int, n: int, x: Lanes, outcome: Outcome) -> None:
    for m in range(x.matter.shape[1]):
        for lane in range(n):
            outcome.stands[t, m, int(x.matter[RUNG, m, lane])] += 1
            if t > 0:
                outcome.benefit[done + lane] += x.matter[OUTPUT, m, lane]
