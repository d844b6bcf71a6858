"""How much of a case rests on sources, on judgement, on defaults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain, permutations, repeat
from typing import Literal, NamedTuple

from tingqiao.case.entities import (
    DEFAULT_CAPACITY,
    DEFAULT_IDEA,
    NO_WORDS,
    Basis,
    Case,
    Matter,
)

Ground = Literal["source", "judgement", "default"]


class Evidence(NamedTuple):
    """Parts of the quantities of a case by what they rest on; they sum to 1."""

    source: float
    judgement: float
    default: float


def evidence_shares(case: Case) -> Evidence:
    """The parts of the case's quantities that rest on sources, judgement, defaults.

    Every quantity the model takes from the case counts once, with the ground its
    row admits to: a party's capacity and idea; a matter's rung, complexity, benefit,
    cost, specificity, measurability, and fragmentation where it is given; every
    party's share; the dependence of every ordered pair of partners; words kept and
    broken where there are any; every event. A value that is the format's default,
    a share left equal and a dependence left unsaid count as default, whatever the
    basis of the row. An event without a source counts as judgement.
    """
    counts = Counter(
        chain(_of_parties(case), _of_matters(case), _of_ties(case), _of_events(case))
    )
    total = counts.total()
    return Evidence(
        counts["source"] / total, counts["judgement"] / total, counts["default"] / total
    )


def _of_parties(case: Case) -> Iterator[Ground]:
    parties = {party for matter in case.matters for party in matter.parties}
    for government in case.governments:
        if government.id in parties:
            yield _ground(government.basis, government.capacity == DEFAULT_CAPACITY)
            yield _ground(government.basis, government.idea == DEFAULT_IDEA)


def _of_matters(case: Case) -> Iterator[Ground]:
    for matter in case.matters:
        yield from repeat(matter.basis.kind, len(_numbers(matter)))
    for share in case.shares:
        yield share.basis.kind
    given = {share.matter for share in case.shares}
    for matter in case.matters:
        if matter.id not in given:
            yield from repeat("default", len(matter.parties))


def _numbers(matter: Matter) -> list[object]:
    """The numbers of a matter that are given, not computed."""
    numbers = (
        matter.rung,
        matter.complexity,
        matter.fragmentation,
        matter.benefit,
        matter.cost,
        matter.specificity,
        matter.measurability,
    )
    return [number for number in numbers if number is not None]


def _of_ties(case: Case) -> Iterator[Ground]:
    partners = {pair for m in case.matters for pair in permutations(m.parties, 2)}
    for tie in case.ties:
        partners.discard((tie.source, tie.target))
        yield _ground(tie.basis, is_default=tie.dependence is None)
        words = [number for number in (tie.kept, tie.broken) if number != NO_WORDS]
        yield from repeat(tie.basis.kind, len(words))
    yield from repeat("default", len(partners))


def _of_events(case: Case) -> Iterator[Ground]:
    for event in case.events:
        yield "source" if event.sources else "judgement"


def _ground(basis: Basis, is_default: bool) -> Ground:
    return "default" if is_default else basis.kind
