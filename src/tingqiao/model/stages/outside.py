"""What comes from outside this month: pressure, coordination, participation, advocacy."""

from __future__ import annotations

from tingqiao.model import parameters
from tingqiao.model.compiled import compiled, inlined
from tingqiao.model.state import (
    ADVOCACY,
    AUTHORITY,
    AUTHORITY_PULSE,
    COORDINATION,
    COORDINATION_PULSE,
    HOLD_FADES,
    HOLD_FROM,
    HOLD_LEVELS,
    HOLD_STRENGTH,
    HOLD_TARGET,
    HOLD_UNTIL,
    PARTICIPATION,
    PARTICIPATION_PULSE,
    PRESSURE,
    PRESSURE_PULSE,
    PULSE_LEVELS,
    PULSE_MONTH,
    PULSE_STRENGTH,
    PULSE_TARGET,
    STANDING,
    TRUST_IN_PARTNERS,
    Agenda,
    Floats,
    Lanes,
    Options,
    Schedule,
)
from tingqiao.model.submodels.pressure import faded, raised, reaching


@compiled
def recall(agenda: Agenda, x: Lanes) -> None:
    """Set the pulses at the start to what is left of those before it."""
    _recall(agenda.pressure, x, x.fade[0], x.party[PRESSURE_PULSE])
    _recall(agenda.authority, x, x.fade[0], x.matter[AUTHORITY_PULSE])
    _recall(agenda.coordination, x, x.fade[1], x.matter[COORDINATION_PULSE])
    _recall(agenda.participation, x, x.fade[2], x.matter[PARTICIPATION_PULSE])


@compiled
def _recall(schedule: Schedule, x: Lanes, fade: Floats, pulse: Floats) -> None:
    pulse[:] = 0.0
    then = 0
    for n in range(schedule.first[0]):
        month = schedule.pulse[PULSE_MONTH, n]
        _fade_months(pulse, fade, month - then if n > 0 else 0)
        then = month
        _push(schedule, n, x, pulse)
    _fade_months(pulse, fade, -then)


@compiled
def _fade_months(pulse: Floats, fade: Floats, months: int) -> None:
    for _ in range(months):
        _fade(pulse, fade)


@compiled
def _fade(pulse: Floats, fade: Floats) -> None:
    for i in range(pulse.shape[0]):
        for lane in range(pulse.shape[1]):
            pulse[i, lane] = faded(pulse[i, lane], fade[lane])


@inlined
def _push(schedule: Schedule, n: int, x: Lanes, pulse: Floats) -> None:
    i, by = schedule.pulse[PULSE_TARGET, n], schedule.pulse[PULSE_STRENGTH, n]
    levels = schedule.pulse[PULSE_LEVELS, n]
    for lane in range(pulse.shape[1]):
        reach = x.parameter[parameters.REACH, lane]
        felt = reaching(x.strength[by, lane], reach, levels)
        pulse[i, lane] = raised(pulse[i, lane], felt)


@inlined
def _hold(schedule: Schedule, n: int, x: Lanes, trust: Floats, level: Floats) -> None:
    i, by = schedule.hold[HOLD_TARGET, n], schedule.hold[HOLD_STRENGTH, n]
    levels, fades = schedule.hold[HOLD_LEVELS, n], schedule.hold[HOLD_FADES, n]
    for lane in range(level.shape[1]):
        reach = x.parameter[parameters.REACH, lane]
        felt = reaching(x.strength[by, lane], reach, levels)
        felt *= 1.0 - fades * trust[i, lane]
        level[i, lane] = raised(level[i, lane], felt)


@compiled
def _feel(
    schedule: Schedule,
    month: int,
    x: Lanes,
    trust: Floats,
    pulse: Floats,
    level: Floats,
) -> None:
    """Bring this month's pulses and steady levers to their targets: the level felt."""
    for n in range(schedule.first[month], schedule.first[month + 1]):
        _push(schedule, n, x, pulse)
    level[:] = pulse
    for n in range(schedule.hold.shape[1]):
        if schedule.hold[HOLD_FROM, n] <= month < schedule.hold[HOLD_UNTIL, n]:
            _hold(schedule, n, x, trust, level)


@compiled
def arrive(month: int, agenda: Agenda, options: Options, x: Lanes) -> None:
    """Bring this month's pushes to their targets and set the levels that are felt."""
    party, matter = x.party, x.matter
    none = x.matter[AUTHORITY_PULSE]  # only pushes on parties fade with their trust
    _feel(
        agenda.pressure,
        month,
        x,
        party[TRUST_IN_PARTNERS],
        party[PRESSURE_PULSE],
        party[PRESSURE],
    )
    _feel(agenda.authority, month, x, none, matter[AUTHORITY_PULSE], matter[AUTHORITY])
    _feel(
        agenda.coordination,
        month,
        x,
        none,
        matter[COORDINATION_PULSE],
        matter[COORDINATION],
    )
    _feel(
        agenda.participation,
        month,
        x,
        none,
        matter[PARTICIPATION_PULSE],
        matter[PARTICIPATION],
    )
    _advocate(agenda.advocacy, month, x)
    x.party[PRESSURE] *= options.pressure_on
    x.matter[AUTHORITY] *= options.pressure_on
    x.matter[PARTICIPATION] *= options.participation_on
    _coordinate(x, options.coordination_on)


@compiled
def _advocate(schedule: Schedule, month: int, x: Lanes) -> None:
    x.government[ADVOCACY] = 0.0
    for n in range(schedule.hold.shape[1]):
        if schedule.hold[HOLD_FROM, n] <= month < schedule.hold[HOLD_UNTIL, n]:
            _hold(schedule, n, x, x.government[ADVOCACY], x.government[ADVOCACY])


@inlined
def _coordinate(x: Lanes, on: float) -> None:
    """H_m = max(pulse, h_k): what was just arranged, or what stands anyway."""
    for m in range(x.matter.shape[1]):
        for lane in range(x.matter.shape[2]):
            level = max(x.matter[COORDINATION, m, lane], x.matter[STANDING, m, lane])
            x.matter[COORDINATION, m, lane] = on * level


@compiled
def fade(x: Lanes) -> None:
    """Let the pulses fade at the end of a month."""
    _fade(x.party[PRESSURE_PULSE], x.fade[0])
    _fade(x.matter[AUTHORITY_PULSE], x.fade[0])
    _fade(x.matter[COORDINATION_PULSE], x.fade[1])
    _fade(x.matter[PARTICIPATION_PULSE], x.fade[2])
