"""Readiness to take the next rung, and to act on the present one (ODD 7.4)."""

from __future__ import annotations

from tingqiao.model.compiled import compiled


@compiled
def willingness_log_odds(
    step_gain: float,
    pressure: float,
    idea: float,
    sharpness: float,
    pressure_weight: float,
    idea_weight: float,
) -> float:
    """log(w / (1 − w)) of taking the next rung, w in (0, 1).

    `step_gain` is R·(U_next − U_k) a rung (for a leap over several rungs the mean
    a rung, so that the scale stays); `pressure` is V_im, `idea` ι_i.
    """
    pull = idea_weight * (2.0 * idea - 1.0)
    return sharpness * (step_gain + pressure_weight * pressure + pull)


@compiled
def readiness_log_odds(
    standing_gain: float, pressure: float, sharpness: float, pressure_weight: float
) -> float:
    """log-odds of w^A: readiness to do one's part; `standing_gain` is R·(U_k − U_0)."""
    return sharpness * (standing_gain + pressure_weight * pressure)
