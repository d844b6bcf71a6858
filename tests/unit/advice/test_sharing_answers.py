"""What a user is told of a game: documents, estimates, spreads, refusals."""

from __future__ import annotations

import json

import numpy as np
import pytest

from tingqiao.advice import sharing
from tingqiao.advice.sharing import (
    Allocation,
    Game,
    GameError,
    NotApplicableError,
    all_rules,
    cover,
    estimate_shapley,
    lexicographic,
    shapley_errors,
    share_document,
)
from tingqiao.advice.sharing import document as document_module
from tingqiao.advice.sharing.rules import shapley as kernel
from tingqiao.advice.sharing.sampling import draw_orders
from tingqiao.advice.sharing.spread import spread

FARMS = Game.from_table(
    {"a": 1, "b": 0, "c": 0, "a;b": 5, "a;c": 2, "b;c": 0, "a;b;c": 6}
)
MAJORITY = Game.from_function("abc", lambda who: float(len(who) > 1))
COSTS = Game.from_table({"a": 4, "b": 6, "a;b": 7}, "cost")


def test_the_document_keeps_the_promises_of_the_command():
    document = json.loads(json.dumps(share_document(FARMS)))
    assert document["kind"] == "benefit"
    assert document["players"] == ["a", "b", "c"]
    assert document["total"] == 6
    for name, shares in document["rules"].items():
        assert sum(shares.values()) == pytest.approx(6), name
        assert list(shares) == ["a", "b", "c"]
    assert document["in_core"]["nucleolus"] is True
    assert document["in_core"]["equal"] is False
    assert set(document["in_core"]) == set(document["rules"])
    known = set(document["rules"]) | set(document["not_applicable"])
    assert known == set(all_rules())


def test_the_document_says_who_objects_and_what_payment_mends_it():
    document = share_document(FARMS, ["equal"])
    assert document["objections"]["equal"] == [{"coalition": ["a", "b"], "gain": 1.0}]
    (payment,) = document["mend"]["equal"]["payments"]
    assert payment["from"] == "c"
    assert payment["amount"] == pytest.approx(1)
    assert document["core"] == {
        "empty": False,
        "epsilon": pytest.approx(-0.5),
        "cost_of_stability": 0.0,
    }


def test_who_would_pay_less_alone_is_named_with_the_saving():
    document = share_document(COSTS, ["cea"])
    assert document["rules"]["cea"] == {"a": 3.5, "b": 3.5}
    skewed = Allocation(COSTS.players, [5, 2])
    assert sharing.better_alone(COSTS, skewed) == {"a": 1}
    assert sharing.objections(COSTS, skewed)[0] == (("a",), 1)
    (payment,) = sharing.mend(COSTS, skewed).payments
    assert payment == ("b", "a", pytest.approx(1))


def test_an_empty_core_is_said_with_what_it_would_take():
    core = share_document(MAJORITY, ["shapley"])["core"]
    assert core["empty"] is True
    assert core["epsilon"] == pytest.approx(1 / 3)
    assert core["cost_of_stability"] == pytest.approx(0.5)


def test_a_rule_that_is_unknown_or_does_not_apply_is_a_fault_when_asked_for():
    with pytest.raises(GameError, match="shapely") as caught:
        share_document(FARMS, ["shapely", "nuke"])
    assert len(caught.value.faults) == 2
    assert "nucleolus" in caught.value.describe("en")
    with pytest.raises(GameError, match="tau"):
        share_document(MAJORITY, ["tau"])
    assert "tau" in share_document(MAJORITY)["not_applicable"]


@pytest.mark.parametrize(
    ("rule", "values", "kind"),
    [
        ("nucleolus", [0, 5, 5, 7], "benefit"),
        ("nash", [0, 5, 5, 7], "benefit"),
        ("kalai_smorodinsky", [0, 5, 5, 12], "cost"),
        ("proportional", [0, -1, 1, 3], "benefit"),
        ("proportional", [0, 0, 0, 3], "benefit"),
        ("proportional_nucleolus", [0, 0, 2, 3], "benefit"),
        ("scrb", [0, 5, 5, 12], "cost"),
        ("tau", [0, 5, 5, 12], "cost"),
        ("cea", [0, 5, 5, 12], "cost"),
        ("cel", [0, -5, 9, 3], "cost"),
        ("talmud", [0, 0, 0, -1], "benefit"),
    ],
)
def test_a_rule_without_an_answer_says_why_in_both_languages(rule, values, kind):
    game = Game(("a", "b"), np.array(values), kind)
    with pytest.raises(NotApplicableError) as caught:
        getattr(sharing, rule)(game)
    assert caught.value.why.zh
    assert caught.value.why.en


@pytest.mark.parametrize("rule", list(all_rules()))
def test_one_player_keeps_or_pays_everything(rule):
    for kind in ("cost", "benefit"):
        game = Game(("only",), np.array([0.0, 7.0]), kind)
        assert all_rules()[rule].solve(game)["only"] == pytest.approx(7)


def test_a_sampled_value_covers_the_exact_one_and_adds_up():
    game = Game.from_function(
        "abcdef", lambda who: len(who) ** 1.5 + ("a" in who) * 2.0 * ("d" in who)
    )
    exact = sharing.shapley(game).amounts
    estimate = estimate_shapley(
        "abcdef", lambda who: game.value(*who), orders=400, seed=7
    )
    assert estimate.allocation.total == pytest.approx(game.total)
    miss = np.abs(estimate.allocation.amounts - exact)
    assert (miss <= 4 * estimate.errors.amounts + 1e-12).all()
    assert estimate.errors.amounts.max() < 0.2


def test_the_same_seed_samples_the_same_orders_and_another_seed_others():
    assert np.array_equal(draw_orders(9, 20, 3), draw_orders(9, 20, 3))
    assert not np.array_equal(draw_orders(9, 20, 3), draw_orders(9, 20, 4))
    orders = draw_orders(3, 6000, 0)
    seen, counts = np.unique(orders, axis=0, return_counts=True)
    assert len(seen) == 6
    assert np.abs(counts - 1000).max() < 150


def test_a_sample_of_one_order_has_no_error_and_is_refused():
    with pytest.raises(ValueError, match="at least 2"):
        estimate_shapley("ab", len, orders=1)


def test_errors_of_values_become_errors_of_shares():
    errors = np.array([0, 1, 0, 0])
    game = Game(("a", "b"), np.array([0, 1, 2, 5]), "benefit", errors)
    assert shapley_errors(game).tolist() == [0.5, 0.5]
    spread = share_document(game, ["shapley", "equal"])["spread"]
    low, high = spread["shapley"]["p10"]["a"], spread["shapley"]["p90"]["a"]
    assert high - low == pytest.approx(2 * 1.2816 * 0.5, rel=0.2)
    assert spread["equal"]["p10"] == spread["equal"]["p90"]
    assert "spread" not in share_document(FARMS, ["equal"])


def test_an_allocation_reads_as_a_mapping_and_as_an_array():
    share = Allocation(("a", "b"), [1, 3])
    assert dict(share) == {"a": 1, "b": 3}
    assert np.asarray(share).tolist() == [1, 3]
    assert share.total == 4
    assert repr(share) == "Allocation(a: 1, b: 3)"
    with pytest.raises(KeyError):
        share["c"]


def test_a_wrong_nucleolus_gets_no_certificate_and_the_reason_is_named():
    shapley = sharing.certify(FARMS, sharing.equal(FARMS))
    assert not shapley.holds
    assert shapley.unbalanced == (("a", "b"),)
    inefficient = Allocation(FARMS.players, [1, 1, 1])
    assert not sharing.certify(FARMS, inefficient).holds


def test_gains_without_money_are_bargained_over_lotteries():
    outcomes = sharing.Outcomes(np.array([[0.0, 4.0], [1.0, 0.0]]), np.zeros(2))
    assert outcomes.nash() == pytest.approx([0.5, 2.0], abs=1e-6)
    assert outcomes.kalai_smorodinsky() == pytest.approx([0.5, 2.0])
    walks = sharing.Outcomes(outcomes.utilities, np.zeros(2), np.array([0.75, 0.0]))
    assert walks.nash() == pytest.approx([0.75, 1.0], abs=1e-6)
    for stuck in (
        sharing.Outcomes(outcomes.utilities, np.array([1.0, 4.0])),
        sharing.Outcomes(outcomes.utilities, np.zeros(2), np.array([0.9, 3.0])),
    ):
        with pytest.raises(NotApplicableError):
            stuck.nash()
        with pytest.raises(NotApplicableError):
            stuck.kalai_smorodinsky()
    zero_sum = sharing.Outcomes(np.array([[1.0, -1.0], [-1.0, 1.0]]), np.zeros(2))
    with pytest.raises(NotApplicableError):
        zero_sum.nash()


def test_bargaining_power_tilts_the_split():
    table = sharing.Table(12, (0, 0), weights=(2, 1))
    assert table.nash() == pytest.approx([8, 4])
    with pytest.raises(NotApplicableError):
        sharing.Table(1, (1, 1)).nash()
    for wrong in ({"weights": (1, 0)}, {"weights": (1,)}, {"outside": (1, 2, 3)}):
        with pytest.raises(ValueError, match=" / "):
            sharing.Table(12, (0, 0), **wrong)


def test_the_nucleolus_is_found_by_the_cautious_pivot_rule_too(monkeypatch):
    usual = [sharing.nucleolus(g).amounts for g in (FARMS, MAJORITY, COSTS)]
    monkeypatch.setattr(lexicographic, "PATIENCE", -1)
    cautious = [sharing.nucleolus(g).amounts for g in (FARMS, MAJORITY, COSTS)]
    for one, other in zip(usual, cautious, strict=True):
        assert one == pytest.approx(other, abs=1e-12)


def test_a_search_that_would_not_end_is_stopped_and_said(monkeypatch):
    monkeypatch.setattr(lexicographic, "PIVOTS", 0)
    with pytest.raises(ArithmeticError, match="report"):
        sharing.nucleolus(FARMS)


def test_no_certificate_is_tried_for_games_too_large_for_it(monkeypatch):
    assert share_document(FARMS, ["nucleolus"])["certified"] == {"nucleolus": True}
    monkeypatch.setattr(document_module, "MOST_CERTIFIED", 2)
    assert share_document(FARMS, ["nucleolus"])["certified"] == {}


def test_a_rule_that_fits_some_of_the_drawn_games_says_how_many():
    errors = np.array([0, 1.0, 0, 0])
    game = Game(("a", "b"), np.array([0, 1.0, 1, 2.5]), "benefit", errors)
    found = spread(game, all_rules()["nash"], draws=100)
    assert 0.5 < found.share_applicable < 0.9
    hopeless = Game(("a", "b"), np.array([0, 90.0, 1, 2]), "benefit", errors)
    assert spread(hopeless, all_rules()["nash"], draws=20) is None


def test_compiled_and_plain_python_give_the_same_numbers():
    plain = kernel._average_marginals.py_func(FARMS.values)
    assert plain.tolist() == sharing.shapley(FARMS).amounts.tolist()
    worth = np.array([0, 1.0, 2.0, -np.inf])
    cover._part.py_func(worth, np.isinf(worth))
    assert worth[3] == 3.0
    assert kernel._choices.py_func(5).tolist() == [1, 4, 6, 4, 1]
    size = np.zeros(8, dtype=np.int8)
    assert kernel._count_members.py_func(size) == 3
    assert size.tolist() == [0, 1, 1, 2, 1, 2, 2, 3]
    search = (FARMS.values, np.ones(8), np.zeros(8, bool), np.zeros(4), False)
    worst = lexicographic._worst_violation
    assert worst.py_func(*search) == worst(*search) == (3, 5.0)
