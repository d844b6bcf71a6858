"""Keeping the numbers of the present, the next and the carried-out rung at hand."""

from __future__ import annotations

from tingqiao.model.compiled import compiled
from tingqiao.model.state import (
    ACTED,
    ADOPTED,
    AUTONOMY,
    CONSENT,
    DROPPED,
    DUE,
    ENFORCEMENT,
    ENFORCEMENT_IN_FORCE,
    FELL,
    FIRST,
    IN_FORCE,
    LAG,
    LEAP,
    OWING,
    RUNG,
    STALLED,
    STEPS_NEXT,
    VALUE,
    VALUE_IN_FORCE,
    VALUE_NEXT,
    Floats,
    Lanes,
    Structure,
)


@compiled
def next_rung(rung: int, leap: int, top: int) -> int:
    """The rung asked for: the leap's where it is higher than the next, at most R."""
    return min(top, max(rung + 1, leap))


@compiled
def read_rungs(m: int, s: Structure, x: Lanes) -> None:
    """Read the ladder for every lane of a matter, after rungs have changed."""
    ladder, top = s.ladder, s.ladder.shape[1] - 1
    for lane in range(x.matter.shape[2]):
        k = int(x.matter[RUNG, m, lane])
        for row in range(VALUE, DUE + 1):
            x.matter[row, m, lane] = ladder[row, k]
        n = next_rung(k, s.matter[LEAP, m], top)
        for row in range(VALUE, AUTONOMY + 1):
            x.matter[VALUE_NEXT + row, m, lane] = ladder[row, n]
        x.matter[STEPS_NEXT, m, lane] = max(1.0, float(n - k))
        done = int(x.matter[IN_FORCE, m, lane])
        x.matter[VALUE_IN_FORCE, m, lane] = ladder[VALUE, done]
        x.matter[ENFORCEMENT_IN_FORCE, m, lane] = ladder[ENFORCEMENT, done]


@compiled
def adopt(m: int, rung: int, lane: int, s: Structure, x: Lanes) -> None:
    """One run's matter comes to a higher rung: consents and acts are cleared."""
    if x.matter[OWING, m, lane] == 1.0:
        x.matter[DROPPED, m, lane] = x.matter[LAG, m, lane]
    x.matter[RUNG, m, lane] = rung
    x.matter[LAG, m, lane] = 0.0
    x.matter[OWING, m, lane] = 1.0
    x.matter[ADOPTED, m, lane] = 1.0
    x.matter[STALLED, m, lane] = 0.0
    _clear(m, lane, s, x.party[CONSENT], 0.0)
    _clear(m, lane, s, x.party[ACTED], 0.0)


@compiled
def fall(m: int, rung: int, lane: int, s: Structure, x: Lanes) -> None:
    """One run's matter falls back; a rung that had been carried out needs no act."""
    if x.matter[OWING, m, lane] == 1.0:
        x.matter[DROPPED, m, lane] = x.matter[LAG, m, lane]
    x.matter[RUNG, m, lane] = rung
    x.matter[IN_FORCE, m, lane] = min(x.matter[IN_FORCE, m, lane], rung)
    still_owed = x.matter[IN_FORCE, m, lane] < rung
    x.matter[LAG, m, lane] = 0.0
    x.matter[OWING, m, lane] = 1.0 if still_owed else 0.0
    x.matter[ADOPTED, m, lane] = x.matter[OWING, m, lane]
    x.matter[FELL, m, lane] = 1.0
    x.matter[STALLED, m, lane] = 0.0
    _clear(m, lane, s, x.party[CONSENT], 0.0)
    _clear(m, lane, s, x.party[ACTED], 0.0 if still_owed else 1.0)


@compiled
def _clear(m: int, lane: int, s: Structure, marks: Floats, to: float) -> None:
    for p in range(s.matter[FIRST, m], s.matter[FIRST, m + 1]):
        marks[p, lane] = to
