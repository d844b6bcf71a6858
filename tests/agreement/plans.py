"""Random plans for a case: every lever and every switch."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from hypothesis import strategies as st
from tests.strategies import ranges

from tingqiao.case.entities import Case, ConsentRule, PartialDate, Range
from tingqiao.case.tree import tree_of
from tingqiao.model.parameters import PARAMETERS
from tingqiao.model.plan import (
    LOWEST,
    Advocacy,
    Aggregate,
    Frozen,
    Imposition,
    Plan,
    Push,
    Support,
    Without,
)

_T = TypeVar("_T")
_STARTS = st.integers(0, 20)
_ENDS = st.none() | st.integers(1, 30)


def _some_of(ids: list[str], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(ids), unique=True, min_size=1, max_size=most).map(
        tuple
    )


def _few(rows: st.SearchStrategy[_T]) -> st.SearchStrategy[tuple[_T, ...]]:
    return st.lists(rows, max_size=2).map(tuple)


def _by_matter(
    ids: list[str], values: st.SearchStrategy[_T]
) -> st.SearchStrategy[dict[str, _T]]:
    return st.dictionaries(st.sampled_from(["*", *ids]), values, max_size=2)


@st.composite
def _rules(draw: st.DrawFn, case: Case) -> dict[str, ConsentRule]:
    chosen = draw(st.lists(st.sampled_from(case.matters), max_size=2))
    return {
        m.id: ConsentRule(
            draw(st.integers(1, len(m.parties))),
            draw(st.just(()) | _some_of(list(m.parties))),
        )
        for m in chosen
    }


@st.composite
def _shares(draw: st.DrawFn, case: Case) -> dict[str, dict[str, float]]:
    chosen = draw(st.lists(st.sampled_from(case.matters), max_size=2))
    part = st.floats(0.1, 1.0)
    return {m.id: {g: draw(part) for g in m.parties} for m in chosen}


@st.composite
def plans(draw: st.DrawFn, case: Case) -> Plan:
    """Plans that fit a case; whoever pushes may or may not stand above anybody."""
    matters = [m.id for m in case.matters]
    governments = [g.id for g in case.governments]
    which = st.just(("*",)) | _some_of(matters)
    pushing = st.sampled_from([LOWEST, *governments])
    support = st.builds(Support, ranges(), _STARTS, _ENDS, which)
    push = st.builds(
        Push,
        by=pushing,
        strength=ranges(),
        start=_STARTS,
        until=_ENDS,
        matters=which,
        on=st.just(()) | _some_of(governments),
        fade_with_trust=st.booleans(),
    )
    superiors = [s for s in governments if tree_of(case.governments).below(s)]
    advocacy = st.builds(
        Advocacy, st.sampled_from(superiors), ranges(0.0, 0.2), _STARTS, _ENDS
    )
    return Plan(
        id="random",
        pressure=draw(_few(push)),
        coordination=draw(_few(support)),
        participation=draw(_few(support)),
        advocacy=draw(_few(advocacy)) if superiors else (),
        imposed=draw(
            _few(st.builds(Imposition, pushing, _STARTS, st.integers(1, 4), which))
        ),
        opening=draw(_by_matter(matters, st.integers(0, 20))),
        consent=draw(_rules(case)),
        leap=draw(_by_matter(matters, st.integers(1, case.top))),
        shares=draw(_shares(case)),
        trust_start=draw(st.none() | st.floats(0.01, 0.99)),
        without=draw(st.frozensets(st.sampled_from(Without), max_size=1)),
        frozen=draw(st.frozensets(st.sampled_from(Frozen), max_size=2)),
        cleared_monthly=draw(st.booleans()),
        participation_in_action=draw(st.booleans()),
        participation_in_monitoring=draw(st.booleans()),
        aggregate=draw(st.sampled_from(Aggregate)),
        threshold=draw(st.integers(1, 4)),
        lapse_to_bottom=draw(st.booleans()),
        escalate_after=draw(st.none() | st.integers(1, 6)),
        attention=draw(st.integers(1, 3)),
    )


@st.composite
def lively(draw: st.DrawFn) -> dict[str, Range]:
    """Parameters under which much happens in a few months; some within ranges."""
    given = {
        "consent_rate": Range(0.5, 3.0),
        "action_rate": Range(0.3, 2.0),
        "lapse_rate": Range(0.05, 0.5),
    }
    for name in draw(st.lists(st.sampled_from(list(PARAMETERS)), max_size=4)):
        bounds = PARAMETERS[name].bounds
        given[name] = draw(st.sampled_from([bounds, Range(bounds.high, bounds.high)]))
    return given


@st.composite
def eventful(draw: st.DrawFn, case: Case) -> Case:
    """The case with its events within two years of its start."""
    months = [draw(st.integers(-24, 24)) for _ in case.events]
    events = [
        replace(event, date=PartialDate(*case.start.later(month)))
        for event, month in zip(case.events, months, strict=True)
    ]
    return replace(case, events=tuple(events))
