"""How much of a case rests on sources, how much on judgement, how much on defaults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tingqiao.case.entities import Basis, Case, Text

KINDS = ("source", "judgement", "default")
_TABLES = {
    "governments": Text("政府", "Governments"),
    "matters": Text("事项", "Matters"),
    "shares": Text("份额", "Shares"),
    "ties": Text("往来", "Ties"),
    "events": Text("事件", "Events"),
}


@dataclass(frozen=True)
class Rows:
    """How the rows of one table are grounded."""

    table: Text
    source: int
    judgement: int
    default: int

    @property
    def total(self) -> int:
        """Rows in all."""
        return self.source + self.judgement + self.default


@dataclass(frozen=True)
class Evidence:
    """Rows of a case by what they rest on; a row is as good as its weakest ground."""

    tables: tuple[Rows, ...]

    def rows(self, kind: str) -> int:
        """Rows of one kind of ground over all tables."""
        return sum(getattr(table, kind) for table in self.tables)

    def share(self, kind: str) -> float:
        """The share of one kind of ground, in [0, 1]."""
        total = sum(table.total for table in self.tables)
        return self.rows(kind) / total if total else 0.0


def evidence_of(case: Case) -> Evidence:
    """Count the rows of `case` that the model reads."""
    counted: dict[str, Counter[str]] = {name: Counter() for name in _TABLES}
    for table, basis in _bases(case):
        counted[table][basis.kind] += 1
    return Evidence(
        tuple(
            Rows(_TABLES[name], *(count[kind] for kind in KINDS))
            for name, count in counted.items()
            if count
        )
    )


def _bases(case: Case) -> Iterator[tuple[str, Basis]]:
    for table in ("governments", "matters", "shares", "ties"):
        for row in getattr(case, table):
            yield table, row.basis
    for event in case.events:
        yield "events", Basis(event.sources, judgement=not event.sources)
