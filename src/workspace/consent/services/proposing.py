"""Proposing the next rung, and changing the words of what is proposed.

A text is never edited: every change is another version with another fingerprint,
and from that moment every party's stance is silence again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from workspace.consent import rules
from workspace.consent.models import Proposal, Stance, TextVersion
from workspace.consent.services.settling import settle
from workspace.ledger.acts import Act
from workspace.ledger.canonical import canonical, fingerprint
from workspace.ledger.models import LedgerEntry
from workspace.matters.models.matter import Matter
from workspace.matters.recording import enter
from workspace.units.models import Mandate


@dataclass(frozen=True, slots=True)
class Text:
    """What is proposed: a title, the whole text, and its sense in three plain lines."""

    title: str
    body: str
    lines: tuple[str, str, str]


@transaction.atomic
def prepare_proposal(
    *,
    by: Mandate,
    at: datetime,
    matter: Matter,
    text: Text,
    answer_by: date | None = None,
) -> Proposal:
    """A draft for the next rung lies in the proposing unit; nobody is asked yet."""
    matter = Matter.objects.locked(matter)
    rules.PREPARE_TEXT.require(by, matter, at)
    proposal = Proposal.objects.create(
        matter=matter,
        unit=by.unit,
        rung=matter.open_rung,
        round=matter.round,
        prepared_at=at,
        answer_by=answer_by,
    )
    _write(proposal, text, by, at)
    enter(
        Act.TEXT_PREPARED,
        proposal,
        matter=matter,
        by=by,
        at=at,
        audience=LedgerEntry.Audience.UNIT,
        names={"rung": matter.case.rung_name(proposal.rung)},
    )
    return proposal


@transaction.atomic
def propose(*, by: Mandate, at: datetime, proposal: Proposal) -> Proposal:
    """The draft is confirmed and put to all: everyone's stance row exists from now on."""
    matter = Matter.objects.locked(proposal.matter)
    proposal = Proposal.objects.select_related("unit").get(pk=proposal.pk)
    rules.PROPOSE.require(by, proposal, at)
    proposal.opened_at = at
    proposal.save(update_fields=["opened_at"])
    version = proposal.head
    _adopt(version, by, at)
    _enter(Act.PROPOSED, version, matter, by, at, tells=True)
    return proposal


@transaction.atomic
def change_text(
    *,
    by: Mandate,
    at: datetime,
    proposal: Proposal,
    parent: TextVersion | None,
    text: Text,
) -> TextVersion:
    """The proposing unit writes another version; all stances so far are cleared.

    `parent` is the version the writer read: where somebody was faster, the act is
    refused and nothing written is lost.
    """
    matter = Matter.objects.locked(proposal.matter)
    proposal = Proposal.objects.select_related("unit").get(pk=proposal.pk)
    rules.CHANGE_TEXT.require(by, proposal, at, parent=parent)
    version = _write(proposal, text, by, at)
    if proposal.opened_at is None:
        _enter(
            Act.TEXT_PREPARED,
            version,
            matter,
            by,
            at,
            audience=LedgerEntry.Audience.UNIT,
        )
        return version
    return _put(Act.TEXT_CHANGED, matter, version, by, at)


@transaction.atomic
def suggest_amendment(
    *, by: Mandate, at: datetime, parent: TextVersion, text: Text
) -> TextVersion:
    """A party offers other words; the proposing unit answers. No stance changes yet."""
    matter = Matter.objects.locked(parent.proposal.matter)
    parent = TextVersion.objects.fresh(parent)
    rules.SUGGEST.require(by, parent, at, parent=parent)
    version = _write(parent.proposal, text, by, at)
    _enter(Act.AMENDMENT_SUGGESTED, version, matter, by, at, of=parent, tells=True)
    return version


@transaction.atomic
def adopt_amendment(
    *, by: Mandate, at: datetime, amendment: TextVersion
) -> TextVersion:
    """The suggested words stand; all stances so far are cleared."""
    matter = Matter.objects.locked(amendment.proposal.matter)
    amendment = TextVersion.objects.fresh(amendment)
    rules.ADOPT.require(by, amendment, at, parent=amendment.parent)
    return _put(Act.TEXT_CHANGED, matter, amendment, by, at)


@transaction.atomic
def decline_amendment(
    *, by: Mandate, at: datetime, amendment: TextVersion, reason: str
) -> TextVersion:
    """The suggested words are not taken, for a reason everybody reads."""
    matter = Matter.objects.locked(amendment.proposal.matter)
    amendment = TextVersion.objects.fresh(amendment)
    rules.DECLINE.require(by, amendment, at, reason=reason)
    amendment.declined_at, amendment.declined_reason = at, reason
    amendment.save(update_fields=["declined_at", "declined_reason"])
    enter(
        Act.AMENDMENT_DECLINED,
        amendment,
        matter=matter,
        by=by,
        at=at,
        names={"other": amendment.unit.name, "reason": reason},
        tells=True,
    )
    return amendment


@transaction.atomic
def withdraw_proposal(
    *, by: Mandate, at: datetime, proposal: Proposal, reason: str
) -> Proposal:
    """The question is taken back; the rung may be proposed again by anyone."""
    matter = Matter.objects.locked(proposal.matter)
    proposal = Proposal.objects.select_related("unit").get(pk=proposal.pk)
    rules.WITHDRAW_PROPOSAL.require(by, proposal, at, reason=reason)
    proposal.withdrawn_at, proposal.withdrawn_reason = at, reason
    proposal.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    enter(
        Act.PROPOSAL_WITHDRAWN,
        proposal,
        matter=matter,
        by=by,
        at=at,
        audience=_audience(proposal),
        names={"rung": matter.case.rung_name(proposal.rung), "reason": reason},
        tells=proposal.opened_at is not None,
    )
    settle(matter, proposal, by=by, at=at)
    return proposal


def _write(proposal: Proposal, text: Text, by: Mandate, at: datetime) -> TextVersion:
    algorithm = settings.CONFIGURATION.digest
    first, second, third = text.lines
    return TextVersion.objects.create(
        proposal=proposal,
        number=proposal.versions.count() + 1,
        parent=proposal.head,
        unit=by.unit,
        title=text.title,
        body=text.body,
        line_1=first,
        line_2=second,
        line_3=third,
        fingerprint=fingerprint(_fingerprinted(proposal, text), algorithm),
        algorithm=algorithm,
        prepared_by=by,
        prepared_at=at,
    )


def _fingerprinted(proposal: Proposal, text: Text) -> str:
    return canonical(
        {
            "matter": proposal.matter.scope,
            "rung": proposal.rung,
            "title": text.title,
            "body": text.body,
            "lines": list(text.lines),
        }
    )


def _adopt(version: TextVersion, by: Mandate, at: datetime) -> None:
    version.adopted_by, version.adopted_at = by, at
    version.opens_at = at + timedelta(hours=settings.CONFIGURATION.freeze_hours)
    version.save(update_fields=["adopted_by", "adopted_at", "opens_at"])
    Stance.objects.bulk_create(
        Stance(version=version, unit=unit, invited_at=at)
        for unit in version.proposal.matter.units
    )


def _put(
    act: Act, matter: Matter, version: TextVersion, by: Mandate, at: datetime
) -> TextVersion:
    _adopt(version, by, at)
    _enter(act, version, matter, by, at, tells=True)
    settle(matter, version.proposal, by=by, at=at)
    return version


def _enter(  # noqa: PLR0913 - one line of the ledger
    act: Act,
    version: TextVersion,
    matter: Matter,
    by: Mandate,
    at: datetime,
    *,
    of: TextVersion | None = None,
    audience: str = LedgerEntry.Audience.MATTER,
    tells: bool = False,
) -> None:
    rung = matter.case.rung_name(version.proposal.rung)
    enter(
        act,
        version,
        matter=matter,
        by=by,
        at=at,
        audience=audience,
        after={"fingerprint": version.fingerprint, "algorithm": version.algorithm},
        names={"rung": rung, "version": str((of or version).number)},
        tells=tells,
    )


def _audience(proposal: Proposal) -> str:
    asked = proposal.opened_at is not None
    return LedgerEntry.Audience.MATTER if asked else LedgerEntry.Audience.UNIT
