"""What is entered about commitments every morning. Nothing a page shows depends on it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from workspace.commitments.lagging import lags
from workspace.commitments.models import Commitment, EscalationStep
from workspace.commitments.services.extending import enter_silent_grants
from workspace.commitments.services.helping import ask_help_by_lag, enter_reached
from workspace.commitments.services.overdue import enter_lateness, remind
from workspace.matters.models.matter import Matter


def enter_what_passed(*, at: datetime) -> None:
    """Enter grants by silence, lateness, help asked by lag, levels reached; then remind."""
    enter_silent_grants(at=at)
    enter_lateness(at=at)
    enter_lags(at=at)
    enter_levels(at=at)
    remind(at=at)


@transaction.atomic
def enter_lags(*, at: datetime) -> int:
    """Enter the help that lagging commitments ask for; returns how many."""
    rows = Commitment.objects.open().select_related("matter", "owner")
    lagging = [row for row in rows if lags(row, at)]
    asked = [ask_help_by_lag(at=at, commitment=row) for row in lagging]
    return sum(request is not None for request in asked)


@transaction.atomic
def enter_levels(*, at: datetime) -> int:
    """Enter the levels that requests have climbed to, and tell their superiors."""
    n = 0
    for step in EscalationStep.objects.waiting(at).filter(told_at=None):
        Matter.objects.locked(step.escalation.matter)
        step.refresh_from_db()
        if step.told_at is None:
            enter_reached(step.escalation, step, None, at)
            n += 1
    return n
