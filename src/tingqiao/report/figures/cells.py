"""Small bars that stand in the cells of a table; the cell's words carry the number."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from tingqiao.report.figures.svg import box, element, rule

COLUMN, GAP, HEIGHT = 22.0, 4.0, 28.0


def columns(chances: Sequence[float], marked: int, most: bool) -> Markup:
    """One upright bar a horizon, 0 to 1; the one at `marked` is the cell's number."""
    bars = []
    for place, chance in enumerate(chances):
        tall = HEIGHT * chance
        name = ("bar most" if most else "bar told") if place == marked else "bar"
        bars.append(box((place * (COLUMN + GAP), HEIGHT - tall), (COLUMN, tall), name))
    width = len(chances) * (COLUMN + GAP) - GAP
    return _cell(width, HEIGHT, *bars)


def part_bar(log_odds: float, span: float) -> Markup:
    """A bar from the middle: solid to the right, hatched to the left."""
    middle, tall = 40.0, 12.0
    long = 38.0 * min(abs(log_odds) / span, 1.0)
    if log_odds >= 0:
        bar = box((middle, 1), (long, tall), "lift")
    else:
        bar = box((middle - long, 1), (long, tall), "hold-edge", "url(#hatch)")
    return _cell(80.0, 14.0, bar, rule((middle, 0), (middle, 14), "base"))


def evidence_bar(source: float, judgement: float, default: float) -> Markup:
    """One bar in three shares: source solid, judgement hatched, default empty."""
    parts = (
        (0.0, source, "m-src", None),
        (source, judgement, "m-frame", "url(#judge)"),
        (source + judgement, default, "m-frame", None),
    )
    bars = [
        element("rect", x=f"{100 * start:.1f}%", width=f"{100 * share:.1f}%",
                height=28, class_=name, fill=fill)
        for start, share, name, fill in parts if share > 0
    ]  # fmt: skip
    return element("svg", *bars, class_="whole", aria_hidden="true")


def _cell(width: float, height: float, *marks: Markup) -> Markup:
    return element(
        "svg",
        *marks,
        viewBox=f"0 0 {width:g} {height:g}",
        preserveAspectRatio="none",
        aria_hidden="true",
    )
