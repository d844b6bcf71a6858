"""The room's rows, read back as a case of the core: its whole record, live acts too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from tingqiao.case import entities
from workspace.matters.models.case import Case, Grounded, Member, Rung, Tie
from workspace.matters.models.matter import Matter, Party
from workspace.matters.models.record import MeasuredOutcome, RecordEvent, Source
from workspace.matters.spans import Span


def case_from_rows(row: Case) -> entities.Case:
    """The case as its record stands now; the same value it came in as, if nothing happened."""
    matters = list(row.matters.prefetch_related("parties__unit"))
    return entities.Case(
        id=row.code,
        name=entities.Text(row.name_zh, row.name_en),
        summary=entities.Text(row.summary_zh, row.summary_en),
        unit=row.money,
        start=_month(row.start),
        months=row.months,
        ladder=tuple(_rung(rung) for rung in row.rungs.all()),
        governments=tuple(
            _government(m) for m in row.members.select_related("unit__superior")
        ),
        matters=tuple(_matter(matter) for matter in matters),
        shares=tuple(_shares(matters)),
        ties=tuple(_tie(tie) for tie in row.ties.select_related("source", "target")),
        events=tuple(_event(event) for event in row.events.select_related("matter")),
        outcomes=tuple(_outcome(o) for o in _outcomes(row)),
        sources=tuple(_source(source) for source in row.sources.all()),
        parameters=MappingProxyType(
            {
                name: entities.Range(*map(float, span))
                for name, span in row.parameters.items()
            }
        ),
        notes=row.notes,
    )


def _rung(rung: Rung) -> entities.Rung:
    return entities.Rung(
        name=entities.Text(rung.name_zh, rung.name_en),
        value=rung.value,
        enforcement=rung.enforcement,
        transaction_cost=rung.transaction_cost,
        autonomy_cost=rung.autonomy_cost,
        coordination=rung.coordination,
        due=rung.due,
    )


def _government(member: Member) -> entities.Government:
    unit = member.unit
    return entities.Government(
        id=unit.code,
        name=entities.Text(unit.name_zh, unit.name_en),
        superior=unit.superior.code if unit.superior else None,
        level=unit.level,
        capacity=_range(member.capacity),
        idea=_range(member.idea),
        basis=_basis(member),
    )


def _matter(matter: Matter) -> entities.Matter:
    return entities.Matter(
        id=matter.code,
        name=entities.Text(matter.name_zh, matter.name_en),
        parties=tuple(party.unit.code for party in matter.parties.all()),
        opened=_month(matter.opened) if matter.opened else None,
        rung=matter.first_rung,
        complexity=_range(matter.complexity),
        fragmentation=matter.fragmentation and _range(matter.fragmentation),
        benefit=_range(matter.benefit),
        cost=_range(matter.cost),
        specificity=_range(matter.specificity),
        measurability=_range(matter.measurability),
        consent=entities.ConsentRule(matter.quorum, tuple(matter.vetoes)),
        basis=_basis(matter),
    )


def _shares(matters: Iterable[Matter]) -> Iterator[entities.Share]:
    pairs = [(m, p) for m in matters for p in m.parties.all() if p.share is not None]
    for matter, party in sorted(pairs, key=_place_of_share):
        yield entities.Share(
            matter.code, party.unit.code, _range(party.share), _basis(party)
        )


def _place_of_share(pair: tuple[Matter, Party]) -> tuple[bool, int, int, int]:
    matter, party = pair
    placed = party.share_order is not None
    return (not placed, party.share_order or 0, matter.order, party.order)


def _tie(tie: Tie) -> entities.Tie:
    return entities.Tie(
        source=tie.source.code,
        target=tie.target.code,
        dependence=tie.dependence and _range(tie.dependence),
        kept=_range(tie.kept),
        broken=_range(tie.broken),
        basis=_basis(tie),
    )


def _event(event: RecordEvent) -> entities.Event:
    return entities.Event(
        date=_date(event.date),
        matter=event.matter.code if event.matter else None,
        actors=tuple(event.actors),
        kind=entities.EventKind(event.kind),
        strength=event.strength and _range(event.strength),
        text=entities.Text(event.text_zh, event.text_en),
        sources=tuple(event.sources),
        rung=event.rung,
    )


def _outcomes(row: Case) -> Iterable[MeasuredOutcome]:
    return MeasuredOutcome.objects.filter(matter__case=row).select_related("matter")


def _outcome(outcome: MeasuredOutcome) -> entities.Outcome:
    return entities.Outcome(
        matter=outcome.matter.code,
        measure=outcome.measure,
        unit=outcome.unit,
        value=outcome.value,
        date=_date(outcome.date) if outcome.date else None,
        sources=tuple(outcome.sources),
    )


def _source(source: Source) -> entities.Source:
    return entities.Source(
        id=source.code,
        title=source.title,
        publisher=source.publisher,
        date=_date(source.date) if source.date else None,
        url=source.url,
        grade=entities.Grade(source.grade),
    )


def _range(span: Span) -> entities.Range:
    return entities.Range(span.low, span.high)


def _basis(row: Grounded) -> entities.Basis:
    return entities.Basis(tuple(row.basis_sources), row.basis_judgement)


def _month(text: str) -> entities.Month:
    year, month = text.split("-")
    return entities.Month(int(year), int(month))


def _date(text: str) -> entities.PartialDate:
    return entities.PartialDate(*map(int, text.split("-")))
