"""The report on what the model really returns."""

import json
import math

import numpy as np
import pytest
from tests.unit.report.synthetic import make_case

from tingqiao.model.compare import paired
from tingqiao.model.ensemble import simulate
from tingqiao.model.intervals import with_intervals
from tingqiao.model.plan import Plan
from tingqiao.report.board import ladder_board
from tingqiao.report.page import render_report
from tingqiao.report.summary import summary_document


@pytest.fixture(scope="module")
def run():
    return with_intervals(simulate(make_case(), runs=64, seed=3), worlds=8, repeats=4)


def test_the_summary_of_a_real_run_is_strict_and_its_parts_add_up(run):
    text = json.dumps(summary_document(run), allow_nan=False)
    matters = json.loads(text)["matters"]
    assert list(matters) == [matter.id for matter in run.case.matters]
    for matter in matters.values():
        for willing in matter["willingness"].values():
            w = willing["value"]
            total = sum(willing["parts"].values())
            assert total == pytest.approx(math.log(w / (1 - w)), abs=1e-3)


def test_a_real_run_with_plans_renders_and_names_them(run):
    other = simulate(run.case, Plan("leap", leap={"*": 3}), runs=64, seed=3)
    html = render_report(run, others=[other], comparisons={"leap": paired(run, other)})
    assert "换个做法" in html
    assert "--plan recorded --plan leap --runs 64 --months 120 --seed 3" in html
    assert ladder_board(run) is not None


def test_what_is_given_in_place_of_a_parameter_is_told(run):
    fixed = simulate(run.case, runs=16, parameters={"memory": 0.9})
    html = render_report(fixed)
    assert "--param memory=0.9" in html
    assert "本次指定" in html


def test_the_headline_counts_what_the_summary_says_on_average(run):
    rungs = run.per_run.rung[:, 5]
    assert rungs.shape == (64, len(run.case.matters))
    chances = run.summary["p_rung"].sel(month=60).values[:, 3:].sum()
    assert (rungs >= 3).sum(axis=1).mean() == pytest.approx(np.float64(chances))
