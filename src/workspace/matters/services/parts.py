"""What each party owes on the present rung: done by its own word, or by commitments."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from workspace.ledger.acts import Act
from workspace.matters import rules
from workspace.matters.models.matter import Matter, Part
from workspace.matters.models.record import RecordEvent
from workspace.matters.recording import add_event, enter
from workspace.matters.services.climbing import climb_if_done
from workspace.units.models import Mandate


@transaction.atomic
def finish_part(*, by: Mandate, at: datetime, part: Part, note: str = "") -> Part:
    """The party has done what it owes on this rung; the last one may let it climb."""
    matter = Matter.objects.locked(part.matter)
    part = Part.objects.select_related("unit", "matter").get(pk=part.pk)
    rules.FINISH_PART.require(by, part, at)
    _finish(matter, part, by, at, note)
    return part


@transaction.atomic
def carry_part(*, part: Part, by: Mandate, at: datetime, n_open: int) -> Part:
    """Commitments carry the part: it is done when none is open, and open when one is.

    Called by `commitments` in its own acts, with the number still open.
    """
    matter = Matter.objects.locked(part.matter)
    part = Part.objects.select_related("unit", "matter").get(pk=part.pk)
    if not part.by_commitments:
        part.by_commitments = True
        part.save(update_fields=["by_commitments"])
    if n_open == 0 and part.done_at is None:
        _finish(matter, part, by, at, "")
    elif n_open > 0 and part.done_at is not None and part.round == matter.round:
        _reopen(matter, part, by, at)
    return part


def _finish(matter: Matter, part: Part, by: Mandate, at: datetime, note: str) -> None:
    part.done_at, part.done_under, part.note = at, by, note
    part.save(update_fields=["done_at", "done_under", "note"])
    entry = _enter(Act.PART_DONE, matter, part, by, at)
    add_event(matter, RecordEvent.Kind.ACTION, entry, actors=[part.unit.code])
    climb_if_done(matter=matter, by=by, at=at)


def _reopen(matter: Matter, part: Part, by: Mandate, at: datetime) -> None:
    part.done_at = part.done_under = None
    part.save(update_fields=["done_at", "done_under"])
    _enter(Act.PART_REOPENED, matter, part, by, at)


def _enter(act: Act, matter: Matter, part: Part, by: Mandate, at: datetime):
    return enter(
        act,
        part,
        matter=matter,
        by=by,
        at=at,
        names={"unit": part.unit.name, "rung": matter.case.rung_name(part.rung)},
        tells=True,
    )
