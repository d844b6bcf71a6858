"""The ledger: one row an act, chained by its fingerprint to the row before."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from workspace.ledger.acts import SENTENCES, Act
from workspace.wording import Words, both


class LedgerEntryQuerySet(models.QuerySet["LedgerEntry"]):
    """Sets of entries; who may read which is said by `units.queries`."""

    def of_scope(self, scope: str) -> LedgerEntryQuerySet:
        """The entries about one matter (or `room`), oldest first."""
        return self.filter(scope=scope).order_by("seq")


class LedgerEntry(models.Model):
    """One act, as it was done; never changed, never deleted.

    `content` is the canonical JSON that was hashed: what stood before and after,
    and the names for the sentence. Sealed values never enter it: their services
    record a fingerprint instead. Triggers in the database refuse every change.
    """

    class Audience(models.TextChoices):
        """Who may read an entry, besides the auditor."""

        PUBLIC = "public", both("公开", "everyone")
        MATTER = "matter", both("本事项各方", "everyone in the matter")
        UNIT = "unit", both("本单位", "the acting unit")
        OFFICE = "office", both("管理员", "administration")

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    act = models.CharField(max_length=40, db_index=True)
    actor = models.CharField(max_length=64)  # user name at the time, or "room"
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    mandate = models.CharField(max_length=24, blank=True)  # id of the mandate
    unit = models.CharField(max_length=64, blank=True, db_index=True)  # code
    scope = models.CharField(max_length=160, db_index=True)  # "case/matter" or "room"
    subject = models.CharField(max_length=80)  # "consent.Stance:12"
    audience = models.CharField(max_length=8, choices=Audience.choices)
    content = models.TextField()
    algorithm = models.CharField(max_length=8)
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["seq"]

    def __str__(self) -> str:
        return f"{self.seq} {self.act}"

    @property
    def told(self) -> dict[str, Any]:
        """The content, read: `before`, `after`, `names`."""
        return json.loads(self.content)

    @property
    def sentence(self) -> Words:
        """What was done, in one plain sentence."""
        names = {k: Words(*v) for k, v in self.told["names"].items()}
        said = SENTENCES[Act(self.act)].fill(**names)
        return Words(said.zh.strip(), said.en.strip())  # a reason may be empty
