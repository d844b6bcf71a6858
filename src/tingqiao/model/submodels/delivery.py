"""Keeping one's word month by month, and what comes of it (ODD 7.7)."""

from __future__ import annotations

from tingqiao.model.compiled import compiled

WEAKEST, MEAN, THRESHOLD = 0, 1, 2


@compiled
def chance_to_keep(defection: float, enforcement: float, pressure: float) -> float:
    """1 − ½ρˣ(1 − e_k)(1 − ½V_im), in [½, 1]."""
    return 1.0 - 0.5 * defection * (1.0 - enforcement) * (1.0 - 0.5 * pressure)


@compiled
def aggregate(n_kept: float, n_parties: float, threshold: float, how: int) -> float:
    """The share of the rung's value that is delivered, in [0, 1].

    WEAKEST: all or nothing; MEAN: in proportion; THRESHOLD: all once `threshold`
    parties keep their word (the collective-risk dilemma of Santos & Pacheco 2011).
    """
    if how == MEAN:
        return n_kept / n_parties
    needed = n_parties if how == WEAKEST else threshold
    return 1.0 if n_kept >= needed else 0.0
