"""Entering acts on a matter: in the ledger, and in the record the model reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models

from workspace.ledger.acts import Act
from workspace.ledger.models import LedgerEntry
from workspace.ledger.services import Actor, Told, record
from workspace.matters.models.matter import Matter
from workspace.matters.models.record import RecordEvent
from workspace.units.models import Mandate, Unit
from workspace.units.notices import tell
from workspace.units.workdays import local_day
from workspace.wording import Words

# the event a rung reached is evidence of, as the case format reads it
REACHED = {
    1: RecordEvent.Kind.INFORMATION,
    2: RecordEvent.Kind.MEETING,
    3: RecordEvent.Kind.AGREEMENT,
    4: RecordEvent.Kind.BODY,
}


def enter(  # noqa: PLR0913 - one line of the ledger
    act: Act,
    subject: models.Model,
    *,
    matter: Matter,
    by: Mandate | None,
    at: datetime,
    audience: str = LedgerEntry.Audience.MATTER,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    names: Mapping[str, Words | str] | None = None,
    tells: bool = False,
) -> LedgerEntry:
    """Append an act on a matter; `unit` in its sentence is the acting unit.

    With `tells`, everyone in the room hears it in the same words.
    """
    unit = {"unit": by.unit.name} if by else {}
    told = Told(
        matter.scope, audience, before or {}, after or {}, unit | dict(names or {})
    )
    entry = record(act, subject, actor=by.actor if by else Actor(), at=at, told=told)
    if tells:
        tell_room(matter, entry.sentence, at=at, but=by)
    return entry


def tell_room(
    matter: Matter, title: Words, *, at: datetime, but: Mandate | None = None
) -> None:
    """A notice to everyone who acts for a party or sits in the room, but for who did it."""
    seated = Unit.objects.filter(seats__matter=matter, seats__ended_at=None)
    said = Words("{matter}：{title}", "{matter}: {title}").fill(
        matter=matter.name, title=title
    )
    tell([*matter.units, *seated], said, link=matter.link, at=at, but=but)


def add_event(
    matter: Matter,
    kind: str,
    entry: LedgerEntry,
    *,
    actors: list[str],
    rung: int | None = None,
) -> RecordEvent:
    """The act, in the terms of the model, at the end of the case's record."""
    last = matter.case.events.aggregate(last=models.Max("order"))["last"]
    return RecordEvent.objects.create(
        case=matter.case,
        matter=matter,
        order=0 if last is None else last + 1,
        date=local_day(entry.at).isoformat(),
        kind=kind,
        actors=actors,
        rung=rung,
        text_zh=entry.sentence.zh,
        text_en=entry.sentence.en,
        ledger_seq=entry.seq,
    )
