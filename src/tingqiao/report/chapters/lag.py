"""Lag: from a rung's adoption until all have acted, unfinished ones censored."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tingqiao.case.entities import Matter, Text
from tingqiao.model.history import History
from tingqiao.report.chances import last_month, quantile
from tingqiao.report.figures.survival import Survival
from tingqiao.report.wording import percent

if TYPE_CHECKING:
    from tingqiao.model.ensemble import Ensemble

FEW = 0.05  # the axis ends where fewer than this share is unfinished or observed


@dataclass(frozen=True)
class Lag:
    """One matter's curve and its quantiles in months; inf where not reached."""

    matter: Matter
    curve: Survival
    quartiles: tuple[float, float, float]  # 10, 50 and 90 %


@dataclass(frozen=True)
class LagChapter:
    """One curve a matter, all on the same axis of `months`."""

    heading: Text
    months: int
    lags: tuple[Lag, ...]


def lag_chapter(run: Ensemble, history: History) -> LagChapter:
    """The chapter of `run`."""
    lags = tuple(_lag(run, history, matter) for matter in run.case.matters)
    return LagChapter(_heading(lags), _axis(lags, run), lags)


def _lag(run: Ensemble, history: History, matter: Matter) -> Lag:
    summary = run.summary.sel(matter=matter.id)
    rung = min(history.rung[matter.id] + 1, run.case.top)
    curve = Survival(
        matter.name,
        np.asarray(summary["lag_unfinished"].values, dtype=float),
        np.asarray(summary["lag_at_risk"].values, dtype=float),
        run.case.ladder[rung].due,
        float(summary["p_late"]),
    )
    low, middle, high = (
        quantile(run, "lag", share, matter=matter.id) for share in (0.1, 0.5, 0.9)
    )
    return Lag(matter, curve, (low, middle, high))


def _axis(lags: tuple[Lag, ...], run: Ensemble) -> int:
    """Months drawn: until few are left in every matter, two due times at least.

    Longer than the run lasts is never drawn: the model counts all that is longer in
    one last month.
    """
    longest = max((lag.curve.due for lag in lags), default=1)
    ends = [_end(lag.curve) for lag in lags if not lag.curve.is_empty]
    return max(1, min(max([2 * longest, *ends]), 6 * longest, last_month(run)))


def _end(curve: Survival) -> int:
    """The first month with few unfinished, or few observed of the most there were."""
    few = (curve.unfinished < FEW) | (curve.at_risk < FEW * curve.at_risk.max())
    few[: int(curve.at_risk.argmax())] = False  # nobody is observed at month 0 yet
    return int(few.argmax()) if few.any() else len(few) - 1


def _heading(lags: tuple[Lag, ...]) -> Text:
    seen = [lag for lag in lags if not math.isnan(lag.curve.late)]
    if not seen:
        return Text("还没有可看的拖延", "There is no lag to look at yet")
    worst = max(seen, key=lambda lag: lag.curve.late)
    best = min(seen, key=lambda lag: lag.curve.late)
    name, late = worst.matter.name, percent(worst.curve.late)
    if worst is best:
        return Text(
            f"定了以后，{late} 的机会过期仍未办成",
            f"Once adopted, {late} are unfinished past their due time",
        )
    return Text(
        f"定了以后最容易拖的是{name.in_language('zh')}：{late} 过期仍未办成；"
        f"最少的 {percent(best.curve.late)}",
        f"Once adopted, {name.in_language('en')} lags most: {late} unfinished past "
        f"its due time; the least {percent(best.curve.late)}",
    )
