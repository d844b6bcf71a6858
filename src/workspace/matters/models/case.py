"""A case: one cooperation, with its ladder, its governments and what ties them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from workspace.matters.spans import SpanField
from workspace.units.models import Unit
from workspace.wording import Words, both


class Grounded(models.Model):
    """A row that says what it rests on: sources, judgement, or the format's default."""

    basis_sources = models.JSONField(default=list, blank=True)  # source codes
    basis_judgement = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Case(models.Model):
    """One cooperation of neighbouring governments: what the model calls a case."""

    code = models.CharField(max_length=64, unique=True)
    name_zh = models.CharField(both("名称（中文）", "name (Chinese)"), max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    summary_zh = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    money = models.CharField(both("计量单位", "unit of benefit"), max_length=80)
    start = models.CharField(max_length=7)  # YYYY-MM, where forecasts start
    months = models.PositiveSmallIntegerField(default=120)
    parameters = models.JSONField(default=dict, blank=True)  # name: [low, high]
    notes = models.TextField(blank=True)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.name)

    @property
    def name(self) -> Words:
        """The name in both languages."""
        return Words(self.name_zh, self.name_en or self.name_zh)

    @property
    def top(self) -> int:
        """The highest rung of its ladder."""
        return self.rungs.count() - 1

    def rung_name(self, number: int) -> Words:
        """The name of a rung, in both languages."""
        return self.rungs.get(number=number).name


class Rung(models.Model):
    """One institution on the ladder of a case; the numbers are the model's."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="rungs")
    number = models.PositiveSmallIntegerField()  # 0 is "each alone"
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    value = models.FloatField()
    enforcement = models.FloatField()
    transaction_cost = models.FloatField()
    autonomy_cost = models.FloatField()
    coordination = models.FloatField()
    due = models.PositiveSmallIntegerField()  # months for all to have acted

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="one_rung_a_number")
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def name(self) -> Words:
        """The name in both languages."""
        return Words(self.name_zh, self.name_en or self.name_zh)


class Member(Grounded):
    """A unit in a case, with what the model must know of it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="members")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    order = models.PositiveSmallIntegerField()
    capacity = SpanField()  # open parts carried at full speed at once
    idea = SpanField()  # adherence to the shared idea, [0, 1]

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "unit"], name="a_unit_once_a_case")
        ]

    def __str__(self) -> str:
        return f"{self.unit}"


class Tie(Grounded):
    """What one government needs of another, and how it has kept its word so far."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="ties")
    order = models.PositiveIntegerField()
    source = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    target = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    dependence = SpanField(null=True, blank=True)
    kept = SpanField()
    broken = SpanField()

    class Meta:
        ordering: ClassVar = ["order"]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"
