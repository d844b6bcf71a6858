"""What the record says stood when the forecast starts.

Events before the start are history: they set the rung each matter stands on, who
has done its part there, and what each government has seen of the others. The
coding is documented in docs/explanation/model.md, "Initialisation".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from heapq import merge
from operator import itemgetter
from typing import NamedTuple

from tingqiao.case.entities import Case, Event, EventKind, Matter, Month, PartialDate
from tingqiao.case.tree import Tree, tree_of

RUNG_SHOWN = {
    EventKind.INFORMATION: 1,
    EventKind.MEETING: 2,
    EventKind.AGREEMENT: 3,
    EventKind.BODY: 4,
}
# An exchange or a meeting that took place is itself the part of those who came.
_DONE_BY_TAKING_PLACE = {EventKind.INFORMATION, EventKind.MEETING}
MANDATED_RUNG = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a matter stands by the record."""

    rung: int = 0
    since: Month | None = None  # when it came to this rung; None: no event says so
    in_force: int = 0  # the highest rung carried out by all, <= rung
    in_force_since: Month | None = None
    acted: frozenset[str] = frozenset()  # parties that have done their part of `rung`
    path: tuple[tuple[Month, int], ...] = ()  # every step: month, rung from then on


class Word(NamedTuple):
    """One word seen kept, broken or late, `months_ago` before the start."""

    matter: str
    party: str
    kind: EventKind
    months_ago: int


@dataclass(frozen=True)
class History:
    """The record replayed up to the start of the case."""

    standing: Mapping[str, Standing]  # by matter id
    words: tuple[Word, ...] = ()
    in_force_months: Mapping[str, tuple[tuple[int, int], ...]] = field(
        default_factory=dict
    )  # by matter id: spells (months ago it began, months ago it ended) in force

    @property
    def rung(self) -> dict[str, int]:
        """The rung each matter stands on."""
        return {matter: s.rung for matter, s in self.standing.items()}

    @property
    def since(self) -> dict[str, Month | None]:
        """Since when it stands there."""
        return {matter: s.since for matter, s in self.standing.items()}

    @property
    def path(self) -> dict[str, tuple[tuple[Month, int], ...]]:
        """The steps each matter took."""
        return {matter: s.path for matter, s in self.standing.items()}


def month_of(date: PartialDate) -> Month:
    """The month an event is placed in: the middle one of those its date allows."""
    first, last = date.first_month.index, date.last_month.index
    return Month(0, 1).later((first + last) // 2)


def speaks_for(actor: str, party: str, tree: Tree) -> bool:
    """Whether an act of `actor` is an act of `party`: itself, above or below it."""
    if actor not in tree.lines:
        return False
    return actor == party or tree.is_above(actor, party) or tree.is_above(party, actor)


def acting_parties(event: Event, matter: Matter, tree: Tree) -> tuple[str, ...]:
    """The parties of a matter that an event speaks of; all where it names nobody."""
    if not event.actors:
        return matter.parties
    return tuple(
        party
        for party in matter.parties
        if any(speaks_for(actor, party, tree) for actor in event.actors)
    )


def concerns(event: Event, matter: Matter, tree: Tree) -> bool:
    """Whether an event is evidence about a matter.

    An event for all matters (`*`) that shows an institution or its parts done is
    evidence only where its actors speak for every party: a framework of two towns
    says nothing of a matter that needs a third. Letting down takes only one party.
    """
    if event.matter is not None:
        return event.matter == matter.id
    if event.kind in RUNG_SHOWN or event.kind is EventKind.ACTION:
        return len(acting_parties(event, matter, tree)) == len(matter.parties)
    if event.kind in (EventKind.LATE, EventKind.LAPSE):
        return len(acting_parties(event, matter, tree)) > 0
    return True


def has_common_superior(event: Event, matter: Matter, tree: Tree) -> bool:
    """Whether an actor of the event stands above every party of the matter."""
    return any(
        all(tree.is_above(actor, party) for party in matter.parties)
        for actor in event.actors
        if actor in tree.lines
    )


def mandated_rung(event: Event, matter: Matter, case: Case, tree: Tree) -> int | None:
    """The rung a mandate sets for this matter, or None where it binds nobody.

    Only a common superior can impose a rung, and a mandate for all matters (`*`)
    only where it names one.
    """
    if event.kind is not EventKind.MANDATE:
        return None
    if not has_common_superior(event, matter, tree):
        return None
    if event.rung is not None:
        return min(event.rung, case.top)
    return None if event.matter is None else min(MANDATED_RUNG, case.top)


def replay(case: Case) -> History:
    """Run the record of `case` up to its start."""
    tree = tree_of(case.governments)
    past = _by_matter(_before(case.events, case.start))
    for_all = past.get(None, [])
    standing: dict[str, Standing] = {}
    spells: dict[str, tuple[tuple[int, int], ...]] = {}
    words: list[Word] = []
    for matter in case.matters:
        told = merge(past.get(matter.id, []), for_all, key=itemgetter(0))
        own = [event for _, event in told if concerns(event, matter, tree)]
        standing[matter.id], spells[matter.id] = _replay_matter(matter, own, case, tree)
        words += _words(matter, own, case, tree)
    return History(standing, tuple(words), spells)


def _before(events: Iterable[Event], start: Month) -> list[Event]:
    past = [e for e in events if month_of(e.date) < start]
    return sorted(past, key=lambda e: month_of(e.date))


def _by_matter(events: Iterable[Event]) -> dict[str | None, list[tuple[int, Event]]]:
    """Events by the matter they name (None: all), each with its place in the order."""
    named: dict[str | None, list[tuple[int, Event]]] = {}
    for place, event in enumerate(events):
        named.setdefault(event.matter, []).append((place, event))
    return named


def _replay_matter(
    matter: Matter, events: list[Event], case: Case, tree: Tree
) -> tuple[Standing, tuple[tuple[int, int], ...]]:
    rung = min(matter.rung, case.top)
    now = Standing(rung=rung, in_force=rung, acted=frozenset(matter.parties))
    spells: list[tuple[int, int]] = []
    for event in events:
        before, now = now, _after(now, event, matter, case, tree)
        if before.in_force > 0 and now.in_force == 0:
            spells += _spell(before, month_of(event.date), case.start)
    if now.in_force > 0:
        spells += _spell(now, case.start, case.start)
    return now, tuple(spells)


def _spell(standing: Standing, end: Month, start: Month) -> list[tuple[int, int]]:
    began = standing.in_force_since
    if began is None:  # nobody recorded when: no evidence is made of it
        return []
    return [(start.index - began.index, start.index - end.index)]


def _after(
    now: Standing, event: Event, matter: Matter, case: Case, tree: Tree
) -> Standing:
    month = month_of(event.date)
    if event.kind is EventKind.LAPSE:
        return _fallen(now, event.rung or 0, month)
    if event.kind is EventKind.ACTION:
        now = _risen(now, event.rung or 0, month, case)
        return _acted(now, acting_parties(event, matter, tree), matter, month)
    if event.kind in RUNG_SHOWN:
        return _shown(now, event, matter, case, tree)
    imposed = mandated_rung(event, matter, case, tree)
    return now if imposed is None else _risen(now, imposed, month, case)


def _shown(
    now: Standing, event: Event, matter: Matter, case: Case, tree: Tree
) -> Standing:
    month = month_of(event.date)
    shown = RUNG_SHOWN[event.kind] if event.rung is None else event.rung
    now = _risen(now, shown, month, case)
    if event.kind in _DONE_BY_TAKING_PLACE and now.rung <= shown:
        return _acted(now, acting_parties(event, matter, tree), matter, month)
    return now


def _risen(now: Standing, rung: int, month: Month, case: Case) -> Standing:
    rung = min(rung, case.top)
    if rung <= now.rung:
        return now
    step = (*now.path, (month, rung))
    return replace(now, rung=rung, since=month, acted=frozenset(), path=step)


def _fallen(now: Standing, rung: int, month: Month) -> Standing:
    if rung >= now.rung:
        return now
    in_force = min(now.in_force, rung)
    return replace(
        now,
        rung=rung,
        since=month,
        in_force=in_force,
        in_force_since=now.in_force_since if in_force else None,
        acted=now.acted if in_force == rung else frozenset(),
        path=(*now.path, (month, rung)),
    )


def _acted(
    now: Standing, parties: tuple[str, ...], matter: Matter, month: Month
) -> Standing:
    acted = now.acted | frozenset(parties)
    if now.rung in (0, now.in_force) or acted < frozenset(matter.parties):
        return replace(now, acted=acted)
    since = now.in_force_since or month
    return replace(now, acted=acted, in_force=now.rung, in_force_since=since)


def _words(matter: Matter, events: list[Event], case: Case, tree: Tree) -> list[Word]:
    telling = (EventKind.ACTION, EventKind.LATE, EventKind.LAPSE)
    return [
        Word(
            matter.id, party, event.kind, case.start.index - month_of(event.date).index
        )
        for event in events
        if event.kind in telling
        for party in acting_parties(event, matter, tree)
    ]
