"""How the record is read: every kind of event, and who it speaks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tingqiao.case.entities import (
    Case,
    Event,
    EventKind,
    Government,
    Matter,
    Month,
    PartialDate,
    Range,
    Text,
)
from tingqiao.case.ladder import default_ladder
from tingqiao.case.tree import tree_of
from tingqiao.model.history import concerns, mandated_rung, month_of, replay

_NOWHERE = Text("", "")
_HALF = Range(0.5, 0.5)
_TREE = (
    ("nation", None),
    ("east", "nation"),
    ("west", "nation"),
    ("a", "east"),
    ("b", "west"),
    ("c", "west"),
    ("a-village", "a"),
)


def matter(name: str, *parties: str, rung: int = 0) -> Matter:
    numbers = [_HALF, None, _HALF, _HALF, _HALF, _HALF]
    return Matter(name, _NOWHERE, parties, None, rung, *numbers)


def event(
    date: str,
    kind: EventKind,
    *actors: str,
    of: str | None = "road",
    rung: int | None = None,
) -> Event:
    when = PartialDate(*(int(part) for part in date.split("-")))
    return Event(when, of, actors, kind, None, _NOWHERE, (), rung)


def a_case(*events: Event, rung: int = 0) -> Case:
    return Case(
        id="record",
        name=_NOWHERE,
        summary=_NOWHERE,
        unit="relative",
        start=Month(2020, 1),
        months=12,
        ladder=default_ladder(),
        governments=tuple(Government(g, _NOWHERE, up, "") for g, up in _TREE),
        matters=(matter("road", "a", "b", rung=rung), matter("all", "a", "b", "c")),
        events=events,
    )


def road(*events: Event, rung: int = 0):
    return replay(a_case(*events, rung=rung)).standing["road"]


@pytest.mark.parametrize(
    ("date", "month"),
    [
        ("2018-03-28", Month(2018, 3)),
        ("2018-03", Month(2018, 3)),
        ("2018", Month(2018, 6)),  # the middle of what it allows
    ],
)
def test_a_date_is_placed_in_the_middle_of_what_it_allows(date, month) -> None:
    told = PartialDate(*(int(part) for part in date.split("-")))
    assert month_of(told) == month


@pytest.mark.parametrize(
    ("kind", "rung", "in_force"),
    [
        (EventKind.INFORMATION, 1, 1),  # taking place is doing one's part
        (EventKind.MEETING, 2, 2),
        (EventKind.AGREEMENT, 3, 0),  # signed, not yet done
        (EventKind.BODY, 4, 0),
        (EventKind.PROBLEM, 0, 0),
        (EventKind.PRESSURE, 0, 0),
        (EventKind.PARTICIPATION, 0, 0),
        (EventKind.OUTCOME, 0, 0),
        (EventKind.LATE, 0, 0),
    ],
)
def test_what_each_kind_of_event_shows(kind, rung, in_force) -> None:
    standing = road(event("2019-05", kind, "a", "b"))
    assert (standing.rung, standing.in_force) == (rung, in_force)


def test_nothing_recorded_is_as_the_case_says() -> None:
    standing = road(rung=2)
    assert (standing.rung, standing.in_force, standing.since) == (2, 2, None)


def test_events_from_the_start_on_are_not_history() -> None:
    assert road(event("2020-01", EventKind.BODY, "a", "b")).rung == 0


def test_a_rung_is_in_force_when_the_last_party_has_acted() -> None:
    agreed = event("2018-03", EventKind.AGREEMENT, "a", "b")
    half = road(agreed, event("2018-09", EventKind.ACTION, "a"))
    assert (half.rung, half.in_force, half.acted) == (3, 0, frozenset({"a"}))
    assert half.since == Month(2018, 3)
    done = road(
        agreed,
        event("2018-09", EventKind.ACTION, "a"),
        event("2019-02", EventKind.ACTION, "b"),
    )
    assert (done.in_force, done.in_force_since) == (3, Month(2019, 2))


def test_one_side_s_exchange_leaves_the_other_owing() -> None:
    standing = road(event("2019-05", EventKind.INFORMATION, "a"))
    assert (standing.rung, standing.in_force, standing.acted) == (1, 0, {"a"})


def test_a_lower_rung_shown_later_takes_nothing_back() -> None:
    standing = road(
        event("2018-03", EventKind.AGREEMENT, "a", "b"),
        event("2019-05", EventKind.MEETING, "a", "b"),
    )
    assert (standing.rung, standing.in_force) == (3, 0)


def test_superiors_and_villages_speak_for_their_party() -> None:
    agreed = event("2018-03", EventKind.AGREEMENT)
    done = road(agreed, event("2018-04", EventKind.ACTION, "a-village", "west"))
    assert done.in_force == 3


def test_an_event_names_its_own_rung_where_it_knows_better() -> None:
    assert road(event("2019", EventKind.AGREEMENT, "a", "b", rung=1)).rung == 1
    assert road(event("2019", EventKind.ACTION, "a", "b", rung=9)).rung == 4


def test_a_lapse_takes_the_matter_down_and_out_of_force() -> None:
    fallen = road(
        event("2018-01", EventKind.MEETING, "a", "b"),
        event("2018-06", EventKind.LAPSE, "a"),
    )
    assert (fallen.rung, fallen.in_force, fallen.in_force_since) == (0, 0, None)
    assert fallen.path == ((Month(2018, 1), 2), (Month(2018, 6), 0))


def test_a_lapse_to_a_rung_not_carried_out_clears_the_acts() -> None:
    fallen = road(
        event("2018-01", EventKind.AGREEMENT, "a", "b"),
        event("2018-03", EventKind.ACTION, "a"),
        event("2018-06", EventKind.LAPSE, "b", rung=2),
    )
    assert (fallen.rung, fallen.in_force, fallen.acted) == (2, 0, frozenset())


def test_a_lapse_for_all_matters_concerns_only_those_of_its_actors() -> None:
    tree, lapse = (
        tree_of(a_case().governments),
        event("2019", EventKind.LAPSE, "c", of=None),
    )
    case = a_case()
    assert not concerns(lapse, case.matter("road"), tree)
    assert concerns(lapse, case.matter("all"), tree)


def test_a_framework_for_all_matters_needs_every_party() -> None:
    history = replay(a_case(event("2019-05", EventKind.AGREEMENT, "a", "b", of=None)))
    assert history.rung == {"road": 3, "all": 0}


@pytest.mark.parametrize(
    ("actor", "rung", "of", "expected"),
    [
        ("nation", None, "road", 3),
        ("nation", 4, "road", 4),
        ("nation", None, None, None),  # for all matters it must name a rung
        ("nation", 2, None, 2),
        ("east", 4, "road", None),  # above one party only
        ("a", 4, "road", None),
    ],
)
def test_only_a_common_superior_sets_a_rung(actor, rung, of, expected) -> None:
    case = a_case()
    said = event("2019", EventKind.MANDATE, actor, of=of, rung=rung)
    tree = tree_of(case.governments)
    assert mandated_rung(said, case.matter("road"), case, tree) == expected


def test_words_are_remembered_by_party_and_month() -> None:
    history = replay(
        a_case(
            event("2018-01", EventKind.AGREEMENT, "a", "b"),
            event("2018-12", EventKind.LATE, "b"),
            event("2019-07", EventKind.ACTION),
            event("2019-10", EventKind.LAPSE, "a"),
        )
    )
    told = {(w.party, w.kind, w.months_ago) for w in history.words}
    assert told == {
        ("b", EventKind.LATE, 13),
        ("a", EventKind.ACTION, 6),
        ("b", EventKind.ACTION, 6),
        ("a", EventKind.LAPSE, 3),
    }
    assert history.in_force_months["road"] == ((6, 3),)


def test_what_is_in_force_at_the_start_is_an_open_spell() -> None:
    case = a_case(event("2019-01", EventKind.MEETING, "a", "b"))
    assert replay(case).in_force_months["road"] == ((12, 0),)
    undated = replace(case, events=(), matters=(matter("road", "a", "b", rung=2),))
    assert replay(undated).in_force_months["road"] == ()
