"""Rules of decision, superiors, and conflicts as users give them."""

from __future__ import annotations

import numpy as np
import pytest

from tingqiao.advice.power import (
    Assembly,
    AssemblyError,
    Superior,
    WeightedVote,
    banzhaf,
    both,
    consent_assembly,
    power_document,
    shapley_shubik,
    standing,
    superiors_of,
)
from tingqiao.case.entities import (
    Case,
    ConsentRule,
    Government,
    Matter,
    Month,
    Range,
    Text,
)

NAME = Text("名", "name")
PARTIES = ("anting", "huaqiao", "baihe")
ALL = ConsentRule()


def matter(consent=ALL, parties=PARTIES):
    point = Range(0.5, 0.5)
    return Matter(
        "bus", NAME, parties, None, 0, point, None, point, point, point, point, consent
    )


def case(*matters):
    above = {
        "china": None,
        "shanghai": "china",
        "jiangsu": "china",
        "anting": "shanghai",
        "baihe": "shanghai",
        "huaqiao": "jiangsu",
    }
    governments = tuple(Government(g, NAME, s, "") for g, s in above.items())
    return Case("x", NAME, NAME, "", Month(2020, 1), 12, (), governments, matters)


def test_under_unanimity_everybody_blocks_and_all_count_alike():
    rule = consent_assembly(PARTIES, ConsentRule())
    assert standing(rule).blocks_alone == PARTIES
    assert set(shapley_shubik(rule).values()) == {1 / 3}


def test_under_a_quorum_with_a_veto_two_together_still_block():
    rule = consent_assembly(PARTIES, ConsentRule(2, ("anting",)))
    said = standing(rule)
    assert said.blocks_alone == ("anting",)
    assert said.smallest_blocking == (("anting",), ("huaqiao", "baihe"))
    assert list(shapley_shubik(rule).values()) == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_a_mandate_of_a_superior_of_two_leaves_the_third_its_say():
    shanghai = Superior("shanghai", ("anting", "baihe"), "mandate")
    rule = consent_assembly(PARTIES, ConsentRule(), (shanghai,))
    said = standing(rule)
    assert said.carries_alone == ()
    assert said.blocks_alone == ("huaqiao",)
    assert ("huaqiao", "shanghai") in said.smallest_carrying


def test_a_veto_of_a_superior_makes_its_part_block():
    jiangsu = Superior("jiangsu", ("huaqiao",), "veto")
    everybody = standing(consent_assembly(PARTIES, ConsentRule(), (jiangsu,)))
    assert everybody.blocks_alone == (*PARTIES, "jiangsu")
    two = standing(consent_assembly(PARTIES, ConsentRule(2), (jiangsu,)))
    assert two.blocks_alone == ()


def test_superiors_are_found_on_the_lines_of_authority():
    found = superiors_of(case(), matter(), "veto")
    assert [(s.id, s.below) for s in found] == [
        ("jiangsu", ("huaqiao",)),
        ("shanghai", ("anting", "baihe")),
        ("china", PARTIES),
    ]


def test_the_document_tells_power_with_and_without_the_common_superior():
    document = power_document(case(matter(ConsentRule(2))))["matters"]["bus"]
    assert document["parties"]["blocks_alone"] == []
    assert document["mandate"]["superior"] == "china"
    assert document["mandate"]["carries_alone"] == ["china"]
    assert document["veto"]["blocks_alone"] == ["china"]


def test_parties_that_stand_above_each_other_have_no_superior_who_settles():
    alone = case(matter(parties=("china", "anting")))
    assert "mandate" not in power_document(alone)["matters"]["bus"]


def test_a_matter_of_too_many_parties_keeps_its_rule_and_says_no_more():
    crowd = tuple(f"t{i}" for i in range(30))
    document = power_document(case(matter(parties=crowd)))["matters"]["bus"]
    assert document["consent"] == {"quorum": None, "vetoes": []}
    assert "parties" not in document


def test_a_double_majority_needs_both():
    heads = Assembly.from_weights({"a": 1, "b": 1, "c": 1}, 2)
    people = Assembly.from_weights({"a": 80, "b": 15, "c": 5}, 65)
    assert standing(both(heads, people)).blocks_alone == ("a",)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Assembly(("a",), np.array([True, True])),
        lambda: Assembly(("a",), np.array([False, False])),
        lambda: Assembly(("a", "b"), np.array([False, True, False, False])),
        lambda: Assembly(("a", "b"), np.array([False, True])),
        lambda: Assembly.from_function(("a", "b", "c"), lambda s: len(s) in {1, 3}),
        lambda: Assembly.from_function((), lambda who: True),
        lambda: Assembly.from_weights({"a": 1}, 2),
        lambda: WeightedVote(("a",), (1,), 2),
        lambda: WeightedVote(("a",), (1.5,), 1),
        lambda: WeightedVote(("a",), (-1,), 1),
        lambda: WeightedVote(("a", "b"), (10**7, 1), 10**7),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(make):
    with pytest.raises(AssemblyError):
        make()


def test_a_rule_may_be_given_as_a_function():
    rule = Assembly.from_function(PARTIES, lambda who: "anting" in who or len(who) > 1)
    assert standing(rule).carries_alone == ("anting",)


def test_a_quota_of_decimal_weights_is_met_in_spite_of_rounding():
    rule = Assembly.from_weights({"a": 0.1, "b": 0.2, "c": 0.7}, 0.3)
    assert banzhaf(rule).swings == {"a": 1, "b": 1, "c": 3}
