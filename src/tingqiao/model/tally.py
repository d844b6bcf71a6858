"""Counting runs as they pass, in whole numbers.

Everything summed over runs is an integer (counts, or fixed-point sums), so that
the totals are the same whatever the order, the number of threads or the size of
a block; nothing grows with the number of runs but a few numbers a run.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tingqiao.model.compiled import compiled, inlined
from tingqiao.model.state import (
    ACTED,
    ADOPTED,
    AGREEMENT,
    BELIEF,
    BEST,
    COMPLETED,
    CONSENT,
    COORDINATION,
    DROPPED,
    DUE,
    FALLEN,
    FELL,
    IDEA,
    IN_FORCE,
    LAG,
    MEAN_TRUST,
    OUTPUT,
    OWING,
    PRESSURE,
    RUNG,
    SUM_BENEFIT,
    SUM_FALLS,
    SUM_LATE_MONTHS,
    SUM_RUNGS,
    TRUST,
    Floats,
    Ints,
    Lanes,
)

BINS = 1000  # of histograms over [0, 1] or [0, largest]
FIXED_POINT = 2.0**32  # fixed-point sums resolve 2⁻³²


class Tally(NamedTuple):
    """Counts over runs. Month 0 is the start, month t the end of the t-th month."""

    stands: Ints  # [t, m, k] runs standing on k
    reaches: Ints  # [t, m, k] runs reaching k for the first time
    rungs: Ints  # [t, sum of rungs over matters]
    trust: Ints  # [t, bin] of mean trust over ties
    benefit: Ints  # [t, bin] of total output, in [0, largest]
    consented: Ints  # [t, p]
    acted: Ints  # [t, p]
    begun: Ints  # [m, lag] adoptions first watched at this lag
    completed: Ints  # [m, lag] adoptions finished after this many months
    censored: Ints  # [m, lag] adoptions given up or unfinished at the end
    late: Ints  # [m] adoptions that passed their due time unfinished
    in_time: Ints  # [m] adoptions finished within it
    has_fallen: Ints  # [m] runs with at least one fall
    trust_tie: Ints  # [start or end, e] fixed-point sum of trust
    dependence: Ints  # [1, e] fixed-point sum


class PerRun(NamedTuple):
    """A few numbers kept of every run, for paired comparisons."""

    rung: NDArray[np.int8]  # [r, year, m] at the start and after every 12 months
    rung_end: NDArray[np.int8]  # [r, m]
    months_to_agreement: NDArray[
        np.int16
    ]  # [r, m] first month on the rung asked about, -1: never
    rungs_total: Floats  # [r] mean over months of the sum of rungs
    benefit_total: Floats  # [r] output over all months, case unit
    trust_end: Floats  # [r] mean trust at the end
    late_months: NDArray[np.int32]  # [r] matter-months past due
    falls: NDArray[np.int32]  # [r]


class Paths(NamedTuple):
    """Whole runs, for the first few."""

    rung: NDArray[np.int8]  # [r, t, m]
    in_force: NDArray[np.int8]  # [r, t, m]
    consent: NDArray[np.int8]  # [r, t, p]
    acted: NDArray[np.int8]  # [r, t, p]
    trust: Floats  # [r, t, e]
    idea: Floats  # [r, t, g]
    belief: Floats  # [r, t, p]
    pressure: Floats  # [r, t, p]
    coordination: Floats  # [r, t, m]
    output: Floats  # [r, t, m]


@inlined
def _bin(share: float) -> int:
    return min(BINS - 1, max(0, int(share * BINS)))


@compiled
def watch_start(x: Lanes, c: Tally, asked: int, n: int) -> None:
    """Count where the runs of a block begin; `n` lanes count, the rest are padding."""
    x.matter[FALLEN, :] = 0.0
    x.matter[AGREEMENT, :] = -1
    x.track[SUM_RUNGS, :] = 0.0
    x.track[SUM_BENEFIT, :] = 0.0
    x.track[SUM_LATE_MONTHS, :] = 0.0
    x.track[SUM_FALLS, :] = 0.0
    for m in range(x.matter.shape[1]):
        for lane in range(n):
            for k in range(int(x.matter[RUNG, m, lane]) + 1):
                c.reaches[0, m, k] += 1
            if x.matter[RUNG, m, lane] >= asked:
                x.matter[AGREEMENT, m, lane] = 0
            if x.matter[OWING, m, lane] == 1.0:
                c.begun[m, _lag(x.matter[LAG, m, lane], c)] += 1


@compiled
def _lag(months: float, c: Tally) -> int:
    return min(int(months), c.begun.shape[1] - 1)


@compiled
def count_state(t: int, every: int, x: Lanes, c: Tally, largest: float, n: int) -> None:
    """Count where the runs stand at the end of month `t` (0: the start).

    The sums of a run take every month, the books only each `every`-th.
    """
    row, is_kept = t // every, t % every == 0
    if is_kept:
        _count_places(row, x, c, n)
        _mean_over_ties(x, x.track[MEAN_TRUST])
    for lane in range(n):
        rungs, output = 0, 0.0
        for m in range(x.matter.shape[1]):
            rungs += int(x.matter[RUNG, m, lane])
            output += x.matter[OUTPUT, m, lane]
        if is_kept:
            c.rungs[row, rungs] += 1
            c.trust[row, _bin(x.track[MEAN_TRUST, lane])] += 1
            c.benefit[row, _bin(output / largest)] += 1
        if t > 0:
            x.track[SUM_RUNGS, lane] += float(rungs)
            x.track[SUM_BENEFIT, lane] += output


@inlined
def _count_places(row: int, x: Lanes, c: Tally, n: int) -> None:
    for m in range(x.matter.shape[1]):
        for lane in range(n):
            c.stands[row, m, int(x.matter[RUNG, m, lane])] += 1
    for p in range(x.party.shape[1]):
        for lane in range(n):
            c.consented[row, p] += int(x.party[CONSENT, p, lane])
            c.acted[row, p] += int(x.party[ACTED, p, lane])


@inlined
def _mean_over_ties(x: Lanes, out: Floats) -> None:
    out[:] = 0.0
    for e in range(x.tie.shape[1]):
        for lane in range(out.shape[0]):
            out[lane] += x.tie[TRUST, e, lane]
    for lane in range(out.shape[0]):
        out[lane] /= float(x.tie.shape[1])


@compiled
def count_events(t: int, every: int, x: Lanes, c: Tally, asked: int, n: int) -> None:
    """Count what happened in month `t` ≥ 1: steps, acts finished, falls, lateness.

    A rung reached is booked at the next month that is kept.
    """
    row = (t + every - 1) // every
    for m in range(x.matter.shape[1]):
        if _anything_happened(m, x.matter):
            _count_steps(t, m, x.matter, x.track, c.reaches[row], asked, n)
            _count_adoptions(m, x.matter, c.begun, c.completed, c.censored, n)
        _count_lateness(m, x.matter, x.track, c.in_time, c.late, n)


@compiled
def _anything_happened(m: int, matter: Floats) -> bool:
    marks = 0.0
    for lane in range(matter.shape[2]):
        marks += matter[ADOPTED, m, lane] + matter[COMPLETED, m, lane]
        marks += matter[FELL, m, lane] + (matter[DROPPED, m, lane] + 1.0)
    return marks > 0.0


@compiled
def _count_steps(
    t: int, m: int, matter: Floats, track: Floats, reaches: Ints, asked: int, n: int
) -> None:
    for lane in range(n):
        rung, best = int(matter[RUNG, m, lane]), int(matter[BEST, m, lane])
        for k in range(best + 1, rung + 1):
            reaches[m, k] += 1
        if best < asked <= rung:
            matter[AGREEMENT, m, lane] = t
        matter[BEST, m, lane] = max(best, rung)
        track[SUM_FALLS, lane] += matter[FELL, m, lane]
        matter[FALLEN, m, lane] = max(matter[FALLEN, m, lane], matter[FELL, m, lane])


@compiled
def _count_adoptions(
    m: int, matter: Floats, begun: Ints, completed: Ints, censored: Ints, n: int
) -> None:
    longest = begun.shape[1] - 1
    for lane in range(n):
        lag, dropped = int(matter[LAG, m, lane]), int(matter[DROPPED, m, lane])
        if dropped >= 0:
            censored[m, min(longest, dropped)] += 1
        if matter[ADOPTED, m, lane] == 1.0:
            begun[m, 0] += 1
        if matter[COMPLETED, m, lane] == 1.0:
            completed[m, min(longest, lag)] += 1


@compiled
def _count_lateness(
    m: int, matter: Floats, track: Floats, in_time: Ints, late: Ints, n: int
) -> None:
    for lane in range(n):
        owing, done = matter[OWING, m, lane], matter[COMPLETED, m, lane]
        past_due = matter[LAG, m, lane] - matter[DUE, m, lane]
        in_time[m] += 1 if done == 1.0 and past_due <= 0.0 else 0
        late[m] += 1 if owing + done > 0.0 and past_due == 1.0 else 0
        track[SUM_LATE_MONTHS, lane] += owing if past_due > 0.0 else 0.0


@compiled
def watch_end(x: Lanes, c: Tally, n: int) -> None:
    """Close the books of a block: unfinished adoptions are censored, never dropped."""
    for m in range(x.matter.shape[1]):
        for lane in range(n):
            if x.matter[OWING, m, lane] == 1.0:
                c.censored[m, _lag(x.matter[LAG, m, lane], c)] += 1


@compiled
def keep_runs(
    first: int, months: int, x: Lanes, c: Tally, kept: PerRun, n: int
) -> None:
    """Keep the few numbers of each run of a block; `first` is its first run."""
    _mean_over_ties(x, x.track[MEAN_TRUST])
    for lane in range(n):
        r = first + lane
        kept.rungs_total[r] = x.track[SUM_RUNGS, lane] / max(1.0, float(months))
        kept.benefit_total[r] = x.track[SUM_BENEFIT, lane]
        kept.trust_end[r] = x.track[MEAN_TRUST, lane]
        kept.late_months[r] = int(x.track[SUM_LATE_MONTHS, lane])
        kept.falls[r] = int(x.track[SUM_FALLS, lane])
        for m in range(x.matter.shape[1]):
            kept.rung_end[r, m] = int(x.matter[RUNG, m, lane])
            kept.months_to_agreement[r, m] = int(x.matter[AGREEMENT, m, lane])
            c.has_fallen[m] += int(x.matter[FALLEN, m, lane])


@compiled
def keep_rungs(t: int, first: int, x: Lanes, kept: PerRun, n: int) -> None:
    """Keep where each run of a block stands at the end of every twelfth month."""
    if t % 12 == 0:
        for lane in range(n):
            for m in range(x.matter.shape[1]):
                kept.rung[first + lane, t // 12, m] = int(x.matter[RUNG, m, lane])


@compiled
def sum_ties(which: int, values: Floats, sums: Ints, n: int) -> None:
    """Add `values[e, l]` to the fixed-point `sums[which, e]`."""
    for e in range(values.shape[0]):
        for lane in range(n):
            sums[which, e] += int(values[e, lane] * FIXED_POINT + 0.5)


@compiled
def keep_path(t: int, first: int, x: Lanes, paths: Paths, n: int) -> None:
    """Write month `t` of those runs of a block that are kept whole."""
    for lane in range(min(n, paths.rung.shape[0] - first)):
        r = first + lane
        for m in range(x.matter.shape[1]):
            paths.rung[r, t, m] = int(x.matter[RUNG, m, lane])
            paths.in_force[r, t, m] = int(x.matter[IN_FORCE, m, lane])
            paths.coordination[r, t, m] = x.matter[COORDINATION, m, lane]
            paths.output[r, t, m] = x.matter[OUTPUT, m, lane]
        for p in range(x.party.shape[1]):
            paths.consent[r, t, p] = int(x.party[CONSENT, p, lane])
            paths.acted[r, t, p] = int(x.party[ACTED, p, lane])
            paths.belief[r, t, p] = x.party[BELIEF, p, lane]
            paths.pressure[r, t, p] = x.party[PRESSURE, p, lane]
        for e in range(x.tie.shape[1]):
            paths.trust[r, t, e] = x.tie[TRUST, e, lane]
        for g in range(x.government.shape[1]):
            paths.idea[r, t, g] = x.government[IDEA, g, lane]
