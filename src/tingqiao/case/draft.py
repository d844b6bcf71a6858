"""A case between reading and checking: entities with their rows, and what is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from tingqiao.case.columns import TableFormat
from tingqiao.case.entities import (
    Event,
    Government,
    Matter,
    Outcome,
    Rung,
    Share,
    Source,
    Tie,
)
from tingqiao.case.faults import Findings
from tingqiao.case.formats import (
    EVENTS,
    GOVERNMENTS,
    LADDER,
    MATTERS,
    OUTCOMES,
    SHARES,
    SOURCES,
    TIES,
)
from tingqiao.case.ladder import default_ladder, read_ladder
from tingqiao.case.raw import RawCase
from tingqiao.case.rows import (
    Placed,
    read_event,
    read_government,
    read_matter,
    read_outcome,
    read_share,
    read_source,
    read_tie,
)
from tingqiao.case.table import Row

_Entity = TypeVar("_Entity")


@dataclass
class Draft:
    """The tables of a case, row by row.

    `ids` holds the ids that rows may refer to, by table; a table that could not be
    read is not in it, and references to it are not judged.
    """

    suffix: str
    ladder: tuple[Rung, ...] | None  # None: could not be read
    governments: list[Placed[Government]]
    matters: list[Placed[Matter]]
    shares: list[Placed[Share]]
    ties: list[Placed[Tie]]
    events: list[Placed[Event]]
    outcomes: list[Placed[Outcome]]
    sources: list[Placed[Source]]
    ids: dict[str, set[str]] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)  # tables that are there


def draft_of(raw: RawCase, found: Findings) -> Draft:
    """Read every row of every table; faults of cells go to `found`."""

    def rows(
        format_: TableFormat, read: Callable[[Row], _Entity]
    ) -> list[Placed[_Entity]]:
        table = raw.tables.get(format_.name)
        placed = (
            [] if table is None else [Row(table, line, found) for line in table.lines]
        )
        return [Placed(row, read(row)) for row in placed]

    draft = Draft(
        suffix=raw.suffix,
        ladder=_ladder(raw, found),
        governments=rows(GOVERNMENTS, read_government),
        matters=rows(MATTERS, read_matter),
        shares=rows(SHARES, read_share),
        ties=rows(TIES, read_tie),
        events=rows(EVENTS, read_event),
        outcomes=rows(OUTCOMES, read_outcome),
        sources=rows(SOURCES, read_source),
        given=set(raw.tables) | raw.unreadable,
    )
    draft.ids = _ids(draft, raw)
    return draft


def _ladder(raw: RawCase, found: Findings) -> tuple[Rung, ...] | None:
    if LADDER.name in raw.unreadable:
        return None
    table = raw.tables.get(LADDER.name)
    return default_ladder() if table is None else read_ladder(table, found)


def _ids(draft: Draft, raw: RawCase) -> dict[str, set[str]]:
    """The ids by table; without those whose table has no ids to refer to."""
    ids = {
        GOVERNMENTS.name: {placed.entity.id for placed in draft.governments},
        MATTERS.name: {placed.entity.id for placed in draft.matters},
        SOURCES.name: {placed.entity.id for placed in draft.sources},
    }
    lost = {name for name in ids if not _has_ids(name, raw)}
    return {name: known - {""} for name, known in ids.items() if name not in lost}


def _has_ids(name: str, raw: RawCase) -> bool:
    table = raw.tables.get(name)
    return table is not None and "id" in table.header and bool(table.lines)
