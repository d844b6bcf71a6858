"""Raising a matter, describing it, seating others, closing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from workspace.accounts.permission import NotNow
from workspace.ledger.acts import Act
from workspace.matters import rules
from workspace.matters.models.case import Case
from workspace.matters.models.matter import SEAT_WORDS, Matter, Party, Seat
from workspace.matters.recording import enter
from workspace.matters.spans import Span
from workspace.units.models import Mandate, Unit
from workspace.units.workdays import local_day
from workspace.wording import Words


@dataclass(frozen=True, slots=True)
class Nature:
    """The answers to `nature.NATURE`."""

    complexity: Span
    benefit: Span
    cost: Span
    specificity: Span
    measurability: Span
    fragmentation: Span | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """Who must consent before a matter climbs: all, or a quorum with named vetoes."""

    quorum: int | None = None
    vetoes: tuple[str, ...] = ()  # unit codes


@transaction.atomic
def raise_matter(  # noqa: PLR0913 - a matter is that much
    *,
    by: Mandate,
    at: datetime,
    case: Case,
    code: str,
    name: Words,
    parties: list[Unit],
    nature: Nature,
    consent: Consent | None = None,
) -> Matter:
    """A matter lies on the table of its parties, all of whom are told.

    The raising unit is one of at least two parties, each a member of the case.
    """
    rules.RAISE_MATTER.require(by, case, at, code=code)
    _require_parties(by, case, parties)
    consent = consent or Consent()
    matter = Matter.objects.create(
        case=case,
        code=code,
        order=case.matters.count(),
        name_zh=name.zh,
        name_en=name.en,
        opened=f"{local_day(at):%Y-%m}",
        basis_judgement=True,
        quorum=consent.quorum,
        vetoes=list(consent.vetoes),
        **_columns(nature),
    )
    Party.objects.bulk_create(
        Party(matter=matter, unit=unit, order=i) for i, unit in enumerate(parties)
    )
    enter(
        Act.MATTER_RAISED,
        matter,
        matter=matter,
        by=by,
        at=at,
        after={"parties": [u.code for u in parties]},
        names={"matter": name},
        tells=True,
    )
    return matter


@transaction.atomic
def state_nature(
    *, by: Mandate, at: datetime, matter: Matter, nature: Nature
) -> Matter:
    """The matter is described anew, by judgement; the model reads it so from now on."""
    rules.STATE_NATURE.require(by, matter, at)
    before = {k: str(getattr(matter, k)) for k in Nature.__slots__}
    for field, value in _columns(nature).items():
        setattr(matter, field, value)
    matter.basis_judgement = True
    matter.save(update_fields=[*Nature.__slots__, "basis_judgement"])
    after = {k: str(getattr(matter, k)) for k in Nature.__slots__}
    enter(
        Act.NATURE_STATED,
        matter,
        matter=matter,
        by=by,
        at=at,
        before=before,
        after=after,
    )
    return matter


@transaction.atomic
def give_seat(
    *, by: Mandate, at: datetime, matter: Matter, unit: Unit, role: str
) -> Seat:
    """A unit that is no party sits in the room, to mediate or to observe."""
    rules.GIVE_SEAT.require(by, matter, at)
    seat = Seat.objects.create(matter=matter, unit=unit, role=role, given_at=at)
    enter(
        Act.SEAT_GIVEN,
        seat,
        matter=matter,
        by=by,
        at=at,
        names={"seated": unit.name, "role": SEAT_WORDS[role]},
        tells=True,
    )
    return seat


@transaction.atomic
def close_matter(*, by: Mandate, at: datetime, matter: Matter, reason: str) -> Matter:
    """The matter is worked on no more; its record stays."""
    matter = Matter.objects.locked(matter)
    rules.CLOSE.require(by, matter, at)
    matter.closed_at, matter.agreed_rung = at, None
    matter.save(update_fields=["closed_at", "agreed_rung"])
    enter(
        Act.MATTER_CLOSED,
        matter,
        matter=matter,
        by=by,
        at=at,
        names={"reason": reason},
        tells=True,
    )
    return matter


def _columns(nature: Nature) -> dict[str, Span | None]:
    return {field: getattr(nature, field) for field in Nature.__slots__}


def _require_parties(by: Mandate, case: Case, parties: list[Unit]) -> None:
    members = set(case.members.values_list("unit_id", flat=True))
    if (
        by.unit in parties
        and len(set(parties)) > 1
        and {u.pk for u in parties} <= members
    ):
        return
    raise NotNow(
        rules.RAISE_MATTER.name,
        Words(
            "一件事至少两个当事方，其中有您的单位，且都在这个案例里。",
            "A matter has at least two parties, yours among them, all members of the case.",
        ),
        Words("请补齐当事方。", "Please complete the parties."),
    )
