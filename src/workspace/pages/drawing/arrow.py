"""The pale arrow of the board: its length is 0-100 %, its dark part the 80 % interval."""

from __future__ import annotations

from dataclasses import dataclass

from workspace.outlook.queries import Chance

LENGTH = 150.0  # user units for 100 %
NARROWEST = 3.0  # so that a narrow interval can be seen


@dataclass(frozen=True, slots=True)
class Arrow:
    """The paths of one arrow."""

    band: str
    tick: str


def arrow_of(chance: Chance) -> Arrow:
    """The band from low to high and the tick at the chance, in user units."""
    low, high = (
        LENGTH * chance.low,
        max(LENGTH * chance.high, LENGTH * chance.low + NARROWEST),
    )
    middle = LENGTH * chance.value
    return Arrow(f"M{low:.1f} 3H{high:.1f}V12H{low:.1f}Z", f"M{middle:.1f} 0V15")
