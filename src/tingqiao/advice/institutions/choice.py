"""Which rung to aim at, and whether to impose it: valued over worlds and runs.

The worth of a rung in world r, and how long run r of a forecast in that same world
took to get there, make the value of aiming at it: the mean over the horizon of the
worth of the rung stood on, counted no higher than the aim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tingqiao.advice.institutions.nature import Nature, natures
from tingqiao.advice.institutions.worth import RungWorth, rung_worth
from tingqiao.advice.interval import (
    Interval,
    is_telling,
    mean_of,
    often_better,
    share_of,
    spread_of,
)
from tingqiao.advice.sharing.coalitions import Floats
from tingqiao.case.entities import Matter
from tingqiao.case.tree import tree_of
from tingqiao.model.ensemble import Ensemble, Progress, simulate
from tingqiao.model.plan import LOWEST, Imposition, Plan


@dataclass(frozen=True)
class Option:
    """One institution for a matter; money in the case's unit a month, all parties."""

    rung: int
    imposed_by: str | None  # the lowest common superior, or None: by consent
    value: Interval  # of aiming at it, over the horizon: mean, 10 % and 90 % of worlds
    kept: Interval  # gain kept after the three risks, standing there
    transaction: Interval
    autonomy: Interval
    chance: Interval  # of having stood there by the horizon's end, 95 %
    months: tuple[float, float, float]  # until first there, 10/50/90 %; inf: not
    regret: Interval  # what aiming at it loses against the best aim of each world


@dataclass(frozen=True)
class Choice:
    """Every option of a matter, the best first, and how far the best is ahead."""

    matter: str
    standing: int  # where the forecast starts
    options: tuple[Option, ...]
    ahead: Interval  # best − runner-up, mean and 95 %
    often: float  # share of the worlds where the two differ in which the best is better
    is_told: bool  # whether the two can be told apart

    @property
    def recommended(self) -> Option:
        """The option of the highest value."""
        return self.options[0]

    @property
    def runner_up(self) -> Option:
        """The next one."""
        return self.options[1]


@dataclass(frozen=True)
class _Valued:
    rung: int
    imposed_by: str | None
    values: Floats  # [run]
    run: Ensemble


def choices(
    base: Ensemble, *, impose: bool = True, progress: Progress | None = None
) -> tuple[Choice, ...]:
    """The choice of institution for every matter of a forecast.

    Parameters
    ----------
    base : a forecast with one draw of the ranges a run (`repeats` = 1).
    impose : whether to value imposition too: one more ensemble a matter.

    Raises
    ------
    ValueError : the forecast repeats draws, so runs and worlds do not match.
    """
    stamp = base.provenance
    if stamp.repeats != 1:
        raise ValueError("choices need one draw of the ranges a run: repeats=1")
    case, found = base.case, []
    known = natures(case, stamp.runs, stamp.seed, dict(base.parameters))
    for done, matter in enumerate(case.matters, 1):
        worth = rung_worth(known[matter.id], case.ladder)
        valued = _by_consent(base, matter, worth)
        if impose:
            valued += _imposed(base, matter, worth)
        found.append(_chosen(matter, valued, worth, base))
        if progress is not None:
            progress(done, len(case.matters))
    return tuple(found)


def _by_consent(base: Ensemble, matter: Matter, worth: RungWorth) -> list[_Valued]:
    place = base.case.matters.index(matter)
    stood = base.per_run.rung[:, :, place]
    return [
        _Valued(k, None, aimed_value(worth.net, stood, k), base)
        for k in range(base.case.top + 1)
    ]


def _imposed(base: Ensemble, matter: Matter, worth: RungWorth) -> list[_Valued]:
    """Imposing, at once, the rung best to stand on; none where nobody may."""
    case, stamp = base.case, base.provenance
    superior = tree_of(case.governments).lowest_common_superior(matter.parties)
    rung = int(worth.net.mean(axis=1).argmax())
    place = case.matters.index(matter)
    if superior is None or superior in matter.parties:
        return []
    if rung <= int(base.per_run.rung[0, 0, place]):
        return []
    run = simulate(
        case,
        Plan(id="imposed", imposed=(Imposition(LOWEST, 0, rung, (matter.id,)),)),
        runs=stamp.runs,
        months=stamp.months,
        seed=stamp.seed,
        parameters=base.parameters,
        keep_paths=0,
    )
    values = aimed_value(worth.net, run.per_run.rung[:, :, place], rung)
    return [_Valued(rung, superior, values, run)]


def aimed_value(net: Floats, stood: NDArray[np.int8], aim: int) -> Floats:
    """[run] mean over the years of the worth of the rung stood on, at most `aim`.

    `net` [rung, run] is the worth of each rung; `stood` [run, year] the rung.
    """
    capped = np.minimum(stood, aim).T  # [year, run]
    return np.asarray(np.take_along_axis(net, capped.astype(np.int64), axis=0).mean(0))


def _chosen(
    matter: Matter, valued: Sequence[_Valued], worth: RungWorth, base: Ensemble
) -> Choice:
    ranked = sorted(valued, key=lambda v: -float(v.values.mean()))
    best = np.max([v.values for v in valued], axis=0)
    difference = ranked[0].values - ranked[1].values
    place = base.case.matters.index(matter)
    return Choice(
        matter=matter.id,
        standing=int(base.per_run.rung[0, 0, place]),
        options=tuple(_option(v, worth, best, place) for v in ranked),
        ahead=mean_of(difference),
        often=often_better(difference),
        is_told=is_telling(difference),
    )


def _option(v: _Valued, worth: RungWorth, best: Floats, place: int) -> Option:
    said = v.run.summary.isel(matter=place)
    chance = 1.0 - float(said["p_never"].values[v.rung])
    months = said["months_to_rung"].sel(rung=v.rung, quantile=[0.1, 0.5, 0.9]).values
    return Option(
        rung=v.rung,
        imposed_by=v.imposed_by,
        value=spread_of(v.values),
        kept=spread_of(worth.kept[v.rung]),
        transaction=spread_of(worth.transaction[v.rung]),
        autonomy=spread_of(worth.autonomy[v.rung]),
        chance=share_of(chance, v.values.size),
        months=(float(months[0]), float(months[1]), float(months[2])),
        regret=spread_of(best - v.values),
    )


def natures_of(base: Ensemble) -> dict[str, Nature]:
    """The natures behind the runs of a forecast, for maps."""
    stamp = base.provenance
    return natures(base.case, stamp.runs, stamp.seed, dict(base.parameters))
