"""A commitment, the reports on it, the other side's word, and later dates asked for."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from workspace.accounts.models import Person
from workspace.matters.models.matter import Matter, Part
from workspace.matters.models.saying import Attachment
from workspace.units.models import Mandate, Unit
from workspace.wording import both


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Sets of commitments."""

    def visible_to(self, person: Person, at: datetime) -> CommitmentQuerySet:
        """Those of matters the person may read."""
        return self.filter(matter__in=Matter.objects.visible_to(person, at))

    def open(self) -> CommitmentQuerySet:
        """Those neither verified nor withdrawn."""
        return self.filter(closed_at=None, withdrawn_at=None)


class Commitment(models.Model):
    """A duty with a date that one unit took on before the others.

    It may be split: a parent is as red as its worst child. Where it belongs to a
    party's `Part` of a rung, the part is done when its last commitment closes
    (`matters.services.parts.carry_part`).
    """

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="commitments")
    part = models.ForeignKey(
        Part, models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="commitments")
    co_owner = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="shared_commitments"
    )
    title = models.CharField(both("做什么", "what"), max_length=160)
    wanted = models.TextField(both("怎样算办成", "what counts as done"))
    # how far it should be by when: [["2026-12-05", 0.4], ...], rising to 1 at `due`
    plan_line = models.JSONField(default=list, blank=True)
    due = models.DateField(both("到期", "due"))
    verifier = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="to_verify"
    )  # the other side; empty: any other party
    made_by = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)  # verified
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    late_at = models.DateTimeField(null=True, blank=True)  # lateness recorded, once

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["due", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(withdrawn_at=None),
                name="closed_or_withdrawn_not_both",
            ),
            models.CheckConstraint(
                condition=Q(co_owner=None) | ~Q(co_owner=F("owner")),
                name="a_co_owner_is_another",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it is neither verified nor withdrawn."""
        return self.closed_at is None and self.withdrawn_at is None

    @property
    def extension_asked(self) -> Extension | None:
        """The later date asked for, neither objected to nor entered as granted."""
        asked = [e for e in self.extensions.all() if e.is_undecided]
        return asked[-1] if asked else None

    @property
    def counts_until(self) -> date:
        """The date it is measured by: the later one from asking on, unless objected to."""
        asked = self.extension_asked
        return asked.new_due if asked else self.due

    @property
    def delivery(self) -> Progress | None:
        """The report that says "delivered" and was not sent back."""
        finals = [r for r in self.reports.all() if r.is_final and not r.was_sent_back]
        return finals[-1] if finals else None


class Progress(models.Model):
    """A report of the owner: how far it is, in its own words, with evidence."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="reports")
    at = models.DateTimeField()
    done = models.FloatField(both("完成了多少（0–1）", "share done (0-1)"))
    is_final = models.BooleanField(default=False)  # says: delivered, please verify
    text = models.TextField()
    evidence = models.ManyToManyField(Attachment, blank=True, related_name="+")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done__gte=0, done__lte=1), name="a_share_done_lies_in_0_1"
            )
        ]

    def __str__(self) -> str:
        return f"{self.commitment} {self.done:.0%}"

    @property
    def answer(self) -> Verification | None:
        """The other side's word on it, if there is one."""
        return getattr(self, "verification", None)

    @property
    def was_sent_back(self) -> bool:
        """Whether the other side sent it back."""
        return self.answer is not None and not self.answer.accepted


class Verification(models.Model):
    """The other side's word on a final report: accepted, or sent back with a reason."""

    report = models.OneToOneField(Progress, models.PROTECT, related_name="verification")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    accepted = models.BooleanField()
    reason = models.TextField(blank=True)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(accepted=True) | ~Q(reason=""),
                name="sent_back_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.report}"


class Extension(models.Model):
    """A later date, asked for before the due date; the other side may object."""

    commitment = models.ForeignKey(
        Commitment, models.CASCADE, related_name="extensions"
    )
    old_due = models.DateField()
    new_due = models.DateField()
    reason = models.TextField()
    asked_by = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    object_by = models.DateField()  # silence until then grants it
    objected_by = models.ForeignKey(
        Mandate, models.PROTECT, null=True, related_name="+"
    )
    objected_at = models.DateTimeField(null=True, blank=True)
    objection = models.TextField(blank=True)
    granted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(new_due__gt=F("old_due")), name="an_extension_is_later"
            ),
            models.CheckConstraint(
                condition=Q(objected_at=None) | Q(granted_at=None),
                name="objected_or_granted_not_both",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment} → {self.new_due}"

    @property
    def is_undecided(self) -> bool:
        """Whether nobody has objected, and it is not yet entered as granted."""
        return self.objected_at is None and self.granted_at is None
