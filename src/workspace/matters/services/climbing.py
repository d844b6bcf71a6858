"""How a matter climbs, falls back, or is set on a rung.

`agree_rung` is called by who keeps the consent rule (`consent`); here is kept
the other half of the bargain: no climb before the parts due on the present rung
are done. Every change of rung ends the round, and with it every open question.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from workspace.ledger.acts import Act
from workspace.matters import rules
from workspace.matters.models.matter import Climb, Matter, Part
from workspace.matters.models.record import RecordEvent
from workspace.matters.recording import REACHED, add_event, enter
from workspace.units.models import Mandate
from workspace.units.workdays import local_day, months_later


def agree_rung(*, matter: Matter, rung: int, by: Mandate | None, at: datetime) -> bool:
    """The parties' rule is met for `rung`: climb, or wait for the parts due.

    `matter` is locked by the caller, in whose transaction this runs. True where
    the matter climbed.
    """
    if matter.parts_due.exists():
        matter.agreed_rung = rung
        matter.save(update_fields=["agreed_rung"])
        _enter(Act.RUNG_AGREED, matter, rung, by, at)
        return False
    _climb(matter, rung, by, at)
    return True


def unagree_rung(*, matter: Matter, by: Mandate | None, at: datetime) -> None:
    """The rule is no longer met: what was agreed and waited is open again."""
    if matter.agreed_rung is None:
        return
    rung, matter.agreed_rung = matter.agreed_rung, None
    matter.save(update_fields=["agreed_rung"])
    _enter(Act.RUNG_UNAGREED, matter, rung, by, at)


def climb_if_done(*, matter: Matter, by: Mandate | None, at: datetime) -> bool:
    """Climb to the agreed rung where the last part due is done; True where it climbed."""
    if matter.agreed_rung is None or matter.parts_due.exists():
        return False
    _climb(matter, matter.agreed_rung, by, at)
    return True


@transaction.atomic
def lapse(
    *, by: Mandate, at: datetime, matter: Matter, rung: int, reason: str
) -> Matter:
    """A party takes its hand off: the matter falls back to `rung`, told to all."""
    matter = Matter.objects.locked(matter)
    rules.LAPSE.require(by, matter, at, rung=rung)
    name = matter.case.rung_name(rung)
    entry = enter(
        Act.LAPSED,
        matter,
        matter=matter,
        by=by,
        at=at,
        before={"rung": matter.rung},
        after={"rung": rung},
        names={"rung": name, "reason": reason},
        tells=True,
    )
    add_event(matter, RecordEvent.Kind.LAPSE, entry, actors=[by.unit.code], rung=rung)
    _set_rung(matter, rung, Climb(cause=Climb.Cause.LAPSE, by=by, at=at, reason=reason))
    return matter


@transaction.atomic
def impose(
    *, by: Mandate, at: datetime, matter: Matter, rung: int, reason: str
) -> Matter:
    """A common superior sets the rung. No party was asked, and the record says so."""
    matter = Matter.objects.locked(matter)
    rules.IMPOSE.require(by, matter, at, rung=rung)
    entry = enter(
        Act.IMPOSED,
        matter,
        matter=matter,
        by=by,
        at=at,
        before={"rung": matter.rung},
        after={"rung": rung, "consent": "skipped"},
        names={"rung": matter.case.rung_name(rung), "reason": reason},
        tells=True,
    )
    add_event(matter, RecordEvent.Kind.MANDATE, entry, actors=[by.unit.code], rung=rung)
    _set_rung(
        matter, rung, Climb(cause=Climb.Cause.MANDATE, by=by, at=at, reason=reason)
    )
    return matter


def _climb(matter: Matter, rung: int, by: Mandate | None, at: datetime) -> None:
    entry = _enter(Act.CLIMBED, matter, rung, by, at, tells=True)
    actors = [unit.code for unit in matter.units]
    add_event(matter, REACHED[min(rung, max(REACHED))], entry, actors=actors, rung=rung)
    _set_rung(matter, rung, Climb(cause=Climb.Cause.CONSENT, by=by, at=at))


def _set_rung(matter: Matter, rung: int, climb: Climb) -> None:
    climb.matter, climb.round = matter, matter.round
    climb.from_rung, climb.to_rung = matter.rung, rung
    climb.save()
    day = local_day(climb.at)
    matter.rung, matter.rung_since = rung, day.isoformat()
    matter.round += 1
    matter.agreed_rung = None
    matter.save(update_fields=["rung", "rung_since", "round", "agreed_rung"])
    if rung > 0:
        due = months_later(day, matter.case.rungs.get(number=rung).due)
        Part.objects.bulk_create(
            Part(matter=matter, unit=unit, rung=rung, round=matter.round, due=due)
            for unit in matter.units
        )


def _enter(act, matter, rung, by, at, *, tells=False):
    return enter(
        act,
        matter,
        matter=matter,
        by=by,
        at=at,
        before={"rung": matter.rung},
        after={"rung": rung},
        names={"rung": matter.case.rung_name(rung)},
        tells=tells,
    )
