"""Conflicts as users write them, mandates, and the inverse question by hand."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest

from tingqiao.advice.power.conflict import (
    Concept,
    ConflictError,
    change_ranking,
    conflict_document,
    equilibria,
    forbid_options,
    mandates_that_keep,
    preferences_that_keep,
    ranks_from_worth,
    read_conflict,
    require_options,
)

DILEMMA = {
    "id": "levee",
    "name": {"zh": "堤防", "en": "Levee"},
    "makers": [
        {"id": "A", "options": ["a+"], "ranking": ["b", "both", "none", "a"]},
        {"id": "B", "options": ["b+"], "ranking": ["a", "both", "none", "b"]},
    ],
    "states": [
        {"id": "both", "taken": ["a+", "b+"]},
        {"id": "a", "taken": ["a+"]},
        {"id": "b", "taken": ["b+"]},
        {"id": "none"},
    ],
}


@pytest.fixture
def dilemma():
    return read_conflict(deepcopy(DILEMMA))


def changed(**entries):
    return deepcopy(DILEMMA) | entries


def faults_of(data):
    with pytest.raises(ConflictError) as caught:
        read_conflict(data, "levee.toml")
    assert caught.value.describe("zh") != caught.value.describe("en")
    return [(fault.column, fault.value) for fault in caught.value.faults]


def test_what_would_keep_both_cooperating_is_that_neither_likes_cheating_better(
    dilemma,
):
    answer = preferences_that_keep(dilemma, "both", Concept.NASH)
    assert [(shift.maker, shift.no_better) for shift in answer.shifts] == [
        ("A", ("b",)),
        ("B", ("a",)),
    ]
    assert answer.conflict.ranking("A") == (("both", "b"), ("none",), ("a",))
    assert preferences_that_keep(dilemma, "both", Concept.SEQUENTIAL).shifts == ()


def test_a_mandate_to_both_keeps_both_cooperating(dilemma):
    assert mandates_that_keep(dilemma, "both", Concept.NASH) == (("a+", "b+"),)
    assert mandates_that_keep(dilemma, "none", Concept.NASH) == ((),)
    assert mandates_that_keep(dilemma, "both", Concept.NASH, most=1) == ()


def test_ruling_an_option_out_or_in_leaves_the_states_that_comply(dilemma):
    assert forbid_options(dilemma, ["a+"]).state_ids == ("b", "none")
    required = require_options(dilemma, ["a+", "b+"])
    assert equilibria(required, Concept.NASH) == ("both",)


def test_a_reward_that_changes_one_ranking_can_keep_both_cooperating(dilemma):
    helped = change_ranking(dilemma, "A", ["both", "b", ["none", "a"]])
    assert equilibria(helped, Concept.NASH) == ("a", "none")
    both = change_ranking(helped, "B", ["both", "a", "none", "b"])
    assert equilibria(both, Concept.NASH) == ("both", "none")
    with pytest.raises(ValueError, match="exactly once"):
        change_ranking(dilemma, "A", ["both", "b"])
    with pytest.raises(ValueError, match="“C”"):
        change_ranking(dilemma, "C", ["both", "b", "none", "a"])


def test_moves_may_be_given_one_by_one():
    data = changed(
        moves=[
            {"maker": "A", "from": "both", "to": ["b"]},
            {"maker": "B", "from": "b", "to": ["none"]},
        ]
    )
    for maker in data["makers"]:
        del maker["options"]
    for state in data["states"]:
        state.pop("taken", None)
    conflict = read_conflict(data)
    assert equilibria(conflict, Concept.NASH) == ("a", "none")
    assert equilibria(conflict, Concept.SEQUENTIAL) == ("both", "a", "none")
    with pytest.raises(ValueError, match="no options"):
        mandates_that_keep(conflict, "both", Concept.NASH)
    assert conflict_document(conflict, "both")["keep"]["nash"]["mandates"] is None


def test_ties_are_no_reason_to_move():
    data = changed()
    data["makers"][0]["ranking"] = [["b", "both"], "none", "a"]
    data["makers"][1]["ranking"] = [["a", "both"], "none", "b"]
    assert equilibria(read_conflict(data), Concept.NASH) == ("both", "none")


def test_the_document_is_plain_data(dilemma):
    document = json.loads(json.dumps(conflict_document(dilemma, "both")))
    assert document["equilibria"]["nash"] == ["none"]
    assert document["coalition_improvements"] == [
        {"coalition": ["A", "B"], "from": "none", "to": "both"}
    ]
    assert document["keep"]["nash"]["mandates"] == [["a+", "b+"]]
    assert document["stable_for"]["nash"]["A"] == ["b", "none"]
    with pytest.raises(ValueError, match="nowhere"):
        conflict_document(dilemma, "nowhere")


def test_worth_becomes_ranks_with_a_margin_of_indifference():
    assert ranks_from_worth([3.0, 1.0, 2.0]) == [2, 0, 1]
    assert ranks_from_worth([0.5, 0.52, 0.9], indifference=0.05) == [0, 0, 1]
    assert ranks_from_worth([]) == []


def test_every_fault_of_a_conflict_is_told_at_once():
    data = changed(
        id="",
        colour="red",
        options=[{"id": "c+"}, {"id": "a+", "irreversible": "yes"}],
    )
    data["makers"][0]["ranking"] = ["b", "b", "bth", "none", "a"]
    data["makers"][1]["options"] = ["b+", "a+"]
    data["states"][3]["taken"] = ["zz"]
    data["states"][2] |= {"free": ["b+"], "name": 3}
    assert faults_of(data) == [
        ("colour", None),
        ("id", ""),
        ("states[3].free", "b+"),
        ("states[3].name", "3"),
        ("options[2].irreversible", "yes"),
        ("makers.options", "a+"),
        ("options", "c+"),
        ("states[4]", "zz"),
        ("makers[1].ranking", "b"),
        ("makers[1].ranking", "bth"),
        ("makers[1].ranking", "both"),
    ]


@pytest.mark.parametrize(
    "entries",
    [
        {"makers": []},
        {"makers": 7},
        {"states": [3]},
        {"states": DILEMMA["states"] + [{"id": "none"}]},
        {"states": DILEMMA["states"] + [{"id": "x", "taken": ["a+"]}]},
        {"states": [{"id": "both", "taken": "a+"}]},
        {"makers": [{"id": "A", "ranking": "both"}]},
        {"makers": [{"id": "A", "ranking": [["both", 3]]}]},
        {"makers": [{"ranking": ["both"]}]},
        {"name": {"fr": "digue"}},
        {"name": {"zh": "", "en": ""}},
        {"moves": [{"maker": "C", "from": "both", "to": ["x"]}]},
        {"moves": [{"maker": "A", "from": "y", "to": "x", "by": 3}]},
    ],
)
def test_a_conflict_that_makes_no_sense_is_refused(entries):
    assert faults_of(changed(**entries))


def test_where_lowering_would_upset_another_the_state_is_raised_instead():
    """Found by search: lowering what B and C like better changes how A is answered."""
    rankings = {"A": "65017234", "B": "15604237", "C": "40152763"}
    options = {"A": "a", "B": "b", "C": "c"}
    conflict = read_conflict(
        {
            "id": "three",
            "makers": [
                {"id": m, "options": [options[m]], "ranking": list(ranking)}
                for m, ranking in rankings.items()
            ],
            "states": [
                {
                    "id": str(s),
                    "taken": [o for bit, o in enumerate("abc") if s >> bit & 1],
                }
                for s in range(8)
            ],
        }
    )
    answer = preferences_that_keep(conflict, "3", Concept.SEQUENTIAL)
    assert "3" in equilibria(answer.conflict, Concept.SEQUENTIAL)
    assert "3" in equilibria(answer.conflict, Concept.NASH)
    assert set(answer.alternatives) == {shift.maker for shift in answer.shifts}


def test_whoever_controls_what_has_ceased_to_matter_can_move():
    data = changed()
    data["states"] = [
        {"id": "open", "taken": ["a+"]},
        {"id": "shut", "taken": ["a+"], "free": ["b+"]},
    ]
    for maker in data["makers"]:
        maker["ranking"] = ["shut", "open"]
    moves = conflict_document(read_conflict(data))["moves"]
    assert moves == {
        "A": {},
        "B": {
            "open": {"to": ["shut"], "better": ["shut"]},
            "shut": {"to": ["open"], "better": []},
        },
    }
