"""How far it is, whether it is done, and what the other side says to that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from workspace.commitments import rules
from workspace.commitments.models import Commitment, Progress, Verification
from workspace.commitments.recording import carry, enter_on, held
from workspace.commitments.services.overdue import record_if_late
from workspace.ledger.acts import Act
from workspace.matters.models.saying import Attachment
from workspace.units.models import Mandate

WHOLE = 1.0


@dataclass(frozen=True, slots=True)
class Report:
    """What the owner says, with the files that show it."""

    text: str
    done: float = WHOLE  # share done, [0, 1]
    evidence: Sequence[Attachment] = ()


@transaction.atomic
def report_progress(
    *, by: Mandate, at: datetime, commitment: Commitment, report: Report
) -> Progress:
    """How far it is, in the owner's words."""
    row = held(commitment)
    given = {"done": report.done, "evidence": report.evidence}
    rules.REPORT.require(by, row, at, **given)
    record_if_late(row, at)
    told = _tell(row, by, at, report, is_final=False)
    enter_on(Act.PROGRESS_REPORTED, row, by, at, after=_shown(report))
    return told


@transaction.atomic
def deliver(
    *, by: Mandate, at: datetime, commitment: Commitment, report: Report
) -> Progress:
    """The owner says it is done; the other side is asked to verify."""
    row = held(commitment)
    rules.DELIVER.require(by, row, at, evidence=report.evidence)
    record_if_late(row, at)
    told = _tell(
        row, by, at, Report(report.text, WHOLE, report.evidence), is_final=True
    )
    enter_on(Act.DELIVERED, row, by, at, after=_shown(report))
    return told


@transaction.atomic
def verify_delivery(
    *, by: Mandate, at: datetime, commitment: Commitment, note: str = ""
) -> Commitment:
    """The other side finds it done: the commitment closes, and may finish a part."""
    row = held(commitment)
    rules.VERIFY.require(by, row, at)
    _answer(row, by, at, accepted=True, reason=note)
    row.closed_at = at
    row.save(update_fields=["closed_at"])
    row.escalations.open().update(settled_at=at)
    enter_on(Act.VERIFIED, row, by, at)
    carry(row, by, at)
    return row


@transaction.atomic
def return_delivery(
    *, by: Mandate, at: datetime, commitment: Commitment, reason: str
) -> Commitment:
    """The other side sends it back and says what is missing; the date stays."""
    row = held(commitment)
    rules.RETURN.require(by, row, at, reason=reason)
    _answer(row, by, at, accepted=False, reason=reason)
    enter_on(Act.RETURNED, row, by, at, reason=reason)
    record_if_late(held(row), at)
    return row


def _tell(
    row: Commitment, by: Mandate, at: datetime, report: Report, *, is_final: bool
) -> Progress:
    told = Progress.objects.create(
        commitment=row,
        at=at,
        done=report.done,
        is_final=is_final,
        text=report.text,
        mandate=by,
    )
    told.evidence.set(report.evidence)
    return told


def _answer(row, by, at, *, accepted: bool, reason: str) -> None:
    Verification.objects.create(
        report=row.delivery,
        unit=by.unit,
        accepted=accepted,
        reason=reason,
        mandate=by,
        at=at,
    )


def _shown(report: Report) -> dict[str, object]:
    return {
        "text": report.text,
        "done": report.done,
        "evidence": [file.sha256 for file in report.evidence],
    }
