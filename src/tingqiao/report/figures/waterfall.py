"""Willingness from 0.50 up and down, factor by factor, to where it stands."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate

from markupsafe import Markup

from tingqiao.case.entities import Language, Text
from tingqiao.report.figures.svg import Scale, box, figure, rule, text
from tingqiao.report.wording import signed

WIDTH, ROW, BAR = 276.0, 21.0, 13.0
NAMES, LEFT, RIGHT, FOOT = 76.0, 86.0, 238.0, 24.0


@dataclass(frozen=True)
class Step:
    """What one factor adds to willingness, or takes from it where negative."""

    name: Text
    log_odds: float
    points: float  # percentage points


@dataclass(frozen=True)
class Waterfall:
    """One government's willingness in one matter; the steps lead to `value`."""

    title: Text
    value: float
    steps: tuple[Step, ...]


def reach(falls: list[Waterfall]) -> Scale:
    """One axis for all of them: from the lowest to the highest point they touch."""
    touched = [0.0]
    for fall in falls:
        touched += accumulate(step.log_odds for step in fall.steps)
    span = max(max(touched) - min(touched), 1.0)
    return Scale(min(touched), min(touched) + span, LEFT, RIGHT)


def draw_waterfall(fall: Waterfall, x: Scale, language: Language) -> Markup:
    """The figure; `x` is the axis that `reach` gives, in log-odds."""
    foot = ROW * len(fall.steps)
    marks: list[Markup] = [rule((x(0.0), 0), (x(0.0), foot + 4), "base")]
    total = 0.0
    for row, step in enumerate(fall.steps):
        marks += _step(step, total, row, x, language)
        total += step.log_odds
    end = x(total)
    marks += [rule((end, foot - 6), (end, foot + 5), "end")]
    marks += [text((end, foot + 19), f"{fall.value:.2f}", "t-w m")]
    if abs(end - x(0.0)) > 34:
        marks += [text((x(0.0), foot + 19), "0.50", "t-lo m")]
    return figure((WIDTH, foot + FOOT), _title(fall, language), "", *marks)


def _step(
    step: Step, before: float, row: int, x: Scale, language: Language
) -> list[Markup]:
    y, after = ROW * row, before + step.log_odds
    left, right = sorted((x(before), x(after)))
    lifts = step.log_odds >= 0
    fill = None if lifts else "url(#hatch)"
    return [
        text((NAMES, y + 15), step.name.in_language(language), "e"),
        box((left, y + 4), (right - left, BAR), "lift" if lifts else "hold-edge", fill),
        rule((x(after), y + 4), (x(after), y + ROW + 4), "base"),
        _points(step, y),
    ]


def _points(step: Step, y: float) -> Markup:
    words = signed(100 * step.points)
    return text(
        (WIDTH, y + 15), words, "t-hold e" if words.startswith("−") else "t-lo e"
    )


def _title(fall: Waterfall, language: Language) -> str:
    told = " ".join(
        f"{step.name.in_language(language)} {signed(100 * step.points)}"
        for step in fall.steps
    )
    name = fall.title.in_language(language)
    return f"{name}: 0.50 → {fall.value:.2f} ({told})"


def points_per_log_odds(log_odds: float) -> float:
    """How many points of willingness a unit of log-odds is worth on the way to it.

    The parts of the log-odds, walked together in a straight line from even odds, lift
    willingness by part x (w - 1/2) / log_odds; the sum is w - 1/2 exactly, and near
    even odds the factor tends to the slope of the curve there, 1/4.

    Source: Aumann and Shapley 1974, the diagonal formula.
    """
    if log_odds == 0.0:
        return 0.25
    return 0.5 * math.tanh(0.5 * log_odds) / log_odds


def logistic(log_odds: float) -> float:
    """Willingness of these log-odds, in (0, 1)."""
    return 1.0 / (1.0 + math.exp(-log_odds))
