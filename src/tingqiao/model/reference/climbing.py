"""Falling back, consent, the next rung, and rungs imposed from above."""

from __future__ import annotations

from typing import NamedTuple

from tingqiao.case.entities import Matter
from tingqiao.model import draws
from tingqiao.model.reference import equations as eq
from tingqiao.model.reference.levels import trust_in_partners
from tingqiao.model.reference.setting import Setting
from tingqiao.model.reference.state import State


class Risks(NamedTuple):
    """What may spoil a matter this month."""

    defection: float
    any: float


def assess_risks(m: Matter, setting: Setting, now: State) -> Risks:
    """ρˣ and ρ of a matter."""
    facts, d = setting.world.matter[m.id], setting.world.dependence
    watched = (
        now.participation[m.id] if setting.plan.participation_in_monitoring else 0.0
    )
    defection = eq.defection(
        facts["specificity"], facts["measurability"], watched, setting.c
    )
    pairs = [(i, j) for i in m.parties for j in m.parties if i != j]
    imbalance = sum(abs(d[i, j] - d[j, i]) for i, j in pairs) / len(pairs)
    risk = eq.any_risk(
        facts["complexity"],
        now.coordination[m.id],
        eq.gini([setting.world.share[m.id, g] for g in m.parties]),
        imbalance,
        now.authority[m.id],
        defection,
    )
    return Risks(defection, risk)


def worth(
    m: Matter, g: str, rung: int, risk: float, setting: Setting, now: State
) -> float:
    """U_imk − U_im0 under this month's risk."""
    facts, d = setting.world.matter[m.id], setting.world.dependence
    partners = [other for other in m.parties if other != g]
    mutual = sum((d[g, j] + d[j, g]) / 2 for j in partners) / len(partners)
    stake = eq.stake(
        len(m.parties) * setting.world.share[m.id, g],
        facts["complexity"] * facts["fragmentation"],
        mutual,
        setting.c,
    )
    at, trust = setting.ladder[rung], trust_in_partners(setting, now, m.id, g)
    gain = eq.gain(at, now.belief[m.id, g] * stake, risk, trust)
    return gain - eq.burden(
        at,
        facts["cost"] / facts["benefit"],
        trust,
        now.coordination[m.id],
        now.idea[g],
        setting.c,
    )


def impose(month: int, setting: Setting, now: State) -> None:
    """The highest rung that a common superior sets this month."""
    for m in setting.case.matters:
        rungs = [k for t, at, k in setting.outside.imposed if (t, at) == (month, m.id)]
        if rungs and max(rungs) > now.matter[m.id].rung:
            _adopt(m, max(rungs), now)


def climb(m: Matter, month: int, setting: Setting, now: State) -> None:
    """One matter's month on the ladder."""
    standing, risk = now.matter[m.id], assess_risks(m, setting, now).any
    if standing.rung > 0 and not standing.moved:
        _may_fall(m, month, risk, setting, now)
    if setting.plan.cleared_monthly:
        now.consent |= {(m.id, g): False for g in m.parties}
    is_asked = (
        month >= setting.opening(m)
        and standing.rung < setting.top
        and not standing.owing
        and not standing.moved
    )
    if is_asked:
        for g in m.parties:
            _may_consent(m, g, month, risk, setting, now)
        if _is_met(m, setting, now):
            _adopt(m, setting.next_rung(m, standing.rung), now)


def _may_fall(m: Matter, month: int, risk: float, setting: Setting, now: State) -> None:
    standing = now.matter[m.id]
    wish = any(
        eq.wants_out(
            worth(m, g, standing.rung, risk, setting, now),
            now.pressure[m.id, g],
            setting.c,
        )
        for g in m.parties
    )
    luck = setting.draw(month, draws.LAPSE, "matter", m.id)[0]
    if wish and luck < setting.c["lapse_rate"]:
        _fall(m, 0 if setting.plan.lapse_to_bottom else standing.rung - 1, now)


def _may_consent(
    m: Matter, g: str, month: int, risk: float, setting: Setting, now: State
) -> None:
    k = now.matter[m.id].rung
    then = setting.next_rung(m, k)
    here = worth(m, g, k, risk, setting, now)
    there = worth(m, g, then, risk, setting, now)
    step = setting.top * (there - here) / (then - k)
    w = eq.willingness(step, now.pressure[m.id, g], now.idea[g], setting.c)
    chance = eq.chance_to_consent(w, now.coordination[m.id], setting.c)
    if setting.draw(month, draws.CONSENT, "party", m.id, g)[0] < chance:
        now.consent[m.id, g] = True


def _is_met(m: Matter, setting: Setting, now: State) -> bool:
    rule = setting.rule(m)
    said = [g for g in m.parties if now.consent[m.id, g]]
    quorum = len(m.parties) if rule.quorum is None else rule.quorum
    return len(said) >= quorum and set(rule.vetoes) <= set(said)


def _adopt(m: Matter, rung: int, now: State) -> None:
    standing = now.matter[m.id]
    standing.rung, standing.lag, standing.owing = rung, 0, True
    standing.stalled, standing.moved = 0, True
    now.consent |= {(m.id, g): False for g in m.parties}
    now.acted |= {(m.id, g): False for g in m.parties}


def _fall(m: Matter, rung: int, now: State) -> None:
    standing = now.matter[m.id]
    standing.rung, standing.lag = rung, 0
    standing.in_force = min(standing.in_force, rung)
    standing.owing = standing.in_force < rung
    standing.stalled, standing.moved = 0, True
    now.consent |= {(m.id, g): False for g in m.parties}
    now.acted |= {(m.id, g): not standing.owing for g in m.parties}
