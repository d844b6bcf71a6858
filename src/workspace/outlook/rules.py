"""Who may ask for a forecast."""

from __future__ import annotations

import rules

from workspace.accounts.permission import Ask, Condition, Rule
from workspace.units.rules import in_force
from workspace.wording import Words


@rules.predicate
def is_member(ask: Ask) -> bool:
    """Whether the asker's unit is in the case."""
    return ask.on.members.filter(unit=ask.by.unit).exists()


member = Condition(
    is_member,
    Words("贵单位不在这个案例里。", "Your unit is not in this case."),
    Words("可请案例里的单位来算。", "A unit of the case can ask."),
)
ASK = Rule("outlook.asked", (in_force, member))
