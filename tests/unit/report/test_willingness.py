import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.report.synthetic import make_run

from tingqiao.model.history import replay
from tingqiao.report.chapters.willingness import (
    FACTORS,
    least_willing,
    main_hold,
    parties_of,
    willing_of,
)
from tingqiao.report.figures.waterfall import logistic, points_per_log_odds, reach


@given(st.lists(st.floats(-8, 8), min_size=6, max_size=6))
def test_points_add_up_to_willingness_less_a_half(parts):
    total = math.fsum(parts)
    worth = points_per_log_odds(total)
    points = math.fsum(part * worth for part in parts)
    assert points == pytest.approx(logistic(total) - 0.5, abs=1e-12)
    assert 0 < worth <= 0.25 + 1e-12


def test_the_value_shown_is_the_one_its_parts_lead_to():
    run = make_run()
    for matter in run.case.matters:
        for willing in parties_of(run, matter):
            odds = math.fsum(part.log_odds for part in willing.parts)
            assert willing.value == pytest.approx(1 / (1 + math.exp(-odds)))
            assert len(willing.parts) == len(FACTORS) == 6


def test_who_is_no_party_has_no_willingness():
    run = make_run()
    matter = run.case.matters[0]
    outside = next(g.id for g in run.case.governments[3:] if g.id not in matter.parties)
    assert willing_of(run, matter, outside) is None


def test_the_least_willing_party_decides_and_the_lowest_comes_first():
    run = make_run()
    least = least_willing(run, replay(run.case))
    assert [w.value for w in least] == sorted(w.value for w in least)
    for one in least:
        assert one.value == min(w.value for w in parties_of(run, one.matter))


def test_the_main_hold_is_the_heaviest_in_most_matters():
    run = make_run()
    parts = run.summary["willingness_part"]
    parts.loc[:] = parts.where(parts.isnull(), 0.1)
    parts.loc[{"part": "cost"}] = -0.5
    parts.loc[{"part": "idea", "matter": ["M0", "M1", "M2"]}] = -0.9
    hold = main_hold(run, replay(run.case))
    assert (hold.part, hold.matters, hold.of) == ("cost", 7, 10)


def test_every_waterfall_fits_its_axis():
    run = make_run()
    falls = [one.waterfall for one in least_willing(run, replay(run.case))]
    axis = reach(falls)
    for fall in falls:
        total = 0.0
        for step in fall.steps:
            total += step.log_odds
            assert axis.start - 1e-6 <= axis(total) <= axis.end + 1e-6
