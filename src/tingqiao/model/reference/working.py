"""Parts done, words kept, output; and stuck matters carried up."""

from __future__ import annotations

from tingqiao.case.entities import Matter
from tingqiao.model import draws
from tingqiao.model.reference import equations as eq
from tingqiao.model.reference.climbing import assess_risks, worth
from tingqiao.model.reference.levels import Pulses
from tingqiao.model.reference.setting import Setting
from tingqiao.model.reference.state import State


def open_parts(setting: Setting, now: State) -> dict[str, int]:
    """How many parts each government owes."""
    owed = dict.fromkeys(setting.governments, 0)
    for m, g in setting.parties:
        owed[g] += now.matter[m].owing and not now.acted[m, g]
    return owed


def carry_out(
    m: Matter, month: int, owed: dict[str, int], setting: Setting, now: State
) -> None:
    """One matter's month of work."""
    standing = now.matter[m.id]
    for g in m.parties:
        luck = setting.draw(month, draws.WORK, "party", m.id, g)
        if standing.owing and luck[0] < _chance_to_act(m, g, owed[g], setting, now):
            now.acted[m.id, g] = True
        now.word[m.id, g] = luck[1] < _chance_to_keep(m, g, setting, now)
    _deliver(m, setting, now)
    if standing.owing:
        standing.lag += 1
        standing.completed = all(now.acted[m.id, g] for g in m.parties)
        standing.owing = not standing.completed
        if standing.completed:
            standing.stalled = 0


def _chance_to_act(m: Matter, g: str, owed: int, setting: Setting, now: State) -> float:
    risk = assess_risks(m, setting, now).any
    helped = now.participation[m.id] if setting.plan.participation_in_action else 0.0
    return eq.chance_to_act(
        setting.top * worth(m, g, now.matter[m.id].rung, risk, setting, now),
        now.pressure[m.id, g],
        now.coordination[m.id],
        helped,
        min(1.0, setting.world.capacity[g] / max(1, owed)),
        setting.c,
    )


def _chance_to_keep(m: Matter, g: str, setting: Setting, now: State) -> float:
    enforcement = setting.ladder[now.matter[m.id].in_force].enforcement
    defection = assess_risks(m, setting, now).defection
    return eq.chance_to_keep(defection, enforcement, now.pressure[m.id, g])


def _deliver(m: Matter, setting: Setting, now: State) -> None:
    plan, rung = setting.plan, setting.ladder[now.matter[m.id].in_force]
    part = eq.delivered(
        [now.word[m.id, g] for g in m.parties], plan.aggregate, plan.threshold
    )
    now.output[m.id] = rung.value * setting.world.matter[m.id]["benefit"] * part


def come_into_force(now: State) -> None:
    """What all have done is in force from the next month on."""
    for standing in now.matter.values():
        if standing.completed:
            standing.in_force = standing.rung


def escalate(month: int, setting: Setting, pulses: Pulses, now: State) -> None:
    """Lay stuck matters on their superiors' desks, and bring the answers."""
    for m in setting.case.matters:
        superior = setting.tree.lowest_common_superior(m.parties)
        if superior is None:
            continue
        standing = now.matter[m.id]
        standing.stalled = (
            standing.stalled + 1 if _is_stuck(m, month, setting, now) else 0
        )
        if standing.waiting > 0:
            standing.waiting -= 1
            if standing.waiting == 0:
                _answer(m, superior, setting, pulses, now)
        elif _is_heard(m, superior, setting, now):
            levels = max(max(1, setting.tree.levels_up(g, superior)) for g in m.parties)
            standing.waiting = eq.months_until_answer(levels, setting.c)
            now.desk[superior] = now.desk.get(superior, 0) + 1


def _is_heard(m: Matter, superior: str, setting: Setting, now: State) -> bool:
    after = setting.plan.escalate_after or 1
    has_room = now.desk.get(superior, 0) < setting.plan.attention
    return now.matter[m.id].stalled >= after and has_room


def _is_stuck(m: Matter, month: int, setting: Setting, now: State) -> bool:
    standing = now.matter[m.id]
    late = standing.owing and standing.lag > setting.ladder[standing.rung].due
    waits = not standing.owing and standing.rung < setting.top
    return month >= setting.opening(m) and (late or waits)


def _answer(
    m: Matter, superior: str, setting: Setting, pulses: Pulses, now: State
) -> None:
    said = setting.c["escalation_strength"]
    for g in m.parties:
        between = max(1, setting.tree.levels_up(g, superior)) - 1
        pulses.push("pressure", (m.id, g), said * setting.c["reach"] ** between)
    pulses.push("authority", m.id, said)
    now.desk[superior] -= 1
    now.matter[m.id].stalled = 0
