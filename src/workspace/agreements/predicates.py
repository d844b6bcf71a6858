"""The questions the rules of agreements ask, each with a plain answer."""

from __future__ import annotations

import rules

from workspace.accounts.permission import Ask
from workspace.agreements.fingerprints import is_available
from workspace.agreements.models import Agreement, AgreementVersion
from workspace.agreements.scans import is_plain_scan
from workspace.consent.models import TextVersion
from workspace.matters.models.matter import Climb, Matter
from workspace.units.models import Mandate, Power


def matter_of(ask: Ask) -> Matter:
    """The matter asked about, from an agreed text or a turn to sign."""
    return ask.on.proposal.matter if isinstance(ask.on, TextVersion) else ask.on.matter


@rules.predicate
def is_party(ask: Ask) -> bool:
    """Whether the asker's unit is party to the matter."""
    return matter_of(ask).parties.filter(unit=ask.by.unit).exists()


@rules.predicate
def is_agreed(ask: Ask) -> bool:
    """Whether the matter climbed by the parties' consent to exactly this text."""
    proposal = ask.on.proposal
    return (
        ask.on == proposal.version
        and proposal.withdrawn_at is None
        and proposal.matter.climbs.filter(
            cause=Climb.Cause.CONSENT, round=proposal.round, to_rung=proposal.rung
        ).exists()
    )


@rules.predicate
def is_every_party_once(ask: Ask) -> bool:
    """Whether the signing order names each party once."""
    order = ask.more.get("order")
    units = {unit.pk for unit in matter_of(ask).units}
    return order is None or (
        {unit.pk for unit in order} == units and len(order) == len(units)
    )


@rules.predicate
def has_algorithm(ask: Ask) -> bool:
    """Whether this machine can make that fingerprint."""
    return is_available(ask.more.get("algorithm", "sha256"))


@rules.predicate
def is_not_complete(ask: Ask) -> bool:
    """Whether the agreement on this rung has not been signed by all."""
    proposal = ask.on.proposal
    agreement = Agreement.objects.filter(
        matter=proposal.matter, rung=proposal.rung, versions__text=ask.on
    ).first()
    last = agreement.versions.last() if agreement else None
    return last is None or not last.is_complete


@rules.predicate
def is_own_turn(ask: Ask) -> bool:
    """Whether the signature asked about is the asker's unit's."""
    return ask.on.unit_id == ask.by.unit_id


@rules.predicate
def is_assigned(ask: Ask) -> bool:
    """Whether the asker is who signs for the unit."""
    return ask.on.assigned_to_id in {None, ask.by.pk}


@rules.predicate
def is_current(ask: Ask) -> bool:
    """Whether no later version was issued."""
    return ask.on.version.is_current


@rules.predicate
def is_open(ask: Ask) -> bool:
    """Whether the party has neither signed nor refused this version."""
    return ask.on.is_open


@rules.predicate
def nobody_refused(ask: Ask) -> bool:
    """Whether no party refused this version."""
    return not ask.on.version.is_refused


@rules.predicate
def others_have_signed(ask: Ask) -> bool:
    """Whether every party earlier in the order has signed."""
    return not ask.on.comes_after.exists()


@rules.predicate
def is_this_version(ask: Ask) -> bool:
    """Whether the fingerprint the signer read is that of the version."""
    version: AgreementVersion = ask.on.version
    return ask.more.get("fingerprint", version.fingerprint) == version.fingerprint


@rules.predicate
def is_a_scan(ask: Ask) -> bool:
    """Whether the file is a scan that can be read later."""
    scan = ask.more.get("scan")
    return scan is None or is_plain_scan(scan)


@rules.predicate
def gives_reason(ask: Ask) -> bool:
    """Whether a reason was given."""
    return bool(str(ask.more.get("reason", "")).strip())


@rules.predicate
def may_hand_over(ask: Ask) -> bool:
    """Whether it is the asker's to pass on: their own, or of one whose mandate ended."""
    held: Mandate | None = ask.on.assigned_to
    return held is None or held.pk == ask.by.pk or not held.is_in_force(ask.at)


@rules.predicate
def takes_it_over(ask: Ask) -> bool:
    """Whether who takes it may sign for the unit."""
    to: Mandate | None = ask.more.get("to")
    if to is None:
        return True
    ours = to.unit_id == ask.on.unit_id
    return ours and to.is_in_force(ask.at) and to.may(Power.SIGN)
