"""Where the names of events go, so that none lies on another or on the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from tingqiao.report.figures.svg import Point, shortened, text_width

MOST = 8  # labels a timeline carries before it turns into a list
WIDEST, NARROWEST = 224.0, 110.0
SIZE = 14.0  # letters as large as paper and phones set them
OVERHANG = 24.0  # how far the words of a fall may reach under the forecast
LINE = 36.0  # height of a label of two lines


class Box(NamedTuple):
    """A rectangle in user units, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any area."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True)
class Label:
    """Two lines of words for one point of a line; `at` is its first baseline."""

    point: Point
    words: str
    note: str
    falls: bool
    at: Point = (0.0, 0.0)

    @property
    def width(self) -> float:
        """How wide its longer line is set."""
        return max(text_width(self.words, SIZE), text_width(self.note, SIZE)) + 6

    def box(self, at: Point) -> Box:
        """What it covers with its first baseline at `at`."""
        left = at[0] if self.falls else at[0] - self.width
        return Box(left, at[1] - 13.0, left + self.width, at[1] + LINE - 13.0)


def placed(
    labels: Sequence[Label], line: Sequence[Point], room: tuple[float, float, float]
) -> list[Label]:
    """The labels that find a place, most wanted first, each at that place.

    Parameters
    ----------
    labels : in the order in which they are wanted.
    line : the stepped line they belong to, in user units.
    room : left edge, right edge and upper edge that labels keep to.
    """
    taken: list[Box] = []
    found: list[Label] = []
    for label in labels:
        label = replace(label, words=_fitted(label, room[1]))
        at = _free_place(label, taken, line, room)
        if at is None or len(found) == MOST:
            continue
        found.append(replace(label, at=at))
        taken += [label.box(at), _leader(label, at)]
    return found


def _fitted(label: Label, right: float) -> str:
    """The words, cut; a fall's to what is left of the record on its right."""
    widest = min(WIDEST, right - label.point[0] - 18.0) if label.falls else WIDEST
    return shortened(label.words, max(widest, NARROWEST), SIZE)


def _free_place(
    label: Label,
    taken: Sequence[Box],
    line: Sequence[Point],
    room: tuple[float, float, float],
) -> Point | None:
    left, right, top = room
    right += OVERHANG if label.falls else 0.0
    for at in _tries(label, top):
        box = label.box(at)
        inside = box.left >= left and box.right <= right and box.top >= top - 14
        lines = _line_boxes(line, label.falls)
        blocks = [*taken, *lines]
        leader = _leader(label, at)
        crossed = any(box.meets(other) for other in blocks)
        if inside and not crossed and not any(leader.meets(other) for other in taken):
            return at
    return None


def _tries(label: Label, top: float) -> list[Point]:
    x, y = label.point
    if label.falls:
        sides = (x + 10.0, x - 10.0 - label.width)
        return [(side, y + drop) for drop in (17.0, 29.0, 41.0) for side in sides]
    heights = range(int(y - 40.0), int(top) - 2, -6)
    return [(x + shift, height) for height in heights for shift in (0.0, 40.0)]


def _leader(label: Label, at: Point) -> Box:
    x, y = label.point
    if label.falls:
        return Box(x - 7.0, y, x + 7.0, y + 14.0)
    return Box(x - 2.0, at[1] + LINE - 13.0, x + 2.0, y - 3.0)


def _line_boxes(line: Sequence[Point], falls: bool) -> list[Box]:
    """What the line covers: itself, and nothing below it where names go above."""
    reach = 3.0
    boxes = []
    for (x0, y0), (x1, y1) in pairwise(line):
        low, high = max(y0, y1), min(y0, y1)
        boxes.append(Box(x0, y0 - reach, x1, y0 + reach))
        boxes.append(Box(x1 - reach, high - reach, x1 + reach, low + reach))
    return boxes if falls else [b._replace(bottom=b.bottom + 12.0) for b in boxes]
