"""A matter: who is party to it, on which rung it stands, and what each still owes there."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from workspace.accounts.models import Person
from workspace.matters.models.case import Case, Grounded
from workspace.matters.sight import sees_all_of, units_seen
from workspace.matters.spans import SpanField
from workspace.units.models import Mandate, Unit
from workspace.units.tree import lowest_common_superior
from workspace.wording import Words, both


class MatterQuerySet(models.QuerySet["Matter"]):
    """Sets of matters."""

    def visible_to(self, person: Person, at: datetime) -> MatterQuerySet:
        """Those the person may read: as a party, from above, or from a seat.

        The one gate: lists, details, exports, search and notices all ask it.
        """
        seen = units_seen(person, at)
        own = sees_all_of(person, at)
        return self.filter(
            Q(parties__unit__in=seen) | Q(seats__unit__in=own, seats__ended_at=None)
        ).distinct()

    def locked(self, matter: Matter) -> Matter:
        """The matter as it stands now, held until the act ends: acts on it queue."""
        return self.select_for_update().get(pk=matter.pk)

    def of_unit(self, unit: Unit) -> MatterQuerySet:
        """Those the unit is a party to."""
        return self.filter(parties__unit=unit)


class Matter(Grounded):
    """A cross-boundary problem and the governments it takes to solve it.

    `open_rung` is the one definition of which rung may be asked for; everything
    that consents, forecasts or draws asks it here.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="matters")
    code = models.CharField(max_length=64)
    order = models.PositiveSmallIntegerField(default=0)
    name_zh = models.CharField(both("事项（中文）", "matter (Chinese)"), max_length=200)
    name_en = models.CharField(
        both("事项（英文）", "matter (English)"), max_length=200, blank=True
    )
    opened = models.CharField(max_length=7, blank=True)  # YYYY-MM; empty: always
    # nature, as the model reads it; `nature.NATURE` asks for it
    complexity = SpanField()
    fragmentation = SpanField(null=True, blank=True)
    benefit = SpanField()
    cost = SpanField()
    specificity = SpanField()
    measurability = SpanField()
    # consent: everyone, or a quorum with named vetoes
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)
    vetoes = models.JSONField(default=list, blank=True)  # unit codes
    # where it stands
    first_rung = models.PositiveSmallIntegerField(default=0)  # before the record
    rung = models.PositiveSmallIntegerField(default=0)
    rung_since = models.CharField(max_length=10, blank=True)  # as far as known
    round = models.PositiveIntegerField(default=1)  # grows with every change of rung
    agreed_rung = models.PositiveSmallIntegerField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = MatterQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["case", "order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "code"], name="one_matter_a_code"),
            models.CheckConstraint(
                condition=Q(agreed_rung=None) | Q(agreed_rung__gt=models.F("rung")),
                name="what_is_agreed_lies_above",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def name(self) -> Words:
        """The name in both languages."""
        return Words(self.name_zh, self.name_en or self.name_zh)

    @property
    def scope(self) -> str:
        """How the ledger names it."""
        return f"{self.case.code}/{self.code}"

    @property
    def link(self) -> str:
        """The address of its room."""
        return f"/matters/{self.pk}/"

    @property
    def open_rung(self) -> int | None:
        """The rung the parties may be asked about now; None where there is none."""
        if self.closed_at is not None or self.rung >= self.case.top:
            return None
        return self.rung + 1

    @property
    def units(self) -> list[Unit]:
        """The parties, in their order."""
        return [party.unit for party in self.parties.select_related("unit")]

    @property
    def superior(self) -> Unit | None:
        """The lowest common superior of the parties."""
        return lowest_common_superior(self.units)

    @property
    def parts_due(self) -> models.QuerySet[Part]:
        """What parties still owe on the present rung; while any is due it cannot climb."""
        return self.parts.filter(round=self.round, done_at=None)


class Party(Grounded):
    """A government that is party to a matter, with its share of the benefit."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="parties")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="parties")
    order = models.PositiveSmallIntegerField()
    share = SpanField(null=True, blank=True)  # empty: equal shares
    share_order = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter", "unit"], name="a_party_once_a_matter"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}"


class Part(models.Model):
    """What one party must have done on the present rung before the next is reached.

    One row a party and round, made when the rung is reached. Where commitments
    carry it, it is done when they are closed; otherwise the party says so itself.
    """

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="parts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="parts")
    rung = models.PositiveSmallIntegerField()
    round = models.PositiveIntegerField()
    due = models.DateField(null=True, blank=True)
    by_commitments = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True, blank=True)
    done_under = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter", "unit", "round"], name="one_part_a_party_and_round"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} @ {self.rung}"


class Climb(models.Model):
    """A change of rung that happened in the room, and why."""

    class Cause(models.TextChoices):
        """Why the rung changed."""

        CONSENT = "consent", both("各方同意", "consent of the parties")
        MANDATE = "mandate", both("上级指令，未经各方表态", "mandate, without consent")
        LAPSE = "lapse", both("退回", "lapse")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="climbs")
    cause = models.CharField(max_length=8, choices=Cause.choices)
    from_rung = models.PositiveSmallIntegerField()
    to_rung = models.PositiveSmallIntegerField()
    round = models.PositiveIntegerField()  # the round it ended
    at = models.DateTimeField()
    by = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_rung} → {self.to_rung}"


class Seat(models.Model):
    """A unit that is no party and yet sits in the room: to mediate, or to observe."""

    class Role(models.TextChoices):
        """What the seat is for."""

        MEDIATOR = "mediator", both("调解人", "mediator")
        OBSERVER = "observer", both("观察员", "observer")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="seats")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="seats")
    role = models.CharField(max_length=10, choices=Role.choices)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter", "unit"],
                condition=Q(ended_at=None),
                name="one_seat_a_unit_and_matter",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} ({self.role})"


SEAT_WORDS = {
    "mediator": Words("调解人", "mediator"),
    "observer": Words("观察员", "observer"),
}
