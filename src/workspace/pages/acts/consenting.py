"""The acts of consent: proposing and amending, taking a stance, speaking for others."""

from __future__ import annotations

from workspace.consent import rules
from workspace.consent.models import Proposal, Stance, StanceDraft, TextVersion
from workspace.consent.services import on_behalf, proposing, stances
from workspace.matters.models.matter import Matter
from workspace.pages.acts import forms
from workspace.pages.acts.doing import Doing
from workspace.wording import Words


def _matters(person, at):
    return Matter.objects.visible_to(person, at).select_related("case")


def _proposals(person, at):
    return Proposal.objects.visible_to(person, at).select_related(
        "matter__case", "unit"
    )


def _texts(person, at):
    seen = Proposal.objects.visible_to(person, at)
    rows = TextVersion.objects.filter(proposal__in=seen)
    return rows.select_related(
        "proposal__matter__case", "proposal__unit", "unit", "parent"
    )


def _stances(person, at):
    rows = Stance.objects.filter(version__in=_texts(person, at))
    return rows.select_related("version__proposal__matter__case", "unit")


def _drafts(person, at):
    rows = StanceDraft.objects.visible_to(person, at)
    return rows.select_related("version__proposal__matter__case", "unit")


def _of_version(row):
    return row.version.proposal.matter


def _confirm_draft(*, by, at, row):
    acts = {
        Stance.Kind.CONSENT: stances.give_consent,
        Stance.Kind.ASIDE: stances.stand_aside,
        Stance.Kind.OBJECT: stances.object_to,
    }
    return acts[row.kind](by=by, at=at, version=row.version, reason=row.reason)


ON_TEXT = {"rows": _texts, "anchor": "#proposal"}
ON_STANCE = {"rows": _stances, "matter": _of_version, "anchor": "#proposal"}

PREPARE = Doing(
    "prepare", Words("提议上到下一级", "Propose the next rung"), Words("存为拟稿", "Keep as a draft"),
    _matters, forms.NewProposal,
    lambda *, by, at, row, **told: proposing.prepare_proposal(by=by, at=at, matter=row, **told),
    rules.PREPARE_TEXT, matter=lambda row: row, anchor="#proposal",
    done=Words("拟稿已存，只有本单位看得到。审签后提请各方。", "Kept; only your unit sees it until it is put to all."),
)  # fmt: skip
PUT = Doing(
    "put", Words("提请各方表态", "Put it to all parties"), Words("提请各方", "Put it to all"),
    _proposals, forms.Plain,
    lambda *, by, at, row: proposing.propose(by=by, at=at, proposal=row),
    rules.PROPOSE, matter=lambda row: row.matter, anchor="#proposal",
    done=Words("已提请各方。冻结期过后开始表态。", "Put to all. Stances open when the frozen interval ends."),
)  # fmt: skip
WITHDRAW = Doing(
    "withdraw", Words("撤回提案", "Withdraw the proposal"), Words("撤回提案", "Withdraw the proposal"),
    _proposals, forms.Reason,
    lambda *, by, at, row, reason: proposing.withdraw_proposal(by=by, at=at, proposal=row, reason=reason),
    rules.WITHDRAW_PROPOSAL, matter=lambda row: row.matter, anchor="#proposal",
)  # fmt: skip
CHANGE = Doing(
    "change", Words("改出新的一稿", "Write another version"), Words("换成这一稿，重新征求", "Put this version instead"),
    form=forms.Proposed,
    do=lambda *, by, at, row, text: proposing.change_text(by=by, at=at, proposal=row.proposal, parent=row, text=text),
    rule=rules.CHANGE_TEXT, more=lambda row: {"parent": row}, fresh=lambda row: row.proposal.head,
    done=Words("新的一稿已提请各方，先前的立场全部清空。", "The new version is put to all; stances start anew."),
    **ON_TEXT,
)  # fmt: skip
SUGGEST = Doing(
    "suggest", Words("提出修改意见", "Suggest an amendment"), Words("提出修改意见", "Suggest it"),
    form=forms.Proposed,
    do=lambda *, by, at, row, text: proposing.suggest_amendment(by=by, at=at, parent=row, text=text),
    rule=rules.SUGGEST, more=lambda row: {"parent": row}, fresh=lambda row: row.proposal.head,
    done=Words("修改意见已送提案方答复；各方立场暂不变。", "Sent to the proposing unit; no stance changes yet."),
    **ON_TEXT,
)  # fmt: skip
ADOPT = Doing(
    "adopt", Words("采纳修改意见", "Adopt the amendment"), Words("采纳，换成这一稿", "Adopt it"),
    form=forms.Plain,
    do=lambda *, by, at, row: proposing.adopt_amendment(by=by, at=at, amendment=row),
    rule=rules.ADOPT, more=lambda row: {"parent": row.parent}, **ON_TEXT,
)  # fmt: skip
DECLINE = Doing(
    "decline", Words("不采纳，说明理由", "Decline, with a reason"), Words("不采纳", "Decline"),
    form=forms.Reason,
    do=lambda *, by, at, row, reason: proposing.decline_amendment(by=by, at=at, amendment=row, reason=reason),
    rule=rules.DECLINE, **ON_TEXT,
)  # fmt: skip
CONSENT = Doing(
    "consent", Words("同意", "Consent"), Words("同意", "Consent"), form=forms.Plain,
    do=lambda *, by, at, row: stances.give_consent(by=by, at=at, version=row),
    rule=rules.CONSENT, done=Words("贵方已同意这一稿。", "Your side consents to this version."), **ON_TEXT,
)  # fmt: skip
ASIDE = Doing(
    "aside", Words("不赞成但不阻拦", "Stand aside"), Words("不赞成但不阻拦", "Stand aside"),
    form=forms.OptionalReason,
    do=lambda *, by, at, row, reason: stances.stand_aside(by=by, at=at, version=row, reason=reason),
    rule=rules.STAND_ASIDE, **ON_TEXT,
)  # fmt: skip
OBJECT = Doing(
    "object", Words("提出异议并写明理由", "Object, with a reason"), Words("提出异议", "Object"),
    form=forms.Reason,
    do=lambda *, by, at, row, reason: stances.object_to(by=by, at=at, version=row, reason=reason),
    rule=rules.OBJECT, done=Words("异议和理由已送达各方。", "The objection and its reason have reached all."), **ON_TEXT,
)  # fmt: skip
TAKE_BACK = Doing(
    "take-back", Words("收回我方的表态", "Take our stance back"), Words("收回表态", "Take it back"),
    form=forms.Reason,
    do=lambda *, by, at, row, reason: stances.withdraw_stance(by=by, at=at, version=row, reason=reason),
    rule=rules.WITHDRAW_STANCE, **ON_TEXT,
)  # fmt: skip
PREPARE_STANCE = Doing(
    "prepare-stance", Words("拟办：替审签人备好表态", "Prepare a stance for who confirms"), Words("送审签", "Send to be confirmed"),
    form=forms.Prepared,
    do=lambda *, by, at, row, **told: stances.prepare_stance(by=by, at=at, version=row, **told),
    rule=rules.PREPARE_STANCE, done=Words("已送本单位审签，其他单位看不到。", "Sent inside your unit; nobody else sees it."), **ON_TEXT,
)  # fmt: skip
ENTER = Doing(
    "enter", Words("代录电话或会上的同意", "Enter consent given by phone or in a meeting"), Words("录入，待该方确认", "Enter it, to be confirmed"),
    form=forms.Entered,
    do=lambda *, by, at, row, **told: on_behalf.enter_consent(by=by, at=at, version=row, **told),
    rule=rules.ENTER, **ON_TEXT,
)  # fmt: skip
CONFIRM = Doing(
    "confirm", Words("确认代录的同意", "Confirm the consent entered for us"), Words("确认同意", "Confirm consent"),
    form=forms.Plain,
    do=lambda *, by, at, row: on_behalf.confirm_entered(by=by, at=at, stance=row),
    rule=rules.CONFIRM_ENTERED, **ON_STANCE,
)  # fmt: skip
DENY = Doing(
    "deny", Words("我方没有这样同意", "We did not say so"), Words("否认并说明", "Deny, with a reason"),
    form=forms.Reason,
    do=lambda *, by, at, row, reason: on_behalf.deny_entered(by=by, at=at, stance=row, reason=reason),
    rule=rules.DENY_ENTERED, **ON_STANCE,
)  # fmt: skip
CONFIRM_DRAFT = Doing(
    "confirm-draft", Words("审签这份拟办", "Confirm the prepared stance"), Words("审签，正式表态", "Confirm it"),
    _drafts, forms.Plain, _confirm_draft, rules.RETURN_STANCE, matter=_of_version, anchor="#proposal",
)  # fmt: skip
RETURN_DRAFT = Doing(
    "return-draft", Words("退回重拟", "Send it back"), Words("退回", "Send back"), _drafts, forms.Reason,
    lambda *, by, at, row, reason: stances.return_draft(by=by, at=at, draft=row, reason=reason),
    rules.RETURN_STANCE, matter=_of_version, anchor="#proposal",
)  # fmt: skip
ALL = (
    PREPARE, PUT, WITHDRAW, CHANGE, SUGGEST, ADOPT, DECLINE, CONSENT, ASIDE, OBJECT, TAKE_BACK,
    PREPARE_STANCE, ENTER, CONFIRM, DENY, CONFIRM_DRAFT, RETURN_DRAFT,
)  # fmt: skip
