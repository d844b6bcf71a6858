"""More time: asked for before the due date; silence grants it, the other side may object."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from workspace.commitments import rules
from workspace.commitments.models import Commitment, Extension
from workspace.commitments.recording import enter_on, held, in_words
from workspace.ledger.acts import Act
from workspace.units.models import Mandate
from workspace.units.workdays import local_day, workday_after

TIME_TO_OBJECT = 3  # working days, and never beyond the date that stands


@transaction.atomic
def ask_extension(
    *, by: Mandate, at: datetime, commitment: Commitment, new_due: date, reason: str
) -> Extension:
    """The owner asks for a later date.

    The other side has three working days to object, and not beyond the old due
    date, so that asking never hides a date that was missed.
    """
    row = held(commitment)
    _settle_silence(row, at)
    rules.ASK_EXTENSION.require(by, row, at, new_due=new_due, reason=reason)
    asked = Extension.objects.create(
        commitment=row,
        old_due=row.due,
        new_due=new_due,
        reason=reason,
        asked_by=by,
        asked_at=at,
        object_by=min(workday_after(local_day(at), TIME_TO_OBJECT), row.due),
    )
    after = {"old_due": row.due.isoformat(), "new_due": new_due.isoformat()}
    names = {"due": in_words(new_due), "reason": reason}
    enter_on(Act.EXTENSION_ASKED, row, by, at, after=after, **names)
    return asked


@transaction.atomic
def object_to_extension(
    *, by: Mandate, at: datetime, extension: Extension, reason: str
) -> Extension:
    """The other side does not agree: the old date stands."""
    row, asked = _held(extension)
    rules.OBJECT_EXTENSION.require(by, asked, at, reason=reason)
    asked.objected_by, asked.objected_at, asked.objection = by, at, reason
    asked.save(update_fields=["objected_by", "objected_at", "objection"])
    enter_on(Act.EXTENSION_OBJECTED, row, by, at, reason=reason)
    return asked


@transaction.atomic
def grant_extension(*, by: Mandate, at: datetime, extension: Extension) -> Extension:
    """The other side agrees at once."""
    row, asked = _held(extension)
    rules.GRANT_EXTENSION.require(by, asked, at)
    _grant(row, asked, by, at)
    return asked


@transaction.atomic
def enter_silent_grants(*, at: datetime) -> int:
    """Enter the later dates nobody objected to in time; returns how many.

    They counted already: this only says so.
    """
    waiting = Extension.objects.filter(
        granted_at=None, objected_at=None, object_by__lt=local_day(at)
    )
    return sum(_settle_silence(held(asked.commitment), at) for asked in waiting)


def _settle_silence(row: Commitment, at: datetime) -> bool:
    asked = row.extension_asked
    if asked is None or not row.is_open or local_day(at) <= asked.object_by:
        return False
    _grant(row, asked, None, at)
    return True


def _grant(row: Commitment, asked: Extension, by: Mandate | None, at: datetime) -> None:
    asked.granted_at = at
    asked.save(update_fields=["granted_at"])
    row.due = asked.new_due
    row.save(update_fields=["due"])
    enter_on(Act.EXTENSION_GRANTED, row, by, at, after={"due": row.due.isoformat()})


def _held(extension: Extension) -> tuple[Commitment, Extension]:
    row = held(extension.commitment)
    asked = next(e for e in row.extensions.all() if e.pk == extension.pk)
    asked.commitment = row
    return row, asked
