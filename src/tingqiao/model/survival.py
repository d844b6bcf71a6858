"""How long until something is done, when some of it was never seen done.

Source: Kaplan & Meier 1958, with entries after the beginning (left truncation).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_ROUNDING = 1e-12  # of a product of shares


@dataclass(frozen=True)
class SurvivalCurve:
    """Share still unfinished after each whole number of months."""

    surviving: NDArray[np.float64]  # [lag]
    at_risk: NDArray[np.int64]  # [lag] adoptions watched as the month ends

    def quantiles(self, shares: Sequence[float]) -> list[float]:
        """Months by which each share is finished; infinite where it never is."""
        return [
            float(np.argmax(done))
            if (done := 1.0 - self.surviving >= share - _ROUNDING).any()
            else np.inf
            for share in shares
        ]


def kaplan_meier(
    begun: NDArray[np.int64], finished: NDArray[np.int64], censored: NDArray[np.int64]
) -> SurvivalCurve:
    """The product-limit estimate from counts by lag in whole months.

    `begun[l]` are first watched at lag l and at risk from l + 1 on; `finished[l]`
    and `censored[l]` leave at l, those censored after those finished.
    """
    entered = np.cumsum(begun)
    left = np.cumsum(finished + censored)
    at_risk = np.concatenate([[0], entered[:-1] - left[:-1]]).astype(np.int64)
    stay = 1.0 - finished / np.maximum(1, at_risk)
    surviving = np.cumprod(np.where(at_risk > 0, stay, 1.0)).astype(np.float64)
    return SurvivalCurve(surviving, at_risk)
