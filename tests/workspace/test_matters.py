"""Matters: raised, described, spoken about, seen by those who may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from towns import AT, TOWNS, build_matter, mandate_of, seat

from workspace.accounts.models import Duty, Person
from workspace.accounts.permission import NotNow, NotPermitted
from workspace.ledger.models import LedgerEntry
from workspace.matters.models.matter import Matter, Part
from workspace.matters.models.saying import Position
from workspace.matters.nature import NATURE
from workspace.matters.queries import visible_entries
from workspace.matters.sealing import seal, unseal
from workspace.matters.services.climbing import impose
from workspace.matters.services.parts import carry_part, finish_part
from workspace.matters.services.raising import (
    Consent,
    Nature,
    close_matter,
    give_seat,
    raise_matter,
    state_nature,
)
from workspace.matters.services.saying import (
    attach,
    give_words,
    link_evidence,
    state_position,
)
from workspace.matters.spans import Span, read_span
from workspace.units.models import Notice, Power, Unit
from workspace.units.services import give_duty
from workspace.wording import Words

pytestmark = pytest.mark.django_db
NATURE_OF_RIVER = Nature(
    complexity=Span(0.2, 0.4),
    benefit=Span(1.0, 2.0),
    cost=Span(0.5, 0.5),
    specificity=Span(0.1, 0.1),
    measurability=Span(0.6, 0.8),
)


def test_a_matter_is_raised_and_every_party_is_told(room):
    matter = raise_matter(
        by=room["anting"],
        at=AT,
        case=room.case,
        code="river",
        name=Words("界河", "River"),
        parties=[room.units["anting"], room.units["huaqiao"]],
        nature=NATURE_OF_RIVER,
        consent=Consent(quorum=2),
    )
    assert matter.open_rung == 1
    assert matter.superior == room.units["guowuyuan"]
    assert (
        Notice.objects.filter(person=room["huaqiao"].person, link=matter.link).count()
        == 1
    )
    assert not Notice.objects.filter(person=room["baihe"].person).exists()


def test_a_matter_needs_two_parties_with_the_raiser_among_them(room):
    for parties in (
        [room.units["anting"]],
        [room.units["baihe"], room.units["huaqiao"]],
    ):
        with pytest.raises(NotNow, match="至少两个当事方"):
            raise_matter(
                by=room["anting"],
                at=AT,
                case=room.case,
                code="x",
                name=Words("x", "x"),
                parties=parties,
                nature=NATURE_OF_RIVER,
            )


def test_a_code_is_used_once_in_a_case(room):
    with pytest.raises(NotNow, match="代号"):
        raise_matter(
            by=room["anting"],
            at=AT,
            case=room.case,
            code="road",
            name=Words("x", "x"),
            parties=[room.units["anting"], room.units["baihe"]],
            nature=NATURE_OF_RIVER,
        )


def test_nature_asks_for_every_field_the_model_reads_in_both_languages():
    assert {q.field for q in NATURE} == set(Nature.__slots__)
    for question in NATURE:
        for words in (question.ask, question.explain, question.low, question.high):
            assert words.zh
            assert words.en


def test_the_nature_is_stated_anew_and_the_old_answer_stays_in_the_ledger(room):
    state_nature(by=room["baihe"], at=AT, matter=room.matter, nature=NATURE_OF_RIVER)
    room.matter.refresh_from_db()
    assert room.matter.complexity == Span(0.2, 0.4)
    assert LedgerEntry.objects.get().told["before"]["complexity"] == "0.4..0.6"


def test_words_replace_words_and_the_old_stay_readable(room):
    old = give_words(by=room["anting"], at=AT, matter=room.matter, text="先拆桩。")
    new = give_words(
        by=room["anting"], at=AT, matter=room.matter, text="先拆桩，再修路。"
    )
    old.refresh_from_db()
    assert (old.stands, new.stands, new.replaces) == (False, True, old)
    third = give_words(by=room["anting"], at=AT, matter=room.matter, text="都好。")
    assert third.replaces == new


def people(room):
    return {
        "own": room["anting"].person,
        "neighbour": room["huaqiao"].person,
        "superior": room["jiading"].person,
        "common": room["guowuyuan"].person,
        "other superior": room["kunshan"].person,
        "mediator": mandate_of(
            Unit.objects.create(code="office", name_zh="合作办"),
            Power.MEDIATE,
            name="med",
        ).person,
    }


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        ("own", {"own"}),
        ("mediator", {"own", "mediator"}),
        ("superior", {"own", "superior", "common"}),
        (
            "all",
            {"own", "neighbour", "superior", "common", "other superior", "mediator"},
        ),
    ],
)
def test_a_position_is_read_by_the_eyes_it_was_meant_for(room, visibility, readers):
    everyone = people(room)
    seat(room.matter, Unit.objects.get(code="office"))
    state_position(
        by=room["anting"],
        at=AT,
        matter=room.matter,
        text="最多三分之一",
        visibility=visibility,
    )
    seen = {
        name
        for name, person in everyone.items()
        if Position.objects.visible_to(person, AT).exists()
    }
    assert seen == readers


def test_a_sealed_position_opens_on_its_day_and_not_before(room):
    until = AT + timedelta(days=3)
    state_position(
        by=room["anting"],
        at=AT,
        matter=room.matter,
        text="底线",
        visibility="all",
        sealed_until=until,
    )
    neighbour = room["huaqiao"].person
    assert not Position.objects.visible_to(
        neighbour, until - timedelta(seconds=1)
    ).exists()
    assert Position.objects.visible_to(neighbour, until).get().text == "底线"


def test_a_sealed_word_is_nowhere_but_in_its_box(room):
    canary = "canary-7f3a"
    state_position(
        by=room["anting"], at=AT, matter=room.matter, text=canary, visibility="own"
    )
    position = Position.objects.get()
    assert canary.encode() not in bytes(position.box)
    assert not LedgerEntry.objects.filter(content__contains=canary).exists()
    assert not Notice.objects.exists()
    assert LedgerEntry.objects.get().audience == "unit"


def test_a_box_moved_to_another_row_does_not_open(room):
    box = seal("x", "position/1/1")
    assert unseal(box, "position/1/1") == "x"
    with pytest.raises(InvalidTag):
        unseal(box, "position/1/2")


@given(st.text(max_size=400).filter(lambda s: not s.endswith("\0")))
def test_what_is_sealed_comes_out_and_its_length_tells_little(text):
    box = seal(text, "place")
    assert unseal(box, "place") == text
    assert (len(box) - 28) % 256 == 0


def test_a_matter_is_seen_from_its_parties_from_above_and_from_a_seat(room):
    outsider = mandate_of(
        Unit.objects.create(code="far", name_zh="远镇"), Power.CONFIRM
    )
    assert not Matter.objects.visible_to(outsider.person, AT).exists()
    for code in (*TOWNS, "jiading", "kunshan", "suzhou", "guowuyuan"):
        assert Matter.objects.visible_to(room[code].person, AT).count() == 1, code
    seat(room.matter, outsider.unit, "observer")
    assert Matter.objects.visible_to(outsider.person, AT).count() == 1


def test_a_working_office_sees_with_the_eyes_of_the_unit_it_answers_for(room):
    office = mandate_of(
        Unit.objects.create(code="office", name_zh="合作办"), Power.MEDIATE
    )
    assert not Matter.objects.visible_to(office.person, AT).exists()
    Unit.objects.filter(code="guowuyuan").update(working_office=office.unit)
    assert Matter.objects.visible_to(office.person, AT).exists()
    impose(
        by=mandate_of(office.unit, Power.SETTLE),
        at=AT,
        matter=room.matter,
        rung=3,
        reason="x",
    )


def test_an_ended_mandate_sees_nothing(room):
    mandate = room["anting"]
    mandate.ended_at = AT
    mandate.save()
    assert not Matter.objects.visible_to(mandate.person, AT).exists()


def test_no_administrator_sees_matters_and_only_the_auditor_reads_the_whole_ledger(
    room,
):
    give_words(by=room["anting"], at=AT, matter=room.matter, text="话")
    state_position(
        by=room["anting"], at=AT, matter=room.matter, text="密", visibility="own"
    )
    for kind in Duty.Kind:
        person = Person.objects.create_user(kind, name=kind)
        give_duty(at=AT, person=person, kind=kind)
        assert not Matter.objects.visible_to(person, AT).exists()
        assert not Position.objects.visible_to(person, AT).exists()
        assert visible_entries(person, AT).exists() is (kind == Duty.Kind.AUDIT)


def test_the_ledger_is_read_behind_the_same_gate(room):
    other = build_matter(
        room.case, [room.units["anting"], room.units["baihe"]], 0, "other"
    )
    give_words(by=room["anting"], at=AT, matter=room.matter, text="一")
    give_words(by=room["anting"], at=AT, matter=other, text="二")
    state_position(
        by=room["anting"], at=AT, matter=room.matter, text="密", visibility="own"
    )
    seen = {name: visible_entries(room[name].person, AT).count() for name in TOWNS}
    assert seen == {"anting": 3, "huaqiao": 1, "baihe": 2}


def test_a_file_keeps_its_fingerprint_and_strange_kinds_are_refused(room):
    row = attach(
        by=room["anting"],
        at=AT,
        matter=room.matter,
        file=ContentFile(b"%PDF-1.7"),
        name="桥.PDF",
    )
    with row.file.open() as kept:
        assert kept.read() == b"%PDF-1.7"
    assert len(row.sha256) == 64
    assert "桥" not in row.file.name
    for name, content in (
        ("a.html", b"x"),
        ("a.pdf", b""),
        ("a.exe", b"x"),
        ("长" * 200 + ".pdf", b"x"),
    ):
        with pytest.raises(NotNow, match="不能上传"):
            attach(
                by=room["anting"],
                at=AT,
                matter=room.matter,
                file=ContentFile(content),
                name=name,
            )


def test_a_link_to_evidence_must_be_a_web_address(room):
    link_evidence(
        by=room["anting"],
        at=AT,
        matter=room.matter,
        title="公告",
        url="https://a.gov.cn/1",
    )
    with pytest.raises(ValidationError):
        link_evidence(
            by=room["anting"],
            at=AT,
            matter=room.matter,
            title="坏",
            url="javascript:alert(1)",
        )


def test_a_seat_is_given_by_a_party_and_told_to_all(room):
    office = Unit.objects.create(code="office", name_zh="合作办")
    give_seat(by=room["baihe"], at=AT, matter=room.matter, unit=office, role="mediator")
    assert "合作办" in LedgerEntry.objects.get().sentence.zh
    with pytest.raises(NotPermitted):
        give_seat(
            by=room["jiading"], at=AT, matter=room.matter, unit=office, role="mediator"
        )


def test_a_closed_matter_takes_no_more_acts(room):
    close_matter(by=room["anting"], at=AT, matter=room.matter, reason="已通车")
    room.matter.refresh_from_db()
    assert room.matter.open_rung is None
    with pytest.raises(NotNow, match="已经办结"):
        give_words(by=room["anting"], at=AT, matter=room.matter, text="还有话")


def test_a_part_is_done_by_its_own_party_once(room):
    impose(by=room["guowuyuan"], at=AT, matter=room.matter, rung=3, reason="试点")
    part = Part.objects.get(unit__code="anting")
    with pytest.raises(NotPermitted, match="另一方"):
        finish_part(by=room["baihe"], at=AT, part=part)
    finish_part(by=room["anting"], at=AT, part=part)
    with pytest.raises(NotNow, match="办完"):
        finish_part(by=room["anting"], at=AT, part=part)


def test_a_part_carried_by_commitments_follows_them(room):
    impose(by=room["guowuyuan"], at=AT, matter=room.matter, rung=3, reason="试点")
    part = Part.objects.get(unit__code="anting")
    carry_part(part=part, by=room["anting"], at=AT, n_open=2)
    with pytest.raises(NotNow, match="承诺"):
        finish_part(by=room["anting"], at=AT, part=part)
    carry_part(part=part, by=room["anting"], at=AT, n_open=0)
    part.refresh_from_db()
    assert part.done_at == AT
    carry_part(part=part, by=room["anting"], at=AT, n_open=1)
    part.refresh_from_db()
    assert part.done_at is None


@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.floats(allow_nan=False, allow_infinity=False),
)
def test_a_span_survives_as_text_to_the_last_digit(a, b):
    span = Span(min(a, b), max(a, b))
    assert read_span(str(span)) == span


@pytest.mark.parametrize("text", ["", "x", "0.8..0.4", "1..2..3", "nan"])
def test_what_is_no_span_is_refused(text):
    with pytest.raises(ValidationError):
        read_span(text)
