"""Each submodel against numbers worked by hand, in the kernel and in the reference."""

from __future__ import annotations

import math

import pytest

from tingqiao.case.entities import Rung, Text
from tingqiao.model.plan import Aggregate
from tingqiao.model.reference import equations as eq
from tingqiao.model.submodels.action import action_rate, help_to_act
from tingqiao.model.submodels.belief import next_belief
from tingqiao.model.submodels.consent import consent_rate, rule_is_met
from tingqiao.model.submodels.delivery import (
    MEAN,
    THRESHOLD,
    WEAKEST,
    aggregate,
    chance_to_keep,
)
from tingqiao.model.submodels.escalation import is_stuck, months_until_answer
from tingqiao.model.submodels.idea import next_idea
from tingqiao.model.submodels.lapse import wants_out
from tingqiao.model.submodels.pressure import faded, raised, reaching
from tingqiao.model.submodels.risks import (
    any_risk,
    coordination_risk,
    defection_risk,
    division_risk,
)
from tingqiao.model.submodels.stakes import stake, tension
from tingqiao.model.submodels.trust import remembered, trust, weight_under_pressure
from tingqiao.model.submodels.turnover import kept_by_institutions
from tingqiao.model.submodels.willingness import (
    readiness_log_odds,
    willingness_log_odds,
)
from tingqiao.model.submodels.worth import burden, gain

_RUNG = Rung(Text("", ""), 0.75, 0.6, 0.65, 0.3, 0.6, 18)


def test_tension_is_complexity_under_divided_authority() -> None:
    assert tension(0.5, 0.8) == pytest.approx(0.4)


def test_the_stake_grows_from_its_floors() -> None:
    """n s = 1.5; need ¼ + ¾·0.4 = 0.55; reliance 0.4 + 0.6·0.5 = 0.7."""
    assert stake(1.5, 0.4, 0.5, 0.25, 0.4) == pytest.approx(1.5 * 0.55 * 0.7)
    c = {"stake_floor": 0.25, "dependence_floor": 0.4}
    assert eq.stake(1.5, 0.4, 0.5, c) == pytest.approx(0.5775)


def test_the_three_risks_and_any_of_them() -> None:
    assert coordination_risk(0.8, 0.5) == pytest.approx(0.4 * 0.75)
    assert division_risk(0.2, 0.6, 0.5) == pytest.approx(0.5 * 0.4 * 0.5)
    assert defection_risk(0.6, 0.2, 0.5, 0.8) == pytest.approx(0.8 * 0.7 * 0.75)
    assert any_risk(0.3, 0.1, 0.42) == pytest.approx(1 - 0.7 * 0.9 * 0.58)
    told = eq.any_risk(0.8, 0.5, 0.2, 0.6, 0.5, 0.42)
    assert told == pytest.approx(1 - 0.7 * 0.9 * 0.58)
    assert eq.defection(0.6, 0.2, 0.5, {"defection_base": 0.8}) == pytest.approx(0.42)


def test_worth_is_what_is_kept_less_what_it_costs() -> None:
    """0.5·0.75·(1 − 0.6·0.4·0.5) = 0.33; 0.2{0.65·1.3·0.7 + 0.3·0.4} = 0.1423."""
    assert gain(0.5, 0.75, 0.6, 0.6, 0.5) == pytest.approx(0.33)
    assert eq.gain(_RUNG, 0.5, 0.6, 0.5) == pytest.approx(0.33)
    assert burden(0.2, 0.65, 0.3, 0.6, 0.5, 0.3, 0.6) == pytest.approx(0.1423)
    c = {"caution": 0.6, "coordination_saving": 0.5}
    assert eq.burden(_RUNG, 0.2, 0.5, 0.6, 0.6, c) == pytest.approx(0.1423)


def test_willingness_adds_worth_pressure_and_idea() -> None:
    """6(0.1 + 0.35·0.4 + 0.3·0.2) = 1.8."""
    assert willingness_log_odds(0.1, 0.4, 0.6, 6.0, 0.35, 0.3) == pytest.approx(1.8)
    assert readiness_log_odds(0.1, 0.4, 6.0, 0.35) == pytest.approx(1.44)
    c = {"sharpness": 6.0, "pressure_weight": 0.35, "idea_weight": 0.3}
    assert eq.willingness(0.1, 0.4, 0.6, c) == pytest.approx(1 / (1 + math.exp(-1.8)))


def test_consent_needs_contact() -> None:
    """0.15·0.8·(1 + 0.5)/2 = 0.09; nobody meeting halves the contact."""
    assert consent_rate(0.8, 0.5, 0.15) == pytest.approx(0.09)
    assert consent_rate(0.8, 0.0, 0.15) == pytest.approx(0.06)
    told = eq.chance_to_consent(0.8, 0.5, {"consent_rate": 0.15})
    assert told == pytest.approx(1 - math.exp(-0.09))


@pytest.mark.parametrize(
    ("n", "quorum", "vetoes", "said", "met"),
    [(3, 3, 0, 0, True), (2, 3, 0, 0, False), (2, 2, 1, 1, True), (2, 2, 1, 0, False)],
)
def test_the_rule_asks_for_enough_and_for_every_veto(n, quorum, vetoes, said, met):
    assert rule_is_met(n, quorum, vetoes, said) is met


def test_help_speeds_action_and_a_full_plate_slows_it() -> None:
    helped = help_to_act(0.4, 0.5, 0.2, 1.0, 2.0, 0.5)
    assert helped == pytest.approx(2.5)
    assert action_rate(0.8, helped, 0.06, 2.0, 1.0) == pytest.approx(0.12)
    assert action_rate(0.8, helped, 0.06, 2.0, 4.0) == pytest.approx(0.06)
    assert action_rate(0.8, helped, 0.06, 0.5, 0.0) == pytest.approx(0.06)


def test_words_are_kept_where_little_tempts() -> None:
    """1 − ½·0.42·0.4·0.8."""
    assert chance_to_keep(0.42, 0.6, 0.4) == pytest.approx(0.9328)
    assert eq.chance_to_keep(0.42, 0.6, 0.4) == pytest.approx(0.9328)


@pytest.mark.parametrize(
    ("kept", "how", "word", "part"),
    [
        (3, WEAKEST, Aggregate.WEAKEST, 1.0),
        (2, WEAKEST, Aggregate.WEAKEST, 0.0),
        (2, MEAN, Aggregate.MEAN, 2 / 3),
        (2, THRESHOLD, Aggregate.THRESHOLD, 1.0),
        (1, THRESHOLD, Aggregate.THRESHOLD, 0.0),
    ],
)
def test_words_kept_add_up_in_three_ways(kept, how, word, part) -> None:
    assert aggregate(float(kept), 3.0, 2.0, how) == pytest.approx(part)
    told = eq.delivered([i < kept for i in range(3)], word, 2.0)
    assert told == pytest.approx(part)


def test_evidence_fades_and_pressure_discounts_it() -> None:
    assert weight_under_pressure(0.5, 0.6) == pytest.approx(0.7)
    assert remembered(10.0, 0.95, 0.7) == pytest.approx(10.2)
    assert trust(10.2, 1.8) == pytest.approx(11.2 / 14)
    assert kept_by_institutions(10.0, 0.3) == pytest.approx(3.0)


def test_belief_and_idea_move_part_of_the_way() -> None:
    assert next_belief(0.6, 1.0, 0.1) == pytest.approx(0.64)
    # 0.9·0.5 + 0.1·0.7 + 0.05(1 − 0.4) + 0.02
    assert next_idea(0.4, 0.5, 0.7, 1.0, 0.02, 0.1, 0.05) == pytest.approx(0.57)
    assert next_idea(0.9, 0.9, 0.9, 1.0, 0.9, 0.1, 0.05) == 1.0


def test_a_party_wants_out_only_below_the_margin() -> None:
    assert wants_out(-0.2, 0.4, 0.35, 0.05)
    assert not wants_out(-0.18, 0.4, 0.35, 0.05)


def test_pressure_reaches_down_adds_up_to_one_and_fades() -> None:
    assert reaching(0.5, 0.8, 2) == pytest.approx(0.32)
    assert raised(0.7, 0.5) == 1.0
    assert faded(0.8, 0.5 ** (1 / 6)) == pytest.approx(0.8 * 2 ** (-1 / 6))


def test_stuck_is_waiting_for_consent_or_late() -> None:
    assert is_stuck(True, 2, 4, 0.0, 0.0, 6.0)  # nobody owes, nobody moves
    assert not is_stuck(True, 4, 4, 0.0, 0.0, 6.0)  # at the top
    assert not is_stuck(True, 2, 4, 1.0, 6.0, 6.0)  # at work, in time
    assert is_stuck(True, 2, 4, 1.0, 7.0, 6.0)  # late
    assert not is_stuck(False, 0, 4, 0.0, 0.0, 0.0)  # not open yet


@pytest.mark.parametrize(
    ("delay", "levels", "months"), [(0.5, 1, 1), (1.0, 3, 3), (1.1, 3, 4)]
)
def test_an_answer_comes_after_whole_months(delay, levels, months) -> None:
    assert months_until_answer(delay, levels) == months
    assert eq.months_until_answer(levels, {"escalation_delay": delay}) == months


def test_gini_of_shares() -> None:
    assert eq.gini([0.5, 0.5]) == 0.0
    assert eq.gini([0.7, 0.2, 0.1]) == pytest.approx(0.4)
