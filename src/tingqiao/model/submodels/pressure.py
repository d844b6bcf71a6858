"""Pressure from above: how far it reaches and how it fades (ODD 7.13).

Coordination and participation fade by the same law.
"""

from __future__ import annotations

from tingqiao.model.compiled import compiled


@compiled
def reaching(strength: float, reach: float, levels_between: int) -> float:
    """v·δ^levels: what is left of a push after `levels_between` levels."""
    felt = strength
    for _ in range(levels_between):
        felt *= reach
    return felt


@compiled
def raised(level: float, by: float) -> float:
    """A level in [0, 1] after a push of `by`."""
    return min(1.0, level + by)


@compiled
def faded(level: float, keep: float) -> float:
    """A level a month later; `keep` = 2^(−1 / half-life)."""
    return level * keep
