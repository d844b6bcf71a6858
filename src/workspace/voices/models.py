"""What residents, firms and associations say, and what they are told.

A voice is read by the units it concerns; only what an official published, in the
words that were published, is public. Groups smaller than `SMALL` are not counted
in public.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from workspace.accounts.models import Person
from workspace.matters.models.case import Case
from workspace.matters.models.matter import Matter
from workspace.matters.sealing import seal, unseal
from workspace.matters.sight import sees_all_of
from workspace.units.models import Mandate, Unit
from workspace.wording import both

SMALL = 5


def receipt_hash(receipt: str) -> str:
    """What is kept of a receipt: enough to find its voice, not to make one."""
    return hashlib.sha256(receipt.strip().encode()).hexdigest()


class VoiceQuerySet(models.QuerySet["Voice"]):
    """Sets of voices."""

    def visible_to(self, person: Person, at: datetime) -> VoiceQuerySet:
        """Those of the person's own places, and of matters their units are party to."""
        own = sees_all_of(person, at)
        return self.filter(
            Q(place__in=own) | Q(matter__parties__unit__in=own)
        ).distinct()

    def public(self) -> VoiceQuerySet:
        """Those an official has published."""
        return self.filter(published_at__isnull=False)

    def with_receipt(self, receipt: str) -> VoiceQuerySet:
        """The one a receipt was given for."""
        return self.filter(receipt_hash=receipt_hash(receipt))


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

    objects = VoiceQuerySet.as_manager()

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

    @property
    def link(self) -> str:
        """Where officials read and answer it."""
        return f"/voices/{self.pk}/"

    @property
    def contact(self) -> str:
        """How to reach who spoke, unsealed for who answers; empty where not left."""
        return unseal(self.contact_box, self._place) if self.contact_box else ""

    @contact.setter
    def contact(self, contact: str) -> None:
        self.contact_box = (
            seal(contact.strip(), self._place) if contact.strip() else None
        )

    @property
    def _place(self) -> str:
        return f"voice/{self.receipt_hash}"


def counted(voices: VoiceQuerySet) -> dict[str, int]:
    """How many said each kind of thing, for the public: small groups are left out."""
    counts = voices.order_by().values_list("kind").annotate(n=models.Count("pk"))
    return {kind: n for kind, n in counts if n >= SMALL}


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
