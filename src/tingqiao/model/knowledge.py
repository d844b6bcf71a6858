"""Every number of a case and a plan in columns, before a run draws its own."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from tingqiao.case.entities import Case, Matter, Range
from tingqiao.model import draws, parameters
from tingqiao.model.agenda import Strengths
from tingqiao.model.index import Index
from tingqiao.model.plan import Frozen, Plan
from tingqiao.model.state import (
    BENEFIT,
    CAPACITY,
    COMPLEXITY,
    COST_RATIO,
    DEPENDENCE,
    IDEA_START,
    IN_GOVERNMENT,
    IN_MATTER,
    IN_PARTY,
    IN_STRENGTH,
    IN_TIE,
    MEASURABILITY,
    SHARE,
    SPECIFICITY,
    TENSION,
    WORDS_BROKEN,
    WORDS_KEPT,
    Floats,
    Ints,
    Knowledge,
    Sites,
)

_UNKNOWN = Range(math.nan, math.nan)
_HELP_TO_ACT = ("action_pressure", "action_coordination", "action_participation")


class _Column(NamedTuple):
    """One row of a table: a number for every place."""

    low: Floats
    high: Floats
    site: Sites  # 0 where nothing is drawn
    into: Ints  # [table, row, place, default parameter; place]


def write_knowledge(
    case: Case,
    plan: Plan,
    given: Mapping[str, Range],
    index: Index,
    strengths: Strengths,
) -> Knowledge:
    """What is known of a case under a plan; `given` replaces parameters by name."""
    columns = (
        *_matter_numbers(case, index),
        _party_numbers(case, plan, index),
        *_government_numbers(case, index),
        *_tie_numbers(case, index),
        _strength_numbers(strengths),
    )
    lows, highs, sites, into = zip(*columns, strict=True)
    cells = [_parameter_cell(p, plan, given) for p in parameters.PARAMETERS.values()]
    low, mode, high, log = (np.array(cell) for cell in zip(*cells, strict=True))
    names = parameters.PARAMETERS
    return Knowledge(
        low=np.concatenate(lows),
        high=np.concatenate(highs),
        site=np.concatenate(sites),
        into=np.concatenate(into, axis=1),
        parameter_low=low.astype(np.float64),
        parameter_mode=mode.astype(np.float64),
        parameter_high=high.astype(np.float64),
        parameter_log=log.astype(np.int64),
        parameter_site=np.array([draws.site("parameter", n) for n in names], np.uint64),
    )


def _column(
    into: tuple[int, int],
    name: str,
    at: Callable[[int], tuple[str, ...]],
    numbers: Sequence[Range] | Floats,
    default: int | Sequence[int] = -1,
) -> _Column:
    """A row of numbers; only those that are drawn need their address worked out."""
    low, high = np.array(numbers, dtype=np.float64).reshape(-1, 2).T
    sites = np.zeros(low.size, np.uint64)
    for place in np.flatnonzero(low < high).tolist():
        sites[place] = draws.site(name, *at(place))
    facts = (*into, np.arange(low.size), default)
    wide = [np.broadcast_to(fact, low.shape) for fact in facts]
    return _Column(low, high, sites, np.stack(wide).astype(np.int64))


def _matter_numbers(case: Case, index: Index) -> Iterator[_Column]:
    rows = (
        (COMPLEXITY, "complexity", [m.complexity for m in case.matters]),
        (TENSION, "fragmentation", [_fragmentation(m, index) for m in case.matters]),
        (BENEFIT, "benefit", [m.benefit for m in case.matters]),
        (COST_RATIO, "cost", [m.cost for m in case.matters]),
        (SPECIFICITY, "specificity", [m.specificity for m in case.matters]),
        (MEASURABILITY, "measurability", [m.measurability for m in case.matters]),
    )
    for row, name, numbers in rows:
        yield _column((IN_MATTER, row), name, lambda m: (index.matters[m],), numbers)


def _party_numbers(case: Case, plan: Plan, index: Index) -> _Column:
    return _column(
        (IN_PARTY, SHARE), "share", index.parties.__getitem__, _shares(case, plan)
    )


def _government_numbers(case: Case, index: Index) -> Iterator[_Column]:
    acting = [g for g in case.governments if g.id in index.government_at]

    def named(g: int) -> tuple[str]:
        return (index.governments[g],)

    capacity, idea = [g.capacity for g in acting], [g.idea for g in acting]
    yield _column((IN_GOVERNMENT, CAPACITY), "capacity", named, capacity)
    yield _column((IN_GOVERNMENT, IDEA_START), "idea", named, idea)


def _tie_numbers(case: Case, index: Index) -> Iterator[_Column]:
    n = index.web.source.size
    needed, kept, broken = np.full((n, 2), np.nan), np.zeros((n, 2)), np.zeros((n, 2))
    for tie in case.ties:
        if (tie.source, tie.target) in index.tie_at:
            place = index.tie_at[tie.source, tie.target]
            needed[place] = tie.dependence or _UNKNOWN
            kept[place], broken[place] = tie.kept, tie.broken
    default = parameters.row("dependence_default")
    yield _column((IN_TIE, DEPENDENCE), "dependence", index.tie, needed, default)
    yield _column((IN_TIE, WORDS_KEPT), "kept", index.tie, kept)
    yield _column((IN_TIE, WORDS_BROKEN), "broken", index.tie, broken)


def _strength_numbers(strengths: Strengths) -> _Column:
    known = [number.known or _UNKNOWN for number in strengths]
    defaults = [number.default for number in strengths]
    return _column(
        (IN_STRENGTH, 0), "strength", lambda i: strengths[i].address, known, defaults
    )


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
