"""Who needs whom and who trusts whom: a schematic of few, a matrix of many."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from tingqiao.case.entities import Language, Text
from tingqiao.report.figures.svg import (
    Point,
    box,
    element,
    figure,
    number,
    path,
    rule,
    shortened,
    text,
)

MOST_ON_A_CIRCLE = 4
WIDTH, HEIGHT = 640.0, 460.0
CELL, GUTTER = 58.0, 132.0
THICKEST = 13.0
NODE = 52.0  # half the width of a frame


@dataclass(frozen=True)
class Web:
    """Ties between governments; NaN where there is none. Arrays are (from, to)."""

    names: tuple[Text, ...]
    dependence: np.ndarray  # [0, 1]
    trust: np.ndarray  # (0, 1), at the start

    @property
    def is_matrix(self) -> bool:
        """Whether there are too many governments for arrows to be told apart."""
        return len(self.names) > MOST_ON_A_CIRCLE


def draw_web(web: Web, language: Language) -> Markup:
    """The figure: a circle of up to four governments, else a matrix."""
    draw = _matrix if web.is_matrix else _circle
    return draw(web, language)


def _words(web: Web, language: Language) -> tuple[str, str]:
    names = [name.in_language(language) for name in web.names]
    ties = [
        f"{names[i]} → {names[j]} {web.dependence[i, j]:.2f} / {web.trust[i, j]:.2f}"
        for i, j in np.argwhere(~np.isnan(web.dependence))
    ]
    title = Text(
        f"{len(names)} 个政府之间的 {len(ties)} 条依赖：粗细是依赖，数字是信任",
        f"{len(ties)} ties among {len(names)} governments: width is dependence, "
        "the number is trust",
    )
    return title.in_language(language), "; ".join(ties)


def _circle(web: Web, language: Language) -> Markup:
    places = _around(len(web.names))
    ties = np.argwhere(~np.isnan(web.dependence))
    marks = [_tie(web, places, int(i), int(j)) for i, j in ties]
    notes = [_trust(web, places, int(i), int(j)) for i, j in ties]
    nodes = [
        _node(place, name.in_language(language))
        for place, name in zip(places, web.names, strict=True)
    ]
    return figure(
        (WIDTH, HEIGHT), *_words(web, language), *marks, *notes, *nodes, class_="web"
    )


def _around(count: int) -> list[Point]:
    """Places on an ellipse, the first at its top; two stand side by side."""
    turn = math.pi if count == 2 else -0.5 * math.pi
    angles = [turn + 2 * math.pi * place / count for place in range(count)]
    return [
        (0.5 * WIDTH + 225 * math.cos(a), 0.5 * HEIGHT + 180 * math.sin(a))
        for a in angles
    ]


def _bow(start: Point, end: Point) -> tuple[Point, Point, Point]:
    """The tie's two ends, clear of the nodes, and the point that bends it."""
    (x0, y0), (x1, y1) = start, end
    long = math.hypot(x1 - x0, y1 - y0)
    side = (-(y1 - y0) / long, (x1 - x0) / long)
    bend = 0.16 * long
    middle = (0.5 * (x0 + x1) + bend * side[0], 0.5 * (y0 + y1) + bend * side[1])
    return _edge(start, middle, 6.0), _edge(end, middle, 18.0), middle


def _edge(node: Point, towards: Point, gap: float) -> Point:
    """Where the straight way from a node leaves its frame, and `gap` beyond."""
    dx, dy = towards[0] - node[0], towards[1] - node[1]
    long = math.hypot(dx, dy)
    out = min(NODE / max(abs(dx), 1e-9), 16.0 / max(abs(dy), 1e-9)) + gap / long
    return node[0] + out * dx, node[1] + out * dy


def _tie(web: Web, places: list[Point], i: int, j: int) -> Markup:
    a, b, middle = _bow(places[i], places[j])
    d = f"M{_at(a)}Q{_at(middle)} {_at(b)}"
    thick = max(THICKEST * float(web.dependence[i, j]), 0.8)
    line = element("path", d=d, class_="tie", stroke_width=thick)
    turn = math.degrees(math.atan2(b[1] - middle[1], b[0] - middle[0]))
    head = element(
        "path",
        d="M0 -8L13 0L0 8Z",
        class_="tie-head",
        transform=f"translate({_at(b)}) rotate({number(turn)})",
    )
    return line + head


def _trust(web: Web, places: list[Point], i: int, j: int) -> Markup:
    a, b, middle = _bow(places[i], places[j])
    t = 0.36  # nearer to the one who trusts, so that crossing ties keep apart
    x = (1 - t) ** 2 * a[0] + 2 * t * (1 - t) * middle[0] + t**2 * b[0]
    y = (1 - t) ** 2 * a[1] + 2 * t * (1 - t) * middle[1] + t**2 * b[1]
    words = f"{web.trust[i, j]:.2f}"
    return text((x, y + 4.5), words, "m halo") + text((x, y + 4.5), words, "t-hi m")


def _node(place: Point, name: str) -> Markup:
    words = shortened(name, 2 * NODE - 10, 14)
    x, y = place
    frame = box((x - NODE, y - 16), (2 * NODE, 32), "node")
    return frame + text((x, y + 5), words, "t-hi m")


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _matrix(web: Web, language: Language) -> Markup:
    count = len(web.names)
    names = [name.in_language(language) for name in web.names]
    size = (GUTTER + count * CELL + 8, 74 + count * CELL)
    marks = [
        text((0, 14), Text("行的一方需要列的一方", "the row needs the column").in_language(language), "t-lo")
    ]  # fmt: skip
    for place, name in enumerate(names):
        along = GUTTER + (place + 0.5) * CELL
        down = 66 + (place + 0.5) * CELL
        marks.append(text((0, down + 4), shortened(name, GUTTER - 10, 13)))
        turned = text((0, 0), shortened(name, 74, 13))
        place_at = f"translate({_at((along - 14, 58))}) rotate(-30)"
        marks.append(element("g", turned, transform=place_at))
        marks.append(rule((0, 66 + place * CELL), (size[0], 66 + place * CELL), "grid"))
    for i, j in np.argwhere(~np.isnan(web.dependence)):
        marks.append(_cell(web, int(i), int(j)))
    return figure(size, *_words(web, language), *marks, class_="natural")


def _cell(web: Web, i: int, j: int) -> Markup:
    """A square whose area is dependence, the trust beneath it."""
    side = 30.0 * math.sqrt(float(web.dependence[i, j]))
    x = GUTTER + (j + 0.5) * CELL
    y = 66 + (i + 0.5) * CELL - 8
    d = f"M{_at((x - side / 2, y - side / 2))}h{number(side)}v{number(side)}h{number(-side)}Z"
    return path(d, "square") + text((x, y + 29), f"{web.trust[i, j]:.2f}", "m")
