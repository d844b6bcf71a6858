"""Falling back and climbing: who wants out, who consents, when the rule is met."""

from __future__ import annotations

from tingqiao.model import draws, parameters
from tingqiao.model.compiled import compiled, inlined
from tingqiao.model.draws import Word
from tingqiao.model.lanes import chance_of_rate, logistic
from tingqiao.model.stages.ladder import adopt, fall, next_rung, read_rungs
from tingqiao.model.state import (
    ADOPTED,
    AUTHORITY,
    AUTONOMY,
    BELIEF,
    COMPLEXITY,
    CONSENT,
    COORDINATION,
    COST_RATIO,
    DEFECTION,
    ENFORCEMENT,
    FIRST,
    GOVERNMENT,
    IDEA,
    IMBALANCE,
    INEQUALITY,
    LEAP,
    MEASURABILITY,
    N_VETOES,
    OPENING,
    OWING,
    PARTICIPATION,
    PRESSURE,
    QUORUM,
    RISK,
    RUNG,
    SPECIFICITY,
    STAKE,
    STEPS_NEXT,
    TRANSACTION,
    TRUST_IN_PARTNERS,
    VALUE,
    VALUE_NEXT,
    VETO,
    Agenda,
    Floats,
    Lanes,
    Options,
    Sites,
    Structure,
)
from tingqiao.model.submodels.consent import consent_rate, rule_is_met
from tingqiao.model.submodels.lapse import wants_out
from tingqiao.model.submodels.risks import (
    any_risk,
    coordination_risk,
    defection_risk,
    division_risk,
)
from tingqiao.model.submodels.willingness import willingness_log_odds
from tingqiao.model.submodels.worth import burden, gain

_WISH, _ASKING, _COUNT, _VETOES, _MOVED, _NOW, _THEN = range(7)  # rows of x.lane


@inlined
def assess_risks(m: int, options: Options, x: Lanes) -> None:
    """ρ_m and ρˣ of a matter under this month's help."""
    for lane in range(x.matter.shape[2]):
        watched = options.in_monitoring * x.matter[PARTICIPATION, m, lane]
        x.matter[DEFECTION, m, lane] = defection_risk(
            x.matter[SPECIFICITY, m, lane],
            x.matter[MEASURABILITY, m, lane],
            watched,
            x.parameter[parameters.DEFECTION_BASE, lane],
        )
        x.matter[RISK, m, lane] = any_risk(
            coordination_risk(
                x.matter[COMPLEXITY, m, lane], x.matter[COORDINATION, m, lane]
            ),
            division_risk(
                x.matter[INEQUALITY, m, lane],
                x.matter[IMBALANCE, m, lane],
                x.matter[AUTHORITY, m, lane],
            ),
            x.matter[DEFECTION, m, lane],
        )


@compiled
def assess_every_risk(options: Options, x: Lanes) -> None:
    """The risks of all matters."""
    for m in range(x.matter.shape[1]):
        assess_risks(m, options, x)


@inlined
def worth(m: int, p: int, of: int, s: Structure, x: Lanes, out: Floats) -> None:
    """U_imk − U_im0 into `out[lane]`, in units of B_m.

    `of` is VALUE for the present rung, VALUE_NEXT for the one asked for: the rows of
    value, enforcement, transaction and autonomy cost follow one another.
    """
    g = s.party[GOVERNMENT, p]
    for lane in range(out.shape[0]):
        trust = x.party[TRUST_IN_PARTNERS, p, lane]
        saving = x.parameter[parameters.COORDINATION_SAVING, lane]
        kept = gain(
            x.party[BELIEF, p, lane] * x.party[STAKE, p, lane],
            x.matter[of, m, lane],
            x.matter[RISK, m, lane],
            x.matter[of + ENFORCEMENT, m, lane],
            trust,
        )
        out[lane] = kept - burden(
            x.matter[COST_RATIO, m, lane],
            x.matter[of + TRANSACTION, m, lane],
            x.matter[of + AUTONOMY, m, lane],
            x.parameter[parameters.CAUTION, lane],
            trust,
            saving * x.matter[COORDINATION, m, lane],
            x.government[IDEA, g, lane],
        )


@inlined
def step_log_odds(
    m: int, p: int, s: Structure, x: Lanes, now: Floats, then: Floats
) -> None:
    """The log-odds of willingness to take the next rung; replaces `then[l]`."""
    g, top = s.party[GOVERNMENT, p], float(s.ladder.shape[1] - 1)
    for lane in range(then.shape[0]):
        step = top * (then[lane] - now[lane]) / x.matter[STEPS_NEXT, m, lane]
        then[lane] = willingness_log_odds(
            step,
            x.party[PRESSURE, p, lane],
            x.government[IDEA, g, lane],
            x.parameter[parameters.SHARPNESS, lane],
            x.parameter[parameters.PRESSURE_WEIGHT, lane],
            x.parameter[parameters.IDEA_WEIGHT, lane],
        )


@inlined
def _lapse(
    m: int,
    month: int,
    s: Structure,
    options: Options,
    x: Lanes,
    runs: Sites,
    seed: Word,
) -> None:
    wish, moved, standing = x.lane[_WISH], x.lane[_MOVED], x.lane[_NOW]
    wish[:] = 0.0
    moved[:] = 0.0
    for p in range(s.matter[FIRST, m], s.matter[FIRST, m + 1]):
        worth(m, p, VALUE, s, x, standing)
        for lane in range(wish.shape[0]):
            out = wants_out(
                standing[lane],
                x.party[PRESSURE, p, lane],
                x.parameter[parameters.PRESSURE_WEIGHT, lane],
                x.parameter[parameters.LAPSE_MARGIN, lane],
            )
            may = x.matter[RUNG, m, lane] > 0.0 and x.matter[ADOPTED, m, lane] == 0.0
            wish[lane] = max(wish[lane], 1.0 if out and may else 0.0)
    if wish.max() == 0.0:
        return
    u = x.uniforms
    draws.fill_uniforms(u, runs, month, draws.LAPSE, s.matter_site[m], seed)
    for lane in range(wish.shape[0]):
        if wish[lane] == 1.0 and u[0, lane] < x.parameter[parameters.LAPSE_RATE, lane]:
            to = 0 if options.lapse_to_bottom else x.matter[RUNG, m, lane] - 1
            fall(m, to, lane, s, x)
            moved[lane] = 1.0


@inlined
def _ask(m: int, month: int, s: Structure, options: Options, x: Lanes) -> bool:
    """Mark the lanes in which consent to the next rung is asked this month."""
    asking, moved = x.lane[_ASKING], x.lane[_MOVED]
    top = s.ladder.shape[1] - 1
    is_open = month >= s.matter[OPENING, m]
    for lane in range(asking.shape[0]):
        may = (
            is_open
            and x.matter[RUNG, m, lane] < top
            and x.matter[OWING, m, lane] == 0.0
        )
        asking[lane] = 1.0 if may and moved[lane] == 0.0 else 0.0
        if options.cleared_monthly:
            for p in range(s.matter[FIRST, m], s.matter[FIRST, m + 1]):
                x.party[CONSENT, p, lane] = 0.0
    return bool(asking.max() > 0.0)


@inlined
def _consent(
    m: int,
    month: int,
    s: Structure,
    x: Lanes,
    runs: Sites,
    seed: Word,
) -> None:
    count, vetoes = x.lane[_COUNT], x.lane[_VETOES]
    asking, now, then = x.lane[_ASKING], x.lane[_NOW], x.lane[_THEN]
    count[:] = 0.0
    vetoes[:] = 0.0
    u = x.uniforms
    for p in range(s.matter[FIRST, m], s.matter[FIRST, m + 1]):
        worth(m, p, VALUE, s, x, now)
        worth(m, p, VALUE_NEXT, s, x, then)
        step_log_odds(m, p, s, x, now, then)
        draws.fill_uniforms(u, runs, month, draws.CONSENT, s.party_site[p], seed)
        for lane in range(count.shape[0]):
            rate = consent_rate(
                logistic(then[lane]),
                x.matter[COORDINATION, m, lane],
                x.parameter[parameters.CONSENT_RATE, lane],
            )
            says = asking[lane] if u[0, lane] < chance_of_rate(rate) else 0.0
            x.party[CONSENT, p, lane] = max(x.party[CONSENT, p, lane], says)
            count[lane] += x.party[CONSENT, p, lane]
            vetoes[lane] += x.party[CONSENT, p, lane] * s.party[VETO, p]


@inlined
def _climb(m: int, s: Structure, x: Lanes) -> None:
    asking, moved = x.lane[_ASKING], x.lane[_MOVED]
    count, vetoes = x.lane[_COUNT], x.lane[_VETOES]
    top = s.ladder.shape[1] - 1
    for lane in range(asking.shape[0]):
        met = rule_is_met(
            count[lane], s.matter[QUORUM, m], s.matter[N_VETOES, m], vetoes[lane]
        )
        if asking[lane] == 1.0 and met:
            adopt(
                m,
                next_rung(int(x.matter[RUNG, m, lane]), s.matter[LEAP, m], top),
                lane,
                s,
                x,
            )
            moved[lane] = 1.0


@compiled
def climb(
    m: int,
    month: int,
    s: Structure,
    options: Options,
    x: Lanes,
    runs: Sites,
    seed: Word,
) -> None:
    """One matter's month on the ladder: risks, falling back, consent, the next rung.

    Falling back is asked first, and not of a rung imposed this month: a matter never
    falls and climbs in one month.
    """
    assess_risks(m, options, x)
    _lapse(m, month, s, options, x, runs, seed)
    if _ask(m, month, s, options, x):
        _consent(m, month, s, x, runs, seed)
        _climb(m, s, x)
    if x.lane[_MOVED].max() > 0.0:
        read_rungs(m, s, x)


@compiled
def impose(month: int, agenda: Agenda, s: Structure, x: Lanes) -> None:
    """Carry out this month's mandates: a common superior sets a rung, no one is asked."""
    for n in range(agenda.imposed.shape[1]):
        if agenda.imposed[0, n] == month:
            m = agenda.imposed[1, n]
            for lane in range(x.matter.shape[2]):
                if x.matter[RUNG, m, lane] < agenda.imposed[2, n]:
                    adopt(m, agenda.imposed[2, n], lane, s, x)
            read_rungs(m, s, x)
