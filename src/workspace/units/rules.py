"""Who may act for a unit, and who keeps the list of who may.

Every rule on an act under a mandate starts with `in_force`, so a mandate that
has ended gives no power from that moment on, whatever session is still open.
"""

from __future__ import annotations

import rules

from workspace.accounts.models import Duty, Person
from workspace.accounts.permission import Ask, Condition, Rule
from workspace.units.models import POWER_WORDS, Mandate, Power
from workspace.units.tree import superiors_of
from workspace.wording import Words


@rules.predicate
def has_mandate(ask: Ask) -> bool:
    """Whether it is asked under a mandate that gives power at that moment."""
    if not isinstance(ask.by, Mandate):
        return False
    now = Mandate.objects.select_related("person").filter(pk=ask.by.pk).first()
    return now is not None and now.is_in_force(ask.at)


in_force = Condition(
    has_mandate,
    Words("您的授权不在有效期内。", "Your mandate is not in force."),
    Words(
        "可由本单位有“授权”权限的人或系统管理员重新授权。",
        "Someone with the power to appoint in your unit, or the system administrator, can give a new one.",
    ),
)


def having(*powers: Power) -> Condition:
    """That the mandate gives one of `powers`."""
    words = [POWER_WORDS[p] for p in powers]
    named = Words("”或“".join(w.zh for w in words), " or ".join(w.en for w in words))

    @rules.predicate
    def has_power(ask: Ask) -> bool:
        return any(ask.by.may(power) for power in powers)

    return Condition(
        has_power,
        Words("这一步需要“{powers}”权限。", "This needs the power to {powers}.").fill(
            powers=named
        ),
        Words(
            "请交给本单位有此权限的同事，或请本单位有“授权”权限的人授权。",
            "Pass it to a colleague who has it, or ask who appoints in your unit.",
        ),
    )


def on_duty(kind: str) -> Condition:
    """That the person holds that duty of administration."""

    @rules.predicate
    def holds_duty(ask: Ask) -> bool:
        return isinstance(ask.by, Person) and ask.by.holds(kind)

    return Condition(
        holds_duty,
        _DUTY_WORDS[kind],
        Words("请联系他们办理。", "Please ask them to do it."),
    )


_DUTY_WORDS = {
    Duty.Kind.SYSTEM: Words(
        "这件事由系统管理员办。", "This is done by the system administrator."
    ),
    Duty.Kind.SECURITY: Words(
        "这件事由安全管理员办。", "This is done by the security administrator."
    ),
    Duty.Kind.AUDIT: Words("这件事由审计员办。", "This is done by the auditor."),
}


@rules.predicate
def appoints(ask: Ask) -> bool:
    """Whether the asker keeps the list of people of the unit asked about."""
    if isinstance(ask.by, Person):
        return ask.by.holds(Duty.Kind.SYSTEM)
    if not has_mandate.test(ask) or not ask.by.may(Power.APPOINT):
        return False
    return ask.by.unit == ask.on or ask.by.unit in superiors_of(ask.on)


may_appoint = Condition(
    appoints,
    Words("您不能为这个单位授权。", "You cannot appoint people for this unit."),
    Words(
        "可由该单位或其上级有“授权”权限的人，或系统管理员办理。",
        "Who appoints in that unit or above it, or the system administrator, can.",
    ),
)


@rules.predicate
def is_someone_else(ask: Ask) -> bool:
    """Whether the person asked about is not the asker."""
    asker = ask.by.person if isinstance(ask.by, Mandate) else ask.by
    return ask.more.get("person") != asker


not_oneself = Condition(
    is_someone_else,
    Words("不能给自己授权。", "Nobody gives a mandate to themselves."),
    Words("请由另一位有“授权”权限的人办理。", "Ask someone else who appoints."),
)


@rules.predicate
def is_new_username(ask: Ask) -> bool:
    """Whether nobody has that user name yet."""
    return not Person.objects.filter(username__iexact=ask.more["username"]).exists()


new_username = Condition(
    is_new_username,
    Words("这个登录名已经有人用。", "This user name is taken."),
    Words(
        "请换一个；如果是同一个人，直接授权即可。",
        "Choose another; for the same person, give a mandate.",
    ),
    timely=True,
)

GIVE_MANDATE = Rule("units.mandate_given", (may_appoint, not_oneself))
END_MANDATE = Rule("units.mandate_ended", (may_appoint,))
INVITE = Rule("units.invited", (may_appoint, new_username))
ADD_UNIT = Rule("units.unit_added", (on_duty(Duty.Kind.SYSTEM),))
SET_HOLIDAYS = Rule("units.holidays_set", (on_duty(Duty.Kind.SYSTEM),))
LOCK_PERSON = Rule("units.person_locked", (on_duty(Duty.Kind.SECURITY), not_oneself))
