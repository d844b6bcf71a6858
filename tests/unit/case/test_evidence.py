"""What a case rests on, counted by hand."""

from dataclasses import replace

import pytest

from tingqiao.case.entities import (
    Basis,
    Case,
    Event,
    EventKind,
    Government,
    Matter,
    Month,
    PartialDate,
    Range,
    Share,
    Text,
    Tie,
)
from tingqiao.case.evidence import evidence_shares
from tingqiao.case.ladder import default_ladder
from tingqiao.case.load import builtin_cases, load_case

HALF = Range(0.5, 0.5)
SOURCED, JUDGED = Basis(("S1",)), Basis(judgement=True)


@pytest.fixture
def case() -> Case:
    """Two parties and their superior; nothing but the matter is given."""
    name = Text("", "x")
    return Case(
        id="x",
        name=name,
        summary=name,
        unit="relative",
        start=Month(2025, 1),
        months=12,
        ladder=default_ladder(),
        governments=tuple(
            Government(g, name, None if g == "c" else "c", "", basis=SOURCED)
            for g in "abc"
        ),
        matters=(
            Matter(
                "m",
                name,
                ("a", "b"),
                None,
                1,
                HALF,
                None,
                HALF,
                HALF,
                HALF,
                HALF,
                basis=JUDGED,
            ),
        ),
    )


def test_defaults_count_as_defaults_whatever_the_row_rests_on(case):
    # 2 parties x (capacity, idea), 2 equal shares and 2 dependences are defaults;
    # the matter's rung and five numbers are judgement.
    assert evidence_shares(case) == pytest.approx((0.0, 6 / 14, 8 / 14))


def test_what_is_given_counts_as_its_row_says(case):
    given = replace(
        case,
        shares=(Share("m", "a", HALF, SOURCED), Share("m", "b", HALF, JUDGED)),
        ties=(Tie("a", "b", HALF, kept=Range(2.0, 2.0), basis=SOURCED),),
        events=(
            Event(
                PartialDate(2024),
                "m",
                (),
                EventKind.MEETING,
                None,
                Text("", ""),
                ("S1",),
            ),
            Event(
                PartialDate(2024), None, (), EventKind.PRESSURE, None, Text("", ""), ()
            ),
        ),
    )
    source = 1 + 2 + 1  # a share, dependence and words kept, an event
    judgement = 6 + 1 + 1  # the matter, a share, an event without source
    default = 4 + 1  # the parties, the other dependence
    total = source + judgement + default
    assert evidence_shares(given) == pytest.approx(
        (source / total, judgement / total, default / total)
    )


@pytest.mark.parametrize("name", builtin_cases())
def test_the_parts_sum_to_one(name):
    assert sum(evidence_shares(load_case(name))) == pytest.approx(1.0)
