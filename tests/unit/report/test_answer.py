import numpy as np
import pytest
from tests.unit.report.synthetic import Shape, make_run

from tingqiao.case.entities import Text
from tingqiao.model.history import replay
from tingqiao.model.plan import Plan
from tingqiao.report.chapters.answer import answer
from tingqiao.report.prospects import (
    climbs_within,
    count_settled,
    likeliest_climb,
    likeliest_fall,
)


def sentence(run, language):
    phrases = answer(run, replay(run.case)).phrases
    return "".join(phrase.in_language(language) for phrase in phrases)


def test_the_sentence_says_how_many_by_when_with_an_interval():
    run = make_run()
    rungs = np.repeat([[3] * 4 + [4] * 2 + [2] * 4], 200, axis=0)
    rungs[:30, 4], rungs[-30:, 8] = 0, 3
    run.per_run.rung[:, 5] = rungs
    assert (
        "到 2031 年 11 月，十件事里约有六件（八成把握 5–7 件）走到“协议共建”或更高"
        in sentence(run, "zh")
    )
    assert "by November 2031 about six of ten matters (80 % interval 5–7)" in sentence(
        run, "en"
    )


def test_only_the_headline_month_is_counted():
    run = make_run(Shape(matters=2))
    run.per_run.rung[:] = 4
    run.per_run.rung[:, 5] = 2
    assert count_settled(run, replay(run.case)).high == 0


def test_a_run_of_no_whole_years_is_counted_at_its_end():
    run = make_run(Shape(matters=2, months=7))
    run.per_run.rung_end[:] = 3
    assert count_settled(run, replay(run.case)).low == 2


def test_the_likeliest_to_climb_has_the_highest_chance_of_all():
    run = make_run()
    history = replay(run.case)
    best = likeliest_climb(run, history)
    assert best.months == 12
    assert best.chance.value == max(
        climb.chance.value for climb in climbs_within(run, history, 12)
    )
    chances = run.summary["p_rung"].sel(matter=best.matter.id, month=12).values
    assert best.chance.value == pytest.approx(
        chances[history.rung[best.matter.id] + 1 :].sum()
    )


def test_the_interval_of_a_fall_is_that_of_staying_turned_round():
    run = make_run()
    fall = likeliest_fall(run, replay(run.case))
    place = {"matter": fall.matter.id, "month": 60, "rung": fall.rung}
    assert fall.chance.low == pytest.approx(
        1 - float(run.summary["p_rung_high"].sel(place))
    )
    assert fall.chance.low <= fall.chance.high


def test_nothing_is_said_to_climb_where_all_stand_at_the_top():
    run = make_run(Shape(matters=3, at_top=True))
    assert likeliest_climb(run, replay(run.case)) is None
    assert "每一件都已在最高一级" in sentence(run, "zh")
    assert "没有哪一样明显在拖" in sentence(run, "zh")


def test_the_sentence_names_what_weighs_most_and_clears_nothing_else():
    run = make_run()
    parts = run.summary["willingness_part"]
    parts.loc[{"part": "cost"}] = -2.0
    parts.loc[{"part": "trust"}] = 0.1
    assert sentence(run, "zh").endswith("拖得最多的是合作的成本。")
    parts.loc[{"part": "trust"}] = -3.0
    assert sentence(run, "zh").endswith("拖得最多的是彼此信不过。")


def test_a_plan_is_named_in_the_sentence():
    run = make_run(Shape(matters=2))
    run.plan = Plan("push", Text("早推", "early push"))
    assert sentence(run, "zh").startswith("若按“早推”，")
    assert sentence(run, "en").startswith("Under “early push”, ")


def test_a_single_matter_is_spoken_of_as_one():
    run = make_run(Shape(matters=1, governments=2))
    assert "这一件事" in sentence(run, "zh")
    assert "the one matter" in sentence(run, "en")
