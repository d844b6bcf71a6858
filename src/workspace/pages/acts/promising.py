"""The acts of promising: taking on, reporting, verifying, asking for more time."""

from __future__ import annotations

from datetime import timedelta

from django import forms as plain

from workspace.commitments import rules
from workspace.commitments.models import Commitment, Extension
from workspace.commitments.services import extending, promising, reporting
from workspace.commitments.terms import Terms
from workspace.matters.models.matter import Matter
from workspace.pages.acts import forms
from workspace.pages.acts.doing import Doing
from workspace.units.models import Unit
from workspace.wording import Words, both


class Promised(forms.ActForm):
    """What one unit takes on, by when, and who says that it is done."""

    title = plain.CharField(label=both("做什么", "What"), max_length=160)
    wanted = plain.CharField(
        label=both("怎样算办成", "What counts as done"),
        max_length=forms.LONGEST, widget=forms.lines(2),
    )  # fmt: skip
    due = plain.DateField(label=both("到期", "Due"), widget=forms.day())
    verifier = plain.ModelChoiceField(
        Unit.objects.none(), label=both("由哪一方核实", "Verified by"), required=False,
        empty_label=both("其他任何一方", "any other party"),
    )  # fmt: skip
    carries = plain.BooleanField(
        label=both("用它承担我方在这一级应办的事", "It carries our part of this rung"),
        required=False,
    )  # fmt: skip

    def set_up(self) -> None:
        """Another party verifies."""
        others = Unit.objects.filter(parties__matter=self.row)
        own = self.by.unit_id if self.by else None
        self.fields["verifier"].queryset = others.exclude(pk=own)

    @property
    def told(self):
        """The terms as one."""
        told = dict(self.cleaned_data)
        carries = told.pop("carries")
        unit = self.by.unit if self.by else None
        part = self.row.parts_due.filter(unit=unit).first() if carries else None
        return {"terms": Terms(part=part, **told)}


class Reported(forms.ActForm):
    """How far it is, in the owner's words."""

    done = plain.FloatField(
        label=both("完成了百分之几", "Per cent done"), min_value=0, max_value=100
    )
    text = plain.CharField(
        label=both("办得怎样", "How it goes"),
        max_length=forms.LONGEST, widget=forms.lines(),
    )  # fmt: skip

    @property
    def told(self):
        """The report as one; the share in [0, 1]."""
        told = self.cleaned_data
        return {"report": reporting.Report(told["text"], told["done"] / 100)}


class Delivered(forms.ActForm):
    """That it is done."""

    text = Reported.base_fields["text"]

    @property
    def told(self):
        """The report as one."""
        return {"report": reporting.Report(self.cleaned_data["text"])}


class Later(forms.Reason):
    """A later date, and why."""

    new_due = plain.DateField(
        label=both("延到哪一天", "Until when"), widget=forms.day()
    )
    field_order = ("new_due", "reason")


def _matters(person, at):
    return Matter.objects.visible_to(person, at).select_related("case")


def _promises(person, at):
    rows = Commitment.objects.visible_to(person, at)
    return rows.select_related("matter__case", "owner")


def _extensions(person, at):
    rows = Extension.objects.filter(commitment__in=_promises(person, at))
    return rows.select_related("commitment__matter__case", "commitment__owner")


def _on_promise(service):
    def do(*, by, at, row, **told):
        return service(by=by, at=at, commitment=row, **told)

    return do


def _on_extension(service):
    def do(*, by, at, row, **told):
        return service(by=by, at=at, extension=row, **told)

    return do


ON = {
    "rows": _promises,
    "matter": lambda row: row.matter,
    "anchor": "#commitments",
}
EXT = {
    "rows": _extensions,
    "matter": lambda row: row.commitment.matter,
    "anchor": "#commitments",
}
COMMIT = Doing(
    "commit", Words("承诺一件事", "Take on a commitment"), Words("承诺", "Commit"),
    _matters, Promised,
    lambda *, by, at, row, terms: promising.commit(by=by, at=at, matter=row, terms=terms),
    rules.COMMIT, matter=lambda row: row, anchor="#commitments",
)  # fmt: skip
REPORT = Doing(
    "report", Words("报告进展", "Report progress"), Words("报告", "Report"),
    form=Reported, do=_on_promise(reporting.report_progress), rule=rules.REPORT,
    more=lambda row: {"done": 1.0, "evidence": ()}, **ON,
)  # fmt: skip
DELIVER = Doing(
    "deliver", Words("报告办成，请对方核实", "Report it delivered, to be verified"), Words("报告办成", "Delivered"),
    form=Delivered, do=_on_promise(reporting.deliver), rule=rules.DELIVER,
    more=lambda row: {"evidence": ()}, **ON,
)  # fmt: skip
VERIFY = Doing(
    "verify", Words("核实：确已办成", "Verify: it is done"), Words("核实办成", "Verify"),
    form=forms.Plain, do=_on_promise(reporting.verify_delivery), rule=rules.VERIFY, **ON,
)  # fmt: skip
RETURN = Doing(
    "return", Words("退回，还没办成", "Send it back: not done yet"), Words("退回", "Send back"),
    form=forms.Reason, do=_on_promise(reporting.return_delivery), rule=rules.RETURN, **ON,
)  # fmt: skip
ASK_LATER = Doing(
    "ask-later", Words("到期前申请延期", "Ask for a later date"), Words("申请延期", "Ask"),
    form=Later, do=_on_promise(extending.ask_extension), rule=rules.ASK_EXTENSION,
    more=lambda row: {"new_due": row.due + timedelta(days=1)}, **ON,
)  # fmt: skip
TAKE_BACK_PROMISE = Doing(
    "withdraw-commitment", Words("撤回承诺", "Withdraw the commitment"), Words("撤回", "Withdraw"),
    form=forms.Reason, do=_on_promise(promising.withdraw_commitment), rule=rules.WITHDRAW, **ON,
)  # fmt: skip
GRANT_LATER = Doing(
    "grant-later", Words("同意延期", "Grant the later date"), Words("同意延期", "Grant"),
    form=forms.Plain, do=_on_extension(extending.grant_extension), rule=rules.GRANT_EXTENSION, **EXT,
)  # fmt: skip
REFUSE_LATER = Doing(
    "refuse-later", Words("反对延期", "Object to the later date"), Words("反对延期", "Object"),
    form=forms.Reason, do=_on_extension(extending.object_to_extension), rule=rules.OBJECT_EXTENSION, **EXT,
)  # fmt: skip
ON_PROMISE = (REPORT, DELIVER, VERIFY, RETURN, ASK_LATER, TAKE_BACK_PROMISE)
ON_EXTENSION = (GRANT_LATER, REFUSE_LATER)
ALL = (COMMIT, *ON_PROMISE, *ON_EXTENSION)
