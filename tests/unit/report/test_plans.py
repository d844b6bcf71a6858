import numpy as np
import pytest
import xarray as xr
from tests.unit.report.synthetic import Shape, make_run

from tingqiao.case.entities import Text
from tingqiao.model.plan import Plan
from tingqiao.report.chapters.plans import plans_chapter
from tingqiao.report.figures.differences import Difference, axis_of, interval_bar
from tingqiao.report.page import render_report


def comparison(rungs, benefit=(0.0, -5.0, 5.0), saved=0.8):
    table = np.array([[*rungs, saved], [*benefit, saved]])
    names = ("difference", "low", "high", "variance_saved")
    parts = zip(names, table.T, strict=True)
    reached = {"reached_agreement": 0.25, "reached_low": 0.125, "reached_high": 0.375}
    return xr.Dataset(
        {name: (("measure",), column) for name, column in parts}
        | {name: (("matter",), [value] * 2) for name, value in reached.items()},
        coords={
            "measure": ["rungs_total", "benefit_total"],
            "long_name": ("measure", ["sum of rungs", "output over all months"]),
            "long_name_zh": ("measure", ["级数之和", "期内收益合计"]),
            "matter": ["M0", "M1"],
        },
    )


def other(run, plan_id, name):
    plan = Plan(plan_id, Text(name, f"plan {plan_id}"))
    return type(run)(**{**vars(run), "plan": plan})


@pytest.fixture
def run():
    return make_run(Shape(matters=2, governments=2))


def test_the_heading_names_the_best_and_the_worst_that_are_clear(run):
    others = [other(run, "a", "早推"), other(run, "b", "无上级")]
    told = {"a": comparison((1.0, 0.5, 1.5)), "b": comparison((-2.0, -3.0, -1.0))}
    heading = plans_chapter(run, others, told).heading
    assert (
        heading.zh == "换个做法，各事项合计平均：“早推”多 1.00 级，“无上级”少 2.00 级"
    )


def test_where_no_interval_leaves_out_nought_no_plan_is_praised(run):
    told = {"a": comparison((3.0, -0.1, 6.1))}
    assert "分不清" in plans_chapter(run, [other(run, "a", "早推")], told).heading.zh


def test_without_plans_there_is_no_chapter(run):
    assert plans_chapter(run, [], {}) is None
    assert "换个做法" not in render_report(run)


def test_differences_intervals_and_variance_saved_are_on_the_page(run):
    told = {"a": comparison((1.25, 0.5, 2.0), saved=0.83)}
    html = render_report(run, others=[other(run, "a", "早推")], comparisons=told)
    assert "+1.25 (+0.50, +2.00)" in html
    assert "83%" in html
    assert "期内收益合计（万元）" in html
    assert "--plan recorded --plan a" in html
    assert "+25 (+12, +38)" in html


def test_a_point_is_solid_only_where_its_sign_is_clear():
    axis = axis_of([Difference(1.0, 0.5, 2.0)])
    assert "pt clear" in interval_bar(Difference(1.0, 0.5, 2.0), axis)
    assert "pt clear" not in interval_bar(Difference(1.0, -0.5, 2.0), axis)
    assert axis(0.0) == 80.0
    assert axis(2.0) == 154.0


def test_a_difference_that_is_not_known_draws_no_point():
    unknown = Difference(float("nan"), float("nan"), float("nan"))
    assert "circle" not in interval_bar(unknown, axis_of([unknown]))
