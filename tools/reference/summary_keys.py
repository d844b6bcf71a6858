"""What each key of summary.json means; a key without a meaning stops the page."""

from __future__ import annotations

from types import MappingProxyType

from tingqiao.case.entities import Text

_TENTHS = {
    "p10": Text("一成分位数", "10 % quantile over runs"),
    "p50": Text("中位数", "median over runs"),
    "p90": Text("九成分位数", "90 % quantile over runs"),
}
_DIFFERENCE = {
    "difference": Text("与基准之差的均值", "mean difference from the base"),
    "low": Text("95% 区间下限", "lower bound of its 95 % interval"),
    "high": Text("95% 区间上限", "upper bound of its 95 % interval"),
}
_NAMES = {
    "name.zh": Text("中文名", "name in Chinese"),
    "name.en": Text("英文名", "name in English"),
}
_PARTS = {
    "tension": Text("张力的一份", "part of tension"),
    "dependence": Text("依赖的一份", "part of dependence"),
    "cost": Text("成本的一份", "part of cost"),
    "pressure": Text("压力的一份", "part of pressure"),
    "idea": Text("理念的一份", "part of the idea"),
    "trust": Text("信任的一份", "part of trust"),
}


def _under(place: str, meanings: dict[str, Text]) -> dict[str, Text]:
    return {f"{place}.{key}": meaning for key, meaning in meanings.items()}


_M = "matters.MATTER"
MEANINGS = MappingProxyType(
    {
        "version": Text("亭桥的版本", "version of Tingqiao"),
        "case.id": Text("案例编号", "id of the case"),
        "case.digest": Text("案例内容的摘要", "digest of the case's content"),
        **_under("case", _NAMES),
        "parameters.digest": Text("参数的摘要", "digest of the parameters"),
        "plan.id": Text("方案编号", "id of the plan"),
        "plan.digest": Text("方案的摘要", "digest of the plan"),
        **_under("plan", _NAMES),
        "model.digest": Text("模型源码的摘要", "digest of the model's sources"),
        "seed": Text("种子", "seed"),
        "runs": Text("推演次数", "number of runs"),
        "months": Text("推演月数", "months of each run"),
        "start": Text("起点月份", "first month"),
        "unit": Text("收益的单位", "unit of benefit"),
        **_under("rungs[]", _NAMES),
        **_under(_M, _NAMES),
        f"{_M}.rung": Text("照记录站在哪一级", "rung it stands on by the record"),
        f"{_M}.since": Text(
            "自何月起；记录没有说则为 null", "since which month; null: no record"
        ),
        f"{_M}.p_rung": Text(
            "每12个月一行，各级的机会", "a row every 12 months: chance of each rung"
        ),
        f"{_M}.p_at_or_above_low": Text(
            "站在该级或更高的机会，80% 区间下限",
            "chance of the rung or higher, lower bound of its 80 % interval",
        ),
        f"{_M}.p_at_or_above_high": Text("同上，上限", "the same, upper bound"),
        **_under(f"{_M}.months_to_rung.RUNG", _TENTHS),
        f"{_M}.months_to_rung.RUNG.p_never": Text(
            "期内始终未到的份额", "share of runs that never reach it"
        ),
        **_under(f"{_M}.lag", _TENTHS),
        f"{_M}.lag.p_late": Text("采纳后逾期的份额", "share of adoptions past due"),
        f"{_M}.p_lapse": Text("退回过的份额", "share of runs with a fall"),
        f"{_M}.willingness.GOVERNMENT.value": Text(
            "起点意愿：对数几率均值所对应的数",
            "willingness at the start: that of the mean log-odds",
        ),
        **_under(f"{_M}.willingness.GOVERNMENT", _TENTHS),
        **_under(f"{_M}.willingness.GOVERNMENT.parts", _PARTS),
        **_under("trust.MONTH", _TENTHS),
        **_under("benefit.MONTH", _TENTHS),
        **_under("rungs_total.MONTH", _TENTHS),
        "evidence.source": Text("有来源的份额", "share resting on sources"),
        "evidence.judgement": Text("凭判断的份额", "share resting on judgement"),
        "evidence.default": Text("用缺省的份额", "share resting on defaults"),
        **_under("plans.PLAN", _NAMES),
        "plans.PLAN.base": Text("基准方案", "the plan compared with"),
        **_under("plans.PLAN.measures.MEASURE", _DIFFERENCE),
        "plans.PLAN.measures.MEASURE.variance_saved": Text(
            "配对省下的方差", "share of variance that pairing saves"
        ),
        **_under("plans.PLAN.reached_agreement.MATTER", _DIFFERENCE),
    }
)
