"""Who may act on a matter."""

from __future__ import annotations

import rules

from workspace.accounts.permission import Ask, Condition, Rule
from workspace.matters.models.matter import Matter, Part
from workspace.units.models import Power, Unit
from workspace.units.rules import having, in_force
from workspace.units.tree import stands_above
from workspace.wording import Words


def matter_of(ask: Ask) -> Matter:
    """The matter the question is about, whatever row it was asked on."""
    return ask.on if isinstance(ask.on, Matter) else ask.on.matter


@rules.predicate
def is_party(ask: Ask) -> bool:
    """Whether the asker's unit is party to the matter."""
    return matter_of(ask).parties.filter(unit=ask.by.unit).exists()


@rules.predicate
def is_open(ask: Ask) -> bool:
    """Whether the matter is still worked on."""
    return matter_of(ask).closed_at is None


@rules.predicate
def is_common_superior(ask: Ask) -> bool:
    """Whether the asker acts for a superior of all parties."""
    units = matter_of(ask).units
    answers_for = Unit.objects.filter(working_office=ask.by.unit)
    return any(stands_above(unit, units) for unit in (ask.by.unit, *answers_for))


@rules.predicate
def is_own_part(ask: Ask) -> bool:
    """Whether the part asked about is the asker's own."""
    return isinstance(ask.on, Part) and ask.on.unit == ask.by.unit


@rules.predicate
def part_is_due(ask: Ask) -> bool:
    """Whether the part is still owed, on the rung the matter stands on."""
    return ask.on.done_at is None and ask.on.round == matter_of(ask).round


@rules.predicate
def part_is_plain(ask: Ask) -> bool:
    """Whether no commitments carry the part."""
    return not ask.on.by_commitments


@rules.predicate
def is_lower(ask: Ask) -> bool:
    """Whether the rung asked about is on the ladder, below the present one."""
    return 0 <= ask.more["rung"] < matter_of(ask).rung


@rules.predicate
def is_another_rung(ask: Ask) -> bool:
    """Whether the rung asked about is on the ladder and not the present one."""
    matter = matter_of(ask)
    return 0 <= ask.more["rung"] <= matter.case.top and ask.more["rung"] != matter.rung


@rules.predicate
def is_new_code(ask: Ask) -> bool:
    """Whether the case has no matter of that code yet."""
    return not ask.on.matters.filter(code=ask.more["code"]).exists()


party = Condition(
    is_party,
    Words("您的单位不是这件事的当事方。", "Your unit is not a party to this matter."),
    Words("可由当事方的人来办。", "One of the parties can do it."),
)
still_open = Condition(
    is_open,
    Words("这件事已经办结。", "This matter is closed."),
    Words("如要继续，请另提一件事。", "To go on, raise a new matter."),
    timely=True,
)
common_superior = Condition(
    is_common_superior,
    lambda ask: Words(
        "只有各方的共同上级才能这样定。",
        "Only a common superior of all parties can decide this.",
    ),
    lambda ask: _superior_can(matter_of(ask)),
)
own_part = Condition(
    is_own_part,
    Words("这是另一方的事。", "This part is another party's."),
    Words("由那一方自己报告办完。", "That party reports it done."),
)
due_part = Condition(
    part_is_due,
    Words(
        "这一部分已经办完，或者事项已换了级。",
        "This part is done, or the matter has moved.",
    ),
    Words("不必再办。", "Nothing is left to do."),
    timely=True,
)
plain_part = Condition(
    part_is_plain,
    Words("这一部分由承诺逐条承担。", "Commitments carry this part."),
    Words(
        "请把这些承诺逐条办结，办结即算办完。",
        "Close them one by one; then it is done.",
    ),
    timely=True,
)
lower = Condition(
    is_lower,
    Words("只能退回到更低的一级。", "One falls back to a lower rung only."),
    Words("请选比现在低的一级。", "Choose a rung below the present one."),
    timely=True,
)
another_rung = Condition(
    is_another_rung,
    Words(
        "要定的一级不在阶梯上，或者就是现在这一级。",
        "That rung is not on the ladder, or is the present one.",
    ),
    Words("请选阶梯上的另一级。", "Choose another rung of the ladder."),
    timely=True,
)
new_code = Condition(
    is_new_code,
    Words(
        "这个案例里已有同样代号的事项。", "The case has a matter of that code already."
    ),
    Words("请换一个代号。", "Choose another code."),
    timely=True,
)


def _superior_can(matter: Matter) -> Words:
    superior = matter.superior
    if superior is None:
        return Words("各方没有共同上级。", "The parties have no common superior.")
    said = Words("可请{unit}办理。", "{unit} can.")
    return said.fill(unit=superior.name)


confirms = having(Power.CONFIRM)
prepares = having(Power.PREPARE, Power.CONFIRM)
settles = having(Power.SETTLE)

RAISE_MATTER = Rule("matters.matter_raised", (in_force, confirms, new_code))
STATE_NATURE = Rule("matters.nature_stated", (in_force, party, prepares, still_open))
GIVE_WORDS = Rule("matters.words_given", (in_force, party, prepares, still_open))
STATE_POSITION = Rule(
    "matters.position_stated", (in_force, party, confirms, still_open)
)
ATTACH = Rule("matters.file_attached", (in_force, party, prepares, still_open))
LINK_EVIDENCE = Rule("matters.evidence_linked", (in_force, party, prepares, still_open))
GIVE_SEAT = Rule("matters.seat_given", (in_force, party, confirms, still_open))
FINISH_PART = Rule(
    "matters.part_done",
    (in_force, own_part, confirms, still_open, due_part, plain_part),
)
LAPSE = Rule("matters.lapsed", (in_force, party, confirms, still_open, lower))
IMPOSE = Rule(
    "matters.imposed", (in_force, common_superior, settles, still_open, another_rung)
)
CLOSE = Rule("matters.matter_closed", (in_force, party, confirms, still_open))
