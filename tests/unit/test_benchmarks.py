"""The engines that the benchmark times all run the same model (tiny, no timing)."""

from __future__ import annotations

from importlib.util import find_spec
from shutil import which

import numpy as np
import pytest
from benchmarks.c_engine import NoCompilerError, compile_model
from benchmarks.engines import Absent, C, engines
from benchmarks.nation import nation
from benchmarks.numpy_engine import run_numpy
from benchmarks.outcome import Outcome, same_draws, within_chance
from benchmarks.run import together
from benchmarks.situation import GUIDED, Situation, at_middles, real_situation

from tingqiao.case.entities import Range
from tingqiao.case.tree import tree_of
from tingqiao.model.ensemble import simulate
from tingqiao.model.parameters import PARAMETERS

RUNS = 64


@pytest.fixture(scope="module")
def at() -> Situation:
    return real_situation(months=36)


@pytest.fixture(scope="module")
def by_the_kernel(at) -> Outcome:
    points = {p.name: p.default for p in PARAMETERS.values()}
    run = simulate(
        at.case,
        at_middles(GUIDED),
        runs=RUNS,
        months=at.months,
        seed=at.seed,
        parameters={**points, **at.case.parameters},
        keep_paths=0,
    )
    stands = np.rint(run.summary["p_rung"].values * RUNS).astype(np.int64)
    return Outcome(stands, run.per_run.trust_end, run.per_run.benefit_total)


def test_numpy_over_runs_equals_the_kernel_draw_for_draw(at, by_the_kernel):
    verdict = same_draws(run_numpy(at, 0, RUNS), by_the_kernel)
    assert verdict.agrees, verdict.ground


@pytest.mark.skipif(which("gcc") is None, reason="there is no gcc here")
def test_c_equals_the_kernel_draw_for_draw(at, by_the_kernel, tmp_path):
    verdict = same_draws(compile_model(tmp_path)(at, 0, RUNS), by_the_kernel)
    assert verdict.agrees, verdict.ground


@pytest.mark.skipif(find_spec("mesa") is None, reason="mesa is not installed")
def test_mesa_agrees_with_the_kernel_within_chance(at):
    from benchmarks.mesa_engine import run_mesa

    verdict = within_chance(run_mesa(at, 0, 100), run_numpy(at, 0, 1000))
    assert verdict.agrees, verdict.ground


def test_a_run_does_not_depend_on_which_others_are_run_beside_it(at):
    apart = together([run_numpy(at, 0, 5), run_numpy(at, 5, 11)])
    assert same_draws(apart, run_numpy(at, 0, 16)).agrees


def test_agreement_sees_one_run_on_another_rung(at):
    one = run_numpy(at, 0, 16)
    stands = one.stands.copy()
    stands[-1, 0] = np.roll(stands[-1, 0], 1)
    assert not same_draws(one._replace(stands=stands), one).agrees


def test_agreement_within_chance_sees_a_model_that_is_a_little_off(at):
    wrong = at.start._replace(parameter=at.start.parameter * 1.2)
    off = run_numpy(at._replace(start=wrong), 0, 1000)
    assert not within_chance(off, run_numpy(at, 1000, 1000)).agrees


def test_a_machine_without_gcc_is_told_so_and_keeps_its_other_engines(
    monkeypatch, tmp_path
):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoCompilerError, match="gcc is not installed"):
        compile_model(tmp_path)
    absent = [engine for engine in engines(tmp_path) if isinstance(engine, Absent)]
    assert C in [engine.name for engine in absent]


def test_every_range_of_the_case_becomes_its_middle(at):
    assert at_middles((Range(0.0, 1.0),)) == (Range(0.5, 0.5),)
    assert all(m.benefit.is_point and m.cost.is_point for m in at.case.matters)


def test_the_nation_has_its_governments_and_its_matters_are_between_neighbours():
    case = nation(200)
    tree = tree_of(case.governments)
    assert len(case.governments) == 40_000
    assert tree.depth == 4
    assert all(2 <= len(set(m.parties)) <= 6 for m in case.matters)
    superiors = {tree.lowest_common_superior(m.parties) for m in case.matters}
    levels = {case.government(superior).level for superior in superiors}
    assert {"county", "prefecture", "province", "central"} <= levels


def test_the_nation_is_the_same_every_time():
    assert nation(50) == nation(50)
