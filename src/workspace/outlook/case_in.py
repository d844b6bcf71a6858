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
from workspace.matters.models.case import Case
from workspace.matters.models.matter import Matter, Part, Party
from workspace.outlook.rows import (
    case_row,
    event_row,
    matter_row,
    member_row,
    outcome_row,
    rung_row,
    source_row,
    span_of,
    tie_row,
    unit_row,
)
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
    row = _keep_all([case_row(case, is_demo)])[0]
    units = _units(case.governments)
    _keep_all(rung_row(row, n, rung) for n, rung in enumerate(case.ladder))
    _keep_all(member_row(row, n, g, units) for n, g in enumerate(case.governments))
    _keep_all(tie_row(row, n, tie, units) for n, tie in enumerate(case.ties))
    _keep_all(source_row(row, n, source) for n, source in enumerate(case.sources))
    matters = _matters(row, case, units, at)
    _keep_all(event_row(row, n, event, matters) for n, event in enumerate(case.events))
    _keep_all(
        outcome_row(n, outcome, matters) for n, outcome in enumerate(case.outcomes)
    )
    told = Told(audience=LedgerEntry.Audience.PUBLIC, names={"case": row.name})
    record(Act.CASE_IMPORTED, row, actor=Actor(by), at=at, told=told)
    return row


def _units(governments: Iterable[entities.Government]) -> dict[str, Unit]:
    governments = list(governments)
    units = Unit.objects.with_code([g.id for g in governments])
    faults = [f for g in governments if g.id in units if (f := _clash(g, units[g.id]))]
    if faults:
        raise CaseRefused(faults)
    superiors = {g.superior for g in governments}
    new = [unit_row(g, g.id in superiors) for g in governments if g.id not in units]
    units |= {unit.code: unit for unit in _keep_all(new)}
    for government in governments:
        units[government.id].superior = units.get(government.superior or "")
    Unit.objects.bulk_update([units[unit.code] for unit in new], ["superior"])
    return units


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


def _matters(
    row: Case, case: entities.Case, units: dict[str, Unit], at: datetime
) -> dict[str, Matter]:
    standing = replay(case).standing
    made = _keep_all(
        matter_row(row, n, matter, standing[matter.id])
        for n, matter in enumerate(case.matters)
    )
    matters = {matter.code: matter for matter in made}
    _keep_all(_parties(case, matters, units))
    for matter in case.matters:
        _keep_all(_parts(row, matters[matter.id], standing[matter.id], units, at))
    return matters


def _parties(
    case: entities.Case, matters: dict[str, Matter], units: dict[str, Unit]
) -> Iterable[Party]:
    shares = {(s.matter, s.government): (n, s) for n, s in enumerate(case.shares)}
    for matter in case.matters:
        for order, code in enumerate(matter.parties):
            party = Party(matter=matters[matter.id], unit=units[code], order=order)
            if (matter.id, code) in shares:
                party.share_order, share = shares[matter.id, code]
                party.share = span_of(share.share)
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
