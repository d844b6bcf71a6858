"""The questions the rules of consent ask, each with a plain answer."""

from __future__ import annotations

import rules

from workspace.accounts.permission import Ask
from workspace.consent.models import Proposal, StanceDraft, TextVersion
from workspace.matters.rules import matter_of
from workspace.units.models import Power


def proposal_of(ask: Ask) -> Proposal:
    """The proposal the question is about, whatever row it was asked on."""
    if isinstance(ask.on, Proposal):
        return ask.on
    return version_of(ask).proposal


def version_of(ask: Ask) -> TextVersion:
    """The text version the question is about."""
    return ask.on if isinstance(ask.on, TextVersion) else ask.on.version


def on_proposal(predicate: rules.Predicate) -> rules.Predicate:
    """A predicate of a matter, asked of the matter of a proposal, text or stance."""

    @rules.predicate
    def asked(ask: Ask) -> bool:
        return predicate.test(Ask(ask.by, proposal_of(ask).matter, ask.at, ask.more))

    return asked


@rules.predicate
def is_proposer(ask: Ask) -> bool:
    """Whether the asker's unit made the proposal."""
    return proposal_of(ask).unit == ask.by.unit


@rules.predicate
def rung_is_open(ask: Ask) -> bool:
    """Whether the matter has a rung to be asked for."""
    return matter_of(ask).open_rung is not None


@rules.predicate
def nothing_asked(ask: Ask) -> bool:
    """Whether no other question of this round is on the table."""
    matter = matter_of(ask)
    return not matter.proposals.filter(round=matter.round, withdrawn_at=None).exists()


@rules.predicate
def is_live(ask: Ask) -> bool:
    """Whether the proposal may still take its matter to its rung."""
    return proposal_of(ask).is_live


@rules.predicate
def is_put_to_all(ask: Ask) -> bool:
    """Whether the proposal has been confirmed and put to all parties."""
    return proposal_of(ask).opened_at is not None


@rules.predicate
def is_not_put_yet(ask: Ask) -> bool:
    """Whether the proposal is still a draft."""
    return proposal_of(ask).opened_at is None


@rules.predicate
def is_current_text(ask: Ask) -> bool:
    """Whether the version asked about is the one that stands."""
    return version_of(ask) == proposal_of(ask).version


@rules.predicate
def is_thawed(ask: Ask) -> bool:
    """Whether the frozen interval after the last edit is over."""
    return version_of(ask).opens_at is not None and version_of(ask).opens_at <= ask.at


@rules.predicate
def is_suggestion(ask: Ask) -> bool:
    """Whether the version is an amendment still to be answered."""
    version = version_of(ask)
    return version.adopted_at is None and version.declined_at is None


@rules.predicate
def is_based_on_current(ask: Ask) -> bool:
    """Whether nobody has changed the text since the writer read it."""
    return ask.more["parent"] == proposal_of(ask).head


@rules.predicate
def has_reason(ask: Ask) -> bool:
    """Whether a reason was given."""
    return bool(str(ask.more.get("reason", "")).strip())


@rules.predicate
def is_own_stance(ask: Ask) -> bool:
    """Whether the stance or draft is of the asker's unit."""
    return ask.on.unit == ask.by.unit


@rules.predicate
def waits_for_word(ask: Ask) -> bool:
    """Whether a consent entered on behalf still waits for its party's word."""
    return ask.on.stands and ask.on.is_pending(ask.at)


@rules.predicate
def draft_is_open(ask: Ask) -> bool:
    """Whether a prepared stance still waits for who confirms."""
    draft: StanceDraft = ask.on
    return draft.stance_id is None and draft.returned_at is None


@rules.predicate
def may_enter_for(ask: Ask) -> bool:
    """Whether the asker may write down what the party said: its own people, or a mediator."""
    unit = ask.more["unit"]
    if ask.by.unit == unit:
        return ask.by.may(Power.PREPARE) or ask.by.may(Power.CONFIRM)
    seated = proposal_of(ask).matter.seats.filter(
        unit=ask.by.unit, role="mediator", ended_at=None
    )
    return ask.by.may(Power.MEDIATE) and seated.exists()


@rules.predicate
def is_party_spoken_for(ask: Ask) -> bool:
    """Whether the unit spoken for is a party that has not spoken itself."""
    standing = version_of(ask).stances.standing().filter(unit=ask.more["unit"]).first()
    return standing is not None and standing.standing_at(ask.at) == "silent"
