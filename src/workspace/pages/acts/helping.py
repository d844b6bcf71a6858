"""The acts of asking superiors for help, and of answering with the weakest tool that does."""

from __future__ import annotations

from django import forms as plain

from workspace.commitments import rules
from workspace.commitments.models import Commitment, Escalation, EscalationStep, Tool
from workspace.commitments.services import helping
from workspace.matters.models.matter import Matter
from workspace.pages.acts import forms
from workspace.pages.acts.doing import Doing
from workspace.units.models import Unit
from workspace.wording import Words, both


class Called(forms.Reason):
    """About whose part, and why."""

    about = plain.ModelChoiceField(
        Unit.objects.none(), label=both("卡在哪一方", "Whose part is stuck")
    )
    commitment = plain.ModelChoiceField(
        Commitment.objects.none(),
        label=both("哪一项承诺", "Which commitment"),
        required=False,
        empty_label=both("不针对某一项", "none in particular"),
    )
    field_order = ("about", "commitment", "reason")

    def set_up(self) -> None:
        """The parties, and what they promised."""
        self.fields["about"].queryset = Unit.objects.filter(parties__matter=self.row)
        self.fields["commitment"].queryset = self.row.commitments.open()

    @property
    def told(self):
        """The call as one."""
        return {"call": helping.Call(**self.cleaned_data)}


class Answered(forms.ActForm):
    """By which tool, in which words; a stronger one says why."""

    tool = plain.ChoiceField(
        label=both("用哪一种办法（从弱到强）", "By which tool (weakest first)"),
        choices=Tool.choices,
        widget=plain.RadioSelect,
    )
    text = plain.CharField(
        label=both("答复", "Answer"), max_length=forms.LONGEST, widget=forms.lines()
    )
    why_not_weaker = plain.CharField(
        label=both("为什么更弱的办法不够", "Why a weaker tool does not do"),
        max_length=forms.LONGEST,
        required=False,
        widget=forms.lines(2),
    )
    rung = plain.TypedChoiceField(
        label=both("指令定到哪一级（只用于指令）", "Rung set (for a mandate only)"),
        coerce=int,
        required=False,
        empty_value=None,
    )

    def set_up(self) -> None:
        """The weakest tool left, and the rungs of the matter's ladder."""
        matter = self.row.escalation.matter
        rungs = matter.case.rungs.exclude(number=matter.rung)
        self.fields["tool"].initial = self.row.escalation.weakest_left
        none = [("", str(both("不定级", "no rung")))]
        self.fields["rung"].choices = none + [(r.number, str(r.name)) for r in rungs]

    @property
    def told(self):
        """The answer as one."""
        told = self.cleaned_data
        return {"answer": helping.Answer(**told | {"tool": Tool(told["tool"])})}


def _matters(person, at):
    return Matter.objects.visible_to(person, at).select_related("case")


def _calls(person, at):
    rows = Escalation.objects.visible_to(person, at)
    return rows.select_related("matter__case", "about")


def _steps(person, at):
    rows = EscalationStep.objects.filter(escalation__in=_calls(person, at))
    return rows.select_related("escalation__matter__case", "to")


def _on_call(service):
    def do(*, by, at, row, reason):
        return service(by=by, at=at, escalation=row, reason=reason)

    return do


CALL = {"rows": _calls, "matter": lambda row: row.matter, "anchor": "#asked-help"}
ASK_HELP = Doing(
    "ask-help", Words("请上级帮一把", "Ask a superior for help"), Words("求助", "Ask for help"),
    _matters, Called,
    lambda *, by, at, row, call: helping.ask_help(by=by, at=at, matter=row, call=call),
    rules.ASK_HELP, matter=lambda row: row, anchor="#asked-help",
    done=Words("已送最近的上级；到期不答复，自动再上一级。", "Sent to the nearest superior; unanswered, it climbs by itself."),
)  # fmt: skip
RAISE_HELP = Doing(
    "raise-help", Words("答复不够，再请上一级", "Not enough: ask the next superior"), Words("再上一级", "Ask higher"),
    form=forms.Reason, do=_on_call(helping.raise_help), rule=rules.RAISE_HELP, **CALL,
)  # fmt: skip
WITHDRAW_HELP = Doing(
    "withdraw-help", Words("不用再帮，撤回求助", "Help is no longer needed"), Words("撤回求助", "Withdraw"),
    form=forms.Reason, do=_on_call(helping.withdraw_help), rule=rules.WITHDRAW_HELP, **CALL,
)  # fmt: skip
ANSWER_HELP = Doing(
    "answer-help", Words("用够用的最弱办法答复", "Answer with the weakest tool that does"), Words("答复", "Answer"),
    _steps, Answered,
    lambda *, by, at, row, answer: helping.answer_help(by=by, at=at, step=row, answer=answer),
    rules.ANSWER_HELP, matter=lambda row: row.escalation.matter, anchor="#asked-help",
)  # fmt: skip
ON_CALL = (RAISE_HELP, WITHDRAW_HELP)
ALL = (ASK_HELP, *ON_CALL, ANSWER_HELP)
