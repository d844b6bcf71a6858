"""Commitments so late that they ask for help by themselves, whether or not a job has run."""

from __future__ import annotations

from datetime import datetime

from workspace.commitments.levels import (
    DEFAULT,
    asks_by_itself_from,
    lay_out,
    superiors_up_to_common,
)
from workspace.commitments.models import Commitment, Escalation, EscalationStep

REASON = "承诺过期未办成 / past due and not done: {title}"


def lags(row: Commitment, at: datetime) -> bool:
    """Whether the commitment is so late that help is asked for, and nobody has asked yet."""
    if not row.is_open or row.delivery is not None or row.matter.closed_at is not None:
        return False
    if at < asks_by_itself_from(row.counts_until) or row.owner.superior_id is None:
        return False
    return not row.escalations.exists()


def help_by_lag(row: Commitment) -> tuple[Escalation, list[EscalationStep]]:
    """The request a lagging commitment makes, and its levels; not saved."""
    start = asks_by_itself_from(row.counts_until)
    asked = Escalation(
        matter=row.matter,
        commitment=row,
        about=row.owner,
        asked_at=start,
        reason=REASON.format(title=row.title),
        graces=list(DEFAULT),
    )
    return asked, lay_out(asked, superiors_up_to_common(row.owner, row.matter), start)
