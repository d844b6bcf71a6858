"""Elmira and two games of the textbooks, in full.

Sources: Hipel, Fang & Kilgour on Elmira (Fang, Hipel & Kilgour 1993; Kilgour & Hipel
2005); the prisoner's dilemma and chicken as in Fraser & Hipel 1984.
"""

from __future__ import annotations

import tomllib

import pytest

from tingqiao.advice.power.conflict import (
    Concept,
    coalition_equilibria,
    coalition_improvements,
    conflict_document,
    equilibria,
    read_conflict,
)

ELMIRA = """
id = "elmira"
name = { zh = "埃尔迈拉水污染", en = "Elmira" }

[[makers]]
id = "M"
name = { zh = "环境部", en = "Ministry of the Environment" }
options = ["modify"]
ranking = ["7", "3", "4", "8", "5", "1", "2", "6", "9"]

[[makers]]
id = "U"
name = { zh = "尤尼罗亚尔公司", en = "Uniroyal" }
options = ["delay", "accept", "abandon"]
ranking = ["1", "4", "8", "5", "9", "3", "7", "2", "6"]

[[makers]]
id = "L"
name = { zh = "地方政府", en = "Local government" }
options = ["insist"]
ranking = ["7", "3", "5", "1", "8", "6", "4", "2", "9"]

[[options]]
id = "modify"
irreversible = "taken"

[[options]]
id = "delay"
irreversible = "dropped"

[[options]]
id = "abandon"
irreversible = "taken"
"""

STATES = [
    ("1", ["delay"]),
    ("2", ["modify", "delay"]),
    ("3", ["accept"]),
    ("4", ["modify", "accept"]),
    ("5", ["delay", "insist"]),
    ("6", ["modify", "delay", "insist"]),
    ("7", ["accept", "insist"]),
    ("8", ["modify", "accept", "insist"]),
    ("9", ["abandon"]),
]


@pytest.fixture(scope="module")
def elmira():
    states = [{"id": state, "taken": taken} for state, taken in STATES]
    states[-1]["free"] = ["modify", "insist"]
    return read_conflict(tomllib.loads(ELMIRA) | {"states": states})


@pytest.mark.parametrize(
    ("concept", "states"),
    [
        (Concept.NASH, ("5", "8", "9")),
        (Concept.SEQUENTIAL, ("5", "8", "9")),
        (Concept.GENERAL, ("1", "4", "5", "8", "9")),
        (Concept.SYMMETRIC, ("1", "4", "5", "8", "9")),
    ],
)
def test_elmira_has_the_published_equilibria(elmira, concept, states):
    assert equilibria(elmira, concept) == states


def test_only_ministry_and_uniroyal_can_together_leave_an_equilibrium_of_elmira(elmira):
    ways = [
        way
        for state in ("5", "8", "9")
        for way in coalition_improvements(elmira, state)
    ]
    assert [(way.coalition, way.start, way.end) for way in ways] == [
        (("M", "U"), "5", "8")
    ]
    assert coalition_equilibria(elmira, Concept.NASH) == ("8", "9")


def test_elmira_has_the_published_moves(elmira):
    moves = conflict_document(elmira)["moves"]
    reach = {maker: {s: m["to"] for s, m in of.items()} for maker, of in moves.items()}
    assert reach["M"] == {"1": ["2"], "3": ["4"], "5": ["6"], "7": ["8"]}
    assert reach["L"] == {
        "1": ["5"], "2": ["6"], "3": ["7"], "4": ["8"],
        "5": ["1"], "6": ["2"], "7": ["3"], "8": ["4"],
    }  # fmt: skip
    assert reach["U"] == {
        "1": ["3", "9"], "2": ["4", "9"], "3": ["9"], "4": ["9"],
        "5": ["7", "9"], "6": ["8", "9"], "7": ["9"], "8": ["9"],
    }  # fmt: skip


def two_by_two(first: list[str], second: list[str]):
    """Each may cooperate or not; states name who does: both, a, b, none."""
    states = [("both", ["a+", "b+"]), ("a", ["a+"]), ("b", ["b+"]), ("none", [])]
    return read_conflict(
        {
            "id": "2x2",
            "makers": [
                {"id": "A", "options": ["a+"], "ranking": first},
                {"id": "B", "options": ["b+"], "ranking": second},
            ],
            "states": [{"id": state, "taken": taken} for state, taken in states],
        }
    )


def test_foresight_lets_prisoners_cooperate():
    dilemma = two_by_two(["b", "both", "none", "a"], ["a", "both", "none", "b"])
    assert equilibria(dilemma, Concept.NASH) == ("none",)
    for concept in (Concept.SEQUENTIAL, Concept.GENERAL, Concept.SYMMETRIC):
        assert equilibria(dilemma, concept) == ("both", "none")
    (way,) = coalition_improvements(dilemma, "none")
    assert (way.coalition, way.end) == (("A", "B"), "both")


def test_in_chicken_only_an_incredible_threat_keeps_both_careful():
    chicken = two_by_two(["b", "both", "a", "none"], ["a", "both", "b", "none"])
    assert equilibria(chicken, Concept.NASH) == ("a", "b")
    assert equilibria(chicken, Concept.SEQUENTIAL) == ("a", "b")
    assert equilibria(chicken, Concept.GENERAL) == ("both", "a", "b")
    assert equilibria(chicken, Concept.SYMMETRIC) == ("both", "a", "b")
