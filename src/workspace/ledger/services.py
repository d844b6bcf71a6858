"""Writing the ledger: the last line of every act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction

from workspace.accounts.models import Person
from workspace.ledger.acts import Act
from workspace.ledger.canonical import canonical
from workspace.ledger.chain import GENESIS, entry_hash
from workspace.ledger.models import LedgerEntry
from workspace.wording import Words

ADVISORY_LOCK = 0x7469_6E67_7169_616F  # "tingqiao": one appender at a time
ROOM = "room"


@dataclass(frozen=True, slots=True)
class Actor:
    """On whose account an act is entered: a person, a mandate, or the room itself."""

    person: Person | None = None
    mandate: str = ""
    unit: str = ""

    @property
    def name(self) -> str:
        """The user name, or `room` for what the room does by itself."""
        return self.person.username if self.person else ROOM


@dataclass(frozen=True, slots=True)
class Told:
    """What an entry tells: where, to whom, what changed, and the sentence's names."""

    scope: str = ROOM
    audience: str = LedgerEntry.Audience.MATTER
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    names: Mapping[str, Words | str] = field(default_factory=dict)


def record(act: Act, subject: models.Model, *, actor: Actor, at: datetime, told: Told):
    """Append one entry, in the transaction of the act it records.

    Only inside a transaction: an act and its entry stand or fall together.
    Lock rows before calling, never after: the append holds a lock until the end.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record() outside an act")
    last = _last_entry()
    entry = LedgerEntry(
        seq=last.seq + 1 if last else 1,
        at=at,
        act=act.value,
        actor=actor.name,
        person=actor.person,
        mandate=actor.mandate,
        unit=actor.unit,
        scope=told.scope,
        subject=f"{subject._meta.label}:{subject.pk}",
        audience=told.audience,
        content=canonical(_content(told)),
        algorithm=settings.CONFIGURATION.digest,
        prev=last.hash if last else GENESIS,
    )
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    return entry


def _last_entry() -> LedgerEntry | None:
    # SQLite: BEGIN IMMEDIATE already lets one writer in. PostgreSQL: without the
    # lock two appends would read the same last entry.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
    return LedgerEntry.objects.order_by("-seq").first()


def _content(told: Told) -> dict[str, Any]:
    return {
        "before": dict(told.before),
        "after": dict(told.after),
        "names": {k: _pair(v) for k, v in told.names.items()},
    }


def _pair(name: Words | str) -> list[str]:
    return list(name) if isinstance(name, Words) else [str(name), str(name)]
