"""Ids that rows refer to: each must exist, and each row's own must be its alone."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence

from tingqiao.case.draft import Draft
from tingqiao.case.entities import Basis, Government, Matter, Source, Text
from tingqiao.case.faults import Findings
from tingqiao.case.formats import GOVERNMENTS, MATTERS, SOURCES
from tingqiao.case.rows import Placed
from tingqiao.case.table import Row

_SEARCHED = 2_000  # ids that are searched for a near spelling; more would take long
_WHAT = {
    GOVERNMENTS.name: Text("政府", "government"),
    MATTERS.name: Text("事项", "matter"),
    SOURCES.name: Text("来源", "source"),
}


def check_references(draft: Draft, found: Findings) -> None:
    """Hold every reference to the tables it refers to."""
    _check_unique(draft.governments)
    _check_unique(draft.matters)
    _check_unique(draft.sources)
    _check_governments(draft)
    _check_matters(draft)
    _check_sources(draft, found)


def _check_unique(
    rows: Sequence[Placed[Government]]
    | Sequence[Placed[Matter]]
    | Sequence[Placed[Source]],
) -> None:
    first: dict[str, int] = {}
    for row, entity in rows:
        line = first.setdefault(entity.id, row.line.number)
        if entity.id and line != row.line.number:
            rule = Text(f"编号与第 {line} 行重复", f"the id is that of line {line}")
            row.fault(
                "id",
                rule,
                Text("换一个编号，或删去一行", "choose another id, or remove a row"),
            )


def _check_governments(draft: Draft) -> None:
    table = GOVERNMENTS.name
    for row, government in draft.governments:
        _check_known(draft, table, row, "superior", [government.superior])
    for row, matter in draft.matters:
        _check_known(draft, table, row, "parties", matter.parties)
    for row, share in draft.shares:
        _check_known(draft, table, row, "government", [share.government])
    for row, tie in draft.ties:
        _check_known(draft, table, row, "from", [tie.source])
        _check_known(draft, table, row, "to", [tie.target])
    for row, event in draft.events:
        _check_known(draft, table, row, "actors", event.actors)


def _check_matters(draft: Draft) -> None:
    for row, share in draft.shares:
        _check_known(draft, MATTERS.name, row, "matter", [share.matter])
    for row, event in draft.events:
        _check_known(draft, MATTERS.name, row, "matter", [event.matter])
    for row, outcome in draft.outcomes:
        _check_known(draft, MATTERS.name, row, "matter", [outcome.matter])


def _check_sources(draft: Draft, found: Findings) -> None:
    """Hold bases and sources to the sources table; one fault where it is missing."""
    cited = [(row, "basis", basis.sources) for row, basis in _with_basis(draft)]
    cited += [(row, "sources", event.sources) for row, event in draft.events]
    cited += [(row, "sources", outcome.sources) for row, outcome in draft.outcomes]
    if SOURCES.name in draft.given:
        for row, column, ids in cited:
            _check_known(draft, SOURCES.name, row, column, ids)
        return
    names = dict.fromkeys(source for _, _, ids in cited for source in ids)
    if names:
        _fault_missing_sources(draft, list(names), found)


def _with_basis(draft: Draft) -> Iterator[tuple[Row, Basis]]:
    for row, government in draft.governments:
        yield row, government.basis
    for row, matter in draft.matters:
        yield row, matter.basis
    for row, share in draft.shares:
        yield row, share.basis
    for row, tie in draft.ties:
        yield row, tie.basis


def _fault_missing_sources(draft: Draft, names: list[str], found: Findings) -> None:
    some = ", ".join(names[:5]) + ("…" if len(names) > 5 else "")
    file = SOURCES.name + draft.suffix
    rule = Text(f"缺少来源表，而各行引用了 {some}", f"missing, though rows cite {some}")
    remedy = Text(
        f"加上 {file}，或把依据改为 judgement",
        f"add {file}, or let the basis be judgement",
    )
    found.file_fault(file, rule, remedy)


def _check_known(
    draft: Draft, table: str, row: Row, column: str, ids: Iterable[str | None]
) -> None:
    known = draft.ids.get(table)
    if known is None:
        return
    for wanted in ids:
        if wanted and wanted not in known:
            _fault_unknown(table, known, row, column, wanted)


def _fault_unknown(
    table: str, known: set[str], row: Row, column: str, wanted: str
) -> None:
    what = _WHAT[table]
    rule = Text(f"没有这个{what.zh}", f"no such {what.en}")
    near = difflib.get_close_matches(wanted, known, 1) if len(known) < _SEARCHED else []
    remedy = Text(
        f"在 {table} 表中加上它，或改正编号", f"add it to {table}, or correct the id"
    )
    if near:
        remedy = Text(f"是否应为 {near[0]}？", f"did you mean {near[0]}?")
    row.fault(column, rule, remedy, wanted)
