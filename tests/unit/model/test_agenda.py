"""What comes from outside: who is reached by whom, when, and how strongly."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.unit.model.test_history import a_case, event

from tingqiao.case.entities import EventKind, Range
from tingqiao.model import parameters
from tingqiao.model.agenda import write_agenda
from tingqiao.model.index import index_of
from tingqiao.model.plan import (
    LOWEST,
    Advocacy,
    Imposition,
    Plan,
    Push,
    Support,
)
from tingqiao.model.state import Agenda, Schedule

_HALF = Range(0.5, 0.5)
# parties: 0 road·a, 1 road·b, 2 all·a, 3 all·b, 4 all·c; matters: 0 road, 1 all


def agenda(*events, plan: Plan | None = None) -> Agenda:
    case = a_case(*events)
    return write_agenda(case, plan or Plan(), index_of(case), 12)[0]


def pulses(schedule: Schedule) -> set[tuple[int, int, int]]:
    """Month, target, levels between."""
    month, target, _, levels = schedule.pulse
    return {tuple(map(int, row)) for row in zip(month, target, levels, strict=True)}


def holds(schedule: Schedule) -> set[tuple[int, ...]]:
    """From, until (-1: no end), target, levels between, fades with trust."""
    start, until, target, _, levels, fades = schedule.hold
    until = np.where(until > 10_000, -1, until)
    rows = zip(start, until, target, levels, fades, strict=True)
    return {tuple(map(int, row)) for row in rows}


def test_a_push_from_the_top_reaches_every_party_over_the_levels_between() -> None:
    told = agenda(event("2020-03", EventKind.PRESSURE, "nation"))
    assert pulses(told.pressure) == {(2, 0, 1), (2, 1, 1)}
    assert pulses(told.authority) == {(2, 0, 0)}  # common to both: it can settle


def test_a_party_s_own_superior_reaches_only_its_own() -> None:
    told = agenda(event("2020-03", EventKind.PRESSURE, "west", of=None))
    assert pulses(told.pressure) == {(2, 1, 0), (2, 3, 0), (2, 4, 0)}
    assert pulses(told.authority) == set()


def test_nobody_pushes_itself_and_strangers_push_nobody() -> None:
    told = agenda(
        event("2020-03", EventKind.PRESSURE, "a"),
        event("2020-03", EventKind.PRESSURE, "elsewhere"),
    )
    assert pulses(told.pressure) == set()


def test_meetings_coordinate_those_who_meet() -> None:
    told = agenda(
        event("2020-02", EventKind.MEETING, "a"),  # of this matter, whoever comes
        event("2020-05", EventKind.MEETING, "b", "c", of=None),  # two of `all`
        event("2020-06", EventKind.MEETING, "b", of=None),  # nobody meets alone
    )
    assert pulses(told.coordination) == {(1, 0, 0), (4, 1, 0)}


def test_what_happened_before_the_start_comes_first() -> None:
    told = agenda(
        event("2020-01", EventKind.PARTICIPATION),
        event("2019-11", EventKind.PARTICIPATION),
    )
    assert list(told.participation.pulse[0]) == [-2, 0]
    assert list(told.participation.first[:3]) == [1, 2, 2]


def test_a_mandate_to_come_is_pressed_and_imposed_and_a_past_one_is_history() -> None:
    told = agenda(
        event("2020-04", EventKind.MANDATE, "nation", rung=2),
        event("2019-04", EventKind.MANDATE, "nation", rung=1),
    )
    assert told.imposed.T.tolist() == [[3, 0, 2]]
    assert {month for month, _, _ in pulses(told.pressure)} == {-9, 3}


def test_levers_hold_from_month_to_month_on_whom_they_name() -> None:
    plan = Plan(
        pressure=(
            Push(LOWEST, _HALF, 3, 9, ("road",), fade_with_trust=True),
            Push("west", _HALF, on=("c",)),
        ),
        coordination=(Support(_HALF, 1, 4, ("all",)),),
        participation=(Support(_HALF),),
        advocacy=(Advocacy("nation", _HALF, 2),),
    )
    told = agenda(plan=plan)
    assert holds(told.pressure) == {(3, 9, 0, 1, 1), (3, 9, 1, 1, 1), (0, -1, 4, 0, 0)}
    assert holds(told.authority) == {(3, 9, 0, 0, 0)}
    assert holds(told.coordination) == {(1, 4, 1, 0, 0)}
    assert holds(told.participation) == {(0, -1, 0, 0, 0), (0, -1, 1, 0, 0)}
    assert holds(told.advocacy) == {(2, -1, g, 1, 0) for g in range(3)}


@pytest.mark.parametrize(
    ("imposed", "expected"),
    [
        ((Imposition(LOWEST, 3, 2, ("road",)),), [[3, 0, 2]]),
        (
            (Imposition("nation", 3, 9, ("road",)),),
            [[3, 0, 4]],
        ),  # no higher than the top
        ((Imposition("west", 3, 2, ("road",)),), []),  # above one party only
        (
            (Imposition(LOWEST, 3, 4, ("road",)), Imposition(LOWEST, 3, 2, ("road",))),
            [[3, 0, 4]],  # the higher of two in a month
        ),
    ],
)
def test_only_a_common_superior_imposes(imposed, expected) -> None:
    assert agenda(plan=Plan(imposed=imposed)).imposed.T.tolist() == expected


def test_a_strength_is_the_event_s_own_or_that_of_its_kind() -> None:
    default = event("2020-03", EventKind.MEETING, "a", "b")
    own = replace(event("2020-04", EventKind.MEETING, "a", "b"), strength=_HALF)
    case = a_case(default, own)
    _, strengths = write_agenda(case, Plan(), index_of(case), 12)
    assert [(n.known, n.default) for n in strengths] == [
        (None, parameters.row("meeting_strength")),
        (_HALF, -1),
    ]
