"""Lights: green, yellow or red, from plan line, due date and reports. On commitments, never on people.

A light is a pure function of how a commitment stands and of the day. Waiting
never makes it better: only a report, a verification or a later date does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from workspace.wording import Words

WORDS = {
    "ok": Words("按期", "on time"),
    "due": Words("当心", "watch"),
    "late": Words("逾期", "late"),
}
COLOURS = {
    "ok": Words("绿", "green"),
    "due": Words("黄", "yellow"),
    "late": Words("红", "red"),
}
KINDS = tuple(WORDS)  # from best to worst


@dataclass(frozen=True, slots=True)
class Standing:
    """How a commitment stands: what its light is read from."""

    due: date
    warns_from: date  # the first day it counts as nearly due; not after `due`
    plan_line: tuple[tuple[date, float], ...] = ()  # by that day, at least that share
    done: float = 0.0  # share done as last reported, [0, 1]
    delivered_on: date | None = None  # reported as done and not sent back
    is_closed: bool = False

    def wanted(self, today: date) -> float:
        """The share the plan line wants by the end of the day before `today`, [0, 1]."""
        passed = [share for day, share in self.plan_line if day < today]
        return max(passed, default=0.0)


@dataclass(frozen=True, slots=True)
class Light:
    """One light, said by word as well as by colour, with why it is so."""

    kind: str  # ok, due, late
    note: Words

    @property
    def word(self) -> Words:
        """What it says where colour is not seen."""
        return WORDS[self.kind]

    @property
    def colour(self) -> Words:
        """The name of its colour."""
        return COLOURS[self.kind]

    @property
    def rank(self) -> int:
        """0 for green, 1 for yellow, 2 for red."""
        return KINDS.index(self.kind)


def light_of(standing: Standing, today: date) -> Light:
    """The light of one commitment by itself on that day."""
    if standing.is_closed:
        return Light("ok", Words("已核验办结", "verified and closed"))
    if standing.delivered_on is not None:
        return _light_of_delivered(standing.delivered_on, standing.due)
    if today > standing.due:
        days = (today - standing.due).days
        return Light("late", Words(f"过期 {days} 天", f"{days} days past due"))
    wanted = standing.wanted(today)
    if standing.done < wanted:
        return Light("due", _behind(standing.done, wanted))
    if today >= standing.warns_from:
        day = f"{standing.due:%Y-%m-%d}"
        return Light("due", Words(f"{day} 到期，临近", f"due soon, on {day}"))
    day = f"{standing.due:%Y-%m-%d}"
    return Light("ok", Words(f"{day} 到期", f"due on {day}"))


def with_children(own: Light, children: Iterable[Light]) -> Light:
    """The light of a parent: as red as its worst child."""
    worst = max(children, key=lambda light: light.rank, default=own)
    if worst.rank <= own.rank:
        return own
    said = Words("下面一项{note}", "one below it: {note}").fill(note=worst.note)
    return Light(worst.kind, said)


def _light_of_delivered(delivered_on: date, due: date) -> Light:
    if delivered_on <= due:
        return Light("ok", Words("已报办成，待核验", "delivered, to be verified"))
    return Light("late", Words("过期后办成，待核验", "delivered late, to be verified"))


def _behind(done: float, wanted: float) -> Words:
    said = Words(
        "计划应到 {wanted}，报告到 {done}", "planned {wanted}, reported {done}"
    )
    return said.fill(wanted=f"{wanted:.0%}", done=f"{done:.0%}")
