"""What the sides say and show: words, positions, files, links."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from workspace.accounts.models import Person
from workspace.matters.models.matter import Matter, Seat
from workspace.matters.models.replaceable import Replaceable
from workspace.matters.sealing import seal, unseal
from workspace.matters.sight import sees_all_of
from workspace.units.models import Mandate, Unit
from workspace.units.tree import inferiors_of
from workspace.wording import both


class Statement(Replaceable):
    """One side's words, read by all in the room; the latest stands, older ones stay."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="statements")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="statements")
    text = models.TextField(both("我方的话", "our side in words"))
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter", "unit"],
                condition=Q(stands=True),
                name="one_standing_statement_a_party",
            )
        ]

    def __str__(self) -> str:
        return self.text[:40]


class PositionQuerySet(models.QuerySet["Position"]):
    """Sets of positions."""

    def visible_to(self, person: Person, at: datetime) -> PositionQuerySet:
        """Those the person may read: a sealed row does not exist for anyone else."""
        own = sees_all_of(person, at)
        mediated = Seat.objects.filter(
            unit__in=own, role=Seat.Role.MEDIATOR, ended_at=None
        ).values("matter")
        below = [
            u.pk for unit in Unit.objects.filter(pk__in=own) for u in inferiors_of(unit)
        ]
        unsealed = Q(sealed_until=None) | Q(sealed_until__lte=at)
        wide = (
            Q(visibility=Position.Visibility.ALL)
            | Q(visibility=Position.Visibility.MEDIATOR, matter__in=mediated)
            | Q(visibility=Position.Visibility.SUPERIOR, unit__in=below)
        )
        in_the_room = Q(matter__in=Matter.objects.visible_to(person, at))
        return self.filter(Q(unit__in=own) | (unsealed & wide & in_the_room))


class Position(Replaceable):
    """What a party wants or would accept, for as many eyes as it chose.

    The text lies sealed. Neither the visibility nor `sealed_until` is ever
    changed: another position replaces it, and the old one keeps its seal.
    """

    class Visibility(models.TextChoices):
        """For whose eyes."""

        OWN = "own", both("只有本单位", "our unit only")
        MEDIATOR = "mediator", both("本单位和调解人", "our unit and the mediator")
        SUPERIOR = "superior", both("本单位和上级", "our unit and its superiors")
        ALL = "all", both("本事项各方", "everyone in the matter")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="positions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="positions")
    visibility = models.CharField(max_length=10, choices=Visibility.choices)
    sealed_until = models.DateTimeField(null=True, blank=True)
    box = models.BinaryField()
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = PositionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter", "unit", "visibility"],
                condition=Q(stands=True),
                name="one_standing_position_a_party_and_visibility",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} ({self.visibility})"

    @property
    def place(self) -> str:
        """What the seal is bound to."""
        return f"position/{self.matter_id}/{self.unit_id}"

    @property
    def text(self) -> str:
        """The words; only ask a row that came through `visible_to`."""
        return unseal(self.box, self.place)

    @text.setter
    def text(self, words: str) -> None:
        self.box = seal(words, self.place)


class Attachment(models.Model):
    """A file laid on the table of a matter, with the fingerprint of its bytes."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="attachments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    file = models.FileField(upload_to="attachments/")
    name = models.CharField(max_length=200)  # as its owner called it
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return self.name


class EvidenceLink(models.Model):
    """A link to where something can be read, with who vouches for it."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="evidence")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=500)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return self.title
