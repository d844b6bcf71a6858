"""Willingness as bars: what lifts goes right, what holds back goes left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workspace.wording import Words

MIDDLE, REACH, ROW = 160.0, 110.0, 21  # user units


@dataclass(frozen=True, slots=True)
class Bar:
    """One factor: its bar and where its words stand."""

    name: Words
    value: float
    x: float
    y: int
    width: float
    end: float  # where the number stands

    @property
    def lifts(self) -> bool:
        """Whether it raises willingness."""
        return self.value >= 0

    @property
    def signed(self) -> str:
        """The number with its sign, log-odds to one decimal."""
        return f"{self.value:+.1f}".replace("-", "−")

    @property
    def base(self) -> int:
        """The base line of its words."""
        return self.y + 11


@dataclass(frozen=True, slots=True)
class Bars:
    """All factors of one party."""

    bars: tuple[Bar, ...]

    @property
    def height(self) -> int:
        """Of the drawing."""
        return ROW * len(self.bars) + 4

    @property
    def told(self) -> Words:
        """The numbers, for those who listen."""
        return Words(
            "、".join(f"{b.name.zh} {b.signed}" for b in self.bars),
            ", ".join(f"{b.name.en} {b.signed}" for b in self.bars),
        )


def bars_of(parts: Sequence[tuple[Words, float]]) -> Bars:
    """The bars of (factor, log-odds), longest one as long as half the drawing."""
    most = max((abs(v) for _, v in parts), default=0.0) or 1.0
    return Bars(
        tuple(
            _bar(name, v, REACH * abs(v) / most, i) for i, (name, v) in enumerate(parts)
        )
    )


def _bar(name: Words, value: float, width: float, row: int) -> Bar:
    left = MIDDLE if value >= 0 else MIDDLE - width
    end = MIDDLE + width + 5 if value >= 0 else MIDDLE - width - 5
    return Bar(
        name, value, round(left, 1), 4 + ROW * row, round(width, 1), round(end, 1)
    )
