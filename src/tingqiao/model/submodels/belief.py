"""What a party believes it will get (ODD 7.9)."""

from __future__ import annotations

from tingqiao.model.compiled import compiled


@compiled
def next_belief(belief: float, delivered: float, rate: float) -> float:
    """Belief follows what was delivered: b ← b + γ_B (delivered − b), all in [0, 1]."""
    return belief + rate * (delivered - belief)
