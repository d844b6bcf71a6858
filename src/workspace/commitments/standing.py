"""How commitments stand at a moment, read from their rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from workspace.commitments.lights import Light, Standing, light_of, with_children
from workspace.commitments.models import Commitment
from workspace.units.workdays import entered_days, is_workday, local_day

SOON = 5  # working days before the due date from which a light turns yellow
A_LONG_WAY = timedelta(days=40)  # no five working days before a date span more


def lights_of(commitments: Iterable[Commitment], at: datetime) -> dict[int, Light]:
    """The light of each commitment, by its key, children's lights counted in.

    `commitments` is whole families: withdrawn ones are passed over, and a child
    that is not in it does not count.
    """
    rows = [c for c in commitments if c.withdrawn_at is None]
    families = _Families(rows, _marked(rows), local_day(at))
    return {row.pk: families.light(row) for row in rows}


def standing_of(
    commitment: Commitment, marked: Mapping[date, bool] | None = None
) -> Standing:
    """How one commitment stands, by its reports, its plan line and its date."""
    due = commitment.counts_until
    delivery = commitment.delivery
    return Standing(
        due=due,
        warns_from=warning_day(
            due, _marked([commitment]) if marked is None else marked
        ),
        plan_line=tuple(
            (date.fromisoformat(day), share) for day, share in commitment.plan_line
        ),
        done=share_done(commitment),
        delivered_on=local_day(delivery.at) if delivery else None,
        is_closed=commitment.closed_at is not None,
    )


def share_done(commitment: Commitment) -> float:
    """The share last reported and not sent back, [0, 1]."""
    told = [r.done for r in commitment.reports.all() if not r.was_sent_back]
    return told[-1] if told else 0.0


def is_late(commitment: Commitment, today: date) -> bool:
    """Whether the commitment by itself is past its date."""
    delivery = commitment.delivery
    ended = local_day(delivery.at) if delivery else today
    return commitment.is_open and ended > commitment.counts_until


def warning_day(due: date, marked: Mapping[date, bool]) -> date:
    """The first of the last five working days up to `due`."""
    day, n = due + timedelta(days=1), SOON
    while n > 0:
        day -= timedelta(days=1)
        n -= is_workday(day, marked)
    return day


def _marked(rows: list[Commitment]) -> dict[date, bool]:
    if not rows:
        return {}
    dues = [row.counts_until for row in rows]
    return entered_days(min(dues) - A_LONG_WAY, max(dues))


@dataclass(frozen=True, slots=True)
class _Families:
    rows: list[Commitment]
    marked: Mapping[date, bool]
    today: date

    def light(self, row: Commitment) -> Light:
        own = light_of(standing_of(row, self.marked), self.today)
        if row.closed_at is not None:
            return own
        return with_children(
            own, [self.light(r) for r in self.rows if r.parent_id == row.pk]
        )
