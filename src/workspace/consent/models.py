"""Proposals of the next rung, the versions of their texts, and every party's stance."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from workspace.accounts.models import Person
from workspace.matters.models.matter import Matter
from workspace.matters.models.replaceable import Replaceable
from workspace.units.models import Mandate, Unit
from workspace.wording import Words, both


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Sets of proposals."""

    def live(self) -> ProposalQuerySet:
        """Those about the rung their matter may be asked for now."""
        return self.filter(
            withdrawn_at=None, matter__closed_at=None, round=models.F("matter__round")
        )

    def visible_to(self, person: Person, at: datetime) -> ProposalQuerySet:
        """Those of matters the person may read; drafts only for the drafting unit."""
        matters = Matter.objects.visible_to(person, at)
        drafting = Mandate.objects.in_force(at).filter(person=person).values("unit")
        return self.filter(
            Q(opened_at__isnull=False) | Q(unit__in=drafting), matter__in=matters
        )


class Proposal(models.Model):
    """The question put to all parties of a matter, whether it takes the next rung.

    It lives while its matter stays in the round it was asked in: a climb, a lapse
    or a mandate ends the round and every proposal of it.
    """

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="proposals")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="proposals")
    rung = models.PositiveSmallIntegerField()  # the one asked for
    round = models.PositiveIntegerField()
    prepared_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)  # confirmed and put to all
    answer_by = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter", "round"],
                condition=Q(withdrawn_at=None),
                name="one_question_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter} → {self.rung}"

    @property
    def is_live(self) -> bool:
        """Whether its matter may still be taken to its rung by it."""
        matter = self.matter
        return (
            self.withdrawn_at is None
            and matter.closed_at is None
            and self.round == matter.round
        )

    @property
    def head(self) -> TextVersion | None:
        """The text a writer starts from: the one that stands, or the last draft."""
        return self.version or self.versions.order_by("number").last()

    @property
    def version(self) -> TextVersion | None:
        """The text that stances are about: the last that was adopted."""
        return self.versions.filter(adopted_at__isnull=False).order_by("number").last()


class TextVersionQuerySet(models.QuerySet["TextVersion"]):
    """Sets of versions."""

    def fresh(self, version: TextVersion) -> TextVersion:
        """The version and its proposal as they stand now; ask once the matter is held."""
        return self.select_related("proposal__unit", "proposal__matter").get(
            pk=version.pk
        )


class TextVersion(models.Model):
    """One version of a proposal's text, known by its fingerprint; never changed.

    A version not yet adopted is a draft of the proposing unit, or another
    party's suggested amendment.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # who wrote it
    title = models.CharField(both("标题", "title"), max_length=160)
    body = models.TextField(both("全文", "text"))
    line_1 = models.CharField(both("第一条", "first line"), max_length=200)
    line_2 = models.CharField(both("第二条", "second line"), max_length=200, blank=True)
    line_3 = models.CharField(both("第三条", "third line"), max_length=200, blank=True)
    fingerprint = models.CharField(max_length=64)
    algorithm = models.CharField(max_length=8)
    prepared_by = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    adopted_by = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    adopted_at = models.DateTimeField(null=True, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)  # frozen until then
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_reason = models.TextField(blank=True)

    objects = TextVersionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal", "number"], name="one_version_a_number"
            ),
            models.CheckConstraint(
                condition=Q(adopted_at=None, opens_at=None, adopted_by=None)
                | Q(
                    adopted_at__isnull=False,
                    opens_at__isnull=False,
                    adopted_by__isnull=False,
                ),
                name="adopted_by_somebody_and_open_from_some_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.number}"

    @property
    def lines(self) -> list[str]:
        """What is being consented to, in at most three plain lines."""
        return [line for line in (self.line_1, self.line_2, self.line_3) if line]

    @property
    def short_fingerprint(self) -> str:
        """The fingerprint as people read it: `a41f 09c2 7be3`."""
        head = self.fingerprint[:12]
        return f"{head[:4]} {head[4:8]} {head[8:]}"


class StanceQuerySet(models.QuerySet["Stance"]):
    """Sets of stances."""

    def standing(self) -> StanceQuerySet:
        """Those not replaced by a later one: one a party and version."""
        return self.filter(stands=True)


class Stance(Replaceable):
    """A party's public stance on one version of one text.

    A row stands for every party from the moment the version is asked about:
    silence is a state. A row is never edited: a change replaces it, and the old
    one stays readable. `standing_at` says what it counts as at a moment.
    """

    class Kind(models.TextChoices):
        """What a party says."""

        SILENT = "silent", both("未表态", "no answer yet")
        CONSENT = "consent", both("同意", "consents")
        ASIDE = "aside", both("不赞成但不阻拦", "stands aside")
        OBJECT = "object", both("有异议", "objects")

    version = models.ForeignKey(TextVersion, models.CASCADE, related_name="stances")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="stances")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.SILENT)
    reason = models.TextField(blank=True)
    invited_at = models.DateTimeField()
    cast_at = models.DateTimeField(null=True, blank=True)
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    # entered for a party that spoke by phone or in a meeting
    on_behalf = models.BooleanField(default=False)
    evidence = models.TextField(blank=True)
    confirm_by = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = StanceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "unit"],
                condition=Q(stands=True),
                name="one_standing_stance_a_party_and_version",
            ),
            models.CheckConstraint(
                condition=Q(kind="silent", cast_at=None)
                | ~Q(kind="silent") & Q(cast_at__isnull=False),
                name="silence_has_no_date_and_speech_has",
            ),
            models.CheckConstraint(
                condition=~Q(kind="object", reason=""), name="an_objection_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(on_behalf=False) | Q(confirm_by__isnull=False),
                name="consent_on_behalf_is_to_be_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_kind_display()}"

    def is_pending(self, at: datetime) -> bool:
        """Whether it was entered on behalf and still waits for its party's word."""
        waits = self.on_behalf and self.confirmed_at is None
        return waits and self.confirm_by is not None and at <= self.confirm_by

    def standing_at(self, at: datetime) -> str:
        """What it counts as: consent, aside, object, pending or silent.

        A pure function of the row and the moment: an unconfirmed consent falls
        back to silence by itself, whether or not any job has run.
        """
        if not self.on_behalf or self.confirmed_at is not None:
            return self.kind
        return "pending" if self.is_pending(at) else self.Kind.SILENT.value


STANDING_WORDS = {
    "silent": Words("未表态", "no answer yet"),
    "consent": Words("同意", "consents"),
    "aside": Words("不赞成但不阻拦", "stands aside"),
    "object": Words("有异议", "objects"),
    "pending": Words("待确认", "to be confirmed"),
}


class StanceDraftQuerySet(models.QuerySet["StanceDraft"]):
    """Sets of prepared stances."""

    def open(self) -> StanceDraftQuerySet:
        """Those waiting for who confirms."""
        return self.filter(stance=None, returned_at=None)

    def visible_to(self, person: Person, at: datetime) -> StanceDraftQuerySet:
        """Those of the units the person acts for."""
        units = Mandate.objects.in_force(at).filter(person=person).values("unit")
        return self.filter(unit__in=units)


class StanceDraft(models.Model):
    """A stance prepared inside a unit, waiting for who confirms; read by nobody else."""

    version = models.ForeignKey(TextVersion, models.CASCADE, related_name="drafts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Stance.Kind.choices)
    reason = models.TextField(blank=True)
    note = models.TextField(blank=True)  # why, for the one who confirms
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    stance = models.OneToOneField(
        Stance, models.PROTECT, null=True, blank=True, related_name="draft"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_reason = models.TextField(blank=True)

    objects = StanceDraftQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "unit"],
                condition=Q(stance=None, returned_at=None),
                name="one_open_draft_a_party_and_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} ({self.kind})"
