"""What is at stake: tension, mutual dependence and the stake they make (ODD 7.1)."""

from __future__ import annotations

from tingqiao.model.compiled import compiled


@compiled
def tension(complexity: float, fragmentation: float) -> float:
    """T_m = χ_m φ_m in [0, 1]: a hard problem under divided authority."""
    return complexity * fragmentation


@compiled
def stake(
    fair_multiple: float,
    tension: float,
    dependence: float,
    stake_floor: float,
    dependence_floor: float,
) -> float:
    """β_im: what full cooperation is worth to a party, in units of B_m.

    `fair_multiple` is n_m s_im: one where the benefit is shared equally. `tension`
    and `dependence` (M_im) lie in [0, 1] and raise it from their floors ν₀ and d₀.

    Source: ODD 7.1, equation (1); 陈俊、王芳 2026, 先行条件.
    """
    need = stake_floor + (1.0 - stake_floor) * tension
    reliance = dependence_floor + (1.0 - dependence_floor) * dependence
    return fair_multiple * need * reliance
