"""What the month taught: trust, belief, the shared idea; and who left office."""

from __future__ import annotations

from tingqiao.model import draws, parameters
from tingqiao.model.compiled import compiled, inlined
from tingqiao.model.draws import Word
from tingqiao.model.state import (
    ACTED,
    ADVOCACY,
    BAD,
    BELIEF,
    BENEFIT,
    DUE,
    ENFORCEMENT_IN_FORCE,
    GOOD,
    IDEA,
    IDEA_START,
    IDEA_WEIGHT,
    IN_FORCE,
    KEPT,
    LAG,
    MATTER,
    NEXT_IDEA,
    OUTPUT,
    OWING,
    PAIR_FIRST,
    PRESSURE,
    RUNG,
    SHARED_FIRST,
    SHOWS,
    SLOT_FIRST,
    TARGET,
    TIE,
    TIE_BACK,
    TIE_FIRST,
    TRUST,
    TRUST_IN_PARTNERS,
    VALUE_IN_FORCE,
    WORDS_BROKEN,
    WORDS_KEPT,
    Floats,
    Lanes,
    Sites,
    Structure,
)
from tingqiao.model.submodels.belief import next_belief
from tingqiao.model.submodels.idea import next_idea
from tingqiao.model.submodels.trust import remembered, trust, weight_under_pressure
from tingqiao.model.submodels.turnover import kept_by_institutions


@inlined
def _show(s: Structure, x: Lanes) -> None:
    """What each party let its partners see this month."""
    for p in range(x.party.shape[1]):
        m = s.party[MATTER, p]
        for lane in range(x.party.shape[2]):
            in_force = 1.0 if x.matter[IN_FORCE, m, lane] > 0 else 0.0
            overdue = 1.0 if x.matter[LAG, m, lane] > x.matter[DUE, m, lane] else 0.0
            late = x.matter[OWING, m, lane] * (1.0 - x.party[ACTED, p, lane]) * overdue
            discount = x.parameter[parameters.PRESSURE_DISCOUNT, lane]
            weight = weight_under_pressure(x.party[PRESSURE, p, lane], discount)
            lateness = x.parameter[parameters.LATENESS, lane] * late
            x.party[GOOD, p, lane] = in_force * weight * x.party[KEPT, p, lane]
            x.party[BAD, p, lane] = in_force * (1.0 - x.party[KEPT, p, lane]) + lateness
            x.party[SHOWS, p, lane] = max(in_force, late)


@inlined
def _learn_tie(e: int, s: Structure, x: Lanes) -> None:
    good, bad, n = x.lane[0], x.lane[1], x.lane[2]
    good[:] = 0.0
    bad[:] = 0.0
    n[:] = 0.0
    for i in range(s.tie[SHARED_FIRST, e], s.tie[SHARED_FIRST, e + 1]):
        p = s.shared_party[i]
        for lane in range(n.shape[0]):
            good[lane] += x.party[GOOD, p, lane]
            bad[lane] += x.party[BAD, p, lane]
            n[lane] += x.party[SHOWS, p, lane]
    for lane in range(n.shape[0]):
        seen, memory = max(1.0, n[lane]), x.parameter[parameters.MEMORY, lane]
        x.tie[WORDS_KEPT, e, lane] = remembered(
            x.tie[WORDS_KEPT, e, lane], memory, good[lane] / seen
        )
        x.tie[WORDS_BROKEN, e, lane] = remembered(
            x.tie[WORDS_BROKEN, e, lane], memory, bad[lane] / seen
        )


@compiled
def see_words(s: Structure, x: Lanes) -> None:
    """Every government notes which words its partners kept, broke or let wait."""
    _show(s, x)
    for e in range(x.tie.shape[1]):
        _learn_tie(e, s, x)


@compiled
def form_trust(s: Structure, x: Lanes) -> None:
    """τ_ij from what is remembered, and τ_im: a party's mean trust in its partners."""
    for e in range(x.tie.shape[1]):
        for lane in range(x.tie.shape[2]):
            x.tie[TRUST, e, lane] = trust(
                x.tie[WORDS_KEPT, e, lane], x.tie[WORDS_BROKEN, e, lane]
            )
    for p in range(x.party.shape[1]):
        first, last = s.party[PAIR_FIRST, p], s.party[PAIR_FIRST, p + 1]
        x.party[TRUST_IN_PARTNERS, p, :] = 0.0
        for q in range(first, last):
            for lane in range(x.tie.shape[2]):
                x.party[TRUST_IN_PARTNERS, p, lane] += x.tie[
                    TRUST, s.pair[TIE, q], lane
                ]
        for lane in range(x.tie.shape[2]):
            x.party[TRUST_IN_PARTNERS, p, lane] /= float(last - first)


@compiled
def learn_belief(s: Structure, x: Lanes) -> None:
    """Each party of a matter in force compares what it got with what it hoped for."""
    for p in range(x.party.shape[1]):
        m = s.party[MATTER, p]
        for lane in range(x.party.shape[2]):
            promised = x.matter[VALUE_IN_FORCE, m, lane] * x.matter[BENEFIT, m, lane]
            if promised > 0.0:
                x.party[BELIEF, p, lane] = next_belief(
                    x.party[BELIEF, p, lane],
                    x.matter[OUTPUT, m, lane] / promised,
                    x.parameter[parameters.BELIEF_RATE, lane],
                )


@inlined
def _hear(g: int, s: Structure, x: Lanes, heard: Floats) -> None:
    """Σ_j W_ij ι_j of a government's neighbours, into `heard[lane]`."""
    heard[:] = 0.0
    for e in range(s.government[TIE_FIRST, g], s.government[TIE_FIRST, g + 1]):
        other = s.tie[TARGET, e]
        for lane in range(heard.shape[0]):
            weight = x.tie[IDEA_WEIGHT, e, lane]
            heard[lane] += weight * x.government[IDEA, other, lane]


@inlined
def _experience(g: int, s: Structure, x: Lanes, above: Floats) -> None:
    """The share of a government's matters that stand above rung 0, into `above[lane]`."""
    first, last = s.government[SLOT_FIRST, g], s.government[SLOT_FIRST, g + 1]
    above[:] = 0.0
    for i in range(first, last):
        m = s.party[MATTER, s.government_party[i]]
        for lane in range(above.shape[0]):
            above[lane] += 1.0 if x.matter[RUNG, m, lane] > 0.0 else 0.0
    for lane in range(above.shape[0]):
        above[lane] /= float(last - first)


@compiled
def learn_idea(s: Structure, x: Lanes) -> None:
    """The shared idea spreads along dependence and grows with experience."""
    heard, above = x.lane[0], x.lane[1]
    for g in range(x.government.shape[1]):
        _hear(g, s, x, heard)
        _experience(g, s, x, above)
        for lane in range(heard.shape[0]):
            x.government[NEXT_IDEA, g, lane] = next_idea(
                x.government[IDEA, g, lane],
                x.government[IDEA_START, g, lane],
                heard[lane],
                above[lane],
                x.government[ADVOCACY, g, lane],
                x.parameter[parameters.SUSCEPTIBILITY, lane],
                x.parameter[parameters.IDEA_RATE, lane],
            )
    x.government[IDEA] = x.government[NEXT_IDEA]


@compiled
def _mean_enforcement(e: int, s: Structure, x: Lanes, lane: int) -> float:
    first, last = s.tie[SHARED_FIRST, e], s.tie[SHARED_FIRST, e + 1]
    total = 0.0
    for i in range(first, last):
        total += x.matter[
            ENFORCEMENT_IN_FORCE, s.party[MATTER, s.shared_party[i]], lane
        ]
    return total / (last - first)


@compiled
def turn_over(month: int, s: Structure, x: Lanes, runs: Sites, seed: Word) -> None:
    """Leaders change: of what the two sides knew, only what is written down stays."""
    u = x.uniforms
    for g in range(s.government_site.shape[0]):
        draws.fill_uniforms(u, runs, month, draws.TURNOVER, s.government_site[g], seed)
        for lane in range(u.shape[1]):
            if u[0, lane] < x.parameter[parameters.TURNOVER_RATE, lane]:
                _forget(g, lane, s, x)


@compiled
def _forget(g: int, lane: int, s: Structure, x: Lanes) -> None:
    for e in range(s.government[TIE_FIRST, g], s.government[TIE_FIRST, g + 1]):
        _forget_tie(e, lane, s, x)
        _forget_tie(s.tie[TIE_BACK, e], lane, s, x)


@compiled
def _forget_tie(e: int, lane: int, s: Structure, x: Lanes) -> None:
    stays = _mean_enforcement(e, s, x, lane)
    x.tie[WORDS_KEPT, e, lane] = kept_by_institutions(x.tie[WORDS_KEPT, e, lane], stays)
    x.tie[WORDS_BROKEN, e, lane] = kept_by_institutions(
        x.tie[WORDS_BROKEN, e, lane], stays
    )
