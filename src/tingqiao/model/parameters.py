"""Every constant of the model: name, symbol, unit, default, range and ground.

None is measured. Each is a starting point chosen by judgement inside a range that
keeps the record's own times well inside what the model thinks possible
(tests/verification/test_prior_predictive.py); an ensemble draws each once a run.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from tingqiao.case.entities import Range, Text


@dataclass(frozen=True, slots=True)
class Parameter:
    """One constant; `scale` says on which scale its range is drawn (triangular)."""

    name: str
    symbol: str
    default: float
    low: float
    high: float
    unit: str
    meaning: Text
    scale: Literal["linear", "log"] = "linear"
    basis: str = "judgement"

    @property
    def bounds(self) -> Range:
        """The widest range a case or a plan may give it."""
        return Range(self.low, self.high)


# fmt: off
# a table: one constant a line
_BEHAVIOUR = (
    Parameter("sharpness", "β", 6.0, 1.0, 15.0, "1", Text("意愿对得失的敏锐程度", "how sharply willingness answers to worth"), "log"),
    Parameter("idea_weight", "J", 0.3, 0.0, 1.0, "1", Text("共同理念对意愿的牵引", "pull of the shared idea on willingness")),
    Parameter("pressure_weight", "f", 0.35, 0.0, 1.0, "1", Text("上级压力对意愿的分量", "weight of pressure in willingness")),
    Parameter("consent_rate", "ω", 0.15, 0.02, 1.0, "1/month", Text("完全愿意且常来往时每月表态同意的次数", "consents a month when fully willing and in contact"), "log"),
    Parameter("action_rate", "η", 0.06, 0.01, 0.5, "1/month", Text("完全愿意时每月办成一件的次数", "parts done a month when fully ready"), "log"),
    Parameter("action_pressure", "a_V", 1.0, 0.0, 3.0, "1", Text("压力对行动的加速", "how much pressure speeds action")),
    Parameter("action_coordination", "a_H", 1.0, 0.0, 3.0, "1", Text("协调对行动的加速", "how much coordination speeds action")),
    Parameter("action_participation", "a_S", 1.0, 0.0, 3.0, "1", Text("社会参与对行动的加速", "how much participation speeds action")),
    Parameter("lapse_margin", "ε", 0.05, 0.0, 0.2, "B_m", Text("亏多少才想退出", "loss at which a party would rather be out")),
    Parameter("lapse_rate", "ξ", 0.1, 0.02, 0.4, "1/month", Text("有一方想退时每月退回的机会", "chance a month of falling back once a party wants out"), "log"),
)
_WORTH = (
    Parameter("stake_floor", "ν₀", 0.25, 0.0, 0.5, "1", Text("没有张力时的利害", "stake without tension")),
    Parameter("dependence_floor", "d₀", 0.4, 0.0, 0.8, "1", Text("互不依赖时的利害", "stake without dependence")),
    Parameter("caution", "κ", 0.6, 0.0, 2.0, "1", Text("不信任使交易成本增加的倍数", "how much distrust adds to transaction cost")),
    Parameter("coordination_saving", "h", 0.5, 0.0, 0.9, "1", Text("常态协调省下的交易成本", "transaction cost spared by standing coordination")),
    Parameter("defection_base", "x₀", 0.8, 0.4, 1.0, "1", Text("背约风险的上限", "ceiling of the risk of defection")),
    Parameter("dependence_default", "D₀", 0.5, 0.2, 0.8, "1", Text("案例未写明时的依赖", "dependence where the case gives none")),
)
_LEARNING = (
    Parameter("memory", "λ", 0.95, 0.8, 0.995, "1/month", Text("守约记录每月留下的份额", "share of evidence remembered a month")),
    Parameter("pressure_discount", "α", 0.6, 0.0, 1.0, "1", Text("压力下守约的打折", "discount on words kept under pressure")),
    Parameter("lateness", "ς", 0.3, 0.0, 1.0, "1", Text("拖延一月算失信几分", "how much of a broken word a late month is")),
    Parameter("belief_rate", "γ_B", 0.1, 0.02, 0.3, "1/month", Text("按所得修正预期的快慢", "speed at which belief follows delivery"), "log"),
    Parameter("belief_start", "b₀", 0.6, 0.2, 1.0, "1", Text("起初相信能得到的份额", "share of the benefit believed in at the start")),
    Parameter("idea_rate", "γ_N", 0.05, 0.0, 0.2, "1/month", Text("经历改变理念的快慢", "speed at which experience moves the idea")),
    Parameter("susceptibility", "λ_i", 0.1, 0.0, 0.5, "1", Text("受邻居理念影响的份额", "share of the idea taken from neighbours")),
    Parameter("turnover_rate", "θ", 1.0 / 48.0, 0.0, 1.0 / 24.0, "1/month", Text("主官更替的机会", "chance that leaders change")),
    Parameter("silent_months", "q", 0.5, 0.0, 1.0, "1", Text("记录无失信的在办月份算守约几分", "how much of a kept word a silent month in force is")),
)
_FROM_OUTSIDE = (
    Parameter("reach", "δ", 0.8, 0.5, 1.0, "1/level", Text("压力每过一级留下的份额", "share of a push left after each level")),
    Parameter("pressure_half_life", "t½V", 6.0, 1.0, 24.0, "month", Text("压力减半所需月数", "months for pressure to halve"), "log"),
    Parameter("coordination_half_life", "t½H", 6.0, 1.0, 24.0, "month", Text("协调减半所需月数", "months for coordination to halve"), "log"),
    Parameter("participation_half_life", "t½S", 6.0, 1.0, 24.0, "month", Text("参与减半所需月数", "months for participation to halve"), "log"),
    Parameter("escalation_strength", "v_e", 0.6, 0.2, 1.0, "1", Text("上级答复求助时的力度", "strength of a superior's answer")),
    Parameter("escalation_delay", "t_e", 1.0, 0.5, 3.0, "month/level", Text("求助每上一级等候的月数", "months of waiting a level"), "log"),
)
_STRENGTHS = (
    Parameter("information_strength", "H₁", 0.3, 0.1, 0.5, "1", Text("信息互通一次带来的协调", "coordination from one exchange")),
    Parameter("meeting_strength", "H₂", 0.5, 0.2, 0.8, "1", Text("会商一次带来的协调", "coordination from one meeting")),
    Parameter("agreement_strength", "H₃", 0.6, 0.3, 0.9, "1", Text("签约带来的协调", "coordination from an agreement")),
    Parameter("body_strength", "H₄", 0.7, 0.4, 1.0, "1", Text("设共同机构带来的协调", "coordination from a joint body")),
    Parameter("pressure_strength", "V₁", 0.5, 0.2, 0.8, "1", Text("上级推动一次的力度", "strength of one push")),
    Parameter("mandate_strength", "V₂", 0.8, 0.5, 1.0, "1", Text("上级指令的力度", "strength of a mandate")),
    Parameter("participation_strength", "S₁", 0.5, 0.2, 0.8, "1", Text("社会发声一次的力度", "strength of one act of participation")),
    Parameter("action_strength", "r₁", 1.0, 0.5, 1.0, "1", Text("一次办成算守约几分", "words kept by one recorded action")),
    Parameter("lapse_strength", "s₁", 1.0, 0.5, 1.0, "1", Text("一次退回算失信几分", "words broken by one recorded lapse")),
)
# fmt: on

_ALL = _BEHAVIOUR + _WORTH + _LEARNING + _FROM_OUTSIDE + _STRENGTHS
PARAMETERS = MappingProxyType({parameter.name: parameter for parameter in _ALL})
RANGES = MappingProxyType({name: p.bounds for name, p in PARAMETERS.items()})
_ROW = {name: row for row, name in enumerate(PARAMETERS)}

# Rows of the drawn parameters, array [parameter, lane], for the compiled functions.
SHARPNESS = _ROW["sharpness"]
IDEA_WEIGHT = _ROW["idea_weight"]
PRESSURE_WEIGHT = _ROW["pressure_weight"]
CONSENT_RATE = _ROW["consent_rate"]
ACTION_RATE = _ROW["action_rate"]
ACTION_PRESSURE = _ROW["action_pressure"]
ACTION_COORDINATION = _ROW["action_coordination"]
ACTION_PARTICIPATION = _ROW["action_participation"]
LAPSE_MARGIN = _ROW["lapse_margin"]
LAPSE_RATE = _ROW["lapse_rate"]
STAKE_FLOOR = _ROW["stake_floor"]
DEPENDENCE_FLOOR = _ROW["dependence_floor"]
CAUTION = _ROW["caution"]
COORDINATION_SAVING = _ROW["coordination_saving"]
DEFECTION_BASE = _ROW["defection_base"]
DEPENDENCE_DEFAULT = _ROW["dependence_default"]
MEMORY = _ROW["memory"]
PRESSURE_DISCOUNT = _ROW["pressure_discount"]
LATENESS = _ROW["lateness"]
BELIEF_RATE = _ROW["belief_rate"]
BELIEF_START = _ROW["belief_start"]
IDEA_RATE = _ROW["idea_rate"]
SUSCEPTIBILITY = _ROW["susceptibility"]
TURNOVER_RATE = _ROW["turnover_rate"]
SILENT_MONTHS = _ROW["silent_months"]
REACH = _ROW["reach"]
PRESSURE_HALF_LIFE = _ROW["pressure_half_life"]
COORDINATION_HALF_LIFE = _ROW["coordination_half_life"]
PARTICIPATION_HALF_LIFE = _ROW["participation_half_life"]
ESCALATION_STRENGTH = _ROW["escalation_strength"]
ESCALATION_DELAY = _ROW["escalation_delay"]


def row(name: str) -> int:
    """The row of a parameter in drawn arrays; KeyError for an unknown name."""
    return _ROW[name]
