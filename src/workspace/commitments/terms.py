"""What is promised: the terms of a commitment, before it is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workspace.commitments.models import Commitment
from workspace.matters.models.matter import Part
from workspace.units.models import Unit
from workspace.units.workdays import local_day, workday_after


@dataclass(frozen=True, slots=True)
class Terms:
    """What one unit takes on, with when it should be how far.

    Attributes
    ----------
    plan_line
        Days with the share that should be done by the end of each, [0, 1],
        rising; the last not after `due`.
    part
        The owner's part of the present rung that it carries.
    parent
        The commitment it is a piece of.
    """

    title: str
    wanted: str
    due: date
    plan_line: tuple[tuple[date, float], ...] = ()
    co_owner: Unit | None = None
    verifier: Unit | None = None
    part: Part | None = None
    parent: Commitment | None = None


def due_in(workdays: int, at: datetime) -> date:
    """The due date that many working days from the day of `at` (workdays >= 1)."""
    return workday_after(local_day(at), workdays)
