"""Reading agreements: for a matter's room, through the one gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workspace.accounts.models import Person
from workspace.agreements.fingerprints import in_groups
from workspace.agreements.models import Agreement, AgreementVersion, Signature
from workspace.consent.models import TextVersion
from workspace.matters.models.matter import Climb, Matter
from workspace.units.models import Unit
from workspace.wording import Words

STATES = {
    "signed": Words("已签", "signed"),
    "refused": Words("没有签署", "refused"),
    "now": Words("轮到签署", "to sign now"),
    "waits": Words("等前面的签完", "waits for those before"),
}


@dataclass(frozen=True, slots=True)
class Turn:
    """One party's turn to sign."""

    row: Signature
    state: str  # signed, refused, now, waits
    needs_hand_over: bool  # who was to sign has no mandate any more

    @property
    def word(self) -> Words:
        """The state in words."""
        return STATES[self.state]


@dataclass(frozen=True, slots=True)
class Issued:
    """One version out for the seals."""

    row: AgreementVersion
    turns: tuple[Turn, ...]
    is_current: bool

    @property
    def short_fingerprint(self) -> str:
        """The fingerprint of the Word file as people read it."""
        return in_groups(self.row.fingerprint)

    @property
    def is_complete(self) -> bool:
        """Whether every party has signed."""
        return all(turn.state == "signed" for turn in self.turns)

    @property
    def is_refused(self) -> bool:
        """Whether a party refused."""
        return any(turn.state == "refused" for turn in self.turns)


@dataclass(frozen=True, slots=True)
class RoomAgreements:
    """The agreements of one matter, and the agreed texts that can be issued."""

    agreements: tuple[
        tuple[Agreement, tuple[Issued, ...]], ...
    ]  # the last version first
    to_issue: tuple[TextVersion, ...]  # agreed, with no version out yet


def for_room(matter: Matter, person: Person, at: datetime) -> RoomAgreements:
    """The agreements of a matter the person may read; nothing of any other."""
    rows = Agreement.objects.visible_to(person, at).filter(matter=matter)
    if not Matter.objects.visible_to(person, at).filter(pk=matter.pk).exists():
        return RoomAgreements((), ())
    shown = tuple((row, _issued(row, at)) for row in rows.order_by("-rung", "pk"))
    return RoomAgreements(shown, tuple(_to_issue(matter)))


def signatures_waiting_for(unit: Unit, person: Person, at: datetime) -> list[Turn]:
    """The turns of the unit that have come, in matters the person may read."""
    turns = Signature.objects.visible_to(person, at).filter(unit=unit)
    versions = {s.version for s in turns.filter(signed_at=None, refused_at=None)}
    found = [t for v in versions if v.is_current for t in _turns(v, at)]
    return [t for t in found if t.row.unit_id == unit.pk and t.state == "now"]


def _issued(agreement: Agreement, at: datetime) -> tuple[Issued, ...]:
    versions = agreement.versions.select_related("text", "issued_by__unit")
    ordered = list(versions.order_by("-number"))
    return tuple(
        Issued(row, tuple(_turns(row, at)), is_current=row == ordered[0])
        for row in ordered
    )


def _turns(version: AgreementVersion, at: datetime) -> list[Turn]:
    rows = version.signatures.select_related(
        "unit", "assigned_to__person", "signed_by__person"
    )
    turns, blocked = [], version.is_refused
    for row in rows:
        turns.append(Turn(row, _state(row, blocked=blocked), _is_orphan(row, at)))
        blocked = blocked or row.signed_at is None
    return turns


def _state(row: Signature, *, blocked: bool) -> str:
    if row.signed_at is not None:
        return "signed"
    if row.refused_at is not None:
        return "refused"
    return "waits" if blocked else "now"


def _is_orphan(row: Signature, at: datetime) -> bool:
    held = row.assigned_to
    return row.is_open and held is not None and not held.is_in_force(at)


def _to_issue(matter: Matter) -> list[TextVersion]:
    climbs = matter.climbs.filter(cause=Climb.Cause.CONSENT)
    rounds = list(climbs.values_list("round", flat=True))
    proposals = matter.proposals.filter(round__in=rounds, withdrawn_at=None)
    texts = [p.version for p in proposals if p.version is not None]
    return [text for text in texts if not text.agreements.exists()]
