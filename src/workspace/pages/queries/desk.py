"""A government's desk: what waits for us, what we owe, what others owe us, what is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workspace.accounts.models import Person
from workspace.matters.models.matter import Matter
from workspace.pages.queries.waiting import (
    Waiting,
    soonest_first,
    unanswered_voices,
    waited_for,
    waited_inside,
)
from workspace.units.models import Mandate
from workspace.voices.models import Voice


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on one unit's desk."""

    ours: list[Waiting]
    theirs: list[Waiting]

    @property
    def late(self) -> list[Waiting]:
        """What is past its date, ours and theirs."""
        return [
            w for w in [*self.ours, *self.theirs] if w.days is not None and w.days < 0
        ]


def desk_of(person: Person, acting: Mandate, at: datetime) -> Desk:
    """The desk of the unit the person acts for."""
    matters = _matters(person, at).filter(parties__unit=acting.unit)
    everyone = [w for w in waited_for(matters, at) if w.unit != acting.unit]
    return Desk(waits_for(person, acting, at), everyone)


def waits_for(person: Person, acting: Mandate | None, at: datetime) -> list[Waiting]:
    """What the acting unit is waited for, soonest first; nothing without a mandate."""
    if acting is None:
        return []
    matters = list(_matters(person, at))
    ours = [w for w in waited_for(matters, at) if w.unit == acting.unit]
    ours += waited_inside(acting.unit, matters, at)
    ours += unanswered_voices(acting.unit, Voice.objects.visible_to(person, at), at)
    return soonest_first(ours)


def _matters(person: Person, at: datetime):
    return (
        Matter.objects.visible_to(person, at)
        .filter(closed_at=None)
        .select_related("case")
    )
