"""What follows a commitment: reminders sent, outcomes noted, words kept or not."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from workspace.commitments.models.promise import Commitment
from workspace.matters.models.matter import Matter
from workspace.units.models import Mandate, Unit


class Reminder(models.Model):
    """A reminder that was sent: once a commitment, occasion and day."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="reminders")
    occasion = models.CharField(max_length=20)  # before_due, due, late
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["commitment", "occasion", "day"], name="a_reminder_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.commitment} {self.occasion}"


class Review(models.Model):
    """What came of it: noted when a matter's rung has been delivered, reviewed on a date."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="reviews")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    text = models.TextField()
    review_on = models.DateField(null=True, blank=True)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.matter}: {self.unit}"


class TrustNote(models.Model):
    """Whether a word was kept, as the other side saw it: evidence of trust, no score."""

    commitment = models.ForeignKey(
        Commitment, models.CASCADE, related_name="trust_notes"
    )
    source = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # who trusts
    target = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # whose word
    kept = models.BooleanField()
    text = models.TextField(blank=True)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["commitment", "source", "target"], name="one_note_a_side"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"
