"""Speaking up and being answered."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from workspace.ledger.acts import Act
from workspace.ledger.models import LedgerEntry
from workspace.ledger.services import ROOM, Actor, Told, record
from workspace.matters.models.case import Case
from workspace.matters.models.matter import Matter
from workspace.matters.models.record import RecordEvent
from workspace.matters.recording import add_event
from workspace.units.models import Mandate, Unit
from workspace.units.notices import tell
from workspace.voices import rules
from workspace.voices.models import Question, Reply, Voice, receipt_hash
from workspace.wording import Words


@dataclass(frozen=True, slots=True)
class Spoken:
    """What somebody said, as they sent it; `contact` is sealed and may be empty."""

    kind: str
    who: str
    place: Unit
    text: str
    contact: str = ""


@transaction.atomic
def raise_voice(
    *,
    at: datetime,
    case: Case,
    spoken: Spoken,
    matter: Matter | None = None,
    question: Question | None = None,
) -> tuple[Voice, str]:
    """Somebody who is no official speaks; the voice, and a receipt to look it up by.

    No account is needed. The ledger notes that a voice was raised, not its words.
    """
    rules.RAISE.require(None, case, at, text=spoken.text)
    receipt = secrets.token_urlsafe(12)
    voice = Voice(
        case=case,
        matter=question.matter if question else matter,
        question=question,
        kind=Voice.Kind(spoken.kind),
        who=Voice.Who(spoken.who),
        place=spoken.place,
        text=spoken.text.strip(),
        receipt_hash=receipt_hash(receipt),
        at=at,
    )
    voice.contact = spoken.contact
    voice.save()
    _enter(Act.VOICE_RAISED, voice, None, at)
    heard = voice.matter.units if voice.matter else [voice.place]
    title = Words("有新的反映，请答复", "Somebody spoke up; please answer")
    tell(heard, title, link=voice.link, at=at)
    return voice, receipt


@transaction.atomic
def answer_voice(*, by: Mandate, at: datetime, voice: Voice, text: str) -> Reply:
    """A unit answers; who spoke reads it with their receipt."""
    rules.ANSWER.require(by, voice, at, text=text)
    reply = Reply.objects.create(
        voice=voice, unit=by.unit, text=text.strip(), mandate=by, at=at
    )
    _enter(Act.VOICE_ANSWERED, voice, by, at)
    return reply


@transaction.atomic
def publish_voice(*, by: Mandate, at: datetime, voice: Voice, text: str) -> Voice:
    """What was said is public, in words that name nobody; the record notes participation."""
    voice = Voice.objects.select_for_update().get(pk=voice.pk)
    rules.PUBLISH.require(by, voice, at, text=text)
    voice.published_at, voice.published_text = at, text.strip()
    voice.save(update_fields=["published_at", "published_text"])
    entry = _enter(Act.VOICE_PUBLISHED, voice, by, at, LedgerEntry.Audience.PUBLIC)
    if voice.matter is not None:
        add_event(voice.matter, RecordEvent.Kind.PARTICIPATION, entry, actors=[])
    return voice


@transaction.atomic
def ask_public(
    *, by: Mandate, at: datetime, matter: Matter, text: str, until: date
) -> Question:
    """A party puts a short question to the public, open until the end of a day."""
    rules.ASK.require(by, matter, at, text=text)
    question = Question.objects.create(
        matter=matter, text=text.strip(), asked_by=by, asked_at=at, until=until
    )
    told = Told(matter.scope, LedgerEntry.Audience.PUBLIC, names={"unit": by.unit.name})
    record(Act.VOICE_ASKED, question, actor=by.actor, at=at, told=told)
    return question


def _enter(
    act: Act,
    voice: Voice,
    by: Mandate | None,
    at: datetime,
    audience: str = LedgerEntry.Audience.MATTER,
) -> LedgerEntry:
    names = {"unit": by.unit.name} if by else {}
    if voice.matter is None and audience == LedgerEntry.Audience.MATTER:
        audience = LedgerEntry.Audience.UNIT
    scope = voice.matter.scope if voice.matter else ROOM
    actor = by.actor if by else Actor(unit=voice.place.code)
    return record(
        act, voice, actor=actor, at=at, told=Told(scope, audience, names=names)
    )
