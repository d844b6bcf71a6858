"""One row from one part of a case; `case_in` decides what is written, and when."""

from __future__ import annotations

from tingqiao.case import entities
from tingqiao.model.history import Standing
from workspace.matters.models.case import Case, Member, Rung, Tie
from workspace.matters.models.matter import Matter
from workspace.matters.models.record import MeasuredOutcome, RecordEvent, Source
from workspace.matters.spans import Span
from workspace.units.models import Unit


def case_row(case: entities.Case, is_demo: bool) -> Case:
    return Case(
        code=case.id,
        name_zh=case.name.zh,
        name_en=case.name.en,
        summary_zh=case.summary.zh,
        summary_en=case.summary.en,
        money=case.unit,
        start=str(case.start),
        months=case.months,
        parameters={name: list(span) for name, span in case.parameters.items()},
        notes=case.notes,
        is_demo=is_demo,
    )


def unit_row(government: entities.Government, is_superior: bool) -> Unit:
    return Unit(
        code=government.id,
        name_zh=government.name.zh,
        name_en=government.name.en,
        level=government.level,
        kind=Unit.Kind.SUPERIOR if is_superior else Unit.Kind.GOVERNMENT,
    )


def rung_row(row: Case, number: int, rung: entities.Rung) -> Rung:
    return Rung(
        case=row,
        number=number,
        name_zh=rung.name.zh,
        name_en=rung.name.en,
        value=rung.value,
        enforcement=rung.enforcement,
        transaction_cost=rung.transaction_cost,
        autonomy_cost=rung.autonomy_cost,
        coordination=rung.coordination,
        due=rung.due,
    )


def member_row(
    row: Case, order: int, government: entities.Government, units: dict[str, Unit]
) -> Member:
    return Member(
        case=row,
        unit=units[government.id],
        order=order,
        capacity=span_of(government.capacity),
        idea=span_of(government.idea),
        **_grounds(government.basis),
    )


def tie_row(row: Case, order: int, tie: entities.Tie, units: dict[str, Unit]) -> Tie:
    return Tie(
        case=row,
        order=order,
        source=units[tie.source],
        target=units[tie.target],
        dependence=span_of(tie.dependence),
        kept=span_of(tie.kept),
        broken=span_of(tie.broken),
        **_grounds(tie.basis),
    )


def source_row(row: Case, order: int, source: entities.Source) -> Source:
    return Source(
        case=row,
        order=order,
        code=source.id,
        title=source.title,
        publisher=source.publisher,
        date=_date(source.date),
        url=source.url,
        grade=source.grade.value,
    )


def matter_row(row: Case, order: int, matter: entities.Matter, now: Standing) -> Matter:
    return Matter(
        case=row,
        code=matter.id,
        order=order,
        name_zh=matter.name.zh,
        name_en=matter.name.en,
        opened=str(matter.opened or ""),
        complexity=span_of(matter.complexity),
        fragmentation=span_of(matter.fragmentation),
        benefit=span_of(matter.benefit),
        cost=span_of(matter.cost),
        specificity=span_of(matter.specificity),
        measurability=span_of(matter.measurability),
        quorum=matter.consent.quorum,
        vetoes=list(matter.consent.vetoes),
        first_rung=matter.rung,
        rung=now.rung,
        rung_since=str(now.since or ""),
        **_grounds(matter.basis),
    )


def event_row(
    row: Case, order: int, event: entities.Event, matters: dict[str, Matter]
) -> RecordEvent:
    return RecordEvent(
        case=row,
        matter=None if event.matter is None else matters[event.matter],
        order=order,
        date=_date(event.date),
        kind=event.kind.value,
        actors=list(event.actors),
        strength=span_of(event.strength),
        rung=event.rung,
        text_zh=event.text.zh,
        text_en=event.text.en,
        sources=list(event.sources),
    )


def outcome_row(
    order: int, outcome: entities.Outcome, matters: dict[str, Matter]
) -> MeasuredOutcome:
    return MeasuredOutcome(
        matter=matters[outcome.matter],
        order=order,
        measure=outcome.measure,
        unit=outcome.unit,
        value=outcome.value,
        date=_date(outcome.date),
        sources=list(outcome.sources),
    )


def span_of(value: entities.Range | None) -> Span | None:
    return None if value is None else Span(value.low, value.high)


def _date(date: entities.PartialDate | None) -> str:
    return "" if date is None else str(date)


def _grounds(basis: entities.Basis) -> dict[str, object]:
    return {"basis_sources": list(basis.sources), "basis_judgement": basis.judgement}
