"""From events and levers to what comes from outside, month by month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from tingqiao.case.entities import Case, Event, EventKind, Matter, Range
from tingqiao.case.tree import Tree
from tingqiao.model import parameters
from tingqiao.model.history import acting_parties, mandated_rung, month_of
from tingqiao.model.index import Index
from tingqiao.model.plan import ALL_MATTERS, LOWEST, Plan, Push, Support
from tingqiao.model.state import Agenda, Ints, Schedule

_COORDINATING = {
    EventKind.INFORMATION: "information_strength",
    EventKind.MEETING: "meeting_strength",
    EventKind.AGREEMENT: "agreement_strength",
    EventKind.BODY: "body_strength",
}
_PUSHING = {
    EventKind.PRESSURE: "pressure_strength",
    EventKind.MANDATE: "mandate_strength",
}
_FOREVER = 1 << 30


class _Pulse(NamedTuple):
    month: int
    target: int
    strength: int
    levels: int


class _Hold(NamedTuple):
    start: int
    until: int
    target: int
    strength: int
    levels: int
    fades: int


@dataclass
class _Channel:
    """One kind of target being filled."""

    pulses: list[_Pulse] = field(default_factory=list)
    holds: list[_Hold] = field(default_factory=list)

    def schedule(self, months: int) -> Schedule:
        """The channel as arrays, its pulses by month."""
        by_month = sorted(self.pulses, key=lambda pulse: pulse.month)
        pulse = table(by_month, 4)
        hold = table(self.holds, 6)
        first = np.searchsorted(pulse[0], np.arange(months + 1))
        return Schedule(first.astype(np.int64), pulse, hold)


def table(rows: Sequence[tuple[int, ...]], width: int) -> Ints:
    """Rows of `width` whole numbers as an array [width, row]."""
    columns = np.array(rows, dtype=np.int64).reshape(len(rows), width).T
    return np.ascontiguousarray(columns)


class Number(NamedTuple):
    """A number to be drawn once a run, or left to a parameter."""

    known: Range | None
    default: int  # row of the parameter that stands in, where it is not known
    address: tuple[str, ...]  # after the word `strength`


class Strengths(list[Number]):
    """Every strength that an event or a lever may have, in the order of their places."""

    def known(self, strength: Range, *address: str) -> int:
        """The place of a strength given as a number or a range."""
        self.append(Number(strength, -1, address))
        return len(self) - 1

    def default(self, name: str) -> int:
        """The place of a strength left to the parameter of that name."""
        self.append(Number(None, parameters.row(name), (name,)))
        return len(self) - 1


class _Writer:
    """Writes events and levers into channels."""

    def __init__(self, case: Case, index: Index) -> None:
        self.case, self.index = case, index
        self.matter_of = {m.id: m for m in case.matters}
        self.strengths = Strengths()
        self.pressure, self.authority = _Channel(), _Channel()
        self.coordination, self.participation = _Channel(), _Channel()
        self.advocacy = _Channel()
        self.imposed: dict[tuple[int, int], int] = {}  # (month, matter): rung

    # -- what the record brings

    def event(self, event: Event) -> None:
        """One recorded event, before or after the start."""
        month = month_of(event.date).index - self.case.start.index
        address = f"{event.date}|{event.matter}|{event.kind}|{'/'.join(event.actors)}"
        if event.kind in _PUSHING:
            self._pushed(event, month, self._of(event, _PUSHING[event.kind], address))
        elif event.kind in _COORDINATING:
            by = self._of(event, _COORDINATING[event.kind], address)
            self._met(event, month, by)
        elif event.kind is EventKind.PARTICIPATION:
            by = self._of(event, "participation_strength", address)
            for matter in self._matters(event):
                place = self.index.matter_at[matter.id]
                self.participation.pulses.append(_Pulse(month, place, by, 0))

    def _of(self, event: Event, name: str, address: str) -> int:
        if event.strength is None:
            return self.strengths.default(name)
        return self.strengths.known(event.strength, address)

    def _matters(self, event: Event) -> Sequence[Matter]:
        if event.matter is None:
            return self.case.matters
        return [self.matter_of[event.matter]]

    def _met(self, event: Event, month: int, by: int) -> None:
        """A meeting of some parties is coordination in the matters they share."""
        tree = self.index.tree
        for matter in self._matters(event):
            if event.matter is None and not _brings_two_together(event, matter, tree):
                continue
            place = self.index.matter_at[matter.id]
            self.coordination.pulses.append(_Pulse(month, place, by, 0))

    def _pushed(self, event: Event, month: int, by: int) -> None:
        for matter in self._matters(event):
            for actor in event.actors:
                for target, levels in self._reached(actor, matter, ()):
                    self.pressure.pulses.append(_Pulse(month, target, by, levels))
                for target, levels in self._settled(actor, matter):
                    self.authority.pulses.append(_Pulse(month, target, by, levels))
            rung = mandated_rung(event, matter, self.case, self.index.tree)
            if rung is not None and month >= 0:
                self._impose(month, matter, rung)

    # -- what a plan writes

    def push(self, number: int, push: Push) -> None:
        """A superior's steady push."""
        by = self.strengths.known(push.strength, "push", str(number))
        span = (push.start, _FOREVER if push.until is None else push.until)
        for matter in self._chosen(push.matters):
            superior = self._superior(push.by, matter)
            if superior is None:
                continue
            for target, levels in self._reached(superior, matter, push.on):
                fades = int(push.fade_with_trust)
                self.pressure.holds.append(_Hold(*span, target, by, levels, fades))
            for target, levels in self._settled(superior, matter):
                self.authority.holds.append(_Hold(*span, target, by, levels, 0))

    def support(self, name: str, number: int, support: Support) -> None:
        """Steady coordination or participation."""
        channel = self.coordination if name == "coordination" else self.participation
        by = self.strengths.known(support.strength, name, str(number))
        until = _FOREVER if support.until is None else support.until
        for matter in self._chosen(support.matters):
            place = self.index.matter_at[matter.id]
            channel.holds.append(_Hold(support.start, until, place, by, 0, 0))

    def levers(self, plan: Plan) -> None:
        """Every lever of a plan."""
        for number, push in enumerate(plan.pressure):
            self.push(number, push)
        for number, support in enumerate(plan.coordination):
            self.support("coordination", number, support)
        for number, support in enumerate(plan.participation):
            self.support("participation", number, support)
        self._advocate(plan)
        for imposition in plan.imposed:
            for matter in self._chosen(imposition.matters):
                superior = self._superior(imposition.by, matter)
                if superior is not None and any(self._settled(superior, matter)):
                    self._impose(imposition.month, matter, imposition.rung)

    def _impose(self, month: int, matter: Matter, rung: int) -> None:
        """Set a rung, unless a higher one is set the same month."""
        when = (month, self.index.matter_at[matter.id])
        rung = min(rung, self.case.top)
        self.imposed[when] = max(rung, self.imposed.get(when, 0))

    def _advocate(self, plan: Plan) -> None:
        for number, advocacy in enumerate(plan.advocacy):
            by = self.strengths.known(advocacy.strength, "advocacy", str(number))
            until = _FOREVER if advocacy.until is None else advocacy.until
            for government, place in self.index.government_at.items():
                if self.index.tree.is_above(advocacy.by, government):
                    levels = self.index.tree.levels_up(government, advocacy.by) - 1
                    hold = _Hold(advocacy.start, until, place, by, levels, 0)
                    self.advocacy.holds.append(hold)

    # -- who is reached

    def _chosen(self, matters: tuple[str, ...]) -> Iterable[Matter]:
        if matters == ALL_MATTERS:
            return self.case.matters
        return [self.matter_of[m] for m in matters]

    def _superior(self, by: str, matter: Matter) -> str | None:
        if by != LOWEST:
            return by
        return self.index.tree.lowest_common_superior(matter.parties)

    def _reached(
        self, superior: str, matter: Matter, on: tuple[str, ...]
    ) -> Iterator[tuple[int, int]]:
        """Parties under a superior, and the levels between."""
        tree = self.index.tree
        for party in matter.parties:
            if tree.is_above(superior, party) and (not on or party in on):
                place = self.index.party_at[matter.id, party]
                yield place, tree.levels_up(party, superior) - 1

    def _settled(self, superior: str, matter: Matter) -> Iterator[tuple[int, int]]:
        """The matter, where the superior stands above all its parties."""
        tree = self.index.tree
        lowest = tree.lowest_common_superior(matter.parties)
        if all(tree.is_above(superior, party) for party in matter.parties):
            levels = 0 if lowest is None else tree.levels_up(lowest, superior)
            yield self.index.matter_at[matter.id], levels


def _brings_two_together(event: Event, matter: Matter, tree: Tree) -> bool:
    return len(acting_parties(event, matter, tree)) >= 2


def write_agenda(
    case: Case, plan: Plan, index: Index, months: int
) -> tuple[Agenda, Strengths]:
    """What the record and a plan bring from outside in `months` months."""
    writer = _Writer(case, index)
    for event in case.events:
        writer.event(event)
    writer.levers(plan)
    agenda = Agenda(
        writer.pressure.schedule(months),
        writer.authority.schedule(months),
        writer.coordination.schedule(months),
        writer.participation.schedule(months),
        writer.advocacy.schedule(months),
        table([(*when, rung) for when, rung in sorted(writer.imposed.items())], 3),
    )
    return agenda, writer.strengths
