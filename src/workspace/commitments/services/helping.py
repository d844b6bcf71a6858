"""Asking the right superior for the least help, and the superiors' answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from workspace.commitments import rules
from workspace.commitments.lagging import help_by_lag, lags
from workspace.commitments.levels import DEFAULT, lay_out, superiors_up_to_common
from workspace.commitments.models import Commitment, Escalation, EscalationStep, Tool
from workspace.commitments.recording import held
from workspace.ledger.acts import Act
from workspace.ledger.models import LedgerEntry
from workspace.matters.models.matter import Matter
from workspace.matters.models.record import RecordEvent
from workspace.matters.recording import add_event, enter
from workspace.matters.services.climbing import impose
from workspace.units.models import Mandate, Unit
from workspace.units.notices import tell
from workspace.wording import Words

THE_ROOM = Words("本系统", "The room")
WAITS = Words("请您帮一把：{matter}", "Your help is asked for: {matter}")
TOOL_WORDS = {
    Tool.INFORM: Words("告知", "inform"),
    Tool.MEDIATE: Words("调解", "mediate"),
    Tool.AUTHORISE: Words("授权", "authorise"),
    Tool.SETTLE: Words("裁定", "settle"),
    Tool.MANDATE: Words("指令", "mandate"),
}
ENDS_IT = {Tool.SETTLE, Tool.MANDATE}


@dataclass(frozen=True, slots=True)
class Call:
    """What help is asked for: about whose part, why, and how long each level has."""

    about: Unit
    reason: str
    commitment: Commitment | None = None
    graces: Sequence[int] = DEFAULT  # working days a level


@dataclass(frozen=True, slots=True)
class Answer:
    """What a superior does, by which tool; `rung` only where it mandates one."""

    tool: Tool
    text: str
    why_not_weaker: str = ""
    rung: int | None = None


@transaction.atomic
def ask_help(*, by: Mandate, at: datetime, matter: Matter, call: Call) -> Escalation:
    """A party asks for help; the request climbs from the nearest superior up."""
    matter = Matter.objects.locked(matter)
    given = {"about": call.about, "commitment": call.commitment, "reason": call.reason}
    rules.ASK_HELP.require(by, matter, at, graces=call.graces, **given)
    asked = Escalation.objects.create(
        matter=matter, asked_by=by, asked_at=at, graces=list(call.graces), **given
    )
    superiors = superiors_up_to_common(call.about, matter)
    _ask(asked, lay_out(asked, superiors, at), by, at)
    return asked


@transaction.atomic
def ask_help_by_lag(*, at: datetime, commitment: Commitment) -> Escalation | None:
    """A commitment long past its date asks for help itself; None where it need not."""
    row = held(commitment)
    if not lags(row, at):
        return None
    asked, steps = help_by_lag(row)
    asked.save()
    _ask(asked, steps, None, at)
    return asked


@transaction.atomic
def raise_help(
    *, by: Mandate, at: datetime, escalation: Escalation, reason: str
) -> Escalation:
    """The answer was not enough: the next superior is asked, or the common one again."""
    asked = _held(escalation)
    rules.RAISE_HELP.require(by, asked, at, reason=reason)
    superiors = superiors_up_to_common(asked.about, asked.matter)
    last = asked.steps.last()
    come_to = superiors.index(last.to) if last.to in superiors else -1
    left = superiors[come_to + 1 :] or superiors[-1:]
    steps = lay_out(asked, left, at, level=last.level + 1)
    EscalationStep.objects.bulk_create(steps)
    enter_reached(asked, steps[0], by, at, reason=reason)
    return asked


@transaction.atomic
def withdraw_help(
    *, by: Mandate, at: datetime, escalation: Escalation, reason: str
) -> Escalation:
    """Help is no longer needed, or was asked in error; it climbs no further."""
    asked = _held(escalation)
    rules.WITHDRAW_HELP.require(by, asked, at, reason=reason)
    asked.withdrawn_at, asked.withdrawn_reason = at, reason
    asked.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    asked.steps.filter(asked_at__gt=at).delete()
    _enter(Act.HELP_WITHDRAWN, asked, by, at, reason=reason)
    return asked


@transaction.atomic
def answer_help(
    *, by: Mandate, at: datetime, step: EscalationStep, answer: Answer
) -> EscalationStep:
    """A superior answers with the weakest tool that suffices.

    A stronger one takes a reason; only a common superior may settle or mandate,
    which ends the request. Any other answer stops the climb until more is asked.
    """
    asked = _held(step.escalation)
    step = next(s for s in asked.steps.all() if s.pk == step.pk)
    step.escalation = asked
    given = {"tool": answer.tool, "why_not_weaker": answer.why_not_weaker}
    rules.ANSWER_HELP.require(by, step, at, reason=answer.text, **given)
    if step == asked.reached(at)[-1]:
        asked.steps.filter(asked_at__gt=at).delete()
    step.answered_at, step.mandate, step.answer = at, by, answer.text
    step.tool, step.why_not_weaker = answer.tool, answer.why_not_weaker
    step.save()
    _take_effect(asked, step, answer, by, at)
    return step


@transaction.atomic
def answer_lag(
    *, by: Mandate, at: datetime, commitment: Commitment, answer: Answer
) -> EscalationStep:
    """Answer what a lagging commitment asks, entered on the spot where no job has done so."""
    ask_help_by_lag(at=at, commitment=commitment)
    units = [by.unit, *by.unit.answers_for.all()]
    waiting = EscalationStep.objects.waiting(at).filter(to__in=units)
    step = waiting.filter(escalation__commitment=commitment).last()
    if step is None:
        raise rules.nobody_asked()
    return answer_help(by=by, at=at, step=step, answer=answer)


def enter_reached(
    asked: Escalation,
    step: EscalationStep,
    by: Mandate | None,
    at: datetime,
    reason: str = "",
) -> None:
    """Say that the request has come to this level, to all and to its superior."""
    after = {"level": step.level, "reason": reason}
    _enter(Act.HELP_RAISED, asked, by, at, after=after, superior=step.to.name)
    _tell(asked, step, at)


def _ask(asked, steps, by, at) -> None:
    EscalationStep.objects.bulk_create(steps)
    first = steps[0]
    names = {"superior": first.to.name, "reason": asked.reason}
    if by is None:
        names["unit"] = THE_ROOM
    _enter(Act.HELP_ASKED, asked, by, at, after={"about": asked.about.code}, **names)
    _tell(asked, first, at)


def _take_effect(asked, step, answer: Answer, by: Mandate, at: datetime) -> None:
    imposes = answer.tool == Tool.MANDATE and answer.rung is not None
    names = {"superior": step.to.name, "tool": TOOL_WORDS[Tool(answer.tool)]}
    after = {"tool": answer.tool, "why_not_weaker": answer.why_not_weaker}
    entry = _enter(
        Act.HELP_ANSWERED, asked, by, at, after=after, answer=answer.text, **names
    )
    if imposes:
        impose(by=by, at=at, matter=asked.matter, rung=answer.rung, reason=answer.text)
    else:
        kind = RecordEvent.Kind.PRESSURE
        if answer.tool == Tool.MANDATE:
            kind = RecordEvent.Kind.MANDATE
        add_event(asked.matter, kind, entry, actors=[step.to.code])
    if answer.tool in ENDS_IT:
        asked.settled_at = at
        asked.save(update_fields=["settled_at"])


def _held(escalation: Escalation) -> Escalation:
    Matter.objects.locked(escalation.matter)
    rows = Escalation.objects.select_related("matter__case", "about", "asked_by__unit")
    return rows.prefetch_related("steps__to").get(pk=escalation.pk)


def _tell(asked: Escalation, step: EscalationStep, at: datetime) -> None:
    step.told_at = at
    step.save(update_fields=["told_at"])
    units = [unit for unit in (step.to, step.to.working_office) if unit is not None]
    said = WAITS.fill(matter=asked.matter.name)
    tell(units, said, link=f"{asked.matter.link}#help", at=at)


def _enter(act, asked, by, at, *, after=None, **names) -> LedgerEntry:
    return enter(
        act,
        asked,
        matter=asked.matter,
        by=by,
        at=at,
        after=after,
        names=names,
        tells=True,
    )
