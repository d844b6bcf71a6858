"""What comes from outside, as a list of pushes: the record's events, a plan's levers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tingqiao.case.entities import Case, Event, EventKind, Matter, Range
from tingqiao.case.tree import Tree
from tingqiao.model.history import acting_parties, mandated_rung, month_of
from tingqiao.model.plan import LOWEST, Advocacy, Imposition, Plan, Push, Support
from tingqiao.model.reference.luck import draw_within
from tingqiao.model.reference.world import Party, strength

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


@dataclass(frozen=True)
class Pulse:
    """Something that happens once and fades."""

    month: int
    target: Any  # a matter, a government or a party
    strength: float


@dataclass(frozen=True)
class Hold:
    """Something steady in months from `start`, before `until`."""

    start: int
    until: float
    target: Any  # a matter, a government or a party
    strength: float
    fades_with_trust: bool = False


@dataclass
class Channel:
    """One kind of target: parties, matters or governments."""

    pulses: list[Pulse] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)

    def first_month(self) -> int:
        """Of its pulses, or of the forecast."""
        return min([0, *(pulse.month for pulse in self.pulses)])


@dataclass
class Outside:
    """Every channel, and the rungs imposed."""

    pressure: Channel = field(default_factory=Channel)
    authority: Channel = field(default_factory=Channel)
    coordination: Channel = field(default_factory=Channel)
    participation: Channel = field(default_factory=Channel)
    advocacy: Channel = field(default_factory=Channel)
    imposed: list[tuple[int, str, int]] = field(default_factory=list)


def settles(superior: str, matter: Matter, tree: Tree) -> bool:
    """Whether a superior stands above every party."""
    return all(tree.is_above(superior, party) for party in matter.parties)


class _Teller:
    """Tells one run what comes from outside."""

    def __init__(
        self, case: Case, tree: Tree, c: dict[str, float], seed: int, lot: int
    ) -> None:
        self.case, self.tree, self.c = case, tree, c
        self.seed, self.lot = seed, lot
        self.told = Outside()

    def event(self, event: Event) -> None:
        """An event is a pulse in every matter it speaks of."""
        month = month_of(event.date).index - self.case.start.index
        for matter in self.case.matters:
            if event.matter in (matter.id, None):
                self._happens(event, matter, month)

    def _happens(self, event: Event, matter: Matter, month: int) -> None:
        if event.kind in _PUSHING:
            self._pushed(event, matter, month)
        elif event.kind is EventKind.PARTICIPATION:
            felt = self._strength(event, "participation_strength")
            self.told.participation.pulses.append(Pulse(month, matter.id, felt))
        elif event.kind in _COORDINATING:
            together = len(acting_parties(event, matter, self.tree)) >= 2
            if event.matter is not None or together:
                felt = self._strength(event, _COORDINATING[event.kind])
                self.told.coordination.pulses.append(Pulse(month, matter.id, felt))

    def _strength(self, event: Event, default: str) -> float:
        address = f"{event.date}|{event.matter}|{event.kind}|{'/'.join(event.actors)}"
        return strength(event.strength, default, self.c, self.seed, self.lot, address)

    def _pushed(self, event: Event, matter: Matter, month: int) -> None:
        said = self._strength(event, _PUSHING[event.kind])
        for actor in event.actors:
            for party, felt in self._reached(actor, matter, (), said):
                self.told.pressure.pulses.append(Pulse(month, party, felt))
            for place, felt in self._settled(actor, matter, said):
                self.told.authority.pulses.append(Pulse(month, place, felt))
        rung = mandated_rung(event, matter, self.case, self.tree)
        if rung is not None and month >= 0:
            self.told.imposed.append((month, matter.id, rung))

    def plan(self, plan: Plan) -> None:
        """Every lever of a plan."""
        for number, push in enumerate(plan.pressure):
            self._push(push, self._lever(push.strength, "push", number))
        for name in ("coordination", "participation"):
            for number, support in enumerate(getattr(plan, name)):
                self._support(
                    name, support, self._lever(support.strength, name, number)
                )
        for number, advocacy in enumerate(plan.advocacy):
            said = self._lever(advocacy.strength, "advocacy", number)
            self._advocate(advocacy, said)
        for imposition in plan.imposed:
            self._impose(imposition)

    def _advocate(self, advocacy: Advocacy, said: float) -> None:
        for g in self.tree.below(advocacy.by):
            felt = self._far(said, self.tree.levels_up(g, advocacy.by) - 1)
            hold = Hold(advocacy.start, _end(advocacy.until), g, felt)
            self.told.advocacy.holds.append(hold)

    def _impose(self, imposition: Imposition) -> None:
        for matter in self._chosen(imposition.matters):
            by = self._superior(imposition.by, matter)
            if by is not None and settles(by, matter, self.tree):
                rung = min(imposition.rung, self.case.top)
                self.told.imposed.append((imposition.month, matter.id, rung))

    def _lever(self, known: Range, name: str, number: int) -> float:
        return draw_within(known, self.seed, self.lot, "strength", name, str(number))

    def _push(self, push: Push, said: float) -> None:
        for matter in self._chosen(push.matters):
            by = self._superior(push.by, matter)
            if by is None:
                continue
            end = _end(push.until)
            for party, felt in self._reached(by, matter, push.on, said):
                hold = Hold(push.start, end, party, felt, push.fade_with_trust)
                self.told.pressure.holds.append(hold)
            for place, felt in self._settled(by, matter, said):
                self.told.authority.holds.append(Hold(push.start, end, place, felt))

    def _support(self, name: str, support: Support, said: float) -> None:
        channel: Channel = getattr(self.told, name)
        for matter in self._chosen(support.matters):
            hold = Hold(support.start, _end(support.until), matter.id, said)
            channel.holds.append(hold)

    def _chosen(self, ids: Iterable[str]) -> list[Matter]:
        return [m for m in self.case.matters if m.id in ids or "*" in ids]

    def _superior(self, by: str, matter: Matter) -> str | None:
        if by == LOWEST:
            return self.tree.lowest_common_superior(matter.parties)
        return by

    def _reached(
        self, by: str, matter: Matter, on: tuple[str, ...], said: float
    ) -> Iterator[tuple[Party, float]]:
        """The parties under a superior, and what they feel of its push."""
        for g in matter.parties:
            if self.tree.is_above(by, g) and (not on or g in on):
                yield (matter.id, g), self._far(said, self.tree.levels_up(g, by) - 1)

    def _settled(
        self, by: str, matter: Matter, said: float
    ) -> Iterator[tuple[str, float]]:
        """The matter, where the superior is common to all parties."""
        lowest = self.tree.lowest_common_superior(matter.parties)
        if lowest is not None and settles(by, matter, self.tree):
            yield matter.id, self._far(said, self.tree.levels_up(lowest, by))

    def _far(self, said: float, levels: int) -> float:
        return said * float(self.c["reach"] ** levels)


def _end(until: int | None) -> float:
    return math.inf if until is None else until


def tell(
    case: Case, plan: Plan, tree: Tree, c: dict[str, float], seed: int, lot: int
) -> Outside:
    """Everything from outside in one run."""
    teller = _Teller(case, tree, c, seed, lot)
    for event in case.events:
        teller.event(event)
    teller.plan(plan)
    return teller.told
