"""Reading the ledger: filtered, and out as one JSON line an entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from workspace.ledger.canonical import canonical
from workspace.ledger.models import LedgerEntry, LedgerEntryQuerySet


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries: every given part must fit."""

    scope: str = ""
    unit: str = ""
    act: str = ""
    actor: str = ""
    since: datetime | None = None
    until: datetime | None = None  # exclusive


def filtered(entries: LedgerEntryQuerySet, wanted: Filter) -> LedgerEntryQuerySet:
    """The entries that fit `wanted`, oldest first."""
    exact = {
        k: v for k in ("scope", "unit", "act", "actor") if (v := getattr(wanted, k))
    }
    entries = entries.filter(**exact)
    if wanted.since:
        entries = entries.filter(at__gte=wanted.since)
    if wanted.until:
        entries = entries.filter(at__lt=wanted.until)
    return entries.order_by("seq")


def export_lines(entries: LedgerEntryQuerySet) -> Iterator[str]:
    """One JSON line an entry, with everything another machine needs to verify it."""
    columns = [field.attname for field in LedgerEntry._meta.concrete_fields]
    for row in entries.values(*columns).iterator(chunk_size=2000):
        yield (
            canonical(row | {"at": row["at"].isoformat(timespec="microseconds")}) + "\n"
        )
