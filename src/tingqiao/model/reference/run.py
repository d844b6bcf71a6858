"""One run, month by month: the schedule of the ODD (§3)."""

from __future__ import annotations

from collections.abc import Mapping

from tingqiao.case.entities import Case, Range
from tingqiao.model.plan import Frozen, Plan
from tingqiao.model.reference.climbing import climb, impose
from tingqiao.model.reference.learning import (
    form_trust,
    learn_belief,
    learn_idea,
    see_words,
    turn_over,
)
from tingqiao.model.reference.levels import Pulses, arrive
from tingqiao.model.reference.setting import Setting, begin, set_scene
from tingqiao.model.reference.state import Path, State
from tingqiao.model.reference.working import (
    carry_out,
    come_into_force,
    escalate,
    open_parts,
)


def run_once(
    case: Case,
    plan: Plan,
    given: Mapping[str, Range],
    *,
    seed: int,
    run: int,
    months: int,
    repeats: int = 1,
) -> Path:
    """The path of run number `run`; the arguments are those of `simulate`."""
    setting = set_scene(case, plan, given, seed, run, run // repeats)
    now, pulses, path = begin(setting), Pulses(setting), Path()
    form_trust(setting, now)
    arrive(0, setting, pulses, now)
    path.note(now)
    for month in range(months):
        pass_month(month, setting, pulses, now)
        path.note(now)
    return path


def pass_month(month: int, setting: Setting, pulses: Pulses, now: State) -> None:
    """Let one month pass. What arrives in month 0 has arrived already."""
    for standing in now.matter.values():
        standing.moved = standing.completed = False
    if month > 0:
        arrive(month, setting, pulses, now)
    impose(month, setting, now)
    for m in setting.case.matters:
        climb(m, month, setting, now)
    owed = open_parts(setting, now)
    for m in setting.case.matters:
        carry_out(m, month, owed, setting, now)
    learn(month, setting, now)
    come_into_force(now)
    pulses.fade()
    if setting.plan.escalate_after is not None:
        escalate(month, setting, pulses, now)


def learn(month: int, setting: Setting, now: State) -> None:
    """Whatever is not held still moves."""
    frozen = setting.plan.frozen
    if Frozen.TRUST not in frozen:
        see_words(setting, now)
        turn_over(month, setting, now)
        form_trust(setting, now)
    if Frozen.BELIEF not in frozen:
        learn_belief(setting, now)
    if Frozen.MACRO not in frozen:
        learn_idea(setting, now)
