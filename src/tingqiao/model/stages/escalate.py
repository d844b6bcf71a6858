"""Stuck matters are carried up to their lowest common superior, who answers in time."""

from __future__ import annotations

from tingqiao.model import parameters
from tingqiao.model.compiled import compiled
from tingqiao.model.state import (
    AUTHORITY_PULSE,
    DUE,
    FIRST,
    LAG,
    LEVELS,
    OPENING,
    OWING,
    PARTY_LEVELS,
    PRESSURE_PULSE,
    RUNG,
    STALLED,
    SUPERIOR,
    WAITING,
    Lanes,
    Options,
    Structure,
)
from tingqiao.model.submodels.escalation import is_stuck, months_until_answer
from tingqiao.model.submodels.pressure import raised, reaching


@compiled
def escalate(month: int, s: Structure, options: Options, x: Lanes) -> None:
    """Count months stuck, lay matters on superiors' desks, and bring their answers."""
    for m in range(x.matter.shape[1]):
        if s.matter[SUPERIOR, m] >= 0:
            for lane in range(x.matter.shape[2]):
                _wait(m, lane, month, s, x)
                _carry_up(m, lane, s, options, x)


@compiled
def _wait(m: int, lane: int, month: int, s: Structure, x: Lanes) -> None:
    stuck = is_stuck(
        month >= s.matter[OPENING, m],
        x.matter[RUNG, m, lane],
        s.ladder.shape[1] - 1,
        x.matter[OWING, m, lane],
        x.matter[LAG, m, lane],
        x.matter[DUE, m, lane],
    )
    x.matter[STALLED, m, lane] = x.matter[STALLED, m, lane] + 1.0 if stuck else 0.0


@compiled
def _carry_up(m: int, lane: int, s: Structure, options: Options, x: Lanes) -> None:
    above = s.matter[SUPERIOR, m]
    if x.matter[WAITING, m, lane] > 0.0:
        x.matter[WAITING, m, lane] -= 1.0
        if x.matter[WAITING, m, lane] == 0.0:
            _answer(m, lane, s, x)
    elif (
        x.matter[STALLED, m, lane] >= max(1, options.escalate_after)
        and x.superior[above, lane] < options.attention
    ):
        delay = x.parameter[parameters.ESCALATION_DELAY, lane]
        x.matter[WAITING, m, lane] = months_until_answer(delay, s.matter[LEVELS, m])
        x.superior[above, lane] += 1.0


@compiled
def _answer(m: int, lane: int, s: Structure, x: Lanes) -> None:
    strength = x.parameter[parameters.ESCALATION_STRENGTH, lane]
    reach = x.parameter[parameters.REACH, lane]
    for p in range(s.matter[FIRST, m], s.matter[FIRST, m + 1]):
        felt = reaching(strength, reach, s.party[PARTY_LEVELS, p] - 1)
        x.party[PRESSURE_PULSE, p, lane] = raised(
            x.party[PRESSURE_PULSE, p, lane], felt
        )
    x.matter[AUTHORITY_PULSE, m, lane] = raised(
        x.matter[AUTHORITY_PULSE, m, lane], strength
    )
    x.superior[s.matter[SUPERIOR, m], lane] -= 1.0
    x.matter[STALLED, m, lane] = 0.0
