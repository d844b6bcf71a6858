"""The acts on agreements: out for the seals, signed, refused, handed over."""

from __future__ import annotations

from django import forms as plain

from workspace.agreements import rules, services
from workspace.agreements.models import Signature
from workspace.consent.models import Proposal, TextVersion
from workspace.pages.acts import forms
from workspace.pages.acts.doing import Doing
from workspace.units.models import Mandate
from workspace.wording import Words, both


class Signed(forms.ActForm):
    """That the version of this fingerprint, and no other, is signed."""

    fingerprint = plain.CharField(widget=plain.HiddenInput)

    def set_up(self) -> None:
        """The fingerprint of the version on the page."""
        self.fields["fingerprint"].initial = self.row.version.fingerprint


class Scanned(Signed):
    """The sealed paper, scanned."""

    scan = plain.FileField(
        label=both("盖章后的扫描件", "Scan of the sealed paper"),
        help_text=both("PDF 或图片。", "PDF or picture."),
    )


class Handed(forms.ActForm):
    """Who signs instead."""

    to = plain.ModelChoiceField(
        Mandate.objects.none(), label=both("改由谁签", "Who signs instead")
    )

    def set_up(self) -> None:
        """People of the same unit."""
        self.fields["to"].queryset = Mandate.objects.filter(
            unit=self.row.unit, ended_at=None
        ).select_related("person", "unit")


def _texts(person, at):
    seen = Proposal.objects.visible_to(person, at)
    rows = TextVersion.objects.filter(proposal__in=seen)
    return rows.select_related("proposal__matter__case", "proposal__unit", "unit")


def _turns(person, at):
    rows = Signature.objects.visible_to(person, at)
    return rows.select_related("version__agreement__matter__case", "unit")


def _on_turn(service):
    def do(*, by, at, row, **told):
        return service(by=by, at=at, signature=row, **told)

    return do


TURN = {
    "rows": _turns,
    "matter": lambda row: row.version.agreement.matter,
    "anchor": "#agreements",
}
ISSUE = Doing(
    "issue", Words("印成协议，送各方用印", "Issue as an agreement, for the seals"), Words("送用印", "Issue"),
    _texts, forms.Plain,
    lambda *, by, at, row: services.issue_agreement(by=by, at=at, text=row),
    rules.ISSUE, anchor="#agreements",
)  # fmt: skip
SIGN = Doing(
    "sign", Words("在系统内签署", "Sign in the room"), Words("签署这一版", "Sign this version"),
    form=Signed, do=_on_turn(services.sign), rule=rules.SIGN,
    more=lambda row: {"fingerprint": row.version.fingerprint}, **TURN,
)  # fmt: skip
SCAN = Doing(
    "scan", Words("交回盖章扫描件", "Return the sealed scan"), Words("交回", "Return"),
    form=Scanned, do=_on_turn(services.return_scan), rule=rules.SIGN,
    more=lambda row: {"fingerprint": row.version.fingerprint}, **TURN,
)  # fmt: skip
REFUSE = Doing(
    "refuse-to-sign", Words("不签，说明理由", "Refuse to sign, with a reason"), Words("不签", "Refuse"),
    form=forms.Reason, do=_on_turn(services.refuse_to_sign), rule=rules.REFUSE, **TURN,
)  # fmt: skip
HAND_OVER = Doing(
    "hand-over", Words("改由同事签", "Hand over to a colleague"), Words("移交", "Hand over"),
    form=Handed, do=_on_turn(services.hand_over), rule=rules.HAND_OVER, **TURN,
)  # fmt: skip
ON_TURN = (SIGN, SCAN, REFUSE, HAND_OVER)
ALL = (ISSUE, *ON_TURN)
