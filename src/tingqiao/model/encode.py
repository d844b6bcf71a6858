"""From a case and a plan to the arrays the kernel reads."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, permutations
from typing import TypeVar

import numpy as np

from tingqiao.case.entities import Case, ConsentRule, EventKind, Matter, Range, Tie
from tingqiao.model import draws, parameters
from tingqiao.model.agenda import Number, Strengths, table, write_agenda
from tingqiao.model.block import Encoded
from tingqiao.model.history import History, replay
from tingqiao.model.index import Index
from tingqiao.model.plan import Aggregate, Frozen, Plan, Without
from tingqiao.model.state import (
    AUTONOMY,
    BENEFIT,
    CAPACITY,
    COMPLEXITY,
    COST_RATIO,
    DEPENDENCE,
    ENFORCEMENT,
    IDEA_START,
    IN_GOVERNMENT,
    IN_MATTER,
    IN_PARTY,
    IN_STRENGTH,
    IN_TIE,
    MEASURABILITY,
    SHARE,
    SPECIFICITY,
    STANDING,
    TENSION,
    TRANSACTION,
    WORDS_BROKEN,
    WORDS_KEPT,
    Beginning,
    Floats,
    Ints,
    Knowledge,
    Options,
    Sites,
    Structure,
)
from tingqiao.model.submodels.delivery import MEAN, THRESHOLD, WEAKEST

_T = TypeVar("_T")
_Placed = tuple[tuple[int, int, int], Number]  # (table, row, place), number
_UNKNOWN = Range(math.nan, math.nan)
_AGGREGATES = {
    Aggregate.WEAKEST: WEAKEST,
    Aggregate.MEAN: MEAN,
    Aggregate.THRESHOLD: THRESHOLD,
}
_HELP_TO_ACT = ("action_pressure", "action_coordination", "action_participation")


def encode(
    case: Case, plan: Plan, given: Mapping[str, Range], index: Index, months: int
) -> Encoded:
    """The arrays of a case under a plan; `given` replaces parameters by name.

    Parameters named by neither `given` nor the case are drawn from their ranges.
    """
    agenda, strengths = write_agenda(case, plan, index, months)
    return Encoded(
        _structure(case, plan, index),
        _knowledge(case, plan, {**case.parameters, **given}, index, strengths),
        _beginning(replay(case), case, plan, index),
        agenda,
        _options(plan),
    )


def _structure(case: Case, plan: Plan, index: Index) -> Structure:
    rules = [_by_matter(plan.consent, m.id, m.consent) for m in case.matters]
    partners = [
        [other for other in index.members[matter] if other != party]
        for matter, party in index.parties
    ]
    shared = [_shared_slots(index, *tie) for tie in index.ties]
    return Structure(
        matter=_matter_facts(case, plan, rules, index),
        party=_party_facts(case, rules, partners, index),
        pair=_pair_facts(partners, index),
        tie=_tie_facts(shared, index),
        government=_government_facts(index),
        government_party=_ints(chain(*index.slots_of.values())),
        shared_party=_ints(chain(*shared)),
        party_site=_sites(("party", m, g) for m, g in index.parties),
        matter_site=_sites(("matter", m) for m in index.matters),
        government_site=_sites(("government", g) for g in index.governments),
        ladder=_ladder(case, plan),
    )


def _facts(*rows: Iterable[int]) -> Ints:
    """Rows of equal length as a table; a shorter row is padded with a last 0."""
    lists = [list(row) for row in rows]
    longest = max(len(row) for row in lists)
    padded = [row + [0] * (longest - len(row)) for row in lists]
    return np.array(padded, dtype=np.int64)


def _matter_facts(
    case: Case, plan: Plan, rules: Sequence[ConsentRule], index: Index
) -> Ints:
    superiors = _superiors(case, index)
    return _facts(
        _firsts([m.parties for m in case.matters]),
        (_opening(m, case, plan) for m in case.matters),
        (_by_matter(plan.leap, m.id, -1) for m in case.matters),
        (superiors.get(m.id, -1) for m in case.matters),
        (max(_levels(m, index)) for m in case.matters),
        (
            len(m.parties) if rule.quorum is None else rule.quorum
            for m, rule in zip(case.matters, rules, strict=True)
        ),
        (len(rule.vetoes) for rule in rules),
    )


def _party_facts(
    case: Case,
    rules: Sequence[ConsentRule],
    partners: Sequence[list[str]],
    index: Index,
) -> Ints:
    return _facts(
        (index.matter_at[m] for m, _ in index.parties),
        (index.government_at[g] for _, g in index.parties),
        _firsts(partners),
        (
            int(g in rule.vetoes)
            for m, rule in zip(case.matters, rules, strict=True)
            for g in m.parties
        ),
        chain(*(_levels(m, index) for m in case.matters)),
    )


def _pair_facts(partners: Sequence[list[str]], index: Index) -> Ints:
    pairs = [
        (government, other)
        for (_, government), others in zip(index.parties, partners, strict=True)
        for other in others
    ]
    return _facts(
        (index.tie_at[pair] for pair in pairs),
        (index.tie_at[other, government] for government, other in pairs),
    )


def _tie_facts(shared: Sequence[list[int]], index: Index) -> Ints:
    return _facts(
        (index.government_at[source] for source, _ in index.ties),
        (index.government_at[target] for _, target in index.ties),
        (index.tie_at[target, source] for source, target in index.ties),
        _firsts(shared),
    )


def _government_facts(index: Index) -> Ints:
    sources = [index.government_at[source] for source, _ in index.ties]
    n = len(index.governments)
    return _facts(
        np.searchsorted(sources, np.arange(n + 1)).tolist(),
        _firsts(list(index.slots_of.values())),
    )


def _shared_slots(index: Index, source: str, target: str) -> list[int]:
    """The target's slots in the matters it shares with the source."""
    own = {index.parties[slot][0] for slot in index.slots_of[source]}
    return [slot for slot in index.slots_of[target] if index.parties[slot][0] in own]


def _superiors(case: Case, index: Index) -> dict[str, int]:
    """By matter: its lowest common superior, numbered; none where it has none."""
    lowest = {m.id: index.tree.lowest_common_superior(m.parties) for m in case.matters}
    names = sorted({name for name in lowest.values() if name is not None})
    number = {name: i for i, name in enumerate(names)}
    return {m: number[name] for m, name in lowest.items() if name is not None}


def _levels(matter: Matter, index: Index) -> list[int]:
    """Levels from each party up to the lowest common superior, at least one."""
    lowest = index.tree.lowest_common_superior(matter.parties)
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


def _knowledge(
    case: Case,
    plan: Plan,
    given: Mapping[str, Range],
    index: Index,
    strengths: Strengths,
) -> Knowledge:
    numbers = [
        *_matter_numbers(case, index),
        *_party_numbers(case, plan, index),
        *_government_numbers(case, index),
        *_tie_numbers(case, index),
        *(((IN_STRENGTH, 0, i), number) for i, number in enumerate(strengths)),
    ]
    known = [number.known or _UNKNOWN for _, number in numbers]
    cells = [_parameter_cell(p, plan, given) for p in parameters.PARAMETERS.values()]
    low, mode, high, log = zip(*cells, strict=True)
    return Knowledge(
        low=_floats(number.low for number in known),
        high=_floats(number.high for number in known),
        site=_sites(number.address for _, number in numbers),
        into=table([(*into, number.default) for into, number in numbers], 4),
        parameter_low=_floats(low),
        parameter_mode=_floats(mode),
        parameter_high=_floats(high),
        parameter_log=_ints(int(scale) for scale in log),
        parameter_site=_sites(("parameter", name) for name in parameters.PARAMETERS),
    )


def _numbers(
    into: int, row: int, name: str, known: Iterable[tuple[tuple[str, ...], Range]]
) -> Iterator[_Placed]:
    """One number of every place of a table, with its address and where it goes."""
    for place, (names, number) in enumerate(known):
        yield (into, row, place), Number(number, -1, (name, *names))


def _matter_numbers(case: Case, index: Index) -> Iterator[_Placed]:
    def of(row: int, name: str, get: Callable[[Matter], Range]) -> Iterator[_Placed]:
        return _numbers(IN_MATTER, row, name, (((m.id,), get(m)) for m in case.matters))

    return chain(
        of(COMPLEXITY, "complexity", lambda m: m.complexity),
        of(TENSION, "fragmentation", lambda m: _fragmentation(m, index)),
        of(BENEFIT, "benefit", lambda m: m.benefit),
        of(COST_RATIO, "cost", lambda m: m.cost),
        of(SPECIFICITY, "specificity", lambda m: m.specificity),
        of(MEASURABILITY, "measurability", lambda m: m.measurability),
    )


def _party_numbers(case: Case, plan: Plan, index: Index) -> Iterator[_Placed]:
    shares = zip(index.parties, _shares(case, plan), strict=True)
    return _numbers(IN_PARTY, SHARE, "share", shares)


def _government_numbers(case: Case, index: Index) -> Iterator[_Placed]:
    acting = [g for g in case.governments if g.id in index.government_at]
    return chain(
        _numbers(
            IN_GOVERNMENT, CAPACITY, "capacity", (((g.id,), g.capacity) for g in acting)
        ),
        _numbers(
            IN_GOVERNMENT, IDEA_START, "idea", (((g.id,), g.idea) for g in acting)
        ),
    )


def _tie_numbers(case: Case, index: Index) -> Iterator[_Placed]:
    stated = {(t.source, t.target): t for t in case.ties}
    nothing = Tie("", "", None)
    default = parameters.row("dependence_default")
    for e, tie in enumerate(index.ties):
        row = stated.get(tie, nothing)
        needed = Number(row.dependence, default, ("dependence", *tie))
        yield (IN_TIE, DEPENDENCE, e), needed
        yield (IN_TIE, WORDS_KEPT, e), Number(row.kept, -1, ("kept", *tie))
        yield (IN_TIE, WORDS_BROKEN, e), Number(row.broken, -1, ("broken", *tie))


def _fragmentation(matter: Matter, index: Index) -> Range:
    if matter.fragmentation is not None:
        return matter.fragmentation
    computed = index.tree.fragmentation(matter.parties)
    return Range(computed, computed)


def _shares(case: Case, plan: Plan) -> list[Range]:
    """Each party's share before normalising: the plan's, the case's, or equal."""
    known = {(s.matter, s.government): s.share for s in case.shares}
    for matter, parts in plan.shares.items():
        for government, part in parts.items():
            known[matter, government] = Range(part, part)
    return [
        known.get((m.id, g), Range(1 / len(m.parties), 1 / len(m.parties)))
        for m in case.matters
        for g in m.parties
    ]


def _parameter_cell(
    parameter: parameters.Parameter, plan: Plan, given: Mapping[str, Range]
) -> tuple[float, float, float, bool]:
    """Low, mode, high and whether on the log scale; without a mode it is uniform."""
    if Frozen.MICRO in plan.frozen and parameter.name in _HELP_TO_ACT:
        return 0.0, math.nan, 0.0, False
    if parameter.name in given:
        return given[parameter.name].low, math.nan, given[parameter.name].high, False
    low, mode, high = parameter.low, parameter.default, parameter.high
    if parameter.scale == "log":
        return math.log(low), math.log(mode), math.log(high), True
    return low, mode, high, False


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


def _firsts(groups: Sequence[Sequence[object]]) -> list[int]:
    return list(accumulate((len(group) for group in groups), initial=0))


def _ints(numbers: Iterable[int]) -> Ints:
    return np.fromiter(numbers, dtype=np.int64)


def _floats(numbers: Iterable[float]) -> Floats:
    return np.fromiter(numbers, dtype=np.float64)


def _sites(names: Iterable[tuple[str, ...]]) -> Sites:
    return np.fromiter((draws.site(*name) for name in names), dtype=np.uint64)
