"""One matter's way: the record in ink, then one stream a rung, as thick as its chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from tingqiao.case.entities import Language, Text
from tingqiao.report.figures.svg import (
    Point,
    Scale,
    band_path,
    figure,
    path,
    rule,
    shortened,
    step_path,
    text,
)
from tingqiao.report.wording import percent

WIDTH, LANE, LEFT, RIGHT, FOOT = 376.0, 20.0, 84.0, 338.0, 20.0
FULL = 17.0  # thickness of a certainty


@dataclass(frozen=True)
class Streams:
    """The record and the chances of one matter, by calendar year."""

    name: Text
    rungs: tuple[Text, ...]
    record: tuple[Point, ...]  # (year, rung), the last at the start of the forecast
    years: np.ndarray  # (T + 1,)
    chances: np.ndarray  # (T + 1, R + 1), each row sums to one


def draw_streams(streams: Streams, language: Language) -> Markup:
    """The figure: lanes are rungs, alone at the bottom."""
    top = len(streams.rungs) - 1
    height = LANE * (top + 1) + FOOT
    x = Scale(streams.record[0][0], float(streams.years[-1]), LEFT, RIGHT)
    y = Scale(0.0, float(top) or 1.0, LANE * (top + 0.5), LANE * 0.5)
    return figure(
        (WIDTH, height),
        _title(streams, language),
        "",
        *_lanes(streams, y, language),
        *_water(streams, x, y),
        path(step_path([(x(a), y(b)) for a, b in streams.record]), "rec"),
        *_years(streams, x, height),
    )


def _title(streams: Streams, language: Language) -> str:
    last = streams.chances[-1]
    told = "，".join(
        f"{rung.in_language(language)} {percent(float(chance))}"
        for rung, chance in zip(streams.rungs, last, strict=True)
    )
    year = int(streams.years[-1])
    return Text(
        f"{streams.name.zh}：{year} 年站在各级的机会：{told}",
        f"{streams.name.in_language('en')}: chance of each rung in {year}: {told}",
    ).in_language(language)


def _lanes(streams: Streams, y: Scale, language: Language) -> list[Markup]:
    marks = []
    for rung, name in enumerate(streams.rungs):
        middle, ends = y(rung) + 4.5, streams.chances[-1, rung]
        marks += [
            rule((LEFT, y(rung)), (RIGHT, y(rung)), "grid"),
            text((0, middle), _lane_name(name, language), "t-lo"),
            text((RIGHT + 6, middle), percent(float(ends)), _weight(streams, rung)),
        ]
    return marks


def _lane_name(name: Text, language: Language) -> str:
    return shortened(name.in_language(language), LEFT - 2, 13)


def _weight(streams: Streams, rung: int) -> str:
    return "t-w" if rung == int(streams.chances[-1].argmax()) else "t-lo"


def _water(streams: Streams, x: Scale, y: Scale) -> list[Markup]:
    kept = np.unique(np.linspace(0, len(streams.years) - 1, 25).astype(int))
    marks = []
    for rung in range(len(streams.rungs)):
        half = 0.5 * FULL * streams.chances[kept, rung]
        if half.max() < 0.1:
            continue
        places = [x(float(year)) for year in streams.years[kept]]
        upper = [(a, y(rung) - h) for a, h in zip(places, half, strict=True)]
        lower = [(a, y(rung) + h) for a, h in zip(places, half, strict=True)]
        marks.append(path(band_path(upper, lower), "stream"))
    return marks


def _years(streams: Streams, x: Scale, height: float) -> list[Markup]:
    now = float(streams.years[0])
    ends = (streams.record[0][0], now, float(streams.years[-1]))
    words = [str(int(year)) for year in ends]
    places = [x(year) for year in ends]
    marks = [rule((places[1], 0), (places[1], height - FOOT), "now-line")]
    if places[1] - places[0] > 44:
        marks.append(text((places[0], height - 5), words[0], "t-lo"))
    marks.append(text((places[1], height - 5), words[1], "t-lo m"))
    marks.append(text((places[2], height - 5), words[2], "t-lo e"))
    return marks
