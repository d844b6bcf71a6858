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

    surviving: NDArray[np.float64]  # [..., lag]
    at_risk: NDArray[np.int64]  # [..., lag] adoptions watched as the month ends

    def quantiles(self, shares: Sequence[float]) -> NDArray[np.float64]:
        """Months by which each share is finished, [..., share]; inf where it never is."""
        found = []
        for share in shares:
            done = 1.0 - self.surviving >= share - _ROUNDING
            month = np.argmax(done, axis=-1)
            found.append(np.where(done.any(axis=-1), month, np.inf))
        return np.stack(found, axis=-1)


def kaplan_meier(
    begun: NDArray[np.int64], finished: NDArray[np.int64], censored: NDArray[np.int64]
) -> SurvivalCurve:
    """The product-limit estimate from counts [..., lag] by lag in whole months.

    `begun` of lag l are first watched at l and at risk from l + 1 on; `finished` and
    `censored` of l leave at l, those censored after those finished.
    """
    at_risk = np.zeros_like(begun)
    np.cumsum((begun - finished - censored)[..., :-1], axis=-1, out=at_risk[..., 1:])
    surviving = finished / np.maximum(1, at_risk)
    np.subtract(1.0, surviving, out=surviving, where=at_risk > 0)
    surviving[at_risk <= 0] = 1.0
    np.cumprod(surviving, axis=-1, out=surviving)
    return SurvivalCurve(surviving, at_risk)
