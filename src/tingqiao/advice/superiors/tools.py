"""What a superior can do, from the lightest touch to its binding word."""

from __future__ import annotations

from enum import StrEnum

from tingqiao.case.entities import Case, Matter, Range
from tingqiao.case.tree import tree_of
from tingqiao.model.parameters import PARAMETERS
from tingqiao.model.plan import LOWEST, Imposition, Plan, Push, Support


class Tool(StrEnum):
    """Tools of a superior, weakest first."""

    INFORM = "inform"  # makes each side's facts known to the other
    MEDIATE = "mediate"  # brings them to one table
    AUTHORISE = "authorise"  # says that they may: a light push
    SETTLE = "settle"  # settles who gets and pays what: a full push, with authority
    MANDATE = "mandate"  # sets the rung


def lowest_superior(case: Case, matter: Matter) -> str | None:
    """The lowest common superior outside the matter, who alone has all five tools."""
    lowest = tree_of(case.governments).lowest_common_superior(matter.parties)
    return None if lowest in matter.parties else lowest


def plan_with(tool: Tool, matter: Matter, rung: int, months: int) -> Plan:
    """The tool used on one matter from the start, for `months` months.

    Strengths are those of the model's own parameters: an exchange, a meeting, half
    and all of a push (`information_strength`, `meeting_strength`,
    `pressure_strength`, `mandate_strength`); a mandate sets `rung` at once.
    """
    only = (matter.id,)
    name = f"{tool.value}-{matter.id}"
    if tool is Tool.MANDATE:
        return Plan(id=name, imposed=(Imposition(LOWEST, 0, rung, only),))
    if tool in (Tool.INFORM, Tool.MEDIATE):
        strength = "information_strength" if tool is Tool.INFORM else "meeting_strength"
        support = Support(_range(strength), 0, months, only)
        return Plan(id=name, coordination=(support,))
    strength = "pressure_strength" if tool is Tool.AUTHORISE else "mandate_strength"
    return Plan(id=name, pressure=(Push(LOWEST, _range(strength), 0, months, only),))


def _range(name: str) -> Range:
    return PARAMETERS[name].bounds
