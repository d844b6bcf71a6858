"""How little is enough: the weakest tool, and the least and shortest push."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from tingqiao.advice.interval import Interval, chance_of, mean_of
from tingqiao.advice.superiors.bisection import first_true
from tingqiao.advice.superiors.diagnosis import Diagnosis
from tingqiao.advice.superiors.tools import Tool, lowest_superior, plan_with
from tingqiao.case.entities import Case, Matter, Range
from tingqiao.model.ensemble import Ensemble, simulate
from tingqiao.model.plan import AS_RECORDED, LOWEST, Plan, Push

REPEATS = 8  # runs that share a world
STRENGTHS = (0.2, 0.4, 0.6, 0.8, 1.0)
DURATIONS = (3, 6, 12, 18, 24)  # months
AFTER = 24  # months after the time asked for at which what is left is looked at


@dataclass(frozen=True)
class Goal:
    """What is asked for: one rung more, by month `months`, with a chance of `chance`.

    Raises
    ------
    ValueError : months not in whole years, or a chance outside (0, 1).
    """

    months: int = 24
    chance: float = 0.5

    def __post_init__(self) -> None:
        if self.months < 12 or self.months % 12:
            raise ValueError(f"months is {self.months}; ask for whole years: 12, 24, …")
        if not 0.0 < self.chance < 1.0:
            raise ValueError(f"chance is {self.chance}; it must lie between 0 and 1")


@dataclass(frozen=True)
class Tried:
    """One tool and what it does."""

    tool: Tool
    chance: Interval  # of the goal; 80 % over worlds
    added: Interval  # to the chance without it, same draws; 95 %


@dataclass(frozen=True)
class LeastPush:
    """The least strength, and at that strength the shortest time, that are enough."""

    strength: float
    withdraw: int  # the first month without it
    chance: Interval  # of the goal; 80 % over worlds
    kept: Interval  # of standing there still, AFTER months later; 80 % over worlds
    trust: Interval  # what it changes of mean trust by then; paired, 95 %


@dataclass(frozen=True)
class Guidance:
    """Whether anyone needs to step in to move a stalled matter, who, and how little."""

    diagnosis: Diagnosis
    goal: Goal
    rung: int
    superior: str | None
    alone: Interval  # the chance of the goal if nobody steps in; 80 % over worlds
    alone_mean: Interval  # the same chance, with the 95 % interval of its estimate
    tried: tuple[Tried, ...]  # weakest first, up to the first that is enough
    push: LeastPush | None  # None: no push on the grid is enough, or none is needed

    @property
    def is_needed(self) -> bool | None:
        """Whether the goal is out of reach without help; None where it cannot be told."""
        if self.alone_mean.low >= self.goal.chance:
            return False
        return True if self.alone_mean.high < self.goal.chance else None

    @property
    def weakest(self) -> Tried | None:
        """The weakest tool that is enough and adds something that can be told."""
        for tried in self.tried:
            if is_enough(tried, self.goal):
                return tried
        return None


def is_enough(tried: Tried, goal: Goal) -> bool:
    """Whether a tool gives the chance asked for and adds to it what can be told."""
    return tried.chance.value >= goal.chance and tried.added.low > 0.0


class Trial:
    """Plans tried on one case, on the same draws."""

    def __init__(self, case: Case, runs: int, seed: int, goal: Goal) -> None:
        self.case, self.seed, self.goal = case, seed, goal
        self.runs = max(2, runs // REPEATS) * REPEATS
        self.base = self.run(AS_RECORDED, goal.months)
        self.base_after = self.run(AS_RECORDED, goal.months + AFTER)

    def run(self, plan: Plan, months: int) -> Ensemble:
        """The plan on the trial's draws."""
        return simulate(
            self.case,
            plan,
            runs=self.runs,
            months=months,
            seed=self.seed,
            repeats=REPEATS,
            keep_paths=0,
        )

    def guidance(self, matter: Matter, diagnosis: Diagnosis) -> Guidance:
        """How little help from above would give this matter its next rung."""
        rung = diagnosis.rung + 1
        alone = stands(self.base, matter, rung, self.goal.months)
        chance = chance_of(alone, REPEATS)
        mean = mean_of(alone.reshape(-1, REPEATS).mean(axis=1))
        superior = lowest_superior(self.case, matter)
        tried: tuple[Tried, ...] = ()
        push = None
        if mean.low < self.goal.chance and superior is not None:
            tried = self._tools(matter, rung, alone)
            push = self._least(matter, rung)
        return Guidance(diagnosis, self.goal, rung, superior, chance, mean, tried, push)

    def _tools(
        self, matter: Matter, rung: int, alone: NDArray[np.bool_]
    ) -> tuple[Tried, ...]:
        found = []
        for tool in Tool:
            run = self.run(
                plan_with(tool, matter, rung, self.goal.months), self.goal.months
            )
            met = stands(run, matter, rung, self.goal.months)
            found.append(Tried(tool, chance_of(met, REPEATS), added_chance(alone, met)))
            if is_enough(found[-1], self.goal):
                break
        return tuple(found)

    def _least(self, matter: Matter, rung: int) -> LeastPush | None:
        """Bisect the strength over the whole time, then the time at that strength."""
        goal, longest = self.goal, self.goal.months
        durations = [d for d in DURATIONS if d < longest] + [longest]

        def enough(strength: float, months: int) -> bool:
            run = self.run(_push(matter, strength, months), longest)
            met = stands(run, matter, rung, longest)
            return float(met.mean()) >= goal.chance

        weakest = first_true([partial(enough, v, longest) for v in STRENGTHS])
        if weakest is None:
            return None
        strength = STRENGTHS[weakest]
        shortest = first_true([partial(enough, strength, d) for d in durations])
        withdraw = longest if shortest is None else durations[shortest]
        return self._told(matter, rung, strength, withdraw)

    def _told(
        self, matter: Matter, rung: int, strength: float, withdraw: int
    ) -> LeastPush:
        run = self.run(_push(matter, strength, withdraw), self.goal.months + AFTER)
        change = run.per_run.trust_end - self.base_after.per_run.trust_end
        return LeastPush(
            strength,
            withdraw,
            chance_of(stands(run, matter, rung, self.goal.months), REPEATS),
            chance_of(stands(run, matter, rung, self.goal.months + AFTER), REPEATS),
            mean_of(change.reshape(-1, REPEATS).mean(axis=1)),
        )


def stands(run: Ensemble, matter: Matter, rung: int, month: int) -> NDArray[np.bool_]:
    """[run] whether the matter stands on the rung or higher in a month of whole years."""
    place = run.case.matters.index(matter)
    return np.asarray(run.per_run.rung[:, month // 12, place] >= rung)


def added_chance(alone: NDArray[np.bool_], met: NDArray[np.bool_]) -> Interval:
    """What a tool adds to a chance on the same draws, with worlds as the sample."""
    change = (met.astype(float) - alone).reshape(-1, REPEATS).mean(axis=1)
    return mean_of(change)


def _push(matter: Matter, strength: float, months: int) -> Plan:
    push = Push(LOWEST, Range(strength, strength), 0, months, (matter.id,))
    return Plan(id=f"push-{matter.id}", pressure=(push,))
