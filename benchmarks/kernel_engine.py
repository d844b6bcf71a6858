"""Tingqiao's own kernel, month by month, with no books but the outcome's."""

from __future__ import annotations

import numpy as np
from benchmarks.outcome import Outcome
from benchmarks.situation import Situation
from numba import njit

from tingqiao.model.block import Encoded, Room
from tingqiao.model.ensemble import LANES
from tingqiao.model.month import begin, pass_month
from tingqiao.model.rooms import open_room
from tingqiao.model.state import OUTPUT, RUNG, TRUST, Lanes
from tingqiao.model.world import draw_world, first_trust


def run_kernel(at: Situation, first: int, runs: int, lanes: int = LANES) -> Outcome:
    """Runs first .. first + runs − 1 by the kernel, `lanes` side by side."""
    outcome = at.empty_outcome(runs)
    room = open_room(at.encoded, lanes)
    _run(first, runs, at.encoded, at.months, np.uint64(at.seed), room, outcome)
    return outcome


@njit(nogil=True, cache=True, error_model="numpy")
def _run(
    first: int,
    runs: int,
    case: Encoded,
    months: int,
    seed: int,
    room: Room,
    outcome: Outcome,
) -> None:
    s, x, lanes = case.structure, room.lanes, room.runs.shape[0]
    for done in range(0, runs, lanes):
        n = min(lanes, runs - done)
        for lane in range(lanes):
            room.runs[lane] = np.uint64(first + done + lane)
            room.lots[lane] = np.uint64(first + done + lane)
        draw_world(case.knowledge, s, x, room.lots, seed)
        first_trust(case.beginning, x)
        begin(case.beginning, s, case.agenda, case.options, x)
        _count(0, done, n, x, outcome)
        for month in range(months):
            pass_month(month, s, case.agenda, case.options, x, room.runs, seed)
            _count(month + 1, done, n, x, outcome)
        for lane in range(n):
            total = 0.0
            for e in range(x.tie.shape[1]):
                total += x.tie[TRUST, e, lane]
            outcome.trust[done + lane] = total / x.tie.shape[1]


@njit(nogil=True, cache=True, error_model="numpy")
def _count(t: int, done: int, n: int, x: Lanes, outcome: Outcome) -> None:
    for m in range(x.matter.shape[1]):
        for lane in range(n):
            outcome.stands[t, m, int(x.matter[RUNG, m, lane])] += 1
            if t > 0:
                outcome.benefit[done + lane] += x.matter[OUTPUT, m, lane]
