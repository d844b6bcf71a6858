"""Entering what is done with commitments, in the words all acts on them share."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from workspace.commitments.models import Commitment
from workspace.ledger.acts import Act
from workspace.ledger.models import LedgerEntry
from workspace.matters.models.matter import Matter
from workspace.matters.recording import enter
from workspace.matters.services.parts import carry_part
from workspace.units.models import Mandate


def held(commitment: Commitment) -> Commitment:
    """The commitment as it stands now, its matter held until the act ends."""
    Matter.objects.locked(commitment.matter)
    rows = Commitment.objects.select_related(
        "matter__case", "owner", "co_owner", "verifier", "part__unit"
    )
    return rows.prefetch_related("extensions", "reports__verification").get(
        pk=commitment.pk
    )


def enter_on(
    act: Act,
    commitment: Commitment,
    by: Mandate | None,
    at: datetime,
    *,
    after: dict[str, Any] | None = None,
    tells: bool = True,
    **names: Any,
) -> LedgerEntry:
    """Append an act on a commitment; `title` and `due` in its sentence are the commitment's."""
    given = {"title": commitment.title, "due": in_words(commitment.due)}
    return enter(
        act,
        commitment,
        matter=commitment.matter,
        by=by,
        at=at,
        after=after,
        names=given | names,
        tells=tells,
    )


def carry(commitment: Commitment, by: Mandate, at: datetime) -> None:
    """Tell the part it carries how many of its commitments are still open."""
    part = commitment.part
    if part is not None and part.round == commitment.matter.round:
        n_open = part.commitments.open().count()
        carry_part(part=part, by=by, at=at, n_open=n_open)


def in_words(day: date) -> str:
    """A date as sentences carry it."""
    return f"{day:%Y-%m-%d}"
