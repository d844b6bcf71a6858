"""Taking a stance: consent, stand aside, object, take it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from workspace.accounts.permission import NotNow, Rule
from workspace.consent import rules
from workspace.consent.models import Stance, StanceDraft, TextVersion
from workspace.consent.services.settling import settle
from workspace.ledger.acts import Act
from workspace.ledger.models import LedgerEntry
from workspace.matters.models.matter import Matter
from workspace.matters.recording import enter
from workspace.units.models import Mandate
from workspace.wording import Words

ACT_OF = {
    Stance.Kind.CONSENT: (Act.CONSENTED, rules.CONSENT),
    Stance.Kind.ASIDE: (Act.STOOD_ASIDE, rules.STAND_ASIDE),
    Stance.Kind.OBJECT: (Act.OBJECTED, rules.OBJECT),
    Stance.Kind.SILENT: (Act.CONSENT_WITHDRAWN, rules.WITHDRAW_STANCE),
}


def give_consent(
    *, by: Mandate, at: datetime, version: TextVersion, reason: str = ""
) -> Stance:
    """The party consents to this version of this text; the matter may climb."""
    return _cast(Stance.Kind.CONSENT, by, at, version, reason)


def stand_aside(
    *, by: Mandate, at: datetime, version: TextVersion, reason: str = ""
) -> Stance:
    """The party does not agree and does not block."""
    return _cast(Stance.Kind.ASIDE, by, at, version, reason)


def object_to(
    *, by: Mandate, at: datetime, version: TextVersion, reason: str
) -> Stance:
    """The party objects; everyone is told, with the reason."""
    return _cast(Stance.Kind.OBJECT, by, at, version, reason)


def withdraw_stance(
    *, by: Mandate, at: datetime, version: TextVersion, reason: str
) -> Stance:
    """The party takes its stance back and is silent again; what it had said stays readable."""
    return _cast(Stance.Kind.SILENT, by, at, version, reason)


@transaction.atomic
def prepare_stance(
    *,
    by: Mandate,
    at: datetime,
    version: TextVersion,
    kind: str,
    reason: str = "",
    note: str = "",
) -> StanceDraft:
    """拟办: a stance lies ready inside the unit for who confirms; nobody else sees it."""
    matter = Matter.objects.locked(version.proposal.matter)
    version = TextVersion.objects.fresh(version)
    rules.PREPARE_STANCE.require(by, version, at)
    version.drafts.open().filter(unit=by.unit).update(
        returned_at=at, returned_reason="replaced"
    )
    draft = StanceDraft.objects.create(
        version=version,
        unit=by.unit,
        kind=Stance.Kind(kind),
        reason=reason,
        note=note,
        mandate=by,
        at=at,
    )
    enter(
        Act.STANCE_PREPARED,
        draft,
        matter=matter,
        by=by,
        at=at,
        audience=LedgerEntry.Audience.UNIT,
        names={"stance": STANCE_WORDS[kind], "version": str(version.number)},
    )
    return draft


@transaction.atomic
def return_draft(
    *, by: Mandate, at: datetime, draft: StanceDraft, reason: str
) -> StanceDraft:
    """审签 sends a prepared stance back, with a reason."""
    matter = Matter.objects.locked(draft.version.proposal.matter)
    draft = StanceDraft.objects.get(pk=draft.pk)
    rules.RETURN_STANCE.require(by, draft, at)
    draft.returned_at, draft.returned_reason = at, reason
    draft.save(update_fields=["returned_at", "returned_reason"])
    enter(
        Act.STANCE_RETURNED,
        draft,
        matter=matter,
        by=by,
        at=at,
        audience=LedgerEntry.Audience.UNIT,
        names={"reason": reason},
    )
    return draft


@transaction.atomic
def _cast(
    kind: Stance.Kind, by: Mandate, at: datetime, version: TextVersion, reason: str
) -> Stance:
    matter = Matter.objects.locked(version.proposal.matter)
    version = TextVersion.objects.fresh(version)
    act, rule = ACT_OF[kind]
    rule.require(by, version, at, reason=reason)
    old = version.stances.standing().get(unit=by.unit)
    _require_change(rule, old, kind, reason, at)
    new = Stance(
        version=version,
        unit=by.unit,
        kind=kind,
        reason=reason if kind is not Stance.Kind.SILENT else "",
        invited_at=old.invited_at,
        cast_at=at if kind is not Stance.Kind.SILENT else None,
        mandate=by,
    )
    new.follow(old)
    version.drafts.open().filter(unit=by.unit).update(stance=new)
    enter(
        act,
        new,
        matter=matter,
        by=by,
        at=at,
        before={"stance": old.standing_at(at)},
        after={"stance": kind.value, "fingerprint": version.fingerprint},
        names={"version": str(version.number), "reason": reason},
        tells=True,
    )
    settle(matter, version.proposal, by=by, at=at)
    return new


def _require_change(
    rule: Rule, old: Stance, kind: Stance.Kind, reason: str, at: datetime
) -> None:
    if old.standing_at(at) != kind or (
        kind is not Stance.Kind.SILENT and old.reason != reason
    ):
        return
    raise NotNow(
        rule.name,
        Words("贵方已经是这个立场。", "Your side already stands so."),
        Words(
            "不必重复；要改立场，请选另一种。",
            "Nothing is left to do; to change, choose another.",
        ),
    )


STANCE_WORDS = {
    "consent": Words("同意", "consent"),
    "aside": Words("不赞成但不阻拦", "stand aside"),
    "object": Words("提出异议", "object"),
}
