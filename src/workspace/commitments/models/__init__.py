"""Promises with a date: what is owed, how far it is, and who was asked for help.

Lights are not stored: `light` of a commitment is a pure function of its rows and
the moment of reading (see `lights.py`). Nothing here scores or ranks a party.
"""

from workspace.commitments.models.help import Escalation, EscalationStep, Tool
from workspace.commitments.models.promise import (
    Commitment,
    CommitmentQuerySet,
    Extension,
    Progress,
    Verification,
)
from workspace.commitments.models.sequel import Reminder, Review, TrustNote

__all__ = [
    "Commitment",
    "CommitmentQuerySet",
    "Escalation",
    "EscalationStep",
    "Extension",
    "Progress",
    "Reminder",
    "Review",
    "Tool",
    "TrustNote",
    "Verification",
]
