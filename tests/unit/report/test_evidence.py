from dataclasses import replace

import pytest
from tests.unit.report.synthetic import Shape, make_case

from tingqiao.case.entities import Basis
from tingqiao.report.evidence import KINDS, evidence_of


def test_shares_of_the_three_grounds_fill_the_whole():
    evidence = evidence_of(make_case())
    assert sum(evidence.share(kind) for kind in KINDS) == pytest.approx(1.0)
    assert sum(evidence.rows(kind) for kind in KINDS) == sum(
        t.total for t in evidence.tables
    )


def test_a_row_with_judgement_in_it_counts_as_judgement():
    case = make_case(Shape(matters=1, governments=2, events=False))
    bare = replace(case, ties=(), governments=())
    for basis, kind in (
        (Basis(("S1",)), "source"),
        (Basis(("S1",), judgement=True), "judgement"),
        (Basis(), "default"),
    ):
        matters = (replace(case.matters[0], basis=basis),)
        assert evidence_of(replace(bare, matters=matters)).share(kind) == 1.0


def test_an_event_without_a_source_is_judgement():
    case = make_case()
    events = tuple(replace(event, sources=()) for event in case.events)
    bare = replace(case, governments=(), matters=(), ties=(), events=events)
    assert evidence_of(bare).share("judgement") == 1.0


def test_an_empty_case_rests_on_nothing():
    bare = replace(make_case(), governments=(), matters=(), ties=(), events=())
    assert evidence_of(bare).share("source") == 0.0
