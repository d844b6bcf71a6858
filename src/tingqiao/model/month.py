"""One month of the model: the stages in their order, for a block of runs.

The order is that of docs/explanation/model.md, "Process overview and scheduling".
"""

from __future__ import annotations

from tingqiao.model import parameters
from tingqiao.model.compiled import compiled
from tingqiao.model.draws import Word
from tingqiao.model.stages.carry import carry_out, come_into_force, count_open_parts
from tingqiao.model.stages.climb import climb, impose
from tingqiao.model.stages.escalate import escalate
from tingqiao.model.stages.ladder import read_rungs
from tingqiao.model.stages.learn import (
    form_trust,
    learn_belief,
    learn_idea,
    see_words,
    turn_over,
)
from tingqiao.model.stages.outside import arrive, fade
from tingqiao.model.state import (
    ACTED,
    ADOPTED,
    BELIEF,
    BEST,
    COMPLETED,
    CONSENT,
    DROPPED,
    FELL,
    IDEA,
    IDEA_START,
    IN_FORCE,
    KEPT,
    LAG,
    OUTPUT,
    OWING,
    RUNG,
    STALLED,
    WAITING,
    Agenda,
    Beginning,
    Lanes,
    Options,
    Sites,
    Structure,
)


@compiled
def begin(start: Beginning, s: Structure, x: Lanes) -> None:
    """Set every lane to where the record leaves it; trust's words are there already."""
    for m in range(x.matter.shape[1]):
        x.matter[RUNG, m, :] = start.rung[m]
        x.matter[IN_FORCE, m, :] = start.in_force[m]
        x.matter[BEST, m, :] = start.rung[m]
        x.matter[LAG, m, :] = start.lag[m]
        x.matter[OWING, m, :] = 1.0 if start.in_force[m] < start.rung[m] else 0.0
        read_rungs(m, s, x)
    for p in range(x.party.shape[1]):
        x.party[ACTED, p, :] = start.acted[p]
        x.party[BELIEF, p, :] = x.parameter[parameters.BELIEF_START]
    x.party[CONSENT, :] = 0.0
    x.party[KEPT, :] = 0.0
    x.government[IDEA, :] = x.government[IDEA_START]
    x.matter[OUTPUT, :] = 0.0
    x.matter[STALLED, :] = 0.0
    x.matter[WAITING, :] = 0.0
    x.superior[:] = 0.0
    clear_marks(x)
    form_trust(s, x)


@compiled
def clear_marks(x: Lanes) -> None:
    """Forget what happened last month."""
    x.matter[ADOPTED, :] = 0.0
    x.matter[COMPLETED, :] = 0.0
    x.matter[DROPPED, :] = -1.0
    x.matter[FELL, :] = 0.0


@compiled
def pass_month(
    month: int,
    s: Structure,
    agenda: Agenda,
    options: Options,
    x: Lanes,
    runs: Sites,
    seed: Word,
) -> None:
    """Let one month pass; what comes from outside in month 0 has arrived already."""
    clear_marks(x)
    if month > 0:
        arrive(month, agenda, options, x)
    impose(month, agenda, s, x)
    for m in range(x.matter.shape[1]):
        climb(m, month, s, options, x, runs, seed)
    count_open_parts(s, x)
    for m in range(x.matter.shape[1]):
        carry_out(m, month, s, options, x, runs, seed)
    if options.trust_moves:
        see_words(s, x)
        turn_over(month, s, x, runs, seed)
        form_trust(s, x)
    if options.belief_moves:
        learn_belief(s, x)
    if options.idea_moves:
        learn_idea(s, x)
    come_into_force(s, x)
    fade(x)
    if options.escalate_after >= 0:
        escalate(month, s, options, x)
