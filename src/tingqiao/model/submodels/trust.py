"""Trust between two governments, from words kept and broken (ODD 7.8).

Source: Beta reputation, Jøsang & Ismail 2002, with forgetting; that a word kept
under pressure is weaker evidence is the paper's point on autonomy (ODD 7.8).
"""

from __future__ import annotations

from tingqiao.model.compiled import compiled


@compiled
def trust(kept: float, broken: float) -> float:
    """τ_ij = (r + 1)/(r + s + 2) in (0, 1): one half where nothing is known."""
    return (kept + 1.0) / (kept + broken + 2.0)


@compiled
def weight_under_pressure(pressure: float, discount: float) -> float:
    """1 − αV_jm: how much a kept word shows of the one who keeps it."""
    return 1.0 - discount * pressure


@compiled
def remembered(evidence: float, memory: float, news: float) -> float:
    """λ·evidence + news: yesterday's evidence fades, today's is added."""
    return memory * evidence + news
