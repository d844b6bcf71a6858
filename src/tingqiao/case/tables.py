"""A case as tables of text, as its files hold them: the inverse of `rows`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from tingqiao.case.columns import TableFormat
from tingqiao.case.entities import (
    Basis,
    Case,
    ConsentRule,
    Event,
    Government,
    Matter,
    Outcome,
    Range,
    Rung,
    Share,
    Source,
    Tie,
)
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
from tingqiao.case.ladder import default_ladder
from tingqiao.case.rows import EVERY_MATTER

_Entity = TypeVar("_Entity")
_EXACT_WHOLE = 2**53  # above it not every whole number is a float


class WrittenTable(NamedTuple):
    """A table and its rows, cells in the order of the format's columns."""

    format: TableFormat
    rows: list[list[str]]


def tables_of(case: Case) -> list[WrittenTable]:
    """Every table of the case that has rows; the ladder only where it is its own."""
    ladder = () if case.ladder == default_ladder() else case.ladder
    tables = (
        _table(GOVERNMENTS, case.governments, _government),
        _table(MATTERS, case.matters, _matter),
        _table(SHARES, case.shares, _share),
        _table(TIES, case.ties, _tie),
        _table(EVENTS, case.events, _event),
        _table(OUTCOMES, case.outcomes, _outcome),
        _table(SOURCES, case.sources, _source),
        _table(LADDER, ladder, _rung),
    )
    return [table for table in tables if table.rows]


def settings_of(case: Case) -> dict[str, str]:
    """The settings by dotted key, parameters last."""
    settings = {
        "id": case.id,
        "name.zh": case.name.zh,
        "name.en": case.name.en,
        "summary.zh": case.summary.zh,
        "summary.en": case.summary.en,
        "unit": case.unit,
        "start": str(case.start),
        "months": str(case.months),
    }
    overrides = {f"parameters.{k}": written(v) for k, v in case.parameters.items()}
    return settings | overrides


def written(value: object) -> str:
    """A value as a cell holds it; None is an empty cell."""
    if value is None:
        return ""
    if isinstance(value, float):
        is_whole = value.is_integer() and abs(value) < _EXACT_WHOLE
        return str(int(value)) if is_whole else repr(value)
    if isinstance(value, Range):
        low, high = (written(float(end)) for end in value)
        return low if value.is_point else f"{low}..{high}"
    return str(value)


def _table(
    format_: TableFormat,
    entities: Iterable[_Entity],
    cells: Callable[[_Entity], Iterable[object]],
) -> WrittenTable:
    rows = [[written(cell) for cell in cells(entity)] for entity in entities]
    return WrittenTable(format_, rows)


def _ids(ids: Iterable[str]) -> str:
    return ";".join(ids)


def _basis(basis: Basis) -> str:
    words = (*basis.sources, "judgement") if basis.judgement else basis.sources
    return _ids(words) or "default"


def _consent(rule: ConsentRule) -> str:
    if rule.quorum is None:
        return "all"
    return ",".join(
        (f"quorum:{rule.quorum}", *(f"veto:{veto}" for veto in rule.vetoes))
    )


def _government(one: Government) -> tuple[object, ...]:
    basis = _basis(one.basis)
    return one.id, *one.name, one.superior, one.level, one.capacity, one.idea, basis


def _matter(one: Matter) -> tuple[object, ...]:
    return (
        one.id,
        *one.name,
        _ids(one.parties),
        one.opened,
        one.rung,
        one.complexity,
        one.fragmentation,
        one.benefit,
        one.cost,
        one.specificity,
        one.measurability,
        _consent(one.consent),
        _basis(one.basis),
    )


def _share(one: Share) -> tuple[object, ...]:
    return one.matter, one.government, one.share, _basis(one.basis)


def _tie(one: Tie) -> tuple[object, ...]:
    basis = _basis(one.basis)
    return one.source, one.target, one.dependence, one.kept, one.broken, basis


def _event(one: Event) -> tuple[object, ...]:
    return (
        one.date,
        EVERY_MATTER if one.matter is None else one.matter,
        _ids(one.actors),
        one.kind,
        one.strength,
        *one.text,
        _ids(one.sources),
        one.rung,
    )


def _outcome(one: Outcome) -> tuple[object, ...]:
    return one.matter, one.measure, one.unit, one.value, one.date, _ids(one.sources)


def _source(one: Source) -> tuple[object, ...]:
    return one.id, one.title, one.publisher, one.date, one.url, one.grade


def _rung(one: Rung) -> tuple[object, ...]:
    return (
        *one.name,
        one.value,
        one.enforcement,
        one.transaction_cost,
        one.autonomy_cost,
        one.coordination,
        one.due,
    )
