"""Superiors: what is stalled, what holds it, and how little help is enough."""

from dataclasses import replace

import numpy as np
import pytest

import tingqiao as tq
from tingqiao.advice.institutions.nature import natures
from tingqiao.advice.superiors.bisection import first_true
from tingqiao.advice.superiors.diagnosis import Cause, diagnose, stalled
from tingqiao.advice.superiors.pressure import Goal, Trial, stands
from tingqiao.advice.superiors.tools import Tool, lowest_superior, plan_with
from tingqiao.case.entities import Month, Range


@pytest.fixture(scope="module")
def case():
    return tq.load_case("tingqiaohe")


def _point(number):
    return Range(number, number)


def _alone(case, matter_id, **changed):
    """One matter of the case by itself, with some of its numbers changed."""
    matter = replace(case.matter(matter_id), **changed)
    return replace(case, matters=(matter,), shares=(), events=(), outcomes=(), ties=())


def _guided(case, goal, runs=200):
    ((matter, now, still),) = stalled(case)
    base = tq.simulate(case, runs=40, months=12)
    found = diagnose(base, matter, now, still, natures(case, 40)[matter.id])
    return Trial(case, runs, 0, goal).guidance(matter, found)


def test_a_matter_at_the_top_or_not_yet_open_or_newly_moved_is_not_stalled(case):
    waiting = {matter.id: still for matter, _, still in stalled(case)}
    assert "M0a" not in waiting  # at the top
    assert all(still is None or still >= 12 for still in waiting.values())
    later = _alone(case, "M6", opened=Month(2090, 1))
    assert stalled(later) == ()


@pytest.mark.parametrize("n", range(6))
def test_bisection_finds_the_first_answer_that_is_enough(n):
    answers = [lambda i=i: i >= n for i in range(5)]
    assert first_true(answers) == (n if n < 5 else None)


def test_the_lowest_common_superior_of_one_district_is_not_the_centre(case):
    within = _alone(case, "M6", parties=("kunshan", "wujiang"))
    assert lowest_superior(within, within.matters[0]) == "suzhou"
    assert lowest_superior(case, case.matter("M6")) == "guowuyuan"


def test_nobody_needs_to_step_in_where_it_moves_by_itself(case):
    easy = _alone(case, "M6", benefit=_point(10.0), cost=_point(0.05))
    guidance = _guided(easy, Goal(36, 0.3))
    assert guidance.is_needed is False
    assert guidance.tried == ()
    assert guidance.push is None


def test_the_weakest_tool_that_is_enough_is_named_and_those_below_it_are_not(case):
    hard = _alone(case, "M8")
    guidance = _guided(hard, Goal(24, 0.8))
    assert guidance.is_needed
    assert guidance.weakest is guidance.tried[-1]
    assert [t.tool for t in guidance.tried] == list(Tool)[: len(guidance.tried)]
    assert all(t.chance.value < 0.8 or t.added.low <= 0 for t in guidance.tried[:-1])


def test_a_costly_matter_is_held_by_cost_and_a_free_one_is_not(case):
    for cost, is_cost in ((3.0, True), (0.01, False)):
        one = _alone(
            case,
            "M8",
            benefit=_point(2.0),
            cost=_point(cost),
            complexity=_point(0.1),
            measurability=_point(1.0),
            specificity=_point(0.0),
        )
        assert (
            _guided(one, Goal(12, 0.01), 40).diagnosis.cause is Cause.COST
        ) == is_cost


def test_a_least_push_is_on_the_grid_and_gives_the_chance_asked_for(case):
    guidance = _guided(_alone(case, "M9b"), Goal(24, 0.45))
    push = guidance.push
    assert push is not None
    assert push.chance.value >= 0.45
    assert push.withdraw <= 24
    assert push.trust.low <= push.trust.value <= push.trust.high


def test_a_mandate_stands_at_once_wherever_nobody_falls_back(case):
    easy = _alone(case, "M6", benefit=_point(10.0), cost=_point(0.0))
    matter = easy.matters[0]
    run = tq.simulate(easy, plan_with(Tool.MANDATE, matter, 3, 24), runs=32, months=12)
    assert stands(run, matter, 3, 12).all()


def test_a_government_tree_without_a_common_root_leaves_nobody_to_ask(case):
    cut = tuple(
        replace(g, superior=None) if g.id in ("shanghai", "jiangsu") else g
        for g in case.governments
    )
    apart = replace(_alone(case, "M8"), governments=cut)
    guidance = _guided(apart, Goal(12, 0.99), 40)
    assert guidance.superior is None
    assert guidance.weakest is None


@pytest.mark.parametrize(
    ("months", "chance"), [(7, 0.5), (0, 0.5), (12, 0.0), (12, np.inf)]
)
def test_a_goal_that_cannot_be_read_off_is_refused(months, chance):
    with pytest.raises(ValueError, match="is"):
        Goal(months, chance)


def test_a_chance_too_near_the_goal_is_neither_needed_nor_not(case):
    known = _guided(_alone(case, "M8"), Goal(24, 0.01), 80)
    near = replace(known, goal=Goal(24, known.alone.value))
    assert 0.01 < known.alone.value < 0.99
    assert near.is_needed is None
