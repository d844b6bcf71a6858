"""What residents, firms and associations say, and what they are told.

A voice is read by the units it concerns; only what an official published, in the
words that were published, is public. Groups smaller than `SMALL` are not counted
in public.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from workspace.matters.models.case import Case
from workspace.matters.models.matter import Matter
from workspace.units.models import Mandate, Unit
from workspace.wording import both

SMALL = 5


class Voice(models.Model):
    """One thing said by someone who is no official."""

    class Kind(models.TextChoices):
        """What is said."""

        RAISE = "raise", both("反映问题", "raises a matter")
        SUPPORT = "support", both("支持", "supports")
        OBJECT = "object", both("反对", "objects")
        ANSWER = "answer", both("答问", "answers a question")
        PLEDGE = "pledge", both("愿意出力", "pledges help")

    class Who(models.TextChoices):
        """Who says it."""

        RESIDENT = "resident", both("居民", "resident")
        FIRM = "firm", both("企业", "firm")
        ASSOCIATION = "association", both("协会", "association")

    case = models.ForeignKey(Case, models.CASCADE, related_name="voices")
    matter = models.ForeignKey(
        Matter, models.CASCADE, null=True, blank=True, related_name="voices"
    )
    question = models.ForeignKey(
        "Question", models.CASCADE, null=True, blank=True, related_name="answers"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    who = models.CharField(max_length=12, choices=Who.choices)
    place = models.ForeignKey(
        Unit, models.PROTECT, related_name="voices"
    )  # where they live
    text = models.TextField()
    contact_box = models.BinaryField(
        null=True, blank=True
    )  # sealed; to be told the answer
    receipt_hash = models.CharField(max_length=64, unique=True)  # to look up the answer
    at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_text = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(published_at=None) | ~Q(published_text=""),
                name="published_in_words",
            )
        ]

    def __str__(self) -> str:
        return self.text[:40]


class Question(models.Model):
    """A short statement put to the public on a matter, to be answered until a day."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="questions")
    text = models.TextField()
    asked_by = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    until = models.DateField()

    def __str__(self) -> str:
        return self.text[:40]


class Reply(models.Model):
    """What a unit answered to a voice; told to who spoke."""

    voice = models.ForeignKey(Voice, models.CASCADE, related_name="replies")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    text = models.TextField()
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:40]
