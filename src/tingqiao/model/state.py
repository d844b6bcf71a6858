"""The arrays of the model: what is fixed, what a run draws, and what moves.

A compiled function is slow to compile and to call when it takes many arrays, so
each axis has one table: row, place, lane. The rows are named below; read
`x.matter[RISK, m, lane]` as "the risk of matter m in this lane". A lane is one of
the runs side by side, and comes last, so that every loop over lanes walks through
neighbouring memory. Masks are 0.0 or 1.0.

Places: `m` matter, `p` party (one government in one matter), `g` government, `e`
tie (a directed pair of governments that share a matter).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Sites = NDArray[np.uint64]

# Rows of Structure.matter
(
    FIRST,  # its parties are the slots FIRST[m] .. FIRST[m + 1] − 1
    OPENING,  # month from which it is open
    LEAP,  # rung leapt to, or -1
    SUPERIOR,  # index of the lowest common superior, or -1
    LEVELS,  # ℓ: levels from the furthest party up to it
    QUORUM,  # consents needed
    N_VETOES,  # of these, consents that cannot be done without
    N_MATTER_FACTS,
) = range(8)
# Rows of Structure.party
(
    MATTER,
    GOVERNMENT,
    PAIR_FIRST,  # its partners are the pairs PAIR_FIRST[p] .. PAIR_FIRST[p + 1] − 1
    VETO,  # 1 where its consent cannot be done without
    PARTY_LEVELS,  # levels from the party up to the lowest common superior
    N_PARTY_FACTS,
) = range(6)
# Rows of Structure.pair: a party and one of its partners
TIE, BACK, N_PAIR_FACTS = range(3)  # the tie to the partner, and the tie back
# Rows of Structure.tie
(
    SOURCE,
    TARGET,
    TIE_BACK,  # the tie the other way
    SHARED_FIRST,  # slots of the target in shared matters: SHARED_FIRST[e] ..
    N_TIE_FACTS,
) = range(5)
# Rows of Structure.government
(
    TIE_FIRST,  # its ties are TIE_FIRST[g] .. TIE_FIRST[g + 1] − 1
    SLOT_FIRST,  # its slots stand in government_party[SLOT_FIRST[g] ..]
    N_GOVERNMENT_FACTS,
) = range(3)

# Rows of Lanes.matter; the first six are the rows of Structure.ladder too
(
    VALUE,  # g_k of the present rung
    ENFORCEMENT,  # e_k
    TRANSACTION,  # c_k
    AUTONOMY,  # a_k
    STANDING,  # h_k
    DUE,  # months
    VALUE_NEXT,  # of the rung asked for
    ENFORCEMENT_NEXT,
    TRANSACTION_NEXT,
    AUTONOMY_NEXT,
    STEPS_NEXT,  # rungs up to it
    VALUE_IN_FORCE,  # of the highest rung carried out by all
    ENFORCEMENT_IN_FORCE,
    RUNG,  # k_m
    IN_FORCE,  # the highest rung carried out by all
    BEST,  # the highest rung ever stood on
    LAG,  # months the present adoption has gone unfinished
    OWING,  # whether some party still owes its part
    RISK,  # ρ_m
    DEFECTION,  # ρˣ
    AUTHORITY_PULSE,
    AUTHORITY,  # V of the common superior
    COORDINATION_PULSE,
    COORDINATION,  # H_m
    PARTICIPATION_PULSE,
    PARTICIPATION,  # S_m
    OUTPUT,  # case unit / month
    STALLED,  # months without a step
    WAITING,  # months until a superior answers, 0: not asked
    ADOPTED,  # marks of this month: came to a new rung
    COMPLETED,  # all have acted
    DROPPED,  # unfinished adoption given up after so many months, -1: none
    FELL,  # fell back
    FALLEN,  # fell back at some time
    AGREEMENT,  # first month on the rung asked about, -1: not yet
    COMPLEXITY,  # χ_m, drawn; as the next six
    TENSION,  # T_m (φ_m while it is being drawn)
    BENEFIT,  # B_m, case unit / month
    COST_RATIO,  # C_m / B_m (C_m while it is being drawn)
    SPECIFICITY,  # a_m
    MEASURABILITY,  # μ_m
    INEQUALITY,  # Gini of the shares
    IMBALANCE,  # mean |D_ij − D_ji|
    N_MATTER,
) = range(44)
# Rows of Lanes.party
(
    CONSENT,  # y_im
    ACTED,  # z_im
    KEPT,  # kept its word this month
    BELIEF,  # b_im
    TRUST_IN_PARTNERS,  # τ_im
    PRESSURE_PULSE,
    PRESSURE,  # V_im
    SHARE,  # s_im, drawn
    MUTUAL,  # M_im
    STAKE,  # β_im
    GOOD,  # kept words shown this month
    BAD,  # broken or late words shown
    SHOWS,  # whether there was anything to see
    N_PARTY,
) = range(14)
# Rows of Lanes.tie
(
    WORDS_KEPT,  # r_ij
    WORDS_BROKEN,  # s_ij
    TRUST,  # τ_ij
    DEPENDENCE,  # D_ij, drawn
    IDEA_WEIGHT,  # W_ij, summing to 1 over a government's ties
    N_TIE,
) = range(6)
# Rows of Lanes.government
(
    IDEA,  # ι_i
    NEXT_IDEA,
    IDEA_START,  # ι_i(0), drawn
    ADVOCACY,
    N_OPEN,  # parts still owed
    CAPACITY,  # drawn
    N_GOVERNMENT,
) = range(7)
# Rows of Lanes.track: sums over months, a lane a run
SUM_RUNGS, SUM_BENEFIT, SUM_LATE_MONTHS, SUM_FALLS, MEAN_TRUST, N_TRACK = range(6)


class Lanes(NamedTuple):
    """Everything that differs between runs, for the runs side by side."""

    matter: Floats  # [row, m, lane]
    party: Floats  # [row, p, lane]
    tie: Floats  # [row, e, lane]
    government: Floats  # [row, g, lane]
    superior: Floats  # [superior, lane] matters on its desk
    parameter: Floats  # [parameter, lane]
    strength: Floats  # [n, lane] of events and levers
    fade: Floats  # [pressure, coordination, participation; lane] kept a month
    track: Floats  # [row, lane]
    uniforms: Floats  # [4, lane] room for draws
    lane: Floats  # [8, lane] room to work in


class Structure(NamedTuple):
    """Who is in what with whom: the same for all runs; one place more than there are."""

    matter: Ints  # [row, m + 1]
    party: Ints  # [row, p + 1]
    pair: Ints  # [row, pair]
    tie: Ints  # [row, e + 1]
    government: Ints  # [row, g + 1]
    government_party: Ints  # slots by government
    shared_party: Ints  # slots of a tie's target in the matters shared
    party_site: Sites
    matter_site: Sites
    government_site: Sites
    ladder: Floats  # [VALUE .. DUE, k]


class Options(NamedTuple):
    """The switches of a plan."""

    pressure_on: float
    coordination_on: float
    participation_on: float
    in_action: float  # participation speeds action
    in_monitoring: float  # participation watches delivery
    aggregate: int
    threshold: float
    lapse_to_bottom: bool
    cleared_monthly: bool
    idea_moves: bool
    trust_moves: bool
    belief_moves: bool
    escalate_after: int  # months, -1: never
    attention: int


# Tables that a range of the case is drawn into
IN_MATTER, IN_PARTY, IN_TIE, IN_GOVERNMENT, IN_STRENGTH = range(5)


class Knowledge(NamedTuple):
    """Every number of a case, before a run draws its own."""

    low: Floats  # [n] NaN: the default of the parameter `parameter[n]`
    high: Floats  # [n]
    site: Sites  # [n]
    into: Ints  # [table, row, place, default parameter; n]
    parameter_low: Floats  # [parameter]
    parameter_mode: Floats  # [parameter] NaN: uniform; else triangular about it
    parameter_high: Floats  # [parameter]
    parameter_log: Ints  # [parameter] 1: drawn on the log scale
    parameter_site: Sites  # [parameter]


class Beginning(NamedTuple):
    """Where the record leaves each matter, and the words seen before the start."""

    rung: Ints  # [m]
    in_force: Ints  # [m]
    lag: Ints  # [m] months since an unfinished adoption
    acted: Floats  # [p]
    words: Ints  # [tie, months ago, parameter that weighs it, kept; n]
    spells: Ints  # [tie, months ago it began, it ended; n] in force without a failure
    trust: float  # trust set by the plan, NaN: from the record


# Rows of Schedule.pulse and Schedule.hold
PULSE_MONTH, PULSE_TARGET, PULSE_STRENGTH, PULSE_LEVELS = range(4)
HOLD_FROM, HOLD_UNTIL, HOLD_TARGET, HOLD_STRENGTH, HOLD_LEVELS, HOLD_FADES = range(6)


class Schedule(NamedTuple):
    """Pushes in time on one kind of target."""

    first: Ints  # [t + 1] pulses of month t are first[t] .. first[t + 1] − 1
    pulse: Ints  # [row, n] by month; those before the start come before first[0]
    hold: Ints  # [row, n] steady levers in months [from, until)


class Agenda(NamedTuple):
    """What comes from outside, by channel."""

    pressure: Schedule  # on parties
    authority: Schedule  # of common superiors, on matters
    coordination: Schedule  # on matters
    participation: Schedule  # on matters
    advocacy: Schedule  # on governments
    imposed: Ints  # [month, matter, rung; n]
