"""From a case and a plan to the arrays the kernel reads."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, permutations
from typing import TypeVar

import numpy as np

from tingqiao.case.entities import Case, ConsentRule, EventKind, Matter, Range
from tingqiao.model import draws, parameters
from tingqiao.model.agenda import table, write_agenda
from tingqiao.model.block import Encoded
from tingqiao.model.history import History, replay
from tingqiao.model.index import Index
from tingqiao.model.knowledge import write_knowledge
from tingqiao.model.plan import Aggregate, Frozen, Plan, Without
from tingqiao.model.state import (
    AUTONOMY,
    ENFORCEMENT,
    STANDING,
    TRANSACTION,
    Beginning,
    Floats,
    Ints,
    Options,
    Sites,
    Structure,
)
from tingqiao.model.submodels.delivery import MEAN, THRESHOLD, WEAKEST

_T = TypeVar("_T")
_AGGREGATES = {
    Aggregate.WEAKEST: WEAKEST,
    Aggregate.MEAN: MEAN,
    Aggregate.THRESHOLD: THRESHOLD,
}


def encode(
    case: Case, plan: Plan, given: Mapping[str, Range], index: Index, months: int
) -> Encoded:
    """The arrays of a case under a plan; `given` replaces parameters by name.

    Parameters named by neither `given` nor the case are drawn from their ranges.
    """
    agenda, strengths = write_agenda(case, plan, index, months)
    return Encoded(
        _structure(case, plan, index),
        write_knowledge(case, plan, {**case.parameters, **given}, index, strengths),
        _beginning(replay(case), case, plan, index),
        agenda,
        _options(plan),
    )


def _structure(case: Case, plan: Plan, index: Index) -> Structure:
    web = index.web
    rules = [_by_matter(plan.consent, m.id, m.consent) for m in case.matters]
    lowest = [index.tree.lowest_common_superior(m.parties) for m in case.matters]
    levels = [_levels(*at, index) for at in zip(case.matters, lowest, strict=True)]
    return Structure(
        matter=_facts(
            web.first,
            [_opening(m, case, plan) for m in case.matters],
            [_by_matter(plan.leap, m.id, -1) for m in case.matters],
            _numbered(lowest),
            [max(of_matter) for of_matter in levels],
            [_quorum(*of) for of in zip(case.matters, rules, strict=True)],
            [len(rule.vetoes) for rule in rules],
        ),
        party=_facts(
            web.matter,
            web.government,
            web.pair_first,
            _vetoes(case, rules),
            list(chain(*levels)),
        ),
        pair=_facts(web.pair_tie, web.pair_back),
        tie=_facts(web.source, web.target, web.back, web.shared_first),
        government=_facts(web.tie_first, web.slot_first),
        government_party=web.slots,
        shared_party=web.shared,
        party_site=_sites(("party", m, g) for m, g in index.parties),
        matter_site=_sites(("matter", m) for m in index.matters),
        government_site=_sites(("government", g) for g in index.governments),
        ladder=_ladder(case, plan),
    )


def _facts(*rows: Ints | Sequence[int]) -> Ints:
    """Rows of equal length as a table; a shorter row is padded with a last 0."""
    facts = np.zeros((len(rows), max(len(row) for row in rows)), dtype=np.int64)
    for i, row in enumerate(rows):
        facts[i, : len(row)] = row
    return facts


def _quorum(matter: Matter, rule: ConsentRule) -> int:
    return len(matter.parties) if rule.quorum is None else rule.quorum


def _vetoes(case: Case, rules: Sequence[ConsentRule]) -> list[int]:
    """By party: 1 where its consent cannot be done without."""
    return [
        int(g in rule.vetoes)
        for m, rule in zip(case.matters, rules, strict=True)
        for g in m.parties
    ]


def _numbered(names: Sequence[str | None]) -> list[int]:
    """Each name's number in their order; -1 for none."""
    known = sorted({name for name in names if name is not None})
    number = {name: i for i, name in enumerate(known)}
    return [-1 if name is None else number[name] for name in names]


def _levels(matter: Matter, lowest: str | None, index: Index) -> list[int]:
    """Levels from each party up to the lowest common superior, at least one."""
    if lowest is None:
        return [1 for _ in matter.parties]
    return [max(1, index.tree.levels_up(g, lowest)) for g in matter.parties]


def _opening(matter: Matter, case: Case, plan: Plan) -> int:
    opened = 0 if matter.opened is None else matter.opened.index - case.start.index
    return max(0, _by_matter(plan.opening, matter.id, opened))


def _by_matter(levers: Mapping[str, _T], matter: str, otherwise: _T) -> _T:
    return levers.get(matter, levers.get("*", otherwise))


def _ladder(case: Case, plan: Plan) -> Floats:
    rows = [
        [r.value for r in case.ladder],
        [r.enforcement for r in case.ladder],
        [r.transaction_cost for r in case.ladder],
        [r.autonomy_cost for r in case.ladder],
        [r.coordination for r in case.ladder],
        [r.due for r in case.ladder],
    ]
    ladder = np.array(rows, dtype=np.float64)
    for cost in (TRANSACTION, AUTONOMY):  # worth is counted from going alone
        ladder[cost] -= ladder[cost, 0]
    if Frozen.MESO in plan.frozen:
        ladder[ENFORCEMENT] = 0.0
        ladder[STANDING] = 0.0
    return ladder


def _options(plan: Plan) -> Options:
    def on(what: Without) -> float:
        return 0.0 if what in plan.without else 1.0

    return Options(
        pressure_on=on(Without.PRESSURE),
        coordination_on=on(Without.COORDINATION),
        participation_on=on(Without.PARTICIPATION),
        in_action=float(plan.participation_in_action),
        in_monitoring=float(plan.participation_in_monitoring),
        aggregate=_AGGREGATES[plan.aggregate],
        threshold=float(plan.threshold),
        lapse_to_bottom=plan.lapse_to_bottom,
        cleared_monthly=plan.cleared_monthly,
        idea_moves=Frozen.MACRO not in plan.frozen,
        trust_moves=Frozen.TRUST not in plan.frozen,
        belief_moves=Frozen.BELIEF not in plan.frozen,
        escalate_after=-1 if plan.escalate_after is None else plan.escalate_after,
        attention=plan.attention,
    )


def _words(history: History, index: Index) -> Ints:
    rows = [
        (index.tie_at[other, word.party], word.months_ago, *_weight(word.kind))
        for word in history.words
        for other in index.members[word.matter]
        if other != word.party
    ]
    return table(rows, 4)


def _spells(history: History, index: Index) -> Ints:
    rows = [
        (index.tie_at[tie], began, ended)
        for matter, lengths in history.in_force_months.items()
        for began, ended in lengths
        for tie in permutations(index.members[matter], 2)
    ]
    return table(rows, 3)


def _weight(kind: EventKind) -> tuple[int, int]:
    """The parameter that weighs a word, and whether it was kept."""
    if kind is EventKind.ACTION:
        return parameters.row("action_strength"), 1
    if kind is EventKind.LATE:
        return parameters.row("lateness"), 0
    return parameters.row("lapse_strength"), 0


def _beginning(history: History, case: Case, plan: Plan, index: Index) -> Beginning:
    standing = [history.standing[m] for m in index.matters]
    lags = [
        0
        if s.in_force >= s.rung or s.since is None
        else case.start.index - s.since.index
        for s in standing
    ]
    acted = [
        float(
            history.standing[m].in_force >= history.standing[m].rung
            or g in history.standing[m].acted
        )
        for m, g in index.parties
    ]
    return Beginning(
        rung=_ints(s.rung for s in standing),
        in_force=_ints(s.in_force for s in standing),
        lag=_ints(lags),
        acted=_floats(acted),
        words=_words(history, index),
        spells=_spells(history, index),
        trust=math.nan if plan.trust_start is None else plan.trust_start,
    )


def _ints(numbers: Iterable[int]) -> Ints:
    return np.fromiter(numbers, dtype=np.int64)


def _floats(numbers: Iterable[float]) -> Floats:
    return np.fromiter(numbers, dtype=np.float64)


def _sites(names: Iterable[tuple[str, ...]]) -> Sites:
    return np.fromiter((draws.site(*name) for name in names), dtype=np.uint64)
