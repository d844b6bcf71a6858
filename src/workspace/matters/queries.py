"""Reading across matters: the ledger behind the same gate as everything else."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from workspace.accounts.models import Duty, Person
from workspace.ledger.models import LedgerEntry, LedgerEntryQuerySet
from workspace.matters.models.matter import Matter
from workspace.matters.sight import sees_all_of
from workspace.units.models import Unit


def visible_entries(person: Person, at: datetime) -> LedgerEntryQuerySet:
    """The entries the person may read; the auditor reads all, none holds a sealed word."""
    entries = LedgerEntry.objects.all()
    if person.holds(Duty.Kind.AUDIT):
        return entries
    scopes = [
        m.scope for m in Matter.objects.visible_to(person, at).select_related("case")
    ]
    own = Unit.objects.filter(pk__in=sees_all_of(person, at)).values_list(
        "code", flat=True
    )
    return entries.filter(
        Q(audience=LedgerEntry.Audience.PUBLIC)
        | Q(audience=LedgerEntry.Audience.MATTER, scope__in=scopes)
        | Q(audience=LedgerEntry.Audience.UNIT, unit__in=list(own))
    )
