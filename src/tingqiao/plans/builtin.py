"""The plans that come with Tingqiao, each one question put to a case."""

from __future__ import annotations

from types import MappingProxyType

from tingqiao.case.entities import Range, Text
from tingqiao.model.plan import AS_RECORDED, LOWEST, Plan, Push, Without

_FIRM = Range(0.6, 0.6)  # a push by judgement: firm, and the same in both plans
_EARLY_MONTHS = 12

_PLANS = (
    AS_RECORDED,
    Plan(
        id="no-superiors",
        name=Text("没有上级", "no superiors"),
        without=frozenset({Without.PRESSURE}),
    ),
    Plan(
        id="no-coordination",
        name=Text("没有协调", "no coordination"),
        without=frozenset({Without.COORDINATION}),
    ),
    Plan(
        id="no-participation",
        name=Text("没有社会参与", "no participation"),
        without=frozenset({Without.PARTICIPATION}),
    ),
    Plan(
        id="leap",
        name=Text("一步到协议", "leap to agreement"),
        leap=MappingProxyType({"*": 3}),
    ),
    Plan(
        id="early-push",
        name=Text("先推一年再放手", "push a year, then withdraw"),
        pressure=(Push(LOWEST, _FIRM, until=_EARLY_MONTHS),),
    ),
    Plan(
        id="fading-push",
        name=Text("信任长一分就少推一分", "push that fades as trust grows"),
        pressure=(Push(LOWEST, _FIRM, fade_with_trust=True),),
    ),
)
BUILTIN_PLANS = MappingProxyType({plan.id: plan for plan in _PLANS})
