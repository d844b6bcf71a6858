"""Requests for help: which superiors are asked, from when, and what they answer."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from workspace.accounts.models import Person
from workspace.commitments.models.promise import Commitment
from workspace.matters.models.matter import Matter
from workspace.units.models import Mandate, Unit
from workspace.wording import both


class Tool(models.TextChoices):
    """What a superior can do, the weakest first."""

    INFORM = "inform", both("告知", "inform")
    MEDIATE = "mediate", both("调解", "mediate")
    AUTHORISE = "authorise", both("授权", "authorise")
    SETTLE = "settle", both("裁定", "settle")
    MANDATE = "mandate", both("指令", "mandate")


class EscalationQuerySet(models.QuerySet["Escalation"]):
    """Sets of requests for help."""

    def visible_to(self, person: Person, at: datetime) -> EscalationQuerySet:
        """Those of matters the person may read."""
        return self.filter(matter__in=Matter.objects.visible_to(person, at))

    def open(self) -> EscalationQuerySet:
        """Those neither settled nor withdrawn."""
        return self.filter(settled_at=None, withdrawn_at=None)


class Escalation(models.Model):
    """A request for help that climbs from superior to superior.

    It starts at the nearest superior of the party it is about and goes up, one
    level when each grace has passed, to the lowest common superior and no
    further. Its steps are laid out when help is asked, each with the moment it
    is reached, so the level is read off the clock; an answer ends the climb.
    """

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="escalations")
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, null=True, blank=True, related_name="escalations"
    )
    about = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # whose lag
    asked_by = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.TextField()
    graces = models.JSONField(default=list)  # working days a level; the last goes on
    settled_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    objects = EscalationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(withdrawn_at=None),
                name="help_settled_or_withdrawn_not_both",
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter}: {self.about}"

    @property
    def is_open(self) -> bool:
        """Whether help is still asked for."""
        return self.settled_at is None and self.withdrawn_at is None

    def reached(self, at: datetime) -> list[EscalationStep]:
        """The levels it has climbed to by that moment, whether or not any job has run."""
        return [step for step in self.steps.all() if step.asked_at <= at]

    @property
    def strongest_tried(self) -> Tool | None:
        """The strongest tool a superior has answered with so far."""
        used = {step.tool for step in self.steps.all()}
        return next((t for t in reversed(Tool) if t.value in used), None)

    @property
    def weakest_left(self) -> Tool:
        """The weakest tool not yet tried: what a superior answers with without saying why."""
        tried = self.strongest_tried
        tools = list(Tool)
        return tools[
            0 if tried is None else min(tools.index(tried) + 1, len(tools) - 1)
        ]


class EscalationStepQuerySet(models.QuerySet["EscalationStep"]):
    """Sets of levels of requests for help."""

    def waiting(self, at: datetime) -> EscalationStepQuerySet:
        """Those reached by that moment and not answered, of requests still open."""
        return self.filter(
            asked_at__lte=at,
            answered_at=None,
            escalation__settled_at=None,
            escalation__withdrawn_at=None,
        )


class EscalationStep(models.Model):
    """One superior, from when it is asked, until when, and what it answered with."""

    escalation = models.ForeignKey(Escalation, models.CASCADE, related_name="steps")
    level = models.PositiveSmallIntegerField()  # 1 is the nearest superior
    to = models.ForeignKey(Unit, models.PROTECT, related_name="asked_for_help")
    asked_at = models.DateTimeField()  # may lie ahead: not reached yet
    told_at = models.DateTimeField(null=True, blank=True)  # its notice was sent
    grace_until = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    tool = models.CharField(max_length=10, choices=Tool.choices, blank=True)
    answer = models.TextField(blank=True)
    why_not_weaker = models.TextField(blank=True)  # asked for above the weakest tool
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")

    objects = EscalationStepQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["level"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["escalation", "level"], name="one_step_a_level"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | ~Q(tool=""),
                name="an_answer_names_its_tool",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to} ({self.level})"
