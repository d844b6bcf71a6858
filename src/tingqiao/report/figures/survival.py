"""Lag as a survival curve: the share still unfinished, and how many are observed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from tingqiao.case.entities import Language, Text
from tingqiao.report.figures.svg import Scale, figure, path, rule, step_path, text
from tingqiao.report.wording import percent

WIDTH, LEFT, RIGHT, TOP, BOTTOM, HEIGHT = 276.0, 34.0, 262.0, 18.0, 118.0, 158.0
TICKS = 4


@dataclass(frozen=True)
class Survival:
    """Kaplan-Meier: month by month since adoption, unfinished ones censored."""

    name: Text
    unfinished: np.ndarray  # (months + 1,), 1 at month 0
    at_risk: np.ndarray  # (months + 1,), adoptions observed during the month
    due: int  # months the next rung allows
    late: float  # share late past its due time

    @property
    def is_empty(self) -> bool:
        """Whether no adoption was ever observed."""
        return not self.at_risk.any()


def draw_survival(curve: Survival, months: int, language: Language) -> Markup:
    """The figure, drawn up to `months` after adoption."""
    x = Scale(0.0, float(months), LEFT, RIGHT)
    y = Scale(0.0, 1.0, BOTTOM, TOP)
    points = [(x(t), y(float(s))) for t, s in enumerate(curve.unfinished[: months + 1])]
    return figure(
        (WIDTH, HEIGHT),
        _title(curve, language),
        "",
        *_axes(y),
        *_due(curve, x, months, language),
        path(step_path(points), "km"),
        *_at_risk(curve, x, months, language),
    )


def _title(curve: Survival, language: Language) -> str:
    name = curve.name.in_language(language)
    late = percent(curve.late)
    return Text(
        f"{name}：从定下到办成的拖延，{late} 过了 {curve.due} 个月的期限仍未办成",
        f"{name}: lag from adoption to delivery, {late} unfinished past the "
        f"{curve.due} months due",
    ).in_language(language)


def _axes(y: Scale) -> list[Markup]:
    marks = []
    for share in (0.0, 0.5, 1.0):
        marks.append(rule((LEFT, y(share)), (RIGHT, y(share)), "grid" if share else "axis"))  # fmt: skip
        marks.append(text((LEFT - 5, y(share) + 4.5), f"{100 * share:.0f}", "t-lo e"))
    return marks


def _due(curve: Survival, x: Scale, months: int, language: Language) -> list[Markup]:
    if not 0 < curve.due <= months:
        return []
    at = x(curve.due)
    words = Text(f"期限 {curve.due}", f"due {curve.due}").in_language(language)
    ends = at > RIGHT - 60
    return [
        rule((at, TOP - 4), (at, BOTTOM), "now-line"),
        text(
            (at - 5 if ends else at + 5, TOP + 4), words, "t-in e" if ends else "t-in"
        ),
    ]


def _at_risk(
    curve: Survival, x: Scale, months: int, language: Language
) -> list[Markup]:
    label = Text("在观察", "at risk").in_language(language)
    marks = [text((0, HEIGHT - 22), Text("月", "mo.").in_language(language), "t-lo")]
    marks.append(text((0, HEIGHT - 5), label, "t-lo"))
    for tick in range(TICKS + 1):
        month = round(months * tick / TICKS)
        anchor = "e" if tick == TICKS else "m"
        marks.append(text((x(month), HEIGHT - 22), str(month), f"t-lo {anchor}"))
        if tick:
            seen = f"{curve.at_risk[month]:,.0f}"
            marks.append(text((x(month), HEIGHT - 5), seen, f"t-lo {anchor}"))
    return marks
