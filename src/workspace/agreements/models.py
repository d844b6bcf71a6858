"""Agreements: the text all parties consented to, out for the seals and back."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from workspace.accounts.models import Person
from workspace.consent.models import TextVersion
from workspace.matters.models.matter import Matter
from workspace.units.models import Mandate, Unit
from workspace.wording import both


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Sets of agreements."""

    def visible_to(self, person: Person, at: datetime) -> AgreementQuerySet:
        """Those of matters the person may read."""
        return self.filter(matter__in=Matter.objects.visible_to(person, at))


class Agreement(models.Model):
    """What the parties of a matter put their seals to."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="agreements")
    rung = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)

    objects = AgreementQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class AgreementVersionQuerySet(models.QuerySet["AgreementVersion"]):
    """Sets of versions."""

    def visible_to(self, person: Person, at: datetime) -> AgreementVersionQuerySet:
        """Those of matters the person may read."""
        return self.filter(agreement__in=Agreement.objects.visible_to(person, at))


class AgreementVersion(models.Model):
    """One version of an agreement, bound to the consented text by fingerprint."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    text = models.ForeignKey(TextVersion, models.PROTECT, related_name="agreements")
    fingerprint = models.CharField(max_length=64)  # of the Word file sent out
    algorithm = models.CharField(max_length=8)
    word_file = models.FileField(upload_to="agreements/", blank=True)
    issued_by = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    objects = AgreementVersionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agreement", "number"], name="one_agreement_version_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement} · {self.number}"

    @property
    def matter(self) -> Matter:
        """The matter it belongs to."""
        return self.agreement.matter

    @property
    def is_current(self) -> bool:
        """Whether no later version was issued: signatures hold for one version only."""
        return not self.agreement.versions.filter(number__gt=self.number).exists()

    @property
    def is_complete(self) -> bool:
        """Whether every party has signed it."""
        return not self.signatures.filter(signed_at=None).exists()

    @property
    def is_refused(self) -> bool:
        """Whether a party refused: nobody else can sign this version."""
        return self.signatures.filter(refused_at__isnull=False).exists()


class SignatureQuerySet(models.QuerySet["Signature"]):
    """Sets of turns to sign."""

    def visible_to(self, person: Person, at: datetime) -> SignatureQuerySet:
        """Those of matters the person may read."""
        versions = AgreementVersion.objects.visible_to(person, at)
        return self.filter(version__in=versions)


class Signature(models.Model):
    """One party's turn to sign a version, in its order; a row stands from the start."""

    class Method(models.TextChoices):
        """How it was signed."""

        SEAL_SCAN = (
            "seal_scan",
            both("纸质用印，交回扫描件", "sealed on paper, scan returned"),
        )
        IN_ROOM = "in_room", both("系统内签署", "signed in the room")

    version = models.ForeignKey(
        AgreementVersion, models.CASCADE, related_name="signatures"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="signatures")
    order = models.PositiveSmallIntegerField()
    assigned_to = models.ForeignKey(
        Mandate, models.PROTECT, null=True, related_name="to_sign"
    )  # who signs; handed over when someone else takes it
    method = models.CharField(max_length=10, choices=Method.choices, blank=True)
    signed_by = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    scan = models.FileField(upload_to="scans/", blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    receipt = models.CharField(max_length=80, blank=True)  # "ledger 1842 · a41f 09c2"
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_reason = models.TextField(blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "unit"], name="one_signature_a_party_and_version"
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(refused_at=None),
                name="signed_or_refused_not_both",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.version}"

    @property
    def matter(self) -> Matter:
        """The matter it belongs to."""
        return self.version.matter

    @property
    def is_open(self) -> bool:
        """Whether the party has neither signed nor refused."""
        return self.signed_at is None and self.refused_at is None

    @property
    def comes_after(self) -> models.QuerySet[Signature]:
        """The parties that sign before this one and have not."""
        return self.version.signatures.filter(order__lt=self.order, signed_at=None)
