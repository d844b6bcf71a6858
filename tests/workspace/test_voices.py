"""Residents, firms and associations: heard, answered, and never exposed."""

from __future__ import annotations

from datetime import date

import pytest
from towns import AT, mandate_of

from workspace.accounts.permission import NotNow, NotPermitted
from workspace.ledger.chain import verify
from workspace.ledger.models import LedgerEntry
from workspace.matters.models.record import RecordEvent
from workspace.units.models import Notice, Power, Unit
from workspace.voices.models import Voice, counted
from workspace.voices.services import (
    Spoken,
    answer_voice,
    ask_public,
    publish_voice,
    raise_voice,
)

pytestmark = pytest.mark.django_db
CANARY = "canary-55aa"


def speak(room, text="桥上的桩什么时候拆？", matter=True, kind="raise", contact=""):
    spoken = Spoken(kind, "resident", room.units["anting"], text, contact)
    return raise_voice(
        at=AT, case=room.case, spoken=spoken, matter=room.matter if matter else None
    )


def test_who_speaks_gets_a_receipt_and_reads_the_answer_with_it(room):
    voice, receipt = speak(room)
    answer_voice(by=room["anting"], at=AT, voice=voice, text="年内拆。")
    found = Voice.objects.with_receipt(f" {receipt} ").get()
    assert [reply.text for reply in found.replies.all()] == ["年内拆。"]
    assert receipt not in voice.receipt_hash
    assert not Voice.objects.with_receipt("guess").exists()


def test_the_units_concerned_are_told_that_someone_spoke_not_what(room):
    speak(room, text=CANARY)
    assert Notice.objects.filter(person=room["baihe"].person).count() == 1
    assert not Notice.objects.filter(title_zh__contains=CANARY).exists()
    assert not LedgerEntry.objects.filter(content__contains=CANARY).exists()
    assert verify().holds


def test_a_contact_is_sealed(room):
    voice, _ = speak(room, contact=CANARY)
    voice.refresh_from_db()
    assert CANARY.encode() not in bytes(voice.contact_box)
    assert voice.contact == CANARY


def test_a_voice_is_read_where_it_comes_from_and_by_the_parties_only(room):
    on_matter, _ = speak(room)
    local, _ = speak(room, matter=False)
    seen = {
        code: set(Voice.objects.visible_to(room[code].person, AT))
        for code in ("anting", "baihe", "jiading")
    }
    assert seen == {
        "anting": {on_matter, local},
        "baihe": {on_matter},
        "jiading": set(),
    }
    with pytest.raises(NotPermitted, match="不归贵单位"):
        answer_voice(by=room["baihe"], at=AT, voice=local, text="好")


def test_only_what_was_published_is_public_in_the_words_published(room):
    voice, _ = speak(room, text=f"我是{CANARY}，住在……")
    speak(room)
    publish_voice(by=room["anting"], at=AT, voice=voice, text="有居民问铁桩何时拆。")
    assert [v.published_text for v in Voice.objects.public()] == [
        "有居民问铁桩何时拆。"
    ]
    assert RecordEvent.objects.get().kind == "participation"
    with pytest.raises(NotNow, match="已经公开"):
        publish_voice(by=room["anting"], at=AT, voice=voice, text="再来")


def test_small_groups_are_never_counted_in_public(room):
    for _ in range(4):
        speak(room, kind="support")
    assert counted(Voice.objects.all()) == {}
    speak(room, kind="support")
    speak(room, kind="object")
    assert counted(Voice.objects.all()) == {"support": 5}


@pytest.mark.parametrize("text", ["", "  ", "长" * 2001])
def test_nothing_or_too_much_is_refused_in_words(room, text):
    with pytest.raises(NotNow, match="2000"):
        speak(room, text=text)
    assert not Voice.objects.exists()


def test_a_party_asks_the_public_and_answers_belong_to_its_question(room):
    question = ask_public(
        by=room["anting"],
        at=AT,
        matter=room.matter,
        text="夜间限高可以吗？",
        until=date(2026, 12, 1),
    )
    spoken = Spoken("answer", "firm", room.units["anting"], "可以。")
    voice, _ = raise_voice(at=AT, case=room.case, spoken=spoken, question=question)
    assert voice.matter == room.matter
    stranger = mandate_of(
        Unit.objects.create(code="far", name_zh="远镇"), Power.CONFIRM
    )
    with pytest.raises(NotPermitted):
        ask_public(
            by=stranger, at=AT, matter=room.matter, text="？", until=date(2026, 12, 1)
        )
