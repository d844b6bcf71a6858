"""Doing one's part of an institution (ODD 7.6)."""

from __future__ import annotations

from tingqiao.model.compiled import compiled


@compiled
def help_to_act(
    pressure: float,
    coordination: float,
    participation: float,
    by_pressure: float,
    by_coordination: float,
    by_participation: float,
) -> float:
    """1 + a_V V_im + a_H H_m + a_S S_m: how much faster help makes action, ≥ 1."""
    return (
        1.0
        + by_pressure * pressure
        + by_coordination * coordination
        + by_participation * participation
    )


@compiled
def action_rate(
    readiness: float, helped: float, rate: float, capacity: float, n_open: float
) -> float:
    """Actions a month of a party that owes one: η·help·w^A·min(1, capacity / open)."""
    return rate * helped * readiness * min(1.0, capacity / max(1.0, n_open))
