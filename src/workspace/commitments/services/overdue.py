"""What the calendar does: lateness entered once, and reminders.

A light needs none of this: it is read off the rows and the day.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from workspace.commitments.models import Commitment, Reminder
from workspace.commitments.recording import enter_on, held
from workspace.commitments.standing import is_late, standing_of
from workspace.ledger.acts import Act
from workspace.matters.models.record import RecordEvent
from workspace.matters.recording import add_event
from workspace.units.notices import tell
from workspace.units.workdays import local_day
from workspace.wording import Words

OCCASIONS = {
    "before_due": Words("{title}，{due} 到期", "{title} is due on {due}"),
    "due": Words("今天到期：{title}", "Due today: {title}"),
    "late": Words("已过期：{title}（{due}）", "Past due: {title} ({due})"),
}


def record_if_late(row: Commitment, at: datetime) -> bool:
    """Enter, once, that the commitment missed its date; True where it was entered now.

    `row` is held by the caller, in whose act this runs.
    """
    if row.late_at is not None or not is_late(row, local_day(at)):
        return False
    row.late_at = at
    row.save(update_fields=["late_at"])
    names = {"unit": row.owner.name, "due": f"{row.counts_until:%Y-%m-%d}"}
    entry = enter_on(Act.COMMITMENT_LATE, row, None, at, **names)
    late = [unit.code for unit in (row.owner, row.co_owner) if unit is not None]
    add_event(row.matter, RecordEvent.Kind.LATE, entry, actors=late)
    return True


@transaction.atomic
def enter_lateness(*, at: datetime) -> int:
    """Enter every commitment that has missed its date and is not entered as late yet."""
    waiting = _open().filter(due__lt=local_day(at), late_at=None)
    return sum(record_if_late(held(row), at) for row in waiting)


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Remind who carries a commitment: when it is nearly due, due, and past; once each."""
    n = 0
    for row in _open().select_related("owner", "co_owner"):
        occasion = _occasion(row, local_day(at))
        if occasion is not None and row.delivery is None:
            n += _send(held(row), occasion, at)
    return n


def _occasion(row: Commitment, today: date) -> str | None:
    standing = standing_of(row)
    if today > standing.due:
        return "late"
    if today == standing.due:
        return "due"
    return "before_due" if today >= standing.warns_from else None


def _send(row: Commitment, occasion: str, at: datetime) -> bool:
    day = row.counts_until
    _, is_new = Reminder.objects.get_or_create(
        commitment=row, occasion=occasion, day=day
    )
    if not is_new:
        return False
    units = [unit for unit in (row.owner, row.co_owner) if unit is not None]
    said = OCCASIONS[occasion].fill(title=row.title, due=f"{day:%Y-%m-%d}")
    tell(units, said, link=f"{row.matter.link}#commitments", at=at)
    enter_on(Act.REMINDED, row, None, at, tells=False, unit=row.owner.name)
    return True


def _open():
    return Commitment.objects.open().filter(matter__closed_at=None)
