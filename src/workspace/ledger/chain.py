"""How an entry is bound to the one before it.

hash = H(canonical JSON of the entry's columns, `prev` among them). The algorithm
is stored in each entry, so an office may change from SHA-256 to SM3 and every
old entry still verifies.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from workspace.ledger.canonical import canonical, fingerprint
from workspace.ledger.heads import SignedHead
from workspace.ledger.models import LedgerEntry
from workspace.wording import Words

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking the chain found: how far it holds, and the first fault."""

    n_entries: int
    bad_seq: int | None = None
    fault: Words | None = None

    @property
    def holds(self) -> bool:
        """Whether every entry checked is as it was written."""
        return self.fault is None


def entry_hash(entry: LedgerEntry) -> str:
    """The hash an entry must carry, from everything else in it."""
    return fingerprint(
        canonical(
            {
                "seq": entry.seq,
                "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
                "act": entry.act,
                "actor": entry.actor,
                "person": entry.person_id,
                "mandate": entry.mandate,
                "unit": entry.unit,
                "scope": entry.scope,
                "subject": entry.subject,
                "audience": entry.audience,
                "content": entry.content,
                "algorithm": entry.algorithm,
                "prev": entry.prev,
            }
        ),
        entry.algorithm,
    )


def verify(heads: Iterable[SignedHead] = ()) -> Verdict:
    """Check every entry, and that no signed head has been cut off or rewritten.

    The first entry that is missing, altered or out of the chain is named.
    """
    expected = {head.seq: head.hash for head in heads}
    prev, seq = GENESIS, 0
    for entry in LedgerEntry.objects.order_by("seq").iterator(chunk_size=2000):
        seq += 1
        fault = _fault(entry, seq, prev) or _head_fault(entry, expected)
        if fault:
            return Verdict(seq - 1, seq, fault)
        prev = entry.hash
    return _cut_off(seq, expected) or Verdict(seq)


def _fault(entry: LedgerEntry, seq: int, prev: str) -> Words | None:
    if entry.seq != seq:
        return Words(
            f"第 {seq} 笔不见了，下一笔是第 {entry.seq} 笔。",
            f"Entry {seq} is missing; the next one is {entry.seq}.",
        )
    if entry.prev != prev:
        return Words(
            f"第 {seq} 笔没有接在上一笔之后。",
            f"Entry {seq} does not follow the one before.",
        )
    if entry.hash != entry_hash(entry):
        return Words(f"第 {seq} 笔被改动过。", f"Entry {seq} was altered.")
    return None


def _head_fault(entry: LedgerEntry, expected: dict[int, str]) -> Words | None:
    if expected.get(entry.seq, entry.hash) == entry.hash:
        return None
    return Words(
        f"第 {entry.seq} 笔与当日签名的账头不符：此前的账被重写过。",
        f"Entry {entry.seq} is not the one signed that day: the ledger was rewritten.",
    )


def _cut_off(last: int, expected: dict[int, str]) -> Verdict | None:
    missing = [seq for seq in expected if seq > last]
    if not missing:
        return None
    return Verdict(
        last,
        last + 1,
        Words(
            f"账头签到第 {max(missing)} 笔，现在只到第 {last} 笔：末尾被截掉。",
            f"A head was signed at entry {max(missing)}, but the ledger ends at {last}: "
            "its end was cut off.",
        ),
    )
