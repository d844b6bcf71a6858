"""Whose eyes a person has: the units they act for, and the units those stand above."""

from __future__ import annotations

from datetime import datetime

from workspace.accounts.models import Person
from workspace.units.models import Mandate, Unit


def sees_all_of(person: Person, at: datetime) -> set[int]:
    """Ids of the units the person acts for now, and those their office answers for."""
    mandates = Mandate.objects.in_force(at).filter(person=person)
    own = set(mandates.values_list("unit_id", flat=True))
    return own | set(
        Unit.objects.filter(working_office__in=own).values_list("pk", flat=True)
    )


def units_seen(person: Person, at: datetime) -> set[int]:
    """Ids of the units whose matters the person may read: their own and all below."""
    seen = sees_all_of(person, at)
    below = dict(Unit.objects.values_list("pk", "superior_id"))
    while True:
        found = {pk for pk, superior in below.items() if superior in seen} - seen
        if not found:
            return seen
        seen |= found
