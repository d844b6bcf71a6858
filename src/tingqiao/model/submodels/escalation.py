"""Carrying a stuck matter up to those who can settle it (ODD 7.14)."""

from __future__ import annotations

from tingqiao.model.compiled import compiled


@compiled
def is_stuck(
    is_open: bool, rung: int, top: int, owing: float, lag: float, due: float
) -> bool:
    """Whether a matter stands still below the top, or an act is past its due time."""
    late = owing == 1.0 and lag > due
    waits_for_consent = owing == 0.0 and rung < top
    return is_open and (late or waits_for_consent)


@compiled
def months_until_answer(delay: float, levels: int) -> float:
    """Whole months until a superior `levels` up answers, at least one."""
    return max(1.0, float(int(delay * levels + 0.999999)))
