"""What a forecast comes to: how many matters settle, which may climb, which may fall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tingqiao.case.entities import Matter, Text
from tingqiao.model.history import History
from tingqiao.report.chances import (
    Chance,
    agreement_rung,
    at_or_above,
    below,
    first_month,
    headline_month,
)

if TYPE_CHECKING:
    from tingqiao.model.ensemble import Ensemble


@dataclass(frozen=True)
class Climb:
    """The chance that one matter stands higher than now, `months` from the start."""

    matter: Matter
    rung: int  # the rung asked for, 1..R
    months: int
    chance: Chance


@dataclass(frozen=True)
class Settled:
    """How many matters stand at an agreement or above."""

    today: int
    middle: int
    low: int
    high: int
    rung: Text


def count_settled(run: Ensemble, history: History) -> Settled:
    """Count matters at an agreement or above, today and at the headline month.

    Counted run by run, so that the interval knows which matters rise together.
    """
    rung = agreement_rung(run.case)
    standing = (_rungs_at_headline(run) >= rung).sum(axis=1)
    low, middle, high = np.quantile(standing, (0.1, 0.5, 0.9), method="higher")
    today = sum(now >= rung for now in history.rung.values())
    return Settled(today, int(middle), int(low), int(high), run.case.ladder[rung].name)


def _rungs_at_headline(run: Ensemble) -> np.ndarray:
    """[run, matter] rungs at the headline month, a whole year or the run's last month."""
    years, rest = divmod(headline_month(run), 12)
    return run.per_run.rung_end if rest else run.per_run.rung[:, years]


def likeliest_climb(run: Ensemble, history: History) -> Climb | None:
    """The matter most likely to stand higher within a year; None if all are at the top."""
    climbs = climbs_within(run, history, first_month(run))
    return max(climbs, key=lambda climb: climb.chance.value, default=None)


def climbs_within(run: Ensemble, history: History, months: int) -> list[Climb]:
    """Every matter's chance of standing higher than now, `months` from the start."""
    return [
        Climb(matter, rung, months, at_or_above(run, matter.id, rung, months))
        for matter in run.case.matters
        if (rung := history.rung[matter.id] + 1) <= run.case.top
    ]


def likeliest_fall(run: Ensemble, history: History) -> Climb | None:
    """The matter most likely to stand lower than now at the headline month."""
    month = headline_month(run)
    falls = [
        Climb(matter, rung, month, below(run, matter.id, rung, month))
        for matter in run.case.matters
        if (rung := history.rung[matter.id]) > 0
    ]
    return max(falls, key=lambda fall: fall.chance.value, default=None)
