"""Advice in words and as a document: a sentence first, then reasons and numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.table import Table

from tingqiao.advice.advise import Advice
from tingqiao.advice.institutions.choice import Choice, Option
from tingqiao.advice.institutions.thresholds import AxisMap
from tingqiao.advice.interval import Interval
from tingqiao.advice.superiors.diagnosis import Cause
from tingqiao.advice.superiors.pressure import Guidance, LeastPush
from tingqiao.advice.superiors.tools import Tool
from tingqiao.case.entities import Case, Language, Text
from tingqiao.report.wording import amount, percent, percent_range, signed, unit_name

_LANGUAGES: tuple[Language, Language] = ("zh", "en")
_CAUSES = {
    Cause.LEGITIMACY: Text(
        "各方愿意，但没有谁授权", "all are willing but nobody has authorised it"
    ),
    Cause.INFORMATION: Text(
        "看不清对方做了什么", "neither can see what the other does"
    ),
    Cause.DIVISION: Text(
        "得失不均，意见分开", "gains fall unequally and opinions part"
    ),
    Cause.COST: Text("对各方来说成本压过所得", "it costs them more than it brings"),
}
_TOOLS = {
    Tool.INFORM: Text("通报情况", "make the facts known"),
    Tool.MEDIATE: Text("召集会商", "bring them to one table"),
    Tool.AUTHORISE: Text("授权推动", "authorise them"),
    Tool.SETTLE: Text("裁定分担", "settle who bears and gets what"),
    Tool.MANDATE: Text("下达指令", "set the rung by mandate"),
}
_AXES = {
    "specificity": Text("资产专用性", "asset specificity"),
    "measurability": Text("可衡量程度", "measurability"),
    "n_parties": Text("当事方数", "number of parties"),
    "trust": Text("信任", "trust"),
    "cost_ratio": Text("成本与收益之比", "cost over benefit"),
}
_LIMITS = Text(
    "参数没有一个是测得的，都从范围里抽取；事项的价值、成本多为判断。每级台阶的价值按起始时的信任估算；指令省去同意，却没有计入上级的精力和各方的情面。这是模型的推演，不是承诺。",
    "No parameter is measured: all are drawn from ranges, and worth and cost are mostly "
    "judgement. Rungs are valued at the trust of the start; what a mandate costs in a "
    "superior's attention and in goodwill is not counted. This is a model's reckoning, "
    "not a promise.",
)


def advice_document(advice: Advice) -> dict[str, Any]:
    """The whole advice, for `advice.json`; infinite months are null (not reached)."""
    case = advice.case
    return {
        "provenance": asdict(advice.provenance),
        "unit": case.unit,
        "institutions": {
            c.matter: _choice(c, advice.maps[c.matter], case)
            for c in advice.institutions
        },
        "superiors": {g.diagnosis.matter: _guided(g, case) for g in advice.superiors},
        "regret": [
            {"rung": r.rung, "loss_share_of_benefit": _interval(r.mean)}
            for r in advice.regret
        ],
        "limits": _LIMITS._asdict(),
    }


def institution_sentence(choice: Choice, case: Case) -> Text:
    """The recommendation for one matter, or that there is none."""
    matter = case.matter(choice.matter).name
    best, other = _aim(choice.recommended, case), _aim(choice.runner_up, case)
    if not choice.is_told:
        return Text(
            f"{matter.zh}：“{best.zh}”与“{other.zh}”分不出高下。",
            f"{matter.en}: no difference found between {best.en} and {other.en}.",
        )
    value, ahead = _in_brackets(choice.recommended.value), _in_brackets(choice.ahead)
    unit = {language: unit_name(case.unit, language) for language in _LANGUAGES}
    return Text(
        f"{matter.zh}：宜取“{best.zh}”，每月净值 {value} {unit['zh']}，比“{other.zh}”多 {ahead}。",
        f"{matter.en}: aim at {best.en}, worth {value} {unit['en']} a month net, "
        f"{ahead} more than {other.en}.",
    )


def _aim(option: Option, case: Case) -> Text:
    rung = case.ladder[option.rung].name
    if option.imposed_by is None:
        return rung
    by = case.government(option.imposed_by).name
    return Text(f"{by.zh}指令设定{rung.zh}", f"{rung.en} imposed by {by.en}")


def superior_sentence(guidance: Guidance, case: Case) -> Text:
    """Who should step in for one stalled matter, and how, or that nobody need."""
    matter = case.matter(guidance.diagnosis.matter).name
    rung = case.ladder[guidance.rung].name
    alone, months = _chance(guidance.alone), guidance.goal.months
    if guidance.is_needed is False:
        return Text(
            f"{matter.zh}：不必有人出面，{months} 个月内到“{rung.zh}”的机会已有 {alone}。",
            f"{matter.en}: nobody needs to step in; the chance of {rung.en} at month "
            f"{months} is already {alone}.",
        )
    if guidance.superior is None:
        return Text(
            f"{matter.zh}：没有共同上级可以出面；自行到“{rung.zh}”的机会 {alone}。",
            f"{matter.en}: no common superior can step in; the chance of {rung.en} "
            f"unaided is {alone}.",
        )
    if guidance.is_needed is None:
        return Text(
            f"{matter.zh}：分不出是否需要有人出面；{months} 个月时自行站上“{rung.zh}”的机会 {alone}。",
            f"{matter.en}: no difference found between stepping in and not; the chance "
            f"of {rung.en} unaided at month {months} is {alone}.",
        )
    by = case.government(guidance.superior).name
    weakest = guidance.weakest
    if weakest is None:
        return Text(
            f"{matter.zh}：{by.zh}的手段都没有可分辨的足够效果；自行的机会 {alone}。",
            f"{matter.en}: no tool of {by.en} is found to be enough; the chance "
            f"unaided is {alone}.",
        )
    tool, chance = _TOOLS[weakest.tool], _chance(weakest.chance)
    return Text(
        f"{matter.zh}：请{by.zh}{tool.zh}，{months} 个月时站上“{rung.zh}”的机会从 {alone} 到 {chance}。",
        f"{matter.en}: ask {by.en} to {tool.en}; the chance of {rung.en} at month "
        f"{months} goes from {alone} to {chance}.",
    )


def _chance(chance: Interval) -> str:
    bounds = percent_range(chance.low, chance.high)
    return f"{percent(chance.value)} [{bounds}]"


def _in_brackets(number: Interval) -> str:
    return f"{amount(number.value)} [{amount(number.low)}, {amount(number.high)}]"


def _choice(choice: Choice, maps: Sequence[AxisMap], case: Case) -> dict[str, Any]:
    options = [_option(option, case) for option in choice.options]
    return {
        "sentence": institution_sentence(choice, case)._asdict(),
        "standing": choice.standing,
        "told_apart": choice.is_told,
        "recommended": options[0] if choice.is_told else None,
        "ahead_of_runner_up": _interval(choice.ahead),
        "better_in_share_of_differing_worlds": choice.often,
        "options": options,
        "would_change_this": {m.axis: _turns(m) for m in maps},
    }


def _option(option: Option, case: Case) -> dict[str, Any]:
    intervals = ("value", "kept", "transaction", "autonomy", "chance", "regret")
    return {
        "rung": option.rung,
        "name": _aim(option, case)._asdict(),
        "imposed_by": option.imposed_by,
        **{name: _interval(getattr(option, name)) for name in intervals},
        "months_p10_p50_p90": [m if math.isfinite(m) else None for m in option.months],
    }


def _turns(axis: AxisMap) -> dict[str, Any]:
    return {
        "name": _AXES[axis.axis]._asdict(),
        "now": dict(zip(("mean", "p10", "p90"), axis.now, strict=True)),
        "map": {"at": list(axis.at), "best": list(axis.best)},
        "thresholds": [asdict(turn) for turn in axis.thresholds],
    }


def _interval(number: Interval) -> dict[str, float]:
    return dict(number._asdict())


def _guided(guidance: Guidance, case: Case) -> dict[str, Any]:
    found = guidance.diagnosis
    return {
        "sentence": superior_sentence(guidance, case)._asdict(),
        "holds_it": {"cause": found.cause.value, **_CAUSES[found.cause]._asdict()},
        "still_months": found.still_months,
        "least_willing": found.least_willing,
        "log_odds": dict(found.log_odds),
        "next_step_gains_without": {
            "information_risk": found.without_information_risk,
            "cost": found.without_cost,
        },
        "goal": {"rung": guidance.rung, **asdict(guidance.goal)},
        "lowest_common_superior": guidance.superior,
        "needed": guidance.is_needed,
        "alone": _interval(guidance.alone),
        "alone_estimate": _interval(guidance.alone_mean),
        "tools": [
            {
                "tool": t.tool.value,
                "chance": _interval(t.chance),
                "added": _interval(t.added),
            }
            for t in guidance.tried
        ],
        "least_push": None if guidance.push is None else _push(guidance.push),
    }


def _push(push: LeastPush) -> dict[str, Any]:
    return {
        "strength": push.strength,
        "withdraw_month": push.withdraw,
        "chance": _interval(push.chance),
        "still_there_two_years_later": _interval(push.kept),
        "trust_change": _interval(push.trust),
    }


def advice_table(advice: Advice, language: Language) -> Table:
    """Every recommendation as one sentence, with what holds a stalled matter."""
    zh = language == "zh"
    table = Table(box=None, pad_edge=False, show_lines=False)
    table.add_column("问题" if zh else "about", no_wrap=True)
    table.add_column("建议" if zh else "advice", overflow="fold")
    for choice in advice.institutions:
        said = institution_sentence(choice, advice.case)
        turning = _turning(choice, advice.maps[choice.matter])
        table.add_row(
            "制度" if zh else "institution",
            said.in_language(language) + turning.in_language(language),
        )
    for guidance in advice.superiors:
        said = superior_sentence(guidance, advice.case)
        table.add_row(
            "上级" if zh else "superior",
            said.in_language(language) + _reasons(guidance, language),
        )
    return table


def _turning(choice: Choice, maps: Sequence[AxisMap]) -> Text:
    """What would change a recommendation: the nearest turn along each axis."""
    turns = []
    for axis in maps if choice.is_told else ():
        if axis.thresholds:
            near = min(axis.thresholds, key=lambda turn: abs(turn.at - axis.now[0]))
            turns.append((_AXES[axis.axis], amount(near.at), amount(axis.now[0])))
    if not turns:
        return Text("", "")
    zh = "，".join(f"{name.zh}过 {at}（现约 {now}）" for name, at, now in turns)
    en = ", ".join(f"{name.en} {at} (now about {now})" for name, at, now in turns)
    return Text(f"粗算会变之处：{zh}。", f" By the closed form this turns at {en}.")


def _reasons(guidance: Guidance, language: Language) -> str:
    """What holds it, and what the least push costs."""
    if not guidance.is_needed:  # or it cannot be told
        return ""
    cause = _CAUSES[guidance.diagnosis.cause]
    said = Text(f"症结：{cause.zh}。", f" What holds it: {cause.en}.")
    push = guidance.push
    if push is None:
        return said.in_language(language)
    trust = f"{signed(push.trust.value, 3)} [{signed(push.trust.low, 3)}, {signed(push.trust.high, 3)}]"
    least = Text(
        f"最小的推动：强度 {push.strength:g}，第 {push.withdraw} 个月撤出，机会 {_chance(push.chance)}；信任 {trust}。",
        f" Least push: strength {push.strength:g}, withdrawn at month {push.withdraw}, "
        f"chance {_chance(push.chance)}; trust {trust}.",
    )
    return said.in_language(language) + least.in_language(language)


def advice_limits(language: Language) -> str:
    """What the advice cannot promise."""
    return _LIMITS.in_language(language)
