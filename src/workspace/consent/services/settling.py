"""What follows from the stances: climb, wait, or be open again."""

from __future__ import annotations

from datetime import datetime

from workspace.consent.models import Proposal
from workspace.consent.ruling import is_met, standings
from workspace.matters.models.matter import Matter
from workspace.matters.services.climbing import agree_rung, unagree_rung
from workspace.units.models import Mandate


def settle(
    matter: Matter, proposal: Proposal, *, by: Mandate | None, at: datetime
) -> bool:
    """Hold the matter to its consent rule after any change of stances; True: it climbed."""
    asked = proposal.version if proposal.withdrawn_at is None else None
    met = asked is not None and is_met(matter, standings(asked, at))
    if not met:
        unagree_rung(matter=matter, by=by, at=at)
        return False
    if matter.agreed_rung == proposal.rung:
        return False
    return agree_rung(matter=matter, rung=proposal.rung, by=by, at=at)
