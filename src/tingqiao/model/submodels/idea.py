"""How the shared idea spreads (ODD 7.10)."""

from __future__ import annotations

from tingqiao.model.compiled import compiled


@compiled
def next_idea(
    idea: float,
    idea_start: float,
    neighbours: float,
    experience: float,
    advocacy: float,
    susceptibility: float,
    rate: float,
) -> float:
    """ι_i next month, kept in [0, 1].

    (1 − λ_i) ι_i(0) + λ_i Σ_j W_ij ι_j + γ_N (share of i's matters above rung 0 − ι_i)
    + advocacy from above. Source: Friedkin & Johnsen 1999, with experience added.
    """
    social = (1.0 - susceptibility) * idea_start + susceptibility * neighbours
    moved = social + rate * (experience - idea) + advocacy
    return min(1.0, max(0.0, moved))
