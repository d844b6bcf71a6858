"""The record: what happened, when, and who says so. Past and present in one list."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from workspace.matters.models.case import Case
from workspace.matters.models.matter import Matter
from workspace.matters.spans import SpanField
from workspace.wording import Words, both


class Source(models.Model):
    """A document that something rests on."""

    class Grade(models.TextChoices):
        """How far it is trusted."""

        A = "A", both("官方", "official")
        B = "B", both("署名报道", "named press")
        C = "C", both("其他", "anything else")

    case = models.ForeignKey(Case, models.CASCADE, related_name="sources")
    order = models.PositiveIntegerField()
    code = models.CharField(max_length=64)
    title = models.TextField()
    publisher = models.TextField(blank=True)
    date = models.CharField(max_length=10, blank=True)
    url = models.TextField(blank=True)
    grade = models.CharField(max_length=1, choices=Grade.choices)

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "code"], name="one_source_a_code")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class RecordEvent(models.Model):
    """One recorded act or happening, imported with its sources or done in the room.

    What is done in the room also stands here in the model's terms, so that the
    record a forecast reads is the record the parties made.
    """

    class Kind(models.TextChoices):
        """What an event is evidence of; the case format's kinds."""

        PROBLEM = "problem", both("问题", "problem")
        INFORMATION = "information", both("互通", "information")
        MEETING = "meeting", both("会商", "meeting")
        AGREEMENT = "agreement", both("协议", "agreement")
        BODY = "body", both("机构", "joint body")
        ACTION = "action", both("落实", "action")
        LATE = "late", both("逾期", "late")
        LAPSE = "lapse", both("退回", "lapse")
        MANDATE = "mandate", both("指令", "mandate")
        PRESSURE = "pressure", both("督促", "pressure")
        PARTICIPATION = "participation", both("社会参与", "participation")
        OUTCOME = "outcome", both("结果", "outcome")

    case = models.ForeignKey(Case, models.CASCADE, related_name="events")
    matter = models.ForeignKey(
        Matter, models.CASCADE, null=True, blank=True, related_name="events"
    )  # empty: all matters of the case
    order = models.PositiveIntegerField()
    date = models.CharField(max_length=10)  # YYYY, YYYY-MM or YYYY-MM-DD
    kind = models.CharField(max_length=16, choices=Kind.choices)
    actors = models.JSONField(default=list, blank=True)  # unit codes
    strength = SpanField(null=True, blank=True)
    rung = models.PositiveSmallIntegerField(null=True, blank=True)
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    sources = models.JSONField(default=list, blank=True)  # source codes
    ledger_seq = models.BigIntegerField(null=True, blank=True)  # done in the room

    class Meta:
        ordering: ClassVar = ["order"]

    def __str__(self) -> str:
        return f"{self.date} {self.kind}"

    @property
    def text(self) -> Words:
        """What happened, in both languages."""
        return Words(self.text_zh, self.text_en)


class MeasuredOutcome(models.Model):
    """A measured result, as its source gives it."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="outcomes")
    order = models.PositiveIntegerField()
    measure = models.TextField()
    unit = models.TextField(blank=True)
    value = models.TextField()
    date = models.CharField(max_length=10, blank=True)
    sources = models.JSONField(default=list, blank=True)

    class Meta:
        ordering: ClassVar = ["order"]

    def __str__(self) -> str:
        return f"{self.measure} {self.value}"
