"""The fan of a forecast: the chance of the next rung over the years, with its band."""

from __future__ import annotations

from dataclasses import dataclass

LEFT, RIGHT, TOP, BOTTOM = 44.0, 302.0, 26.0, 206.0  # user units of the drawing


@dataclass(frozen=True, slots=True)
class Tick:
    """One year on the axis, with its chance."""

    x: float
    y: float
    year: int
    value: float
    low: float
    high: float
    y_low: float
    y_high: float


@dataclass(frozen=True, slots=True)
class Fan:
    """The paths of one fan."""

    band: str
    middle: str
    ticks: tuple[Tick, ...]

    @property
    def first(self) -> Tick:
        """The chance within a year."""
        return self.ticks[0]

    @property
    def last(self) -> Tick:
        """The chance by the last year."""
        return self.ticks[-1]


def fan_of(years: list[tuple[float, float, float]]) -> Fan | None:
    """The fan through (value, low, high) of years 0, 1, 2, …; None for less than a year."""
    if len(years) < 2:
        return None
    step = (RIGHT - LEFT) / (len(years) - 1)
    xs = [LEFT + step * i for i in range(len(years))]
    value, low, high = ([_y(year[i]) for year in years] for i in range(3))
    ticks = tuple(
        Tick(round(xs[i], 1), value[i], i, *years[i], low[i], high[i])
        for i in range(1, len(years))
    )
    back = list(zip(xs[::-1], low[::-1], strict=True))
    band = _path([*zip(xs, high, strict=True), *back]) + "Z"
    return Fan(band, _path(list(zip(xs, value, strict=True))), ticks)


def _y(chance: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * chance, 1)


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + " ".join(f"{x:.1f} {y:.1f}" for x, y in points)
