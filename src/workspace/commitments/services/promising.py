"""Making a commitment, and taking it back in the open."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from workspace.commitments import rules
from workspace.commitments.models import Commitment
from workspace.commitments.recording import carry, enter_on, held
from workspace.commitments.terms import Terms
from workspace.ledger.acts import Act
from workspace.matters.models.matter import Matter
from workspace.units.models import Mandate


@transaction.atomic
def commit(*, by: Mandate, at: datetime, matter: Matter, terms: Terms) -> Commitment:
    """The unit takes something on before all, with a date."""
    matter = Matter.objects.locked(matter)
    rules.COMMIT.require(by, matter, at, terms=terms)
    row = Commitment.objects.create(
        matter=matter,
        owner=by.unit,
        co_owner=terms.co_owner,
        verifier=terms.verifier,
        part=terms.part,
        parent=terms.parent,
        title=terms.title,
        wanted=terms.wanted,
        plan_line=[[day.isoformat(), share] for day, share in terms.plan_line],
        due=terms.due,
        made_by=by,
        made_at=at,
    )
    enter_on(Act.COMMITTED, row, by, at, after={"due": terms.due.isoformat()})
    carry(row, by, at)
    return row


@transaction.atomic
def withdraw_commitment(
    *, by: Mandate, at: datetime, commitment: Commitment, reason: str
) -> Commitment:
    """The owner takes its promise back, with the reason told to all.

    The part it carried is not done by that: only a verified commitment does it.
    """
    row = held(commitment)
    rules.WITHDRAW.require(by, row, at, reason=reason)
    row.withdrawn_at, row.withdrawn_reason = at, reason
    row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    row.escalations.open().update(settled_at=at)
    enter_on(Act.COMMITMENT_WITHDRAWN, row, by, at, reason=reason)
    return row
