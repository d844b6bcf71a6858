"""A case of the core, written into the room's rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction

from tingqiao.case import entities
from tingqiao.model.history import Standing, replay
from workspace.accounts.models import Person
from workspace.ledger.acts import Act
from workspace.ledger.models import LedgerEntry
from workspace.ledger.services import Actor, Told, record
from workspace.matters.models.case import Case, Member, Rung, Tie
from workspace.matters.models.matter import Matter, Part, Party
from workspace.matters.models.record import MeasuredOutcome, RecordEvent, Source
from workspace.matters.spans import Span
from workspace.units.models import Unit
from workspace.units.workdays import local_day, months_later
from workspace.wording import Words


class CaseRefused(Exception):  # noqa: N818 - an answer, not a fault
    """The case does not fit the rows of this room; lists every fault."""

    def __init__(self, faults: list[Words]) -> None:
        super().__init__("\n".join(f"{fault.zh} / {fault.en}" for fault in faults))
        self.faults = faults


@transaction.atomic
def import_case(
    case: entities.Case,
    *,
    at: datetime,
    by: Person | None = None,
    is_demo: bool = False,
) -> Case:
    """The case stands in the room: its units, matters and record, as past events.

    Units the room knows already are taken as they are, if they are the same.

    Raises
    ------
    CaseRefused
        When the room has that case, knows one of its units otherwise, or a text
        is longer than its column; nothing is written then.
    """
    _require_new(case)
    row = _keep_all([_case_row(case, is_demo)])[0]
    units = _units(case.governments)
    _keep_all(_rung(row, n, rung) for n, rung in enumerate(case.ladder))
    _keep_all(_member(row, n, g, units) for n, g in enumerate(case.governments))
    _keep_all(_tie(row, n, tie, units) for n, tie in enumerate(case.ties))
    _keep_all(_source(row, n, source) for n, source in enumerate(case.sources))
    matters = _matters(row, case, units, at)
    _keep_all(_event(row, n, event, matters) for n, event in enumerate(case.events))
    _keep_all(_outcome(n, outcome, matters) for n, outcome in enumerate(case.outcomes))
    told = Told(audience=LedgerEntry.Audience.PUBLIC, names={"case": row.name})
    record(Act.CASE_IMPORTED, row, actor=Actor(by), at=at, told=told)
    return row


def _case_row(case: entities.Case, is_demo: bool) -> Case:
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


def _units(governments: Iterable[entities.Government]) -> dict[str, Unit]:
    governments = list(governments)
    units = Unit.objects.with_code([g.id for g in governments])
    faults = [f for g in governments if g.id in units if (f := _clash(g, units[g.id]))]
    if faults:
        raise CaseRefused(faults)
    superiors = {g.superior for g in governments}
    new = [_unit(g, g.id in superiors) for g in governments if g.id not in units]
    units |= {unit.code: unit for unit in _keep_all(new)}
    for government in governments:
        units[government.id].superior = units.get(government.superior or "")
    Unit.objects.bulk_update([units[unit.code] for unit in new], ["superior"])
    return units


def _unit(government: entities.Government, is_superior: bool) -> Unit:
    return Unit(
        code=government.id,
        name_zh=government.name.zh,
        name_en=government.name.en,
        level=government.level,
        kind=Unit.Kind.SUPERIOR if is_superior else Unit.Kind.GOVERNMENT,
    )


def _clash(government: entities.Government, unit: Unit) -> Words | None:
    known = (
        unit.name_zh,
        unit.name_en,
        unit.level,
        unit.superior and unit.superior.code,
    )
    told = (
        government.name.zh,
        government.name.en,
        government.level,
        government.superior,
    )
    if known == told:
        return None
    return Words(
        f"单位 {government.id}：本系统登记为 {known}，案例写的是 {told}；请改成一致。",
        f"unit {government.id}: this room has {known}, the case {told}; make them the same.",
    )


def _rung(row: Case, number: int, rung: entities.Rung) -> Rung:
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


def _member(
    row: Case, order: int, government: entities.Government, units: dict[str, Unit]
) -> Member:
    return Member(
        case=row,
        unit=units[government.id],
        order=order,
        capacity=_span(government.capacity),
        idea=_span(government.idea),
        **_grounds(government.basis),
    )


def _tie(row: Case, order: int, tie: entities.Tie, units: dict[str, Unit]) -> Tie:
    return Tie(
        case=row,
        order=order,
        source=units[tie.source],
        target=units[tie.target],
        dependence=_span(tie.dependence),
        kept=_span(tie.kept),
        broken=_span(tie.broken),
        **_grounds(tie.basis),
    )


def _source(row: Case, order: int, source: entities.Source) -> Source:
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


def _matters(
    row: Case, case: entities.Case, units: dict[str, Unit], at: datetime
) -> dict[str, Matter]:
    standing = replay(case).standing
    made = _keep_all(
        _matter(row, n, matter, standing[matter.id])
        for n, matter in enumerate(case.matters)
    )
    matters = {matter.code: matter for matter in made}
    _keep_all(_parties(case, matters, units))
    for matter in case.matters:
        _keep_all(_parts(row, matters[matter.id], standing[matter.id], units, at))
    return matters


def _matter(row: Case, order: int, matter: entities.Matter, now: Standing) -> Matter:
    return Matter(
        case=row,
        code=matter.id,
        order=order,
        name_zh=matter.name.zh,
        name_en=matter.name.en,
        opened=str(matter.opened or ""),
        complexity=_span(matter.complexity),
        fragmentation=_span(matter.fragmentation),
        benefit=_span(matter.benefit),
        cost=_span(matter.cost),
        specificity=_span(matter.specificity),
        measurability=_span(matter.measurability),
        quorum=matter.consent.quorum,
        vetoes=list(matter.consent.vetoes),
        first_rung=matter.rung,
        rung=now.rung,
        rung_since=str(now.since or ""),
        **_grounds(matter.basis),
    )


def _parties(
    case: entities.Case, matters: dict[str, Matter], units: dict[str, Unit]
) -> Iterable[Party]:
    shares = {(s.matter, s.government): (n, s) for n, s in enumerate(case.shares)}
    for matter in case.matters:
        for order, code in enumerate(matter.parties):
            party = Party(matter=matters[matter.id], unit=units[code], order=order)
            if (matter.id, code) in shares:
                party.share_order, share = shares[matter.id, code]
                party.share = _span(share.share)
                party.basis_sources = list(share.basis.sources)
                party.basis_judgement = share.basis.judgement
            yield party


def _parts(
    row: Case, matter: Matter, now: Standing, units: dict[str, Unit], at: datetime
) -> Iterable[Part]:
    """What each party owes on the rung the record left it on."""
    if matter.rung == 0:
        return
    due = months_later(local_day(at), row.rungs.get(number=matter.rung).due)
    for unit in matter.units:
        acted = unit.code in now.acted
        yield Part(
            matter=matter,
            unit=unit,
            rung=matter.rung,
            round=matter.round,
            due=due,
            done_at=at if acted else None,
            note="据公开记录 / by the public record" if acted else "",
        )


def _event(
    row: Case, order: int, event: entities.Event, matters: dict[str, Matter]
) -> RecordEvent:
    return RecordEvent(
        case=row,
        matter=None if event.matter is None else matters[event.matter],
        order=order,
        date=_date(event.date),
        kind=event.kind.value,
        actors=list(event.actors),
        strength=_span(event.strength),
        rung=event.rung,
        text_zh=event.text.zh,
        text_en=event.text.en,
        sources=list(event.sources),
    )


def _outcome(
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


def _span(value: entities.Range | None) -> Span | None:
    return None if value is None else Span(value.low, value.high)


def _date(date: entities.PartialDate | None) -> str:
    return "" if date is None else str(date)


def _grounds(basis: entities.Basis) -> dict[str, object]:
    return {"basis_sources": list(basis.sources), "basis_judgement": basis.judgement}


def _keep_all(rows: Iterable[models.Model]) -> list:
    rows = list(rows)
    faults = [fault for row in rows for fault in _too_long(row)]
    if faults:
        raise CaseRefused(faults)
    return type(rows[0]).objects.bulk_create(rows) if rows else []


def _too_long(row: models.Model) -> Iterable[Words]:
    for field in row._meta.concrete_fields:
        text = getattr(row, field.attname)
        if field.max_length and isinstance(text, str) and len(text) > field.max_length:
            n = field.max_length
            yield Words(
                f"{field.attname} 最多 {n} 个字，这里有 {len(text)} 个：{text[:30]}…",
                f"{field.attname} takes {n} characters at most, here {len(text)}: {text[:30]}…",
            )


def _require_new(case: entities.Case) -> None:
    if Case.objects.filter(code=case.id).exists():
        raise CaseRefused(
            [
                Words(
                    f"案例 {case.id} 已经在本系统里；请先换一个编号（case.toml 的 id）。",
                    f"The room already has the case {case.id}; give it another id in case.toml.",
                )
            ]
        )
