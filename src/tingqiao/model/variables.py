"""What every variable of a result is called, and its unit."""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from tingqiao.case.entities import Case


class Variable(NamedTuple):
    """Unit and long names of one variable; `{unit}` is the case's unit of benefit."""

    units: str
    long_name: str
    long_name_zh: str


# fmt: off
# a table: one variable a line
_TABLE = {
    "month": Variable("month", "months after the start", "距起点月数"),
    "p_rung": Variable("1", "share of runs standing on the rung", "停在该级的份额"),
    "p_rung_low": Variable("1", "chance of standing on the rung or higher, lower bound (80 %)", "站在该级或更高的机会，八成把握的下限"),
    "p_rung_high": Variable("1", "chance of standing on the rung or higher, upper bound (80 %)", "站在该级或更高的机会，八成把握的上限"),
    "p_reached": Variable("1", "share of runs that have reached the rung", "到过该级的份额"),
    "months_to_rung": Variable("month", "months until the rung is first reached", "首次到达所需月数"),
    "p_never": Variable("1", "share of runs that never reach the rung", "始终未到该级的份额"),
    "p_lapse": Variable("1", "share of runs with a fall", "退回过的份额"),
    "lag_unfinished": Variable("1", "share of adoptions not yet carried out (Kaplan-Meier)", "尚未办成的份额（Kaplan–Meier）"),
    "lag_at_risk": Variable("1", "adoptions still observed", "仍在观察的次数"),
    "lag": Variable("month", "months from adoption until all have acted", "从采纳到各方办成的月数"),
    "p_late": Variable("1", "share of adoptions late past the due time", "逾期的份额"),
    "trust": Variable("1", "mean trust over ties", "平均信任"),
    "benefit": Variable("{unit}/month", "output of all matters", "全部事项的产出"),
    "rungs_total": Variable("1", "sum of rungs over matters", "各事项级数之和"),
    "trust_tie": Variable("1", "mean trust of source in target, at the start and the end", "信任（起点与终点）"),
    "dependence_tie": Variable("1", "mean dependence of source on target", "依赖"),
    "willingness": Variable("1", "willingness at the start", "起点意愿"),
    "log_odds": Variable("1", "mean log-odds of willingness at the start", "起点意愿的对数几率均值"),
    "willingness_part": Variable("1", "Shapley part of the mean log-odds", "意愿各部分（Shapley）"),
    "consented": Variable("1", "share of runs with consent to the next rung", "已同意下一级的份额"),
    "acted": Variable("1", "share of runs with the part of the present rung done", "已办成本级之事的份额"),
    "path.rung": Variable("1", "rung", "级"),
    "path.in_force": Variable("1", "highest rung carried out by all", "各方都已办成的最高级"),
    "path.consent": Variable("1", "has consented to the next rung", "已同意下一级"),
    "path.acted": Variable("1", "has done its part of the present rung", "已办成本级之事"),
    "path.trust": Variable("1", "trust of source in target", "信任"),
    "path.idea": Variable("1", "adherence to the shared idea", "理念"),
    "path.belief": Variable("1", "share of the benefit believed in", "预期"),
    "path.pressure": Variable("1", "pressure felt", "压力"),
    "path.coordination": Variable("1", "coordination", "协调"),
    "path.output": Variable("{unit}/month", "output", "产出"),
}
# fmt: on
VARIABLES = MappingProxyType(_TABLE)


def said_of(name: str, case: Case) -> dict[str, str]:
    """The attributes of a variable in a result of `case`."""
    told = VARIABLES[name]._asdict()
    return told | {"units": told["units"].format(unit=case.unit)}
