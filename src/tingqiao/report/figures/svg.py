"""The few SVG elements and scales that the figures are drawn with."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

Point = tuple[float, float]
Attribute = str | float | None


class Scale(NamedTuple):
    """A straight line from values to user units of a figure."""

    first: float  # value at `start`
    last: float  # value at `end`
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of `value`, in user units."""
        reach = (self.last - self.first) or 1.0
        return self.start + (value - self.first) / reach * (self.end - self.start)


def number(value: float) -> str:
    """A length of at most one decimal, as short as it goes."""
    short = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def element(name: str, *children: Markup | str, **attributes: Attribute) -> Markup:
    """One element; `class_` is its class, `_` in other names stands for `-`."""
    pairs = (
        (key.rstrip("_").replace("_", "-"), value)
        for key, value in attributes.items()
        if value is not None
    )
    written = "".join(f' {key}="{_attribute(value)}"' for key, value in pairs)
    inner = Markup("").join(children)
    return Markup(f"<{name}{written}>{inner}</{name}>")  # noqa: S704 (escaped above)


def _attribute(value: str | float) -> str:
    return str(escape(value)) if isinstance(value, str) else number(value)


def text(at: Point, words: str, class_: str | None = None) -> Markup:
    """Words with the start of their baseline at `at`."""
    return element("text", words, x=at[0], y=at[1], class_=class_)


def path(d: str, class_: str) -> Markup:
    """A path of class `class_`."""
    return element("path", d=d, class_=class_)


def rule(start: Point, end: Point, class_: str) -> Markup:
    """A straight line."""
    return path(f"M{_at(start)}L{_at(end)}", class_)


def box(at: Point, size: Point, class_: str, fill: str | None = None) -> Markup:
    """A rectangle; a side of less than nothing is drawn as nothing."""
    width, height = max(size[0], 0.0), max(size[1], 0.0)
    return element(
        "rect", x=at[0], y=at[1], width=width, height=height, class_=class_, fill=fill
    )


def moved(at: Point, *children: Markup) -> Markup:
    """Children drawn with their origin at `at`."""
    return element("g", *children, transform=f"translate({_at(at)})")


def line_path(points: Iterable[Point]) -> str:
    """The data of a line through points."""
    return "M" + " ".join(_at(point) for point in points)


def step_path(points: Sequence[Point]) -> str:
    """The data of a line that keeps its height until the next point."""
    first, *rest = points
    steps = (f"H{number(x)}V{number(y)}" for x, y in rest)
    return f"M{_at(first)}" + "".join(steps)


def band_path(upper: Sequence[Point], lower: Sequence[Point]) -> str:
    """The data of the area between two lines."""
    there, back = line_path(upper), " ".join(_at(point) for point in reversed(lower))
    return f"{there} L{back}Z"


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def text_width(words: str, size: float = 12.0) -> float:
    """About how wide `words` are set, in user units; a wide character is a square."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in words)
    return size * (wide + 0.52 * (len(words) - wide))


def shortened(words: str, width: float, size: float = 12.0) -> str:
    """Words cut to `width` user units, with an ellipsis where cut."""
    if text_width(words, size) <= width:
        return words
    kept = words
    while kept and text_width(kept, size) > width - size:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def figure(
    size: Point, title: str, story: str, *children: Markup, class_: str = ""
) -> Markup:
    """Draw a whole figure: `title` names it, `story` tells its numbers in words.

    One of class `natural` keeps its size where it is shown; others fill the width.
    """
    width, height = size if class_ == "natural" else (None, None)
    return element(
        "svg",
        element("title", title),
        element("desc", story) if story else "",
        *children,
        width=width,
        height=height,
        viewBox=f"0 0 {number(size[0])} {number(size[1])}",
        class_=f"chart {class_}".strip(),
        role="img",
    )
