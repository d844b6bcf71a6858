"""What every engine hands back, and whether two engines agree."""

from __future__ import annotations

from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.01  # chance of a false alarm over all comparisons of two engines together
ENOUGH = 10.0  # runs expected on either side, for a share to be nearly normal
ROUNDING = 1e-9  # relative: engines add the same numbers in another order


class Outcome(NamedTuple):
    """Some runs of a situation, counted."""

    stands: NDArray[np.int64]  # [t, m, k] runs standing on k
    trust: NDArray[np.float64]  # [r] mean trust over ties at the end
    benefit: NDArray[np.float64]  # [r] output over all months, case unit

    @property
    def runs(self) -> int:
        """How many runs it counts."""
        return self.trust.size


class Verdict(NamedTuple):
    """Whether an engine agrees with the kernel, and on what ground."""

    agrees: bool
    ground: str


def same_draws(one: Outcome, other: Outcome) -> Verdict:
    """Two engines with the same draws: every run the same, up to rounding."""
    counts = np.array_equal(one.stands, other.stands)
    worst = max(
        _relative(one.trust, other.trust), _relative(one.benefit, other.benefit)
    )
    ground = f"draw for draw, {one.runs} runs; sums within {worst:.0e}"
    if not counts:
        moved = int(np.abs(one.stands - other.stands).sum()) // 2
        ground = f"{moved} of {int(one.stands.sum())} run-months differ"
    return Verdict(counts and worst < ROUNDING, ground)


def _relative(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float(np.max(np.abs(one - other) / np.maximum(1e-12, np.abs(other))))


def within_chance(one: Outcome, kernel: Outcome) -> Verdict:
    """Two engines with draws of their own: z-scores, Bonferroni over all of them.

    Compared are, halfway and at the end, the share of runs on each rung of each
    matter wherever either side may be expected `ENOUGH` times, the mean trust at the
    end and the mean benefit.
    """
    z = np.concatenate([_z_of_shares(one, kernel), _z_of_means(one, kernel)])
    limit = NormalDist().inv_cdf(1.0 - 0.5 * LEVEL / z.size)
    worst = float(np.max(np.abs(z)))
    ground = f"{z.size} z-scores, {one.runs} runs; largest {worst:.2f} < {limit:.2f}"
    return Verdict(worst < limit, ground if worst < limit else ground.replace("<", "≥"))


def _z_of_shares(one: Outcome, kernel: Outcome) -> NDArray[np.float64]:
    months = [kernel.stands.shape[0] // 2, -1]
    p, q = one.stands[months] / one.runs, kernel.stands[months] / kernel.runs
    pooled = (one.stands[months] + kernel.stands[months]) / (one.runs + kernel.runs)
    spread = pooled * (1.0 - pooled)
    told = spread * min(one.runs, kernel.runs) >= ENOUGH
    return (p - q)[told] / np.sqrt(spread[told] * (1.0 / one.runs + 1.0 / kernel.runs))


def _z_of_means(one: Outcome, kernel: Outcome) -> NDArray[np.float64]:
    pairs = ((one.trust, kernel.trust), (one.benefit, kernel.benefit))
    return np.array(
        [
            (a.mean() - b.mean()) / np.sqrt(a.var() / a.size + b.var() / b.size)
            for a, b in pairs
        ]
    )
