"""Many runs of one case under one plan, and what they add up to."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, fields, is_dataclass
from queue import SimpleQueue

import numpy as np
import xarray as xr

from tingqiao.case.digest import case_digest
from tingqiao.case.entities import Case, Range
from tingqiao.model.block import Books, Design, Encoded, Room, run_block
from tingqiao.model.encode import encode
from tingqiao.model.index import index_of
from tingqiao.model.parameters import PARAMETERS
from tingqiao.model.plan import AS_RECORDED, Plan
from tingqiao.model.rooms import (
    add_up,
    months_a_row,
    open_books,
    open_room,
    own_books,
)
from tingqiao.model.summary import paths_dataset, summary_dataset
from tingqiao.model.tally import PerRun
from tingqiao.provenance import model_digest, version

LANES = 64  # runs side by side in a block; any number gives the same results
AGREEMENT = 3  # the rung whose first month is kept of every run

Progress = Callable[[int, int], None]  # runs done, runs in all


@dataclass(frozen=True)
class Provenance:
    """What a result was made from; the same stamp gives the same numbers."""

    version: str
    case_id: str
    case_digest: str
    parameters_digest: str
    plan_digest: str
    model_digest: str
    seed: int
    runs: int
    months: int
    repeats: int


@dataclass(frozen=True)
class Ensemble:
    """The runs of one case under one plan.

    `summary` holds what they add up to and `paths` a few whole runs, both with
    units and long names; `per_run` keeps a few numbers of every run, in the order
    of the runs, so that two plans can be compared run by run.
    """

    case: Case
    plan: Plan
    summary: xr.Dataset
    paths: xr.Dataset
    per_run: PerRun
    parameters: Mapping[str, Range]  # given in place of the model's own ranges
    provenance: Provenance


def simulate(
    case: Case,
    plan: Plan = AS_RECORDED,
    *,
    runs: int = 1000,
    months: int | None = None,
    seed: int = 0,
    parameters: Mapping[str, Range | float] | None = None,
    repeats: int = 1,
    threads: int | None = None,
    keep_paths: int = 8,
    progress: Progress | None = None,
) -> Ensemble:
    """Run a case `runs` times under a plan.

    Parameters
    ----------
    case, plan : what is known, and what is done about it.
    runs : how many runs, at least 1.
    months : how long each lasts; the case's own horizon by default.
    seed : names the luck; plans run with one seed share theirs.
    parameters : points or ranges by parameter name, in place of the case's and
        the model's own.
    repeats : how many consecutive runs share one draw of everything that is known
        only as a range; 1 draws anew for every run.
    threads : how many threads; all processors by default. Results do not depend
        on it.
    keep_paths : how many of the first runs to keep whole.
    progress : called now and then with the runs done and the runs in all.

    Raises
    ------
    ValueError : a number out of its range, or an unknown parameter.
    """
    months = case.months if months is None else months
    given = _given(parameters or {})
    _check(runs, months, seed, repeats, 1 if threads is None else threads)
    index = index_of(case)
    design = Design(
        months,
        np.uint64(seed),
        repeats,
        min(AGREEMENT, case.top),
        _largest_output(case),
        months_a_row(len(index.parties), months),
    )
    provenance = _provenance(case, plan, given, design, runs)
    encoded = encode(case, plan, given, index, months)
    books = _run(encoded, design, runs, min(keep_paths, runs), threads, progress)
    del encoded  # of a nation it is hundreds of megabytes
    return Ensemble(
        case,
        plan,
        summary_dataset(case, index, books, design, runs),
        paths_dataset(case, index, books.paths),
        books.per_run,
        given,
        provenance,
    )


def _given(parameters: Mapping[str, Range | float]) -> dict[str, Range]:
    given = {}
    for name, value in parameters.items():
        if name not in PARAMETERS:
            known = ", ".join(PARAMETERS)
            raise ValueError(f"parameter {name!r} is unknown; the model has: {known}")
        number = (
            value if isinstance(value, Range) else Range(float(value), float(value))
        )
        if name == "memory" and not 0.0 <= number.low <= number.high < 1.0:
            raise ValueError(
                f"memory {number} must lie in [0, 1): some must be forgotten"
            )
        if not number.low <= number.high:
            raise ValueError(f"parameter {name!r}: the range {number} is reversed")
        given[name] = number
    return given


def _check(runs: int, months: int, seed: int, repeats: int, threads: int) -> None:
    for name, value, low, high in (
        ("runs", runs, 1, 2**32 - 1),
        ("months", months, 1, 1200),
        ("seed", seed, 0, 2**64 - 1),
        ("repeats", repeats, 1, 2**32 - 1),
        ("threads", threads, 1, 4096),
    ):
        if not low <= value <= high:
            raise ValueError(f"{name} is {value}; it must lie in {low}..{high}")


def _largest_output(case: Case) -> float:
    """The output a month when every matter delivers all it could, case unit."""
    return sum(m.benefit.high for m in case.matters) * max(r.value for r in case.ladder)


def _run(
    encoded: Encoded,
    design: Design,
    runs: int,
    kept: int,
    threads: int | None,
    progress: Progress | None,
) -> Books:
    """Share the blocks among threads, each with books of its own, and add these up."""
    lanes = min(LANES, runs)
    n_threads = min(threads or os.cpu_count() or 1, -(-runs // lanes))
    shared = open_books(encoded, design, runs, kept)
    own = [shared, *(own_books(shared) for _ in range(n_threads - 1))]
    free: SimpleQueue[tuple[Room, Books]] = SimpleQueue()
    for books in own:
        free.put((open_room(encoded, lanes), books))

    def run(first: int) -> int:
        room, books = free.get()
        n = min(lanes, runs - first)
        try:
            run_block(first, n, encoded, design, room, books)
        finally:  # whoever waits for a room must not wait for ever
            free.put((room, books))
        return n

    done = 0
    with ThreadPoolExecutor(n_threads) as pool:
        tasks = [pool.submit(run, first) for first in range(0, runs, lanes)]
        try:
            for task in as_completed(tasks):
                done += task.result()
                if progress is not None:
                    progress(done, runs)
        except BaseException:  # an interrupt must not wait for the runs still queued
            pool.shutdown(cancel_futures=True)
            raise
    return add_up(shared, own[1:])


def _provenance(
    case: Case,
    plan: Plan,
    given: Mapping[str, Range],
    design: Design,
    runs: int,
) -> Provenance:
    return Provenance(
        version=version(),
        case_id=case.id,
        case_digest=case_digest(case),
        parameters_digest=_digest({**case.parameters, **given}, PARAMETERS),
        plan_digest=_digest(plan),
        model_digest=model_digest(),
        seed=int(design.seed),
        runs=runs,
        months=design.months,
        repeats=design.repeats,
    )


def _digest(*things: object) -> str:
    return hashlib.sha256(canonical(things).encode()).hexdigest()[:16]


def canonical(thing: object) -> str:
    """A text that is the same for equal data, whatever the order of sets and maps."""
    if isinstance(thing, Mapping):
        rows = sorted((str(key), canonical(value)) for key, value in thing.items())
        return "{" + ",".join(f"{key}={value}" for key, value in rows) + "}"
    if isinstance(thing, (set, frozenset)):
        return "{" + ",".join(sorted(canonical(member) for member in thing)) + "}"
    if isinstance(thing, (tuple, list)):
        return "(" + ",".join(canonical(member) for member in thing) + ")"
    if is_dataclass(thing) and not isinstance(thing, type):
        return canonical({f.name: getattr(thing, f.name) for f in fields(thing)})
    return repr(thing) if isinstance(thing, float) else str(thing)
