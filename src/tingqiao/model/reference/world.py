"""What one run draws before its first month, by name."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations

from tingqiao.case.entities import Case, EventKind, Matter, Range, Tie
from tingqiao.case.tree import Tree
from tingqiao.model.draws import RANGE
from tingqiao.model.history import History
from tingqiao.model.parameters import PARAMETERS, Parameter
from tingqiao.model.plan import Frozen, Plan
from tingqiao.model.reference.luck import draw, draw_within

Party = tuple[str, str]  # matter, government
Pair = tuple[str, str]  # of governments: who knows or needs, and whom

_WEIGHT_OF_WORD = {
    EventKind.ACTION: "action_strength",
    EventKind.LATE: "lateness",
    EventKind.LAPSE: "lapse_strength",
}
_HELP_TO_ACT = ("action_pressure", "action_coordination", "action_participation")


@dataclass(frozen=True)
class World:
    """Every number of one run that stays as it is."""

    c: dict[str, float]  # parameters
    matter: dict[str, dict[str, float]]  # by matter, then by name
    share: dict[Party, float]
    capacity: dict[str, float]
    idea: dict[str, float]
    dependence: dict[Pair, float]
    kept: dict[Pair, float]  # words, at the start
    broken: dict[Pair, float]


class _Lot:
    """The luck of one lot of worlds."""

    def __init__(self, seed: int, lot: int) -> None:
        self.seed, self.lot = seed, lot

    def within(self, known: Range, *names: str) -> float:
        return draw_within(known, self.seed, self.lot, *names)

    def of_parameter(self, p: Parameter) -> float:
        u = draw(self.seed, self.lot, 0, RANGE, "parameter", p.name)[0]
        if p.scale == "linear":
            return _triangular(u, p.low, p.default, p.high)
        return math.exp(_triangular(u, *map(math.log, (p.low, p.default, p.high))))


def _triangular(u: float, low: float, mode: float, high: float) -> float:
    if u < (mode - low) / (high - low):
        return low + math.sqrt(u * (high - low) * (mode - low))
    return high - math.sqrt((1 - u) * (high - low) * (high - mode))


def draw_world(
    case: Case,
    plan: Plan,
    given: Mapping[str, Range],
    tree: Tree,
    history: History,
    seed: int,
    lot: int,
) -> World:
    """Draw every range; `given` replaces parameters by name."""
    luck = _Lot(seed, lot)
    c = _parameters(luck, plan, {**case.parameters, **given})
    pairs = [pair for m in case.matters for pair in permutations(m.parties, 2)]
    ties = {(t.source, t.target): t for t in case.ties}
    stated = {pair: ties.get(pair, Tie(*pair, None)) for pair in pairs}
    kept, broken = _words(luck, stated, history, case, c)
    if plan.trust_start is not None:
        weight = max(12.0, 1 / min(plan.trust_start, 1 - plan.trust_start))
        kept = dict.fromkeys(kept, weight * plan.trust_start - 1)
        broken = dict.fromkeys(broken, weight * (1 - plan.trust_start) - 1)
    return World(
        c=c,
        matter={m.id: _matter(luck, m, tree) for m in case.matters},
        share=_shares(luck, case, plan),
        capacity={
            g.id: luck.within(g.capacity, "capacity", g.id) for g in case.governments
        },
        idea={g.id: luck.within(g.idea, "idea", g.id) for g in case.governments},
        dependence={
            pair: c["dependence_default"]
            if tie.dependence is None
            else luck.within(tie.dependence, "dependence", *pair)
            for pair, tie in stated.items()
        },
        kept=kept,
        broken=broken,
    )


def strength(
    known: Range | None,
    default: str,
    c: dict[str, float],
    seed: int,
    lot: int,
    address: str,
) -> float:
    """How strong a recorded event was: as told, or as such events are by default."""
    if known is None:
        return c[default]
    return draw_within(known, seed, lot, "strength", address)


def _parameters(luck: _Lot, plan: Plan, given: Mapping[str, Range]) -> dict[str, float]:
    c = {}
    for name, parameter in PARAMETERS.items():
        if Frozen.MICRO in plan.frozen and name in _HELP_TO_ACT:
            c[name] = 0.0
        elif name in given:
            c[name] = luck.within(given[name], "parameter", name)
        else:
            c[name] = luck.of_parameter(parameter)
    return c


def _matter(luck: _Lot, matter: Matter, tree: Tree) -> dict[str, float]:
    fragmentation = matter.fragmentation
    if fragmentation is None:
        computed = tree.fragmentation(matter.parties)
        fragmentation = Range(computed, computed)
    numbers = {
        "complexity": matter.complexity,
        "fragmentation": fragmentation,
        "benefit": matter.benefit,
        "cost": matter.cost,
        "specificity": matter.specificity,
        "measurability": matter.measurability,
    }
    return {
        name: luck.within(known, name, matter.id) for name, known in numbers.items()
    }


def _shares(luck: _Lot, case: Case, plan: Plan) -> dict[Party, float]:
    stated = {(s.matter, s.government): s.share for s in case.shares}
    shares: dict[Party, float] = {}
    for m in case.matters:
        raw = {g: 1 / len(m.parties) for g in m.parties}
        for g in m.parties:
            if (m.id, g) in stated:
                raw[g] = luck.within(stated[m.id, g], "share", m.id, g)
        raw |= plan.shares.get(m.id, {})
        total = sum(raw.values())
        shares |= {(m.id, g): part / total for g, part in raw.items()}
    return shares


def _words(
    luck: _Lot,
    stated: Mapping[Pair, Tie],
    history: History,
    case: Case,
    c: dict[str, float],
) -> tuple[dict[Pair, float], dict[Pair, float]]:
    """Words kept and broken that each remembers of each at the start."""
    kept = {p: luck.within(t.kept, "kept", *p) for p, t in stated.items()}
    broken = {p: luck.within(t.broken, "broken", *p) for p, t in stated.items()}
    for word in history.words:
        remembered = c[_WEIGHT_OF_WORD[word.kind]] * c["memory"] ** word.months_ago
        side = kept if word.kind is EventKind.ACTION else broken
        for other in case.matter(word.matter).parties:
            if other != word.party:
                side[other, word.party] += remembered
    for matter, spells in history.in_force_months.items():
        for began, ended in spells:
            silent = sum(c["memory"] ** ago for ago in range(ended, began))
            for pair in permutations(case.matter(matter).parties, 2):
                kept[pair] += c["silent_months"] * silent
    return kept, broken
