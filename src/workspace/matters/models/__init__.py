"""The rows of matters; import each from the module that defines it."""

from workspace.matters.models.case import Case, Member, Rung, Tie
from workspace.matters.models.matter import Climb, Matter, Part, Party, Seat
from workspace.matters.models.record import MeasuredOutcome, RecordEvent, Source
from workspace.matters.models.saying import (
    Attachment,
    EvidenceLink,
    Position,
    Statement,
)

__all__ = [
    "Attachment",
    "Case",
    "Climb",
    "EvidenceLink",
    "Matter",
    "MeasuredOutcome",
    "Member",
    "Part",
    "Party",
    "Position",
    "RecordEvent",
    "Rung",
    "Seat",
    "Source",
    "Statement",
    "Tie",
]
