"""Plans compared: each paired difference as a point with its interval round nought."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from tingqiao.report.figures.svg import Scale, element, path, rule

WIDTH, HEIGHT = 160.0, 20.0


class Difference(NamedTuple):
    """A plan minus the base, with its interval."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out nought."""
        return self.low > 0 or self.high < 0


def axis_of(differences: Sequence[Difference]) -> Scale:
    """One axis round nought for differences that are measured in the same unit."""
    ends = [abs(end) for d in differences for end in d if not math.isnan(end)]
    span = max(ends, default=1.0) or 1.0
    return Scale(-span, span, 6.0, WIDTH - 6.0)


def interval_bar(difference: Difference, x: Scale) -> Markup:
    """The cell's drawing: filled point where the sign is clear, hollow where not."""
    middle = 0.5 * HEIGHT
    marks = [rule((x(0.0), 0), (x(0.0), HEIGHT), "base")]
    if not math.isnan(difference.value):
        low, high = x(difference.low), x(difference.high)
        marks.append(path(f"M{low:.1f} {middle}H{high:.1f}", "reach"))
        name = "pt clear" if difference.is_clear else "pt"
        at = x(difference.value)
        marks.append(element("circle", cx=at, cy=middle, r=4.5, class_=name))
    return element(
        "svg", *marks, viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}", aria_hidden="true"
    )
