"""When a party would rather be out (ODD 7.12)."""

from __future__ import annotations

from tingqiao.model.compiled import compiled


@compiled
def wants_out(
    standing_gain: float, pressure: float, pressure_weight: float, margin: float
) -> bool:
    """U_k − U_0 + f·V < −ε: the institution costs the party more than it brings."""
    return standing_gain + pressure_weight * pressure < -margin
