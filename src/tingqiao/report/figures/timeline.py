"""Record and forecast on one time axis: a stepped ink line, then a fan of water."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from tingqiao.case.entities import Language, Text
from tingqiao.report.figures.labels import Label, placed
from tingqiao.report.figures.svg import (
    Point,
    Scale,
    band_path,
    element,
    figure,
    line_path,
    moved,
    path,
    rule,
    step_path,
    text,
)

WIDTH, HEIGHT = 980.0, 350.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 912.0, 56.0, 312.0


@dataclass(frozen=True)
class Happening:
    """An event that moved the record: where it stands and what to call it."""

    year: float
    level: float  # rungs in total just after it
    change: float  # rungs it added, or took where negative
    words: Text
    date: str
    sources: str


@dataclass(frozen=True)
class Timeline:
    """Rungs in total, over all matters, by calendar year."""

    record: tuple[Point, ...]  # (year, rungs), the last at the start of the forecast
    years: np.ndarray  # (T + 1,), of the forecast
    fan: np.ndarray  # (T + 1, 5): the 10, 25, 50, 75 and 90 % of runs
    most: int  # rungs if every matter stood at the top
    happenings: tuple[Happening, ...]


@dataclass(frozen=True)
class _Plane:
    x: Scale
    y: Scale

    def at(self, year: float, rungs: float) -> Point:
        return self.x(year), self.y(rungs)

    def line(self, years: Sequence[float], rungs: Sequence[float]) -> list[Point]:
        return [self.at(x, y) for x, y in zip(years, rungs, strict=True)]


def draw_timeline(timeline: Timeline, language: Language) -> Markup:
    """The figure: the record up to the start, the fan after it, events by name."""
    plane = _Plane(
        Scale(timeline.record[0][0], float(timeline.years[-1]), LEFT, RIGHT),
        Scale(0.0, _round_top(timeline), BOTTOM, TOP),
    )
    return figure(
        (WIDTH, HEIGHT),
        _title(timeline, language),
        _story(timeline, language),
        *_grid(plane, timeline, language),
        *_fan(plane, timeline),
        path(step_path([plane.at(*point) for point in timeline.record]), "rec"),
        *_now(plane, timeline, language),
        *_ends(plane, timeline, language),
        *_events(plane, timeline, language),
        class_="tl",
    )


def _round_top(timeline: Timeline) -> float:
    """The height of the axis: the highest thing drawn, and a little air."""
    highest = max(float(timeline.fan.max()), max(y for _, y in timeline.record))
    return min(max(1.35 * highest, 4.0), max(float(timeline.most), 4.0))


def _title(timeline: Timeline, language: Language) -> str:
    low, middle, high = (timeline.fan[-1, i] for i in (0, 2, 4))
    now, year = timeline.record[-1][1], int(timeline.years[-1])
    return Text(
        f"各事项共登上的级数：今天 {now:.0f} 级，{year} 年中位 {middle:.0f} 级，"
        f"八成把握 {low:.0f}–{high:.0f} 级",
        f"Rungs climbed by all matters together: {now:.0f} today, median {middle:.0f} in "
        f"{year}, 80 % interval {low:.0f}–{high:.0f}",
    ).in_language(language)


def _story(timeline: Timeline, language: Language) -> str:
    told = (
        f"{event.date} {event.words.in_language(language)} ({event.sources})"
        for event in timeline.happenings
    )
    return "; ".join(told)


def _grid(plane: _Plane, timeline: Timeline, language: Language) -> list[Markup]:
    unit = Text(
        f"各事项共登上的级数（最多 {timeline.most}）",
        f"Rungs climbed by all matters together (at most {timeline.most})",
    )
    marks = [text((6, 20), unit.in_language(language), "t-lo")]
    for rungs in _round_steps(plane.y.last, 5)[:5]:
        y = plane.y(rungs)
        marks += [rule((LEFT, y), (RIGHT, y), "grid" if rungs else "axis")]
        marks += [text((LEFT - 8, y + 4.5), f"{rungs:.0f}", "t-lo e")]
    span = plane.x.last - plane.x.first
    every = next(step for step in (1, 2, 3, 5, 10, 20) if span / step <= 11)
    first = int(-(-plane.x.first // every) * every)
    for year in range(first, int(plane.x.last) + 1, every):
        x = plane.x(year)
        marks += [rule((x, BOTTOM), (x, BOTTOM + 4), "axis")]
        marks += [text((x, BOTTOM + 20), str(year), "t-lo m")]
    return marks


def _round_steps(highest: float, wanted: int) -> list[float]:
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000) if highest / s <= wanted)
    return [step * i for i in range(int(highest // step) + 1)]


def _fan(plane: _Plane, timeline: Timeline) -> list[Markup]:
    kept = np.unique(np.linspace(0, len(timeline.years) - 1, 41).astype(int))
    low80, low50, middle, high50, high80 = (
        plane.line(timeline.years[kept], column) for column in timeline.fan[kept].T
    )
    return [
        path(band_path(high80, low80), "b80"),
        path(band_path(high50, low50), "b50"),
        path(line_path(middle), "mid"),
    ]


def _now(plane: _Plane, timeline: Timeline, language: Language) -> list[Markup]:
    x = plane.x(timeline.record[-1][0])
    record, forecast = Text("记录", "Record"), Text("预测", "Forecast")
    return [
        rule((x, TOP - 24), (x, BOTTOM), "now-line"),
        text((x - 8, TOP - 12), record.in_language(language), "t-hi e"),
        text((x + 8, TOP - 12), forecast.in_language(language), "t-w"),
    ]


def _ends(plane: _Plane, timeline: Timeline, language: Language) -> list[Markup]:
    low, middle, high = (float(timeline.fan[-1, i]) for i in (0, 2, 4))
    apart = (plane.y(low), plane.y(middle), plane.y(high))
    marks = [text((RIGHT + 8, apart[1] + 7), f"{middle:.0f}", "t-w t-big")]
    if apart[0] - apart[1] > 16:
        marks.append(text((RIGHT + 8, apart[0] + 8), f"{low:.0f}", "t-lo"))
    if apart[1] - apart[2] > 20:
        marks.append(text((RIGHT + 8, apart[2] + 4), f"{high:.0f}", "t-lo"))
    return [*marks, *_band_names(plane, timeline, language)]


def _band_names(plane: _Plane, timeline: Timeline, language: Language) -> list[Markup]:
    at = int(0.72 * (len(timeline.years) - 1))
    x = plane.x(float(timeline.years[at]))
    low80, low50, middle = (plane.y(float(timeline.fan[at, i])) for i in (0, 1, 2))
    half, most = Text("一半把握", "50 %"), Text("八成把握", "80 %")
    names = []
    if low50 - middle > 15:
        names.append(text((x, low50 - 4), half.in_language(language), "t-in m"))
    if low80 - low50 > 15:
        names.append(text((x, low80 - 4), most.in_language(language), "t-in m"))
    return names


def _events(plane: _Plane, timeline: Timeline, language: Language) -> list[Markup]:
    line = [plane.at(*point) for point in timeline.record]
    wanted = [
        Label(
            plane.at(event.year, event.level),
            event.words.in_language(language),
            f"{event.date} · {event.sources}" if event.sources else event.date,
            falls=event.change < 0,
        )
        for event in sorted(timeline.happenings, key=_importance)
    ]
    x_now = plane.x(timeline.record[-1][0])
    labels = placed(wanted, line, (LEFT, x_now, TOP))
    return [mark for label in labels for mark in _label(label)]


def _importance(event: Happening) -> tuple[bool, float]:
    """Falls are named first: they are what a record of climbing is asked about."""
    return event.change > 0, -abs(event.change)


def _label(label: Label) -> list[Markup]:
    (x, y), (tx, ty) = label.point, label.at
    if label.falls:
        triangle = path("M-6 0H6L0 9Z", "ev-down")
        return [
            moved((x, y + 4), triangle),
            text((tx, ty), label.words, "t-hold"),
            text((tx, ty + 16), label.note, "t-lo"),
        ]
    return [
        rule((x, y - 3), (x, ty + 20), "lead"),
        element("text", label.words, x=tx, y=ty, class_="t-in e"),
        element("text", label.note, x=tx, y=ty + 16, class_="t-lo e"),
    ]
