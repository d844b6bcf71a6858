"""Carrying out what was agreed: parts done, lag, words kept, output."""

from __future__ import annotations

from tingqiao.model import draws, parameters
from tingqiao.model.compiled import compiled, inlined
from tingqiao.model.draws import Word
from tingqiao.model.lanes import chance_of_rate, logistic
from tingqiao.model.stages.climb import worth
from tingqiao.model.stages.ladder import read_rungs
from tingqiao.model.state import (
    ACTED,
    BENEFIT,
    CAPACITY,
    COMPLETED,
    COORDINATION,
    DEFECTION,
    ENFORCEMENT_IN_FORCE,
    FIRST,
    GOVERNMENT,
    IN_FORCE,
    KEPT,
    LAG,
    MATTER,
    N_OPEN,
    OUTPUT,
    OWING,
    PARTICIPATION,
    PRESSURE,
    RUNG,
    STALLED,
    VALUE,
    VALUE_IN_FORCE,
    Lanes,
    Options,
    Sites,
    Structure,
)
from tingqiao.model.submodels.action import action_rate, help_to_act
from tingqiao.model.submodels.delivery import aggregate, chance_to_keep
from tingqiao.model.submodels.willingness import readiness_log_odds

_KEPT, _ACTED, _WORTH = 0, 1, 5  # rows of x.lane


@compiled
def count_open_parts(s: Structure, x: Lanes) -> None:
    """How many parts each government owes across its matters, `x.government[N_OPEN, g, l]`."""
    x.government[N_OPEN, :] = 0.0
    for p in range(x.party.shape[1]):
        m, g = s.party[MATTER, p], s.party[GOVERNMENT, p]
        for lane in range(x.government.shape[2]):
            x.government[N_OPEN, g, lane] += x.matter[OWING, m, lane] * (
                1.0 - x.party[ACTED, p, lane]
            )


@inlined
def _act(m: int, p: int, s: Structure, options: Options, x: Lanes) -> None:
    """A party that owes its part may do it this month (uniform draws in row 0)."""
    g, top = s.party[GOVERNMENT, p], float(s.ladder.shape[1] - 1)
    standing, u = x.lane[_WORTH], x.uniforms
    worth(m, p, VALUE, s, x, standing)
    for lane in range(standing.shape[0]):
        pressure = x.party[PRESSURE, p, lane]
        ready = logistic(
            readiness_log_odds(
                top * standing[lane],
                pressure,
                x.parameter[parameters.SHARPNESS, lane],
                x.parameter[parameters.PRESSURE_WEIGHT, lane],
            )
        )
        helped = help_to_act(
            pressure,
            x.matter[COORDINATION, m, lane],
            options.in_action * x.matter[PARTICIPATION, m, lane],
            x.parameter[parameters.ACTION_PRESSURE, lane],
            x.parameter[parameters.ACTION_COORDINATION, lane],
            x.parameter[parameters.ACTION_PARTICIPATION, lane],
        )
        rate = action_rate(
            ready,
            helped,
            x.parameter[parameters.ACTION_RATE, lane],
            x.government[CAPACITY, g, lane],
            x.government[N_OPEN, g, lane],
        )
        acts = x.matter[OWING, m, lane] if u[0, lane] < chance_of_rate(rate) else 0.0
        x.party[ACTED, p, lane] = max(x.party[ACTED, p, lane], acts)


@inlined
def _keep(m: int, p: int, x: Lanes) -> None:
    """Whether a party keeps its word this month (uniform draws in row 1)."""
    kept, u = x.lane[_KEPT], x.uniforms
    for lane in range(kept.shape[0]):
        chance = chance_to_keep(
            x.matter[DEFECTION, m, lane],
            x.matter[ENFORCEMENT_IN_FORCE, m, lane],
            x.party[PRESSURE, p, lane],
        )
        x.party[KEPT, p, lane] = 1.0 if u[1, lane] < chance else 0.0
        kept[lane] += x.party[KEPT, p, lane]


@compiled
def carry_out(
    m: int,
    month: int,
    s: Structure,
    options: Options,
    x: Lanes,
    runs: Sites,
    seed: Word,
) -> None:
    """One matter's month of work: acts on the present rung, words on the one in force."""
    first, last = s.matter[FIRST, m], s.matter[FIRST, m + 1]
    x.lane[_KEPT, :] = 0.0
    x.lane[_ACTED, :] = 0.0
    anybody_owes = x.matter[OWING, m].max() > 0.0
    for p in range(first, last):
        draws.fill_uniforms(x.uniforms, runs, month, draws.WORK, s.party_site[p], seed)
        if anybody_owes:
            _act(m, p, s, options, x)
        for lane in range(x.party.shape[2]):
            x.lane[_ACTED, lane] += x.party[ACTED, p, lane]
        _keep(m, p, x)
    _deliver(m, last - first, options, x)
    if anybody_owes:
        _finish(m, last - first, x)


@inlined
def _deliver(m: int, n: int, options: Options, x: Lanes) -> None:
    for lane in range(x.matter.shape[2]):
        part = aggregate(
            x.lane[_KEPT, lane], float(n), options.threshold, options.aggregate
        )
        x.matter[OUTPUT, m, lane] = (
            x.matter[VALUE_IN_FORCE, m, lane] * x.matter[BENEFIT, m, lane] * part
        )


@inlined
def _finish(m: int, n: int, x: Lanes) -> None:
    for lane in range(x.matter.shape[2]):
        owed = x.matter[OWING, m, lane]
        x.matter[LAG, m, lane] += owed
        done = owed if x.lane[_ACTED, lane] == n else 0.0
        x.matter[COMPLETED, m, lane] = done
        x.matter[OWING, m, lane] = owed - done
        if done == 1.0:
            x.matter[STALLED, m, lane] = 0.0


@compiled
def come_into_force(s: Structure, x: Lanes) -> None:
    """What all have done by the end of a month is in force from the next one on.

    It comes last, so that the month's words, output and lessons are all about the
    rung that was in force while the month passed.
    """
    for m in range(x.matter.shape[1]):
        if x.matter[COMPLETED, m].max() > 0.0:
            for lane in range(x.matter.shape[2]):
                if x.matter[COMPLETED, m, lane] == 1.0:
                    x.matter[IN_FORCE, m, lane] = x.matter[RUNG, m, lane]
            read_rungs(m, s, x)
