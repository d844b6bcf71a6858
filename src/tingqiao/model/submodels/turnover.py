"""What outlives the official who signed it (ODD 7.11)."""

from __future__ import annotations

from tingqiao.model.compiled import compiled


@compiled
def kept_by_institutions(evidence: float, mean_enforcement: float) -> float:
    """The evidence left after a change of leaders: the share that is written down."""
    return evidence * mean_enforcement
