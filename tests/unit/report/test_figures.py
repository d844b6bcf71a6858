import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.report.synthetic import Shape, make_run

from tingqiao.model.history import replay
from tingqiao.report.chapters.journey import timeline_of
from tingqiao.report.chapters.lag import lag_chapter
from tingqiao.report.chapters.ties import ties_chapter
from tingqiao.report.figures.cells import columns, evidence_bar, part_bar
from tingqiao.report.figures.labels import Label, placed
from tingqiao.report.figures.svg import Scale, element, number, shortened, text_width
from tingqiao.report.figures.timeline import draw_timeline
from tingqiao.report.figures.web import draw_web


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.0, "0"),
        (-0.04, "0"),
        (-0.5, "-0.5"),
        (10.0, "10"),
        (12.26, "12.3"),
        (100, "100"),
    ],
)
def test_lengths_are_written_short_and_keep_their_sign(value, written):
    assert number(value) == written


def test_words_and_attributes_are_escaped():
    drawn = element("text", "<b>&", title='"><script>')
    assert drawn == '<text title="&#34;&gt;&lt;script&gt;">&lt;b&gt;&amp;</text>'


@given(st.text(max_size=60), st.floats(20, 300))
def test_shortened_words_fit(words, width):
    assert text_width(shortened(words, width)) <= max(width, 12.0)


def test_a_scale_of_nothing_does_not_divide_by_it():
    assert Scale(3.0, 3.0, 0.0, 10.0)(3.0) == 0.0


points = st.tuples(st.floats(60, 600), st.integers(0, 20))


@given(
    st.lists(points, min_size=2, max_size=30),
    st.text("事项abc ", min_size=1, max_size=30),
)
def test_no_label_lies_on_another_or_outside(steps, words):
    line = [(x, 310.0 - 12 * y) for x, y in sorted(steps)]
    falls = [b[1] > a[1] for a, b in zip([line[0], *line], line, strict=False)]
    wanted = [
        Label(point, words, "2020-01", falls=fall)
        for point, fall in zip(line, falls, strict=True)
    ]
    found = placed(wanted, line, (40.0, 620.0, 56.0))
    boxes = [label.box(label.at) for label in found]
    for i, box in enumerate(boxes):
        assert box.left >= 40.0
        assert box.right <= 644.0
        assert not any(box.meets(other) for other in boxes[:i])


def test_columns_are_as_tall_as_their_chances():
    heights = re.findall(
        r'height="([\d.]+)" class="bar', columns([0.0, 0.5, 1.0], 1, True)
    )
    assert [float(h) for h in heights] == [0.0, 14.0, 28.0]


def test_what_holds_back_is_hatched_on_the_left_and_what_lifts_solid_on_the_right():
    hold, lift = part_bar(-1.0, 2.0), part_bar(1.0, 2.0)
    assert 'fill="url(#hatch)"' in hold
    assert 'x="21" y="1" width="19"' in hold
    assert "hatch" not in lift
    assert 'x="40" y="1" width="19"' in lift


def test_the_evidence_bar_has_three_shares_that_fill_it():
    shares = re.findall(r'width="([\d.]+)%"', evidence_bar(0.25, 0.5, 0.25))
    assert [float(share) for share in shares] == [25.0, 50.0, 25.0]


def test_the_record_steps_through_the_total_of_all_matters():
    run = make_run()
    history = replay(run.case)
    timeline = timeline_of(run, history)
    assert timeline.record[-1] == (
        run.case.start.index / 12,
        sum(history.rung.values()),
    )
    assert timeline.record[0][1] == sum(m.rung for m in run.case.matters)
    assert timeline.record[-1][1] == timeline.fan[0, 2]
    fall = [h for h in timeline.happenings if h.change < 0]
    assert [h.words.zh for h in fall] == ["停运 140 天"]


def test_the_timeline_names_its_falls_with_date_and_source():
    run = make_run()
    drawn = draw_timeline(timeline_of(run, replay(run.case)), "zh")
    assert "停运 140 天" in drawn
    assert "2022-02-15 · S2" in drawn


def test_a_case_without_events_still_has_a_flat_record():
    run = make_run(Shape(events=False))
    timeline = timeline_of(run, replay(run.case))
    assert timeline.happenings == ()
    assert len({level for _, level in timeline.record}) == 1
    assert draw_timeline(timeline, "en").startswith("<svg")


@pytest.mark.parametrize(
    ("governments", "form"), [(2, "tie"), (4, "tie"), (5, "square")]
)
def test_few_governments_make_a_web_and_many_a_matrix(governments, form):
    web = ties_chapter(make_run(Shape(matters=8, governments=governments))).web
    drawn = draw_web(web, "zh")
    n_ties = int((~np.isnan(web.dependence)).sum())
    assert drawn.count(f'class="{form}"') == n_ties


def test_a_curve_keeps_its_unfinished_ones_to_the_end():
    run = make_run()
    chapter = lag_chapter(run, replay(run.case))
    for lag in chapter.lags:
        assert lag.curve.unfinished[chapter.months] > 0
    assert 24 <= chapter.months <= 72


def test_a_matter_without_adoptions_says_so_instead_of_drawing():
    run = make_run(Shape(matters=2))
    run.summary["lag_at_risk"].loc[{"matter": "M0"}] = 0
    run.summary["lag_unfinished"].loc[{"matter": "M0"}] = 1.0
    run.summary["p_late"].loc[{"matter": "M0"}] = np.nan
    lags = lag_chapter(run, replay(run.case)).lags
    assert [lag.curve.is_empty for lag in lags] == [True, False]
