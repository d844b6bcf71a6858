"""What happened to a matter, in plain sentences: its public record, then the room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workspace.accounts.models import Person
from workspace.matters.models.matter import Matter
from workspace.matters.models.record import RecordEvent, Source
from workspace.matters.queries import visible_entries
from workspace.units.workdays import local_day
from workspace.wording import Words


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline."""

    date: str  # YYYY, YYYY-MM or YYYY-MM-DD, as far as known
    text: Words
    sources: tuple[Source, ...] = ()
    seq: int | None = None  # of the ledger, where it was done in the room
    unit: str = ""  # code of the acting unit


def timeline(matter: Matter, person: Person, at: datetime) -> list[Line]:
    """Everything the person may know to have happened, the latest first."""
    entries = visible_entries(person, at).of_scope(matter.scope)
    lived = [
        Line(local_day(e.at).isoformat(), e.sentence, seq=e.seq, unit=e.unit)
        for e in entries
    ]
    known = {source.code: source for source in matter.case.sources.all()}
    past = RecordEvent.objects.filter(matter=matter, ledger_seq=None)
    told = [_told(event, known) for event in past]
    return sorted(
        told + lived, key=lambda line: (line.date, line.seq or 0), reverse=True
    )


def _told(event: RecordEvent, known: dict[str, Source]) -> Line:
    sources = tuple(known[code] for code in event.sources if code in known)
    return Line(event.date, event.text, sources)
