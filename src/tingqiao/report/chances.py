"""What an ensemble says of each matter: where it may stand, and how likely."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from tingqiao.case.entities import Case
    from tingqiao.model.ensemble import Ensemble

YEARS_SHOWN = (1, 3, 5, 10)
HEADLINE_YEARS = 5
AGREEMENT_RUNG = 3  # what an `agreement` event reaches on the record


class Chance(NamedTuple):
    """A chance and its 80 % interval over what is not known; NaN where not computed."""

    value: float
    low: float = math.nan
    high: float = math.nan


def months_shown(run: Ensemble) -> tuple[int, ...]:
    """1, 3, 5 and 10 years as far as the run reaches; else its last month."""
    last = last_month(run)
    return tuple(12 * year for year in YEARS_SHOWN if 12 * year <= last) or (last,)


def headline_month(run: Ensemble) -> int:
    """The month the report's one sentence speaks of: five years, or the nearest to it."""
    return min(months_shown(run), key=lambda month: abs(month - 12 * HEADLINE_YEARS))


def first_month(run: Ensemble) -> int:
    """The month by which the next step is asked about: a year, or the run's last."""
    return months_shown(run)[0]


def last_month(run: Ensemble) -> int:
    """The last month of the run."""
    return int(run.summary["month"].values[-1])


def agreement_rung(case: Case) -> int:
    """The rung from which a matter rests on an agreement, on this case's ladder."""
    return min(AGREEMENT_RUNG, case.top)


def at_rung(run: Ensemble, matter: str, month: int) -> np.ndarray:
    """Chance of standing on each rung at the end of `month`, shape (R + 1,)."""
    chosen = run.summary["p_rung"].sel(matter=matter, month=month)
    return np.asarray(chosen.values, dtype=float)


def at_or_above(run: Ensemble, matter: str, rung: int, month: int) -> Chance:
    """Chance of standing on `rung` or higher at the end of `month`."""
    value = float(at_rung(run, matter, month)[rung:].sum())
    return Chance(min(value, 1.0), *_interval(run, matter, rung, month))


def below(run: Ensemble, matter: str, rung: int, month: int) -> Chance:
    """Chance of standing lower than `rung` at the end of `month`."""
    value, low, high = at_or_above(run, matter, rung, month)
    return Chance(1.0 - value, 1.0 - high, 1.0 - low)


def _interval(run: Ensemble, matter: str, rung: int, month: int) -> tuple[float, float]:
    place = {"matter": matter, "month": month, "rung": rung}
    low = float(run.summary["p_rung_low"].sel(place))
    high = float(run.summary["p_rung_high"].sel(place))
    return low, high


def quantile(run: Ensemble, variable: str, share: float, **place: object) -> float:
    """One quantile of a variable at one place."""
    chosen = run.summary[variable].sel(place).sel(quantile=share, method="nearest")
    return float(chosen)
