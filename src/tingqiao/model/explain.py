"""Why a party is as willing as it is: the exact Shapley split of its log-odds.

The six factors of the paper are players; the value of a set of factors is the
log-odds of willingness with those present and the others absent, where absent
means: no problem felt (tension), nothing needed of the other (dependence), no
cost, no pressure from above, a neutral idea (½) and knowing nothing of the
partners (trust ½). With none present the log-odds are 0, so the six parts add up
to the whole. Source: Shapley 1953; the baselines are ours (ODD 7.4).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from tingqiao.model import parameters
from tingqiao.model.compiled import compiled, inlined
from tingqiao.model.lanes import logistic
from tingqiao.model.state import (
    AUTHORITY,
    AUTONOMY,
    BELIEF,
    COMPLEXITY,
    COORDINATION,
    COST_RATIO,
    DEFECTION,
    ENFORCEMENT,
    GOVERNMENT,
    IDEA,
    IMBALANCE,
    INEQUALITY,
    MATTER,
    PRESSURE,
    STAKE,
    STEPS_NEXT,
    TRANSACTION,
    TRUST_IN_PARTNERS,
    VALUE,
    VALUE_NEXT,
    Floats,
    Ints,
    Lanes,
    Structure,
)
from tingqiao.model.submodels.risks import any_risk, coordination_risk, division_risk
from tingqiao.model.submodels.willingness import willingness_log_odds
from tingqiao.model.submodels.worth import burden, gain

PARTS = ("tension", "dependence", "cost", "pressure", "idea", "trust")
_TENSION, _DEPENDENCE, _COST, _PRESSURE, _IDEA, _TRUST = (1 << i for i in range(6))
_N_SETS = 64

# weight[size] of a set in a player's Shapley value: size!(n−size−1)!/n!
_WEIGHT = np.array(
    [math.factorial(k) * math.factorial(5 - k) / math.factorial(6) for k in range(6)]
)
_SIZE = np.array([bin(members).count("1") for members in range(_N_SETS)])


class Reasons(NamedTuple):
    """Willingness at the start over runs, and the parts of its log-odds."""

    willingness: Ints  # [p, bin] as many bins over [0, 1] as there is room for
    log_odds: Ints  # [p] fixed-point sum
    parts: Ints  # [p, part] fixed-point sum


_FIXED = 2.0**32


@inlined
def _risk_with(
    felt: float, needed: float, pushed: float, m: int, x: Lanes, lane: int
) -> float:
    """ρ_m with tension, dependence and pressure present (1) or absent (0)."""
    return any_risk(
        coordination_risk(
            felt * x.matter[COMPLEXITY, m, lane], x.matter[COORDINATION, m, lane]
        ),
        division_risk(
            x.matter[INEQUALITY, m, lane],
            needed * x.matter[IMBALANCE, m, lane],
            pushed * x.matter[AUTHORITY, m, lane],
        ),
        x.matter[DEFECTION, m, lane],
    )


@inlined
def _worth_with(
    expected: float, risk: float, trust: float, cost: float, idea: float,
    of: int, m: int, x: Lanes, lane: int,
) -> float:  # fmt: skip
    """U of the rung whose rows begin at `of`, under these factors."""
    saving = x.parameter[parameters.COORDINATION_SAVING, lane]
    return gain(
        expected,
        x.matter[of, m, lane],
        risk,
        x.matter[of + ENFORCEMENT, m, lane],
        trust,
    ) - burden(
        cost,
        x.matter[of + TRANSACTION, m, lane],
        x.matter[of + AUTONOMY, m, lane],
        x.parameter[parameters.CAUTION, lane],
        trust,
        saving * x.matter[COORDINATION, m, lane],
        idea,
    )


@inlined
def _with_factors(
    factors: int, m: int, p: int, s: Structure, x: Lanes, out: Floats
) -> None:
    """The log-odds of party p's willingness with only these factors, into `out[lane]`."""
    felt = 1.0 if factors & _TENSION else 0.0
    needed = 1.0 if factors & _DEPENDENCE else 0.0
    paid = 1.0 if factors & _COST else 0.0
    pushed = 1.0 if factors & _PRESSURE else 0.0
    shared = 1.0 if factors & _IDEA else 0.0
    known = 1.0 if factors & _TRUST else 0.0
    g, top = s.party[GOVERNMENT, p], float(s.ladder.shape[1] - 1)
    for lane in range(out.shape[0]):
        idea = 0.5 + shared * (x.government[IDEA, g, lane] - 0.5)
        trust = 0.5 + known * (x.party[TRUST_IN_PARTNERS, p, lane] - 0.5)
        risk = _risk_with(felt, needed, pushed, m, x, lane)
        expected = felt * needed * x.party[BELIEF, p, lane] * x.party[STAKE, p, lane]
        cost = paid * x.matter[COST_RATIO, m, lane]
        then = _worth_with(expected, risk, trust, cost, idea, VALUE_NEXT, m, x, lane)
        now = _worth_with(expected, risk, trust, cost, idea, VALUE, m, x, lane)
        out[lane] = willingness_log_odds(
            top * (then - now) / x.matter[STEPS_NEXT, m, lane],
            pushed * x.party[PRESSURE, p, lane],
            idea,
            x.parameter[parameters.SHARPNESS, lane],
            x.parameter[parameters.PRESSURE_WEIGHT, lane],
            x.parameter[parameters.IDEA_WEIGHT, lane],
        )


@compiled
def shapley_parts(values: Floats, parts: Floats) -> None:
    """Shapley values `parts[6, lane]` of six-player games `values[64, lane]` by bit set."""
    parts[:] = 0.0
    for members in range(_N_SETS):
        for player in range(6):
            if not members & (1 << player):
                weight, joined = _WEIGHT[_SIZE[members]], members | (1 << player)
                for lane in range(parts.shape[1]):
                    gained = values[joined, lane] - values[members, lane]
                    parts[player, lane] += weight * gained


@compiled
def explain_start(
    s: Structure, x: Lanes, reasons: Reasons, values: Floats, parts: Floats, n: int
) -> None:
    """Split willingness at the start for every party and each of `n` lanes."""
    n_bins = reasons.willingness.shape[1]
    for p in range(x.party.shape[1]):
        for factors in range(_N_SETS):
            _with_factors(factors, s.party[MATTER, p], p, s, x, values[factors])
        shapley_parts(values, parts)
        for lane in range(n):
            whole = values[_N_SETS - 1, lane]
            place = int(logistic(whole) * n_bins)
            reasons.willingness[p, min(n_bins - 1, place)] += 1
            reasons.log_odds[p] += int(np.floor(whole * _FIXED + 0.5))
            for part in range(6):
                reasons.parts[p, part] += int(
                    np.floor(parts[part, lane] * _FIXED + 0.5)
                )
