"""Acts on who may act: units, mandates, invitations, duties, holidays."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.db import models, transaction

from workspace.accounts.models import DUTY_WORDS, Duty, Person
from workspace.accounts.permission import NotNow
from workspace.ledger.acts import Act
from workspace.ledger.models import LedgerEntry
from workspace.ledger.services import Actor, Told, record
from workspace.units import rules
from workspace.units.models import (
    CalendarDay,
    HolidayYear,
    Invitation,
    Mandate,
    Power,
    Unit,
)
from workspace.wording import Words

INVITATION_DAYS = 7
Appointer = Mandate | Person


@dataclass(frozen=True, slots=True)
class Term:
    """For what and how long a mandate is given."""

    powers: tuple[Power, ...]
    since: datetime
    until: datetime | None = None
    title: str = ""


@transaction.atomic
def add_unit(*, by: Person, at: datetime, code: str, name: Words, **more: Any) -> Unit:
    """A government or superior is entered. By the system administrator."""
    rules.ADD_UNIT.require(by, None, at)
    unit = Unit.objects.create(code=code, name_zh=name.zh, name_en=name.en, **more)
    _record(Act.UNIT_ADDED, unit, by, at, after={"code": code}, unit=unit.name)
    return unit


@transaction.atomic
def give_mandate(
    *, by: Appointer, at: datetime, person: Person, unit: Unit, term: Term
) -> Mandate:
    """The person may act for the unit. By who appoints there; never to oneself."""
    rules.GIVE_MANDATE.require(by, unit, at, person=person)
    mandate = Mandate.objects.create(
        person=person,
        unit=unit,
        powers=[p.value for p in term.powers],
        title=term.title,
        since=term.since,
        until=term.until,
    )
    _record(
        Act.MANDATE_GIVEN,
        mandate,
        by,
        at,
        after={"powers": mandate.powers, "person": person.username, "unit": unit.code},
        person=person.name,
        unit=unit.name,
        powers=mandate.powers_in_words,
    )
    return mandate


@transaction.atomic
def end_mandate(
    *, by: Appointer, at: datetime, mandate: Mandate, reason: str
) -> Mandate:
    """The mandate gives no power from this moment on; what was done under it stays."""
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    rules.END_MANDATE.require(by, mandate.unit, at)
    if mandate.ended_at is not None:
        raise NotNow(
            rules.END_MANDATE.name,
            Words("这项授权已经结束。", "This mandate has already ended."),
            Words("不必再办。", "Nothing is left to do."),
        )
    mandate.ended_at, mandate.ended_reason = at, reason
    mandate.save(update_fields=["ended_at", "ended_reason"])
    _record(
        Act.MANDATE_ENDED,
        mandate,
        by,
        at,
        after={"reason": reason},
        person=mandate.person.name,
        unit=mandate.unit.name,
    )
    return mandate


@transaction.atomic
def invite(
    *, by: Appointer, at: datetime, username: str, name: str, unit: Unit, term: Term
) -> tuple[Invitation, str]:
    """A named person is invited to act for the unit: the invitation and its token.

    The token is shown once and good once, for seven days.
    """
    rules.INVITE.require(by, unit, at, username=username)
    person = Person.objects.create_user(username, name=name)
    give_mandate(by=by, at=at, person=person, unit=unit, term=term)
    invitation, token = _invitation(person, at)
    _record(Act.INVITED, invitation, by, at, person=name, unit=unit.name)
    return invitation, token


@transaction.atomic
def take_invitation(*, token: str, password: str, at: datetime) -> Person:
    """The invited person sets a password; the token is spent.

    Raises
    ------
    NotNow
        When the token is unknown, spent or older than seven days.
    django.core.exceptions.ValidationError
        When the password breaks a rule.
    """
    invitation = (
        Invitation.objects.select_for_update()
        .filter(token_hash=_token_hash(token), taken_at=None, expires_at__gt=at)
        .first()
    )
    if invitation is None:
        raise NotNow(
            Act.INVITATION_TAKEN.value,
            Words(
                "邀请链接无效、已用过或已过期。",
                "The invitation is unknown, used or out of date.",
            ),
            Words("请向发出邀请的人重新索取。", "Ask who invited you for a new one."),
        )
    person = invitation.person
    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    invitation.taken_at = at
    invitation.save(update_fields=["taken_at"])
    _record(Act.INVITATION_TAKEN, invitation, person, at, person=person.name)
    return person


@transaction.atomic
def lock_person(*, by: Person, at: datetime, person: Person) -> None:
    """The account is closed and its sessions end at once. By the security administrator."""
    rules.LOCK_PERSON.require(by, None, at, person=person)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    for session in UserSession.objects.filter(user=person):
        session.end()
    _record(Act.PERSON_LOCKED, person, by, at, person=person.name)


@transaction.atomic
def unlock_person(*, by: Person, at: datetime, person: Person) -> None:
    """The account is open again. By the security administrator."""
    rules.LOCK_PERSON.require(by, None, at, person=person)
    Person.objects.filter(pk=person.pk).update(is_active=True)
    _record(Act.PERSON_UNLOCKED, person, by, at, person=person.name)


@transaction.atomic
def set_holidays(
    *,
    by: Person | None,
    at: datetime,
    year: int,
    days: Mapping[date, bool],
    source: str,
) -> HolidayYear:
    """The year's days off (False) and made-up working days (True) are entered anew."""
    if by is not None:
        rules.SET_HOLIDAYS.require(by, None, at)
    HolidayYear.objects.filter(pk=year).delete()
    row = HolidayYear.objects.create(year=year, source=source)
    CalendarDay.objects.bulk_create(
        CalendarDay(day=day, year=row, is_workday=works) for day, works in days.items()
    )
    _record(Act.HOLIDAYS_SET, row, by, at, after={"source": source}, year=str(year))
    return row


@transaction.atomic
def give_duty(*, at: datetime, person: Person, kind: str) -> Duty:
    """A duty of administration is given at the console, where the room is installed."""
    duty = Duty.objects.create(person=person, kind=Duty.Kind(kind), given_at=at)
    _record(Act.DUTY_GIVEN, duty, None, at, person=person.name, duty=DUTY_WORDS[kind])
    return duty


@transaction.atomic
def appoint_administrator(*, at: datetime, username: str, name: str, kind: str) -> str:
    """A new person with one duty, at the console; the token of their invitation."""
    person = Person.objects.create_user(username, name=name)
    give_duty(at=at, person=person, kind=kind)
    _, token = _invitation(person, at)
    return token


def _invitation(person: Person, at: datetime) -> tuple[Invitation, str]:
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        person=person,
        token_hash=_token_hash(token),
        sent_at=at,
        expires_at=at + timedelta(days=INVITATION_DAYS),
    )
    return invitation, token


def _record(
    act: Act,
    subject: models.Model,
    by: Appointer | None,
    at: datetime,
    *,
    after: Mapping[str, Any] | None = None,
    **names: Words | str,
) -> None:
    actor = by.actor if isinstance(by, Mandate) else Actor(by)
    told = Told(audience=LedgerEntry.Audience.OFFICE, after=after or {}, names=names)
    record(act, subject, actor=actor, at=at, told=told)


def _token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
