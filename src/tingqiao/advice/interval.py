"""Numbers with their intervals, and when two of them can be told apart."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta

from tingqiao.model.intervals import HIGH, LOW

_Z_95 = 1.959963984540054  # of the normal law
TELLING_SHARE = 0.6  # of differing worlds in which the better must be better


class Interval(NamedTuple):
    """A number and the interval it comes with."""

    value: float
    low: float
    high: float


def spread_of(values: NDArray[np.float64]) -> Interval:
    """The mean over worlds, and the 10 % and 90 % quantiles."""
    low, high = np.quantile(values, (LOW, HIGH))
    return Interval(float(values.mean()), float(low), float(high))


def mean_of(values: NDArray[np.float64]) -> Interval:
    """The mean, and its 95 % interval."""
    mean = float(values.mean())
    margin = _Z_95 * float(values.std(ddof=1)) / float(np.sqrt(values.size))
    return Interval(mean, mean - margin, mean + margin)


def share_of(share: float, runs: int) -> Interval:
    """A share of so many runs, and its 95 % interval, which is never a certainty.

    Source: Wilson 1927.
    """
    weight = _Z_95**2 / runs
    middle = (share + weight / 2.0) / (1.0 + weight)
    spread = share * (1.0 - share) / runs + weight / (4.0 * runs)
    margin = _Z_95 * float(np.sqrt(spread)) / (1.0 + weight)
    return Interval(share, max(0.0, middle - margin), min(1.0, middle + margin))


def chance_of(met: NDArray[np.bool_], repeats: int) -> Interval:
    """A chance and its 80 % interval over worlds, from `met[run]` of nested runs.

    Each `repeats` consecutive runs share a world. The interval is that of the beta
    law with the mean and, freed of luck, the spread of the worlds' chances.
    """
    chances = met.reshape(-1, repeats).mean(axis=1)
    mean = float(chances.mean())
    luck = float((chances * (1.0 - chances)).mean()) / max(1, repeats - 1)
    spread = float(chances.var(ddof=1)) - luck
    if not 0.0 < mean < 1.0 or spread <= 0.0:
        return Interval(mean, mean, mean)
    weight = max(mean * (1.0 - mean) / spread - 1.0, 1e-3)
    low, high = beta.ppf((LOW, HIGH), mean * weight, (1.0 - mean) * weight)
    return Interval(mean, float(low), float(high))


def often_better(difference: NDArray[np.float64]) -> float:
    """In what share of the worlds where two differ the first is better; ½ if in none."""
    differing = difference[difference != 0.0]
    return float((differing > 0.0).mean()) if differing.size else 0.5


def is_telling(difference: NDArray[np.float64]) -> bool:
    """Whether a paired difference shows that one is better than the other.

    Its mean must be told from nought, and it must be above nought in three of five
    worlds where there is one: a mean made by a few extreme worlds is no ground for
    advice.
    """
    told = mean_of(difference).low > 0.0
    return told and often_better(difference) >= TELLING_SHARE
