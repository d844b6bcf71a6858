"""Forecasts of the live record: asked for, run as jobs, kept with where they came from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from workspace.matters.models.case import Case
from workspace.units.models import Mandate
from workspace.wording import both


class ForecastRun(models.Model):
    """One forecast of a case as its record stood at a moment."""

    class State(models.TextChoices):
        """How far the job is."""

        WAITING = "waiting", both("排队", "waiting")
        RUNNING = "running", both("计算中", "running")
        DONE = "done", both("完成", "done")
        FAILED = "failed", both("没有算成", "failed")

    case = models.ForeignKey(Case, models.CASCADE, related_name="forecasts")
    asked_by = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    ledger_seq = models.BigIntegerField()  # the record as of this entry
    plan = models.JSONField(
        default=dict, blank=True
    )  # what was tried; empty: as it stands
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    progress = models.FloatField(default=0.0)
    fault = models.TextField(blank=True)
    summary = models.JSONField(null=True, blank=True)  # the core's summary.json
    case_digest = models.CharField(max_length=64, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(summary__isnull=False),
                name="what_is_done_has_a_summary",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.asked_at:%Y-%m-%d}"
