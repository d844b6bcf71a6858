"""What each run draws before its first month: ranges, stakes and first trust."""

from __future__ import annotations

import numpy as np

from tingqiao.model import draws, parameters
from tingqiao.model.compiled import compiled
from tingqiao.model.draws import Word
from tingqiao.model.lanes import exp, power
from tingqiao.model.state import (
    BACK,
    BENEFIT,
    COMPLEXITY,
    COST_RATIO,
    DEPENDENCE,
    FIRST,
    IDEA_WEIGHT,
    IMBALANCE,
    IN_GOVERNMENT,
    IN_MATTER,
    IN_PARTY,
    IN_TIE,
    INEQUALITY,
    MATTER,
    MUTUAL,
    PAIR_FIRST,
    SHARE,
    STAKE,
    TENSION,
    TIE,
    TIE_FIRST,
    WORDS_BROKEN,
    WORDS_KEPT,
    Beginning,
    Floats,
    Knowledge,
    Lanes,
    Sites,
    Structure,
)
from tingqiao.model.submodels.stakes import stake, tension

_LN_2 = 0.6931471805599453
_WORDS_SET = 10.0  # the least weight, in words, of trust that a plan sets


@compiled
def draw_world(
    know: Knowledge, s: Structure, x: Lanes, lots: Sites, seed: Word
) -> None:
    """Draw every range for a block of runs; `lots[l]` is what a run draws by."""
    for i in range(know.parameter_low.shape[0]):
        _draw_parameter(know, i, x.parameter[i], x.uniforms, lots, seed)
    for n in range(know.low.shape[0]):
        out = _place(know.into[0, n], know.into[1, n], know.into[2, n], x)
        if np.isnan(know.low[n]):
            out[:] = x.parameter[know.into[3, n]]
        else:
            _draw(know.low[n], know.high[n], know.site[n], out, x.uniforms, lots, seed)
    _derive_matters(s, x)
    _derive_parties(s, x)
    _derive_idea_weights(s, x)
    _derive_fading(x)


@compiled
def _place(table: int, row: int, place: int, x: Lanes) -> Floats:
    if table == IN_MATTER:
        return x.matter[row, place]
    if table == IN_PARTY:
        return x.party[row, place]
    if table == IN_TIE:
        return x.tie[row, place]
    if table == IN_GOVERNMENT:
        return x.government[row, place]
    return x.strength[place]


@compiled
def _draw(
    low: float,
    high: float,
    site: Word,
    out: Floats,
    u: Floats,
    lots: Sites,
    seed: Word,
) -> None:
    if low == high:
        out[:] = low
        return
    draws.fill_uniforms(u, lots, 0, draws.RANGE, site, seed)
    for lane in range(out.shape[0]):
        out[lane] = low + (high - low) * u[0, lane]


@compiled
def _draw_parameter(
    know: Knowledge, i: int, out: Floats, u: Floats, lots: Sites, seed: Word
) -> None:
    low, mode, high = (
        know.parameter_low[i],
        know.parameter_mode[i],
        know.parameter_high[i],
    )
    if low == high or np.isnan(mode):
        _draw(low, high, know.parameter_site[i], out, u, lots, seed)
        return
    draws.fill_uniforms(u, lots, 0, draws.RANGE, know.parameter_site[i], seed)
    for lane in range(out.shape[0]):
        value = _triangular(u[0, lane], low, mode, high)
        out[lane] = exp(value) if know.parameter_log[i] == 1 else value


@compiled
def _triangular(u: float, low: float, mode: float, high: float) -> float:
    """The value below which a triangular number falls with chance `u`."""
    if u < (mode - low) / (high - low):
        return low + np.sqrt(u * (high - low) * (mode - low))
    return high - np.sqrt((1.0 - u) * (high - low) * (high - mode))


@compiled
def _derive_matters(s: Structure, x: Lanes) -> None:
    for m in range(x.matter.shape[1]):
        for lane in range(x.matter.shape[2]):
            # drawn as φ, C_m until here
            x.matter[TENSION, m, lane] = tension(
                x.matter[COMPLEXITY, m, lane], x.matter[TENSION, m, lane]
            )
            x.matter[COST_RATIO, m, lane] /= x.matter[BENEFIT, m, lane]
        first, last = s.matter[FIRST, m], s.matter[FIRST, m + 1]
        _normalise(x.party[SHARE, first:last])
        _gini(x.party[SHARE, first:last], x.matter[INEQUALITY, m])
        _mean_imbalance(s, x, m)


@compiled
def _normalise(shares: Floats) -> None:
    for lane in range(shares.shape[1]):
        total = 0.0
        for i in range(shares.shape[0]):
            total += shares[i, lane]
        for i in range(shares.shape[0]):
            shares[i, lane] /= total


@compiled
def _gini(shares: Floats, out: Floats) -> None:
    n = shares.shape[0]
    for lane in range(shares.shape[1]):
        total = 0.0
        for i in range(n):
            for j in range(n):
                total += abs(shares[i, lane] - shares[j, lane])
        out[lane] = total / (2.0 * n)  # shares sum to one, so n² · mean is n


@compiled
def _mean_imbalance(s: Structure, x: Lanes, m: int) -> None:
    first, last = (
        s.party[PAIR_FIRST, s.matter[FIRST, m]],
        s.party[PAIR_FIRST, s.matter[FIRST, m + 1]],
    )
    x.matter[IMBALANCE, m, :] = 0.0
    for q in range(first, last):
        for lane in range(x.matter.shape[2]):
            one = x.tie[DEPENDENCE, s.pair[TIE, q], lane]
            other = x.tie[DEPENDENCE, s.pair[BACK, q], lane]
            x.matter[IMBALANCE, m, lane] += abs(one - other) / (last - first)


@compiled
def _derive_parties(s: Structure, x: Lanes) -> None:
    for p in range(x.party.shape[1]):
        first, last = s.party[PAIR_FIRST, p], s.party[PAIR_FIRST, p + 1]
        m = s.party[MATTER, p]
        n = float(s.matter[FIRST, m + 1] - s.matter[FIRST, m])
        x.party[MUTUAL, p, :] = 0.0
        for q in range(first, last):
            for lane in range(x.party.shape[2]):
                both = (
                    x.tie[DEPENDENCE, s.pair[TIE, q], lane]
                    + x.tie[DEPENDENCE, s.pair[BACK, q], lane]
                )
                x.party[MUTUAL, p, lane] += 0.5 * both / (last - first)
        for lane in range(x.party.shape[2]):
            x.party[STAKE, p, lane] = stake(
                n * x.party[SHARE, p, lane],
                x.matter[TENSION, m, lane],
                x.party[MUTUAL, p, lane],
                x.parameter[parameters.STAKE_FLOOR, lane],
                x.parameter[parameters.DEPENDENCE_FLOOR, lane],
            )


@compiled
def _derive_idea_weights(s: Structure, x: Lanes) -> None:
    for g in range(x.government.shape[1]):
        first, last = s.government[TIE_FIRST, g], s.government[TIE_FIRST, g + 1]
        for lane in range(x.government.shape[2]):
            total = 0.0
            for e in range(first, last):
                total += x.tie[DEPENDENCE, e, lane]
            for e in range(first, last):
                even = 1.0 / (last - first)
                weight = x.tie[DEPENDENCE, e, lane] / total if total > 0.0 else even
                x.tie[IDEA_WEIGHT, e, lane] = weight


@compiled
def _derive_fading(x: Lanes) -> None:
    rows = (
        parameters.PRESSURE_HALF_LIFE,
        parameters.COORDINATION_HALF_LIFE,
        parameters.PARTICIPATION_HALF_LIFE,
    )
    for i in range(3):
        for lane in range(x.fade.shape[1]):
            x.fade[i, lane] = exp(-_LN_2 / x.parameter[rows[i], lane])


@compiled
def first_trust(start: Beginning, x: Lanes) -> None:
    """Add to what a case states of trust the words its record shows before the start."""
    memory = x.parameter[parameters.MEMORY]
    for n in range(start.words.shape[1]):
        tie, months_ago, parameter = (
            start.words[0, n],
            start.words[1, n],
            start.words[2, n],
        )
        row = WORDS_KEPT if start.words[3, n] == 1 else WORDS_BROKEN
        for lane in range(memory.shape[0]):
            weight = x.parameter[parameter, lane]
            x.tie[row, tie, lane] += weight * power(memory[lane], months_ago)
    for n in range(start.spells.shape[1]):
        tie, began, ended = start.spells[0, n], start.spells[1, n], start.spells[2, n]
        for lane in range(memory.shape[0]):
            spell = power(memory[lane], ended) - power(memory[lane], began)
            silent = x.parameter[parameters.SILENT_MONTHS, lane]
            x.tie[WORDS_KEPT, tie, lane] += silent * spell / (1.0 - memory[lane])
    if not np.isnan(start.trust):
        trust, distrust = start.trust, 1.0 - start.trust
        weight = max(_WORDS_SET + 2.0, 1.0 / min(trust, distrust))
        x.tie[WORDS_KEPT] = weight * trust - 1.0
        x.tie[WORDS_BROKEN] = weight * distrust - 1.0
