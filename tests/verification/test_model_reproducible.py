"""The same numbers for any threads, blocks, compile and processor; shared luck."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from tingqiao.case.entities import Range
from tingqiao.case.load import load_case
from tingqiao.model import ensemble
from tingqiao.model.block import Design
from tingqiao.model.encode import encode
from tingqiao.model.ensemble import Ensemble, simulate
from tingqiao.model.index import index_of
from tingqiao.model.plan import Plan, Push
from tingqiao.model.rooms import open_books


def digest(run: Ensemble) -> str:
    """Of every number of the summary, the whole paths and the few of each run."""
    seen = hashlib.sha256()
    for data in (run.summary, run.paths):
        for name in sorted(data.data_vars):
            seen.update(np.ascontiguousarray(data[name].values).tobytes())
    for kept in run.per_run:
        seen.update(kept.tobytes())
    return seen.hexdigest()


def one(**how: int) -> str:
    plan = Plan(escalate_after=6)
    return digest(simulate(load_case("tingqiaohe"), plan, runs=300, months=24, **how))


@pytest.fixture(scope="module")
def expected() -> str:
    return one(threads=1)


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_threads_change_nothing(threads, expected) -> None:
    assert one(threads=threads) == expected


@pytest.mark.parametrize("lanes", [1, 7, 32, 512])
def test_the_size_of_a_block_changes_nothing(lanes, expected, monkeypatch) -> None:
    monkeypatch.setattr(ensemble, "LANES", lanes)
    assert one(threads=2) == expected


@pytest.mark.slow
def test_a_fresh_compile_for_a_generic_processor_changes_nothing(
    expected, tmp_path
) -> None:
    code = f"from {__name__} import one; print(one(threads=1))"
    if "." not in __name__:  # imported by its file's name alone
        code = f"import {__name__}; print({__name__}.one(threads=1))"
    root = Path(__file__).parents[2]
    places = [str(root), str(Path(__file__).parent), *sys.path]
    told = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ
        | {
            "NUMBA_CPU_NAME": "generic",
            "NUMBA_CPU_FEATURES": "",
            "NUMBA_CACHE_DIR": str(tmp_path),
            "PYTHONPATH": os.pathsep.join(places),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == expected


def test_another_seed_is_other_luck(expected) -> None:
    assert one(threads=1, seed=1) != expected


def test_a_run_does_not_depend_on_how_many_there_are() -> None:
    case = load_case("qingwujia")
    few, many = (
        simulate(case, runs=runs, months=24, keep_paths=5).paths for runs in (5, 90)
    )
    xr.testing.assert_identical(few, many)


def test_plans_share_their_draws() -> None:
    """A push on one matter leaves alone those who share no government with it."""
    case = load_case("fengjing")
    push = Plan(pressure=(Push("guowuyuan", Range(0.9, 0.9), matters=("gedang",)),))
    base, pushed = (
        simulate(case, plan, runs=200, months=60, keep_paths=200).paths
        for plan in (Plan(), push)
    )
    for name in ("rung", "output"):
        alone, helped = (p[name].sel(matter="tianyuan").values for p in (base, pushed))
        np.testing.assert_array_equal(alone, helped)
    assert (base["rung"] != pushed["rung"]).sel(matter="gedang").any()


def test_repeats_share_a_world_but_not_its_luck() -> None:
    run = simulate(
        load_case("tingqiaohe"), runs=12, months=60, repeats=4, keep_paths=12
    )
    start = run.paths["idea"].isel(month=0).values.reshape(3, 4, -1)
    assert (start == start[:, :1]).all()
    assert (start[0, 0] != start[1, 0]).any()
    rungs = run.paths["rung"].isel(month=-1).values
    assert len(np.unique(rungs, axis=0)) > 3


def test_only_a_few_numbers_are_kept_of_each_run() -> None:
    """100,000 runs of 240 months: 60 MB that grow with the runs, and no more."""
    case, index = load_case("tingqiaohe"), index_of(load_case("tingqiaohe"))
    encoded = encode(case, Plan(), {}, index, 240)
    design = Design(240, np.uint64(0), 1, 3, 1.0, 1)

    def size(part: int, runs: int) -> int:
        books = open_books(encoded, design, runs, 8)
        return sum(table.nbytes for table in books[part])

    assert [size(part, 100_000) for part in (0, 1, 3)] == [
        size(part, 1) for part in (0, 1, 3)
    ]
    assert size(2, 100_000) <= 600 * 100_000
