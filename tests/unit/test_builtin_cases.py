"""The three cases that come with Tingqiao say what their record says, and no more."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tingqiao.case.entities import Case, EventKind, Grade, PartialDate
from tingqiao.case.load import builtin_cases, load_case, read_case
from tingqiao.case.tree import tree_of
from tingqiao.model.history import replay

NAMES = ("fengjing", "qingwujia", "tingqiaohe")
ROWS = Path(__file__).with_name("builtin_rows.csv")
PAGE = Path(__file__).parents[2] / "docs/explanation/cases.md"
RECORD_ROWS = {
    "tingqiaohe": {*map(str, range(1, 57)), "5b", "18b"},
    "qingwujia": {f"B-{n}" for n in range(1, 19)} | {f"C-{n}" for n in range(1, 6)},
    "fengjing": {f"D-{n}" for n in range(1, 17)},
}
STANDING = re.compile(r"^\| (\w+) \| (\d) \| (\d{4}-\d{2}|—) \|", re.MULTILINE)


class RecordRow(NamedTuple):
    """One row of the public record: the event it must be found as, if any."""

    case: str
    row: str
    grade: str
    sources: str
    date: str  # empty: left out, since only a grade-C source carries it
    matter: str


with ROWS.open(encoding="utf-8") as lines:
    RECORD = [RecordRow(**row) for row in csv.DictReader(lines)]
CODED = [row for row in RECORD if row.date]
LEFT_OUT = [row for row in RECORD if not row.date]

each_case = pytest.mark.parametrize("name", NAMES)


@cache
def built_in(name: str) -> Case:
    return load_case(name)


def day(known: PartialDate) -> date:
    assert known.month is not None
    assert known.day is not None
    return date(known.year, known.month, known.day)


def dates(case: Case, matter: str, kind: EventKind) -> list[PartialDate]:
    return [e.date for e in case.events if e.matter == matter and e.kind is kind]


def used_sources(case: Case) -> Iterator[str]:
    for table in (case.governments, case.matters, case.shares, case.ties):
        for row in table:
            yield from row.basis.sources
    for evidence in (case.events, case.outcomes):
        for item in evidence:
            yield from item.sources


def test_the_three_cases_are_built_in() -> None:
    assert set(NAMES) <= set(builtin_cases())


@each_case
def test_a_case_loads_without_a_fault_or_a_notice(name: str) -> None:
    case, notices = read_case(name)
    assert case.id == name
    assert notices == ()


@each_case
def test_no_event_or_outcome_rests_on_grade_c_alone(name: str) -> None:
    case = built_in(name)
    grade = {source.id: source.grade for source in case.sources}
    for item in (*case.events, *case.outcomes):
        assert {grade[s] for s in item.sources} & {Grade.A, Grade.B}, item


@each_case
def test_every_listed_source_has_an_address_and_carries_something(name: str) -> None:
    case = built_in(name)
    assert all(source.url.startswith("http") for source in case.sources)
    assert {source.id for source in case.sources} == set(used_sources(case))


@each_case
def test_every_row_of_the_record_is_coded_or_left_out_aloud(name: str) -> None:
    listed = {row.row for row in RECORD if row.case == name}
    assert listed == RECORD_ROWS[name]


@pytest.mark.parametrize("row", CODED, ids=lambda row: f"{row.row}-{row.matter}")
def test_a_row_of_the_record_is_an_event_of_its_date_and_source(row: RecordRow) -> None:
    found = [
        event
        for event in built_in(row.case).events
        if str(event.date) == row.date
        and (event.matter or "*") == row.matter
        and set(event.sources) & set(row.sources.split(";"))
    ]
    assert found


@pytest.mark.parametrize("row", RECORD, ids=lambda row: f"{row.case}-{row.row}")
def test_the_notes_tell_what_became_of_a_row(row: RecordRow) -> None:
    told = re.search(
        rf"^\| {row.row} \| (.+) \|$", built_in(row.case).notes, re.MULTILINE
    )
    assert told
    assert f"{row.date} {row.matter}".strip() in told[1]


def test_only_grade_c_rows_are_left_out() -> None:
    assert {row.grade for row in LEFT_OUT} == {"C"}


@each_case
def test_no_event_lacks_a_row_of_the_record(name: str) -> None:
    known = {(row.date, row.matter) for row in CODED if row.case == name}
    # The record's paragraph on M13 tells of it outside the timeline.
    known |= {("2019-11", "M13")} if name == "tingqiaohe" else set()
    coded = {(str(e.date), e.matter or "*") for e in built_in(name).events}
    assert coded == known


@each_case
def test_the_docs_count_what_a_case_holds(name: str) -> None:
    case = built_in(name)
    told = re.search(
        rf"^\| `{name}` .+?((?: \| \d+){{4}}) \| (\d+ · \d+ · \d+) \|$",
        PAGE.read_text("utf-8"),
        re.MULTILINE,
    )
    assert told
    tables = (case.governments, case.matters, case.events, case.outcomes)
    assert re.findall(r"\d+", told[1]) == [str(len(table)) for table in tables]
    graded = [sum(s.grade is grade for s in case.sources) for grade in Grade]
    assert told[2] == " · ".join(map(str, graded))


@each_case
def test_the_notes_say_where_each_matter_stands_as_the_events_replay(name: str) -> None:
    case = built_in(name)
    history = replay(case)
    told = {
        matter: (rung, since) for matter, rung, since in STANDING.findall(case.notes)
    }
    assert told == {
        matter.id: (str(history.rung[matter.id]), str(history.since[matter.id] or "—"))
        for matter in case.matters
    }


@each_case
def test_judged_costs_stay_within_the_ranges_of_cost_to_benefit(name: str) -> None:
    for matter in built_in(name).matters:
        assert matter.basis.judgement
        assert matter.cost.low / matter.benefit.high >= 0.03, matter.id
        assert matter.cost.high / matter.benefit.low <= 0.9, matter.id


@each_case
def test_only_the_yardstick_of_worth_is_a_point(name: str) -> None:
    points = [m.benefit for m in built_in(name).matters if m.benefit.is_point]
    assert [p.low for p in points] == [10.0]


@each_case
def test_names_fit_a_narrow_board_in_both_languages(name: str) -> None:
    for matter in built_in(name).matters:
        assert 0 < len(matter.name.zh) <= 14, matter.name
        assert 0 < len(matter.name.en) <= 32, matter.name


@each_case
def test_every_event_is_told_in_both_languages(name: str) -> None:
    for event in built_in(name).events:
        assert re.search(r"[一-鿿]", event.text.zh), event
        assert re.fullmatch(r"[^一-鿿]+", event.text.en), event


def test_the_three_towns_meet_only_in_the_state_council() -> None:
    tree = tree_of(built_in("tingqiaohe").governments)
    towns = ("anting", "huaqiao", "baihe")
    assert tree.lowest_common_superior(towns) == "guowuyuan"
    assert tree.lowest_common_superior(("anting", "baihe")) == "shanghai"


@pytest.mark.parametrize("matter", ["M3a", "M4", "M8", "M9c"])
def test_a_matter_without_a_joint_decision_stands_alone(matter: str) -> None:
    assert replay(built_in("tingqiaohe")).rung[matter] == 0


def test_the_road_through_three_towns_is_open_and_below_agreement() -> None:
    case = built_in("tingqiaohe")
    assert set(case.matter("M3a").parties) == {"anting", "huaqiao", "baihe"}
    assert replay(case).rung["M3a"] < 3


def test_the_metro_is_back_at_agreement_after_the_closure() -> None:
    standing = replay(built_in("tingqiaohe")).standing["M1"]
    assert [rung for _, rung in standing.path] == [3, 0, 3]
    assert str(standing.since) == "2022-07"
    assert standing.in_force == 3


def test_the_bus_has_not_come_back() -> None:
    standing = replay(built_in("tingqiaohe")).standing["M2"]
    assert standing.rung == 0
    assert str(standing.since) == "2022-02"


def test_from_framework_to_bus_took_630_days() -> None:
    case = built_in("tingqiaohe")
    (signed,) = dates(case, "M2", EventKind.AGREEMENT)
    (opened,) = dates(case, "M2", EventKind.ACTION)
    assert (day(opened) - day(signed)).days == 630


def test_the_metro_was_closed_for_140_days() -> None:
    case = built_in("tingqiaohe")
    (closed,) = dates(case, "M1", EventKind.LAPSE)
    reopened = dates(case, "M1", EventKind.AGREEMENT)[-1]
    assert (day(reopened) - day(closed)).days == 140


@pytest.mark.parametrize("bridge", ["M3b", "M3c"])
def test_from_framework_to_bridge_took_66_months(bridge: str) -> None:
    case = built_in("tingqiaohe")
    (signed,) = dates(case, bridge, EventKind.AGREEMENT)
    (opened,) = dates(case, bridge, EventKind.ACTION)
    assert opened.first_month.index - signed.first_month.index == 66


def test_from_approval_to_metro_took_36_months_against_26_planned() -> None:
    case = built_in("tingqiaohe")
    approved = dates(case, "M1", EventKind.AGREEMENT)[0].first_month.index
    (due,) = dates(case, "M1", EventKind.LATE)
    opened = dates(case, "M1", EventKind.ACTION)[0]
    assert due.first_month.index - approved == 26
    assert opened.first_month.index - approved == 36
