"""The equations of the model, in the order and the symbols of the ODD (§7)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tingqiao.case.entities import Rung
from tingqiao.model.plan import Aggregate

Parameters = dict[str, float]
_LARGEST = 708.0  # e^x beyond this leaves the floats


def logistic(x: float) -> float:
    """Λ(x)."""
    return 1.0 / (1.0 + math.exp(min(-x, _LARGEST)))


def stake(
    fair_multiple: float, tension: float, dependence: float, c: Parameters
) -> float:
    """β_im = n s · [ν₀ + (1 − ν₀)T] · [d₀ + (1 − d₀)M]."""
    need = c["stake_floor"] + (1 - c["stake_floor"]) * tension
    reliance = c["dependence_floor"] + (1 - c["dependence_floor"]) * dependence
    return fair_multiple * need * reliance


def gini(shares: Sequence[float]) -> float:
    """Of numbers that sum to one."""
    return sum(abs(a - b) for a in shares for b in shares) / (2 * len(shares))


def defection(
    specificity: float, measurability: float, watched: float, c: Parameters
) -> float:
    """ρˣ = x₀(½a + ½(1 − μ))(1 − ½S)."""
    temptation = specificity / 2 + (1 - measurability) / 2
    return c["defection_base"] * temptation * (1 - watched / 2)


def any_risk(
    complexity: float,
    coordination: float,
    inequality: float,
    imbalance: float,
    authority: float,
    defection: float,
) -> float:
    """ρ = 1 − (1 − ρᶜ)(1 − ρᵈ)(1 − ρˣ)."""
    misfit = complexity / 2 * (1 - coordination / 2)
    division = (inequality / 2 + imbalance / 2) / 2 * (1 - authority)
    return 1 - (1 - misfit) * (1 - division) * (1 - defection)


def gain(rung: Rung, expected: float, risk: float, trust: float) -> float:
    """What of the benefit is kept; `expected` is b_im β_im."""
    return expected * rung.value * (1 - risk * (1 - rung.enforcement) * (1 - trust))


def burden(
    rung: Rung,
    cost_ratio: float,
    trust: float,
    coordination: float,
    idea: float,
    c: Parameters,
) -> float:
    """(C/B){c_k[1 + κ(1 − τ)](1 − hH) + a_k(1 − ι)}."""
    caution = 1 + c["caution"] * (1 - trust)
    saving = 1 - c["coordination_saving"] * coordination
    transaction = rung.transaction_cost * caution * saving
    return cost_ratio * (transaction + rung.autonomy_cost * (1 - idea))


def willingness(step: float, pressure: float, idea: float, c: Parameters) -> float:
    """w_im; `step` is R · [U_next − U_k] a rung."""
    pull = c["idea_weight"] * (2 * idea - 1)
    return logistic(c["sharpness"] * (step + c["pressure_weight"] * pressure + pull))


def chance_to_consent(willingness: float, coordination: float, c: Parameters) -> float:
    """1 − exp(−ω·w·contact)."""
    contact = 1 - (1 - coordination) / 2
    return 1 - math.exp(-c["consent_rate"] * willingness * contact)


def chance_to_act(
    standing: float,
    pressure: float,
    coordination: float,
    participation: float,
    load: float,
    c: Parameters,
) -> float:
    """1 − exp{−η·help·w^A·load}; `standing` is R · [U_k − U_0]."""
    ready = logistic(c["sharpness"] * (standing + c["pressure_weight"] * pressure))
    helped = (
        1
        + c["action_pressure"] * pressure
        + c["action_coordination"] * coordination
        + c["action_participation"] * participation
    )
    return 1 - math.exp(-c["action_rate"] * helped * ready * load)


def chance_to_keep(defection: float, enforcement: float, pressure: float) -> float:
    """1 − ½ρˣ(1 − e_k)(1 − ½V)."""
    return 1 - defection / 2 * (1 - enforcement) * (1 - pressure / 2)


def delivered(kept: Sequence[bool], how: Aggregate, threshold: float) -> float:
    """The share of the rung's value that comes of the words kept."""
    if how is Aggregate.MEAN:
        return sum(kept) / len(kept)
    needed = len(kept) if how is Aggregate.WEAKEST else threshold
    return 1.0 if sum(kept) >= needed else 0.0


def trust(kept: float, broken: float) -> float:
    """τ = (r + 1)/(r + s + 2)."""
    return (kept + 1) / (kept + broken + 2)


def next_idea(
    idea: float,
    start: float,
    heard: float,
    above: float,
    advocacy: float,
    c: Parameters,
) -> float:
    """(1 − λ)ι(0) + λ Σ W ι + γ_N(experience − ι) + advocacy, kept in [0, 1]."""
    social = (1 - c["susceptibility"]) * start + c["susceptibility"] * heard
    moved = social + c["idea_rate"] * (above - idea) + advocacy
    return min(1.0, max(0.0, moved))


def wants_out(standing: float, pressure: float, c: Parameters) -> bool:
    """U_k − U_0 + f·V < −ε."""
    return standing + c["pressure_weight"] * pressure < -c["lapse_margin"]


def months_until_answer(levels: int, c: Parameters) -> int:
    """Whole months until a superior so many levels up answers."""
    return max(1, math.ceil(c["escalation_delay"] * levels))
