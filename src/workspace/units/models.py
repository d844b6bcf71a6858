"""Governments and their superiors, and who may act for them."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from workspace.ledger.services import Actor
from workspace.wording import Words, both


class Power(models.TextChoices):
    """What a mandate lets its holder do; preparing and confirming are two things."""

    PREPARE = "prepare", both("拟办", "prepare")
    CONFIRM = "confirm", both("审签", "confirm")
    SIGN = "sign", both("签署", "sign")
    MEDIATE = "mediate", both("调解", "mediate")
    SETTLE = "settle", both("裁定与指令", "settle and mandate")
    OBSERVE = "observe", both("旁听", "observe")
    APPOINT = "appoint", both("授权本单位的人", "appoint the unit's people")


class UnitQuerySet(models.QuerySet["Unit"]):
    """Sets of units."""

    def with_code(self, codes: list[str]) -> dict[str, Unit]:
        """The units of those codes, by code."""
        return {unit.code: unit for unit in self.filter(code__in=codes)}


class Unit(models.Model):
    """A government, or a superior of governments: an institution, never a person."""

    class Kind(models.TextChoices):
        """What kind of institution a unit is."""

        GOVERNMENT = "government", both("政府", "government")
        SUPERIOR = "superior", both("上级", "superior")
        OFFICE = "office", both("办事机构", "working office")

    code = models.CharField(both("代号", "code"), max_length=64, unique=True)
    name_zh = models.CharField(both("名称（中文）", "name (Chinese)"), max_length=200)
    name_en = models.CharField(
        both("名称（英文）", "name (English)"), max_length=80, blank=True
    )
    short_zh = models.CharField(
        both("一字简称", "one-character name"), max_length=4, blank=True
    )
    kind = models.CharField(
        max_length=12, choices=Kind.choices, default=Kind.GOVERNMENT
    )
    level = models.CharField(both("层级", "level"), max_length=80, blank=True)
    superior = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="inferiors"
    )
    # an office that answers for this unit, shown first when help is asked for
    working_office = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="answers_for"
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(superior=models.F("pk")),
                name="no_unit_is_its_own_superior",
            )
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def name(self) -> Words:
        """The name in both languages."""
        return Words(self.name_zh, self.name_en or self.name_zh)

    @property
    def short(self) -> Words:
        """The name as it stands beside a dot on the board."""
        return Words(self.short_zh or self.name_zh[:1], self.name_en or self.name_zh)


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Sets of mandates."""

    def in_force(self, at: datetime) -> MandateQuerySet:
        """Those that give power at that moment."""
        return self.filter(
            Q(until=None) | Q(until__gt=at),
            ended_at=None,
            since__lte=at,
            person__is_active=True,
        )


class Mandate(models.Model):
    """The word of a unit that a person may act for it, with which powers, from when to when."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandates"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="mandates")
    powers = models.JSONField(both("权限", "powers"))  # list of Power values
    title = models.CharField(both("职务", "office held"), max_length=80, blank=True)
    since = models.DateTimeField(both("起", "from"))
    until = models.DateTimeField(both("止", "to"), null=True, blank=True)  # exclusive
    ended_at = models.DateTimeField(null=True, blank=True)  # cut short
    ended_reason = models.CharField(max_length=200, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=models.F("since")),
                name="a_mandate_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.person}"

    def is_in_force(self, at: datetime) -> bool:
        """Whether it gives power at that moment."""
        started = self.since <= at and (self.until is None or at < self.until)
        return started and self.ended_at is None and self.person.is_active

    def may(self, power: Power) -> bool:
        """Whether the power is among those given."""
        return power.value in self.powers

    @property
    def actor(self) -> Actor:
        """How the ledger names who acts under it."""
        return Actor(self.person, str(self.pk), self.unit.code)

    @property
    def powers_in_words(self) -> Words:
        """The powers, listed in both languages."""
        labels = [POWER_WORDS[Power(p)] for p in self.powers]
        return Words("、".join(w.zh for w in labels), ", ".join(w.en for w in labels))


POWER_WORDS = {
    Power.PREPARE: Words("拟办", "prepare"),
    Power.CONFIRM: Words("审签", "confirm"),
    Power.SIGN: Words("签署", "sign"),
    Power.MEDIATE: Words("调解", "mediate"),
    Power.SETTLE: Words("裁定与指令", "settle and mandate"),
    Power.OBSERVE: Words("旁听", "observe"),
    Power.APPOINT: Words("授权本单位的人", "appoint the unit's people"),
}


class Invitation(models.Model):
    """A link, good once, by which a named person takes up an account.

    Only the fingerprint of the token is kept: who reads the database cannot use it.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitations"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person}"


class HolidayYear(models.Model):
    """A year whose days off and made-up working days have been entered."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    source = models.CharField(max_length=200)  # the notice it was taken from

    def __str__(self) -> str:
        return f"{self.year}"


class CalendarDay(models.Model):
    """A day that differs from the plain week: a weekday off, or a weekend at work."""

    day = models.DateField(primary_key=True)
    year = models.ForeignKey(HolidayYear, models.CASCADE, related_name="days")
    is_workday = models.BooleanField()
    name = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.day}"


class Notice(models.Model):
    """A line for one person: a title and a link, never sealed text."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices"
    )
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300)
    link = models.CharField(max_length=200)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)  # by mail or messenger

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def title(self) -> Words:
        """The title in both languages."""
        return Words(self.title_zh, self.title_en)
