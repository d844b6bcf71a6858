"""The questions the rules of commitments ask, each with a plain answer."""

from __future__ import annotations

from itertools import pairwise

import rules

from workspace.accounts.permission import Ask
from workspace.commitments.models import Commitment, Escalation, Tool
from workspace.commitments.terms import Terms
from workspace.matters.rules import is_common_superior, matter_of
from workspace.units.models import Power, Unit
from workspace.units.workdays import local_day


def today(ask: Ask):
    """The day the question is asked, in Shanghai."""
    return local_day(ask.at)


def commitment_of(ask: Ask) -> Commitment:
    """The commitment the question is about, whatever row it was asked on."""
    return ask.on if isinstance(ask.on, Commitment) else ask.on.commitment


def escalation_of(ask: Ask) -> Escalation:
    """The request for help the question is about."""
    return ask.on if isinstance(ask.on, Escalation) else ask.on.escalation


def terms_of(ask: Ask) -> Terms | None:
    """What is promised; None where only the button is asked for."""
    return ask.more.get("terms")


@rules.predicate
def parties_named(ask: Ask) -> bool:
    """Whether who helps and who verifies are other parties of the matter."""
    terms = terms_of(ask)
    if terms is None:
        return True
    named = [unit for unit in (terms.co_owner, terms.verifier) if unit is not None]
    units = set(matter_of(ask).units) - {ask.by.unit}
    return set(named) <= units and len(set(named)) == len(named)


@rules.predicate
def due_lies_ahead(ask: Ask) -> bool:
    """Whether the due date is after today."""
    terms = terms_of(ask)
    return terms is None or terms.due > today(ask)


@rules.predicate
def plan_line_rises(ask: Ask) -> bool:
    """Whether the plan line goes forward in time, up in share, and ends by the due date."""
    terms = terms_of(ask)
    if terms is None:
        return True
    forward = all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(terms.plan_line))
    return forward and all(
        day <= terms.due and 0 <= share <= 1 for day, share in terms.plan_line
    )


@rules.predicate
def part_is_ours(ask: Ask) -> bool:
    """Whether the part it carries is the owner's, of the present round."""
    terms = terms_of(ask)
    if terms is None or terms.part is None:
        return True
    part, matter = terms.part, matter_of(ask)
    ours = part.unit_id == ask.by.unit_id and part.matter_id == matter.pk
    return ours and part.round == matter.round


@rules.predicate
def parent_is_open(ask: Ask) -> bool:
    """Whether the commitment it is a piece of is open, and of this matter."""
    terms = terms_of(ask)
    if terms is None or terms.parent is None:
        return True
    parent = Commitment.objects.get(pk=terms.parent.pk)
    return (
        parent.is_open
        and parent.delivery is None
        and parent.matter_id == matter_of(ask).pk
    )


@rules.predicate
def is_carrier(ask: Ask) -> bool:
    """Whether the asker's unit carries the commitment, alone or with another."""
    row = commitment_of(ask)
    return ask.by.unit_id in {row.owner_id, row.co_owner_id}


@rules.predicate
def is_owner(ask: Ask) -> bool:
    """Whether the asker's unit made the commitment."""
    return commitment_of(ask).owner_id == ask.by.unit_id


@rules.predicate
def is_other_side(ask: Ask) -> bool:
    """Whether it falls to the asker's unit to answer: the named party, or any other."""
    row = commitment_of(ask)
    if row.verifier_id is not None:
        return ask.by.unit_id == row.verifier_id
    others = row.matter.parties.exclude(unit__in=[row.owner_id, row.co_owner_id or 0])
    return others.filter(unit=ask.by.unit).exists()


@rules.predicate
def commitment_is_open(ask: Ask) -> bool:
    """Whether the commitment is neither verified nor withdrawn."""
    return commitment_of(ask).is_open


@rules.predicate
def is_not_delivered(ask: Ask) -> bool:
    """Whether no report waits for the other side's word."""
    return commitment_of(ask).delivery is None


@rules.predicate
def is_delivered(ask: Ask) -> bool:
    """Whether a report waits for the other side's word."""
    delivery = commitment_of(ask).delivery
    return delivery is not None and delivery.answer is None


@rules.predicate
def pieces_are_closed(ask: Ask) -> bool:
    """Whether no piece of it is still open."""
    return not commitment_of(ask).children.open().exists()


@rules.predicate
def share_lies_in_0_1(ask: Ask) -> bool:
    """Whether the share done is between none and all."""
    return 0.0 <= ask.more.get("done", 0.0) <= 1.0


@rules.predicate
def evidence_is_on_the_table(ask: Ask) -> bool:
    """Whether every file shown lies on the table of this matter."""
    files = ask.more.get("evidence", ())
    return all(file.matter_id == commitment_of(ask).matter_id for file in files)


@rules.predicate
def is_not_due_yet(ask: Ask) -> bool:
    """Whether the due date has not come: later is too late to ask for more time."""
    return today(ask) < commitment_of(ask).counts_until


@rules.predicate
def nothing_asked_yet(ask: Ask) -> bool:
    """Whether no later date is being asked for."""
    asked = commitment_of(ask).extension_asked
    return asked is None or today(ask) > asked.object_by


@rules.predicate
def new_due_is_later(ask: Ask) -> bool:
    """Whether the date asked for is later than the one that stands."""
    new_due = ask.more.get("new_due")
    return new_due is None or new_due > commitment_of(ask).counts_until


@rules.predicate
def may_still_object(ask: Ask) -> bool:
    """Whether the other side still has time to answer the request for a later date."""
    return ask.on.is_undecided and today(ask) <= ask.on.object_by


@rules.predicate
def help_is_wanted(ask: Ask) -> bool:
    """Whether help is still asked for."""
    return escalation_of(ask).is_open


@rules.predicate
def has_superior(ask: Ask) -> bool:
    """Whether anyone stands above the party asked about."""
    about = ask.more.get("about")
    return about is None or about.superior_id is not None


@rules.predicate
def is_about_a_party(ask: Ask) -> bool:
    """Whether the unit help is asked about is a party to the matter."""
    about = ask.more.get("about")
    return about is None or about in matter_of(ask).units


@rules.predicate
def no_help_asked_yet(ask: Ask) -> bool:
    """Whether no open request is about the same thing already."""
    about, commitment = ask.more.get("about"), ask.more.get("commitment")
    if about is None:
        return True
    return (
        not matter_of(ask)
        .escalations.open()
        .filter(about=about, commitment=commitment)
        .exists()
    )


LONGEST_GRACE = 60  # working days


@rules.predicate
def graces_are_workdays(ask: Ask) -> bool:
    """Whether each level has a sensible time to answer, in working days."""
    graces = ask.more.get("graces", (1,))
    return bool(graces) and all(1 <= n <= LONGEST_GRACE for n in graces)


@rules.predicate
def is_asker(ask: Ask) -> bool:
    """Whether the asker's unit asked for the help, or any party did by the lag itself."""
    row = escalation_of(ask)
    if row.asked_by is None:
        return row.matter.parties.filter(unit=ask.by.unit).exists()
    return row.asked_by.unit_id == ask.by.unit_id


@rules.predicate
def is_asked(ask: Ask) -> bool:
    """Whether the asker acts for the superior of this level, or is its working office."""
    to: Unit = ask.on.to
    return ask.by.unit_id in {to.pk, to.working_office_id}


@rules.predicate
def level_is_reached(ask: Ask) -> bool:
    """Whether the request has climbed to this level."""
    return ask.on.asked_at <= ask.at


@rules.predicate
def is_unanswered(ask: Ask) -> bool:
    """Whether this level has not answered."""
    return ask.on.answered_at is None


@rules.predicate
def was_answered(ask: Ask) -> bool:
    """Whether a superior has answered since help was last raised."""
    steps = list(escalation_of(ask).steps.all())
    return bool(steps) and steps[-1].answered_at is not None


def tool_of(ask: Ask) -> Tool:
    """The tool asked about; the weakest left where only the button is asked for."""
    return Tool(ask.more.get("tool", escalation_of(ask).weakest_left))


@rules.predicate
def has_the_power(ask: Ask) -> bool:
    """Whether the mandate gives the power this tool takes."""
    if tool_of(ask) in {Tool.INFORM, Tool.MEDIATE}:
        return ask.by.may(Power.MEDIATE) or ask.by.may(Power.SETTLE)
    return ask.by.may(Power.SETTLE)


@rules.predicate
def tool_is_in_reach(ask: Ask) -> bool:
    """Whether the tool is open to this superior: to settle or mandate takes a common one."""
    if tool_of(ask) not in {Tool.SETTLE, Tool.MANDATE}:
        return True
    return is_common_superior.test(
        Ask(ask.by, escalation_of(ask).matter, ask.at, ask.more)
    )


@rules.predicate
def is_weakest_or_says_why(ask: Ask) -> bool:
    """Whether the tool is the weakest left, or a reason is given why not that one."""
    tools = list(Tool)
    stronger = tools.index(tool_of(ask)) > tools.index(escalation_of(ask).weakest_left)
    return not stronger or bool(str(ask.more.get("why_not_weaker", "")).strip())


@rules.predicate
def gives_reason(ask: Ask) -> bool:
    """Whether a reason was given."""
    return bool(str(ask.more.get("reason", "")).strip())


def on_matter_of(of, predicate: rules.Predicate) -> rules.Predicate:
    """A predicate of a matter, asked of the matter of the row `of(ask)`."""

    @rules.predicate
    def asked(ask: Ask) -> bool:
        return predicate.test(Ask(ask.by, of(ask).matter, ask.at, ask.more))

    return asked
