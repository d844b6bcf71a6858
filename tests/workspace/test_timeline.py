"""One timeline a matter: the record with its sources, and what was done in the room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from towns import AT, build_room

from tingqiao.case.load import load_case
from workspace.accounts.models import Person
from workspace.consent.differences import differences
from workspace.matters.models.matter import Matter
from workspace.matters.services.saying import give_words, state_position
from workspace.matters.timeline import timeline
from workspace.outlook.case_in import import_case
from workspace.units.models import Mandate, Power, Unit

LINES = st.text("同意费用各三分之一a1 ", max_size=12)
TEXTS = st.lists(LINES, max_size=5).map("\n".join)


@pytest.mark.django_db
def test_the_past_comes_with_its_sources_and_the_room_with_its_ledger_number():
    import_case(load_case("tingqiaohe"), at=AT)
    road = Matter.objects.get(code="M3a")
    unit = Unit.objects.get(code="anting")
    person = Person.objects.create_user("wang", name="王")
    by = Mandate.objects.create(
        person=person, unit=unit, powers=[Power.PREPARE], since=AT
    )
    give_words(by=by, at=AT, matter=road, text="先拆桩")
    lines = timeline(road, person, AT)
    assert [line.date for line in lines] == sorted(
        (line.date for line in lines), reverse=True
    )
    assert lines[0].seq
    assert lines[0].text.zh == "安亭镇说了自己的话。"
    past = [line for line in lines if line.seq is None]
    assert past
    assert all(line.sources for line in past)


@pytest.mark.django_db
def test_the_timeline_of_a_neighbour_lacks_what_was_meant_for_the_unit():
    room = build_room()
    state_position(
        by=room["anting"], at=AT, matter=room.matter, text="x", visibility="own"
    )
    assert len(timeline(room.matter, room["anting"].person, AT)) == 1
    assert timeline(room.matter, room["huaqiao"].person, AT) == []


def test_differences_are_shown_phrase_by_phrase():
    (changed,) = differences("接通后一年内。\n第二条。", "接通后两年内。\n第二条。")
    assert [(c.kind, c.text) for c in changed] == [
        ("same", "接通后"), ("gone", "一"), ("new", "两"), ("same", "年内。")
    ]  # fmt: skip


def test_a_new_paragraph_is_new_and_an_unchanged_text_shows_nothing():
    assert differences("一。", "一。") == []
    (added,) = differences("一。", "一。\n二。")
    assert [(c.kind, c.text) for c in added] == [("new", "二。")]


@given(TEXTS, TEXTS)
def test_every_change_shown_is_of_the_two_texts(old, new):
    for paragraph in differences(old, new):
        before = "".join(c.text for c in paragraph if c.kind != "new")
        after = "".join(c.text for c in paragraph if c.kind != "gone")
        assert before in ["", *old.splitlines()]
        assert after in ["", *new.splitlines()]
        assert before != after


@given(TEXTS, TEXTS)
def test_texts_that_differ_show_a_difference(old, new):
    kept = [line for line in old.splitlines() if line]
    came = [line for line in new.splitlines() if line]
    if kept != came:
        assert differences(old, new)
