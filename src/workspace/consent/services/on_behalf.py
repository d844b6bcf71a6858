"""Consent given by phone or in a meeting: entered for a party, then confirmed by it.

Until its party confirms, an entered consent counts as nothing; after n working
days it is void, whether or not a job has said so.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from workspace.consent import rules
from workspace.consent.models import Stance, TextVersion
from workspace.consent.services.settling import settle
from workspace.ledger.acts import Act
from workspace.matters.models.matter import Matter
from workspace.matters.recording import enter
from workspace.units.models import Mandate, Unit
from workspace.units.workdays import end_of, local_day, workday_after


@transaction.atomic
def enter_consent(
    *, by: Mandate, at: datetime, version: TextVersion, unit: Unit, evidence: str
) -> Stance:
    """The party's spoken consent is written down, with how it is known, to be confirmed."""
    matter = Matter.objects.locked(version.proposal.matter)
    version = TextVersion.objects.fresh(version)
    rules.ENTER.require(by, version, at, unit=unit)
    until = workday_after(local_day(at), settings.CONFIGURATION.confirm_days)
    old = version.stances.standing().get(unit=unit)
    new = Stance(
        version=version,
        unit=unit,
        kind=Stance.Kind.CONSENT,
        invited_at=old.invited_at,
        cast_at=at,
        mandate=by,
        on_behalf=True,
        evidence=evidence,
        confirm_by=end_of(until),
    )
    new.follow(old)
    _enter(Act.CONSENT_ENTERED, new, matter, by, at, until=f"{until:%m-%d}")
    return new


@transaction.atomic
def confirm_entered(*, by: Mandate, at: datetime, stance: Stance) -> Stance:
    """The party makes the entered consent its own: from now on it counts."""
    matter, stance = _held(stance)
    rules.CONFIRM_ENTERED.require(by, stance, at)
    new = Stance(
        version=stance.version,
        unit=stance.unit,
        kind=Stance.Kind.CONSENT,
        invited_at=stance.invited_at,
        cast_at=stance.cast_at,
        mandate=by,
        on_behalf=True,
        evidence=stance.evidence,
        confirm_by=stance.confirm_by,
        confirmed_at=at,
    )
    new.follow(stance)
    _enter(Act.CONSENT_CONFIRMED, new, matter, by, at)
    settle(matter, stance.version.proposal, by=by, at=at)
    return new


@transaction.atomic
def deny_entered(*, by: Mandate, at: datetime, stance: Stance, reason: str) -> Stance:
    """The party says it did not consent; it is silent again, and all are told why."""
    matter, stance = _held(stance)
    rules.DENY_ENTERED.require(by, stance, at, reason=reason)
    new = _silence(stance)
    _enter(Act.CONSENT_DENIED, new, matter, by, at, reason=reason)
    settle(matter, stance.version.proposal, by=by, at=at)
    return new


@transaction.atomic
def expire_entered(*, at: datetime) -> int:
    """Say of every entered consent whose time is over that it is void; how many.

    For the daily job. What the rows count as has changed by itself already.
    """
    overdue = Stance.objects.standing().filter(
        on_behalf=True, confirmed_at=None, confirm_by__lt=at
    )
    n = 0
    for found in overdue.select_related("version__proposal__matter"):
        matter, stance = _held(found)
        if stance.stands and stance.version.proposal.is_live:
            _enter(Act.CONSENT_EXPIRED, _silence(stance), matter, None, at)
            n += 1
    return n


def _held(stance: Stance) -> tuple[Matter, Stance]:
    matter = Matter.objects.locked(stance.version.proposal.matter)
    stance = Stance.objects.select_related("version__proposal__matter", "unit").get(
        pk=stance.pk
    )
    return matter, stance


def _silence(stance: Stance) -> Stance:
    silent = Stance(
        version=stance.version, unit=stance.unit, invited_at=stance.invited_at
    )
    return silent.follow(stance)


def _enter(act, stance, matter, by, at, **names):
    enter(
        act,
        stance,
        matter=matter,
        by=by,
        at=at,
        after={
            "fingerprint": stance.version.fingerprint,
            "on_behalf": stance.unit.code,
        },
        names={
            "unit": stance.unit.name,
            "version": str(stance.version.number),
            **names,
        },
        tells=True,
    )
