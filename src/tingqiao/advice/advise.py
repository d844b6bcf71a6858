"""Advice on a case: which institution for each matter, and how little help from above."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tingqiao.advice.institutions.choice import Choice, choices, natures_of
from tingqiao.advice.institutions.regret import Regret, regret_table
from tingqiao.advice.institutions.thresholds import AXES, AxisMap, axis_map
from tingqiao.advice.superiors.diagnosis import diagnose, stalled
from tingqiao.advice.superiors.pressure import Goal, Guidance, Trial
from tingqiao.case.entities import Case
from tingqiao.model.ensemble import Provenance, simulate

RUNS = 800
_Steps = Callable[[int, int], None]  # steps done, steps in all


@dataclass(frozen=True)
class Advice:
    """Recommendations for a case, with what they rest on and what would turn them."""

    case: Case
    institutions: tuple[Choice, ...]
    maps: dict[str, tuple[AxisMap, ...]]  # by matter: what would change the answer
    regret: tuple[Regret, ...]
    superiors: tuple[Guidance, ...]  # stalled matters only
    provenance: Provenance


def advise(
    case: Case,
    *,
    runs: int = RUNS,
    months: int | None = None,
    seed: int = 0,
    goal: Goal | None = None,
    progress: _Steps | None = None,
) -> Advice:
    """Advise on a case.

    Parameters
    ----------
    runs : runs of each ensemble, at least 40; every plan is tried on the same draws.
    months : the horizon; the case's own by default.
    goal : what is asked for stalled matters.
    progress : called with matters done and matters in all.
    """
    waiting = stalled(case)
    n, whole = len(case.matters), len(case.matters) + len(waiting)

    def step(done: int) -> None:
        if progress is not None:
            progress(done, whole)

    base = simulate(case, runs=runs, months=months, seed=seed, keep_paths=0)
    institutions = choices(base, progress=lambda done, _: step(done))
    known, horizon = natures_of(base), base.provenance.months
    maps = {
        m: tuple(axis_map(nature, case.ladder, axis, horizon) for axis in AXES)
        for m, nature in known.items()
    }
    trial = Trial(case, runs, seed, goal or Goal())
    guided = []
    for done, (matter, now, still) in enumerate(waiting, 1):
        found = diagnose(base, matter, now, still, known[matter.id])
        guided.append(trial.guidance(matter, found))
        step(n + done)
    regret = regret_table(next(iter(known.values())), case.ladder, horizon, seed)
    return Advice(case, institutions, maps, regret, tuple(guided), base.provenance)
