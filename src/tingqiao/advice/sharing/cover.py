"""What a coalition obtains by parting into smaller ones as well as it can.

Source: superadditive cover, Aumann & Dreze 1974.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from tingqiao.advice.sharing.coalitions import Floats
from tingqiao.advice.sharing.game import Kind
from tingqiao.model.compiled import compiled

MOST_COVERED: Final = 16  # players; the work grows as 3^n


def fill_gaps(values: Floats, kind: Kind) -> Floats:
    """`values` (2^n,) with each nan replaced by the best parting; others stay.

    Best is most for benefits, least for costs.
    """
    sign = -1.0 if kind == "cost" else 1.0
    gaps = np.isnan(values)
    worth = np.where(gaps, -np.inf, sign * values)
    _part(worth, gaps)
    return sign * worth


@compiled
def _part(worth: Floats, gaps: Floats) -> None:
    """Fill each gap by its best division in two; smaller masks are already filled."""
    for mask in range(1, worth.size):
        if not gaps[mask]:
            continue
        part = (mask - 1) & mask
        while part > mask - part:
            together = worth[part] + worth[mask - part]
            worth[mask] = max(worth[mask], together)
            part = (part - 1) & mask
