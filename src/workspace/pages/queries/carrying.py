"""What is promised, for the room of a matter, with what the person may do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workspace.accounts.models import Person
from workspace.commitments.queries import Help, Promise, RoomCommitments, for_room
from workspace.matters.models.matter import Matter
from workspace.pages.acts import helping, promising
from workspace.pages.acts.doing import Way, way
from workspace.units.models import Mandate


@dataclass(frozen=True, slots=True)
class Carried:
    """One commitment and its acts."""

    promise: Promise
    ways: list[Way]
    children: list[Carried]


@dataclass(frozen=True, slots=True)
class Called:
    """One call for help and its acts."""

    help: Help
    ways: list[Way]


@dataclass(frozen=True, slots=True)
class Carrying:
    """The commitments of a matter."""

    told: RoomCommitments
    carried: list[Carried]
    called: list[Called]
    commit: Way
    ask_help: Way


def carrying_of(
    matter: Matter, person: Person, by: Mandate | None, at: datetime
) -> Carrying:
    """What the section on commitments shows."""
    told = for_room(matter, person, at)
    carried = [_carried(promise, by, at) for promise in told.promises]
    called = [_called(help_, by, at) for help_ in told.help]
    ways = (way(d, matter, by, at) for d in (promising.COMMIT, helping.ASK_HELP))
    return Carrying(told, carried, called, *ways)


def _carried(promise: Promise, by: Mandate | None, at: datetime) -> Carried:
    ways = [way(doing, promise.row, by, at) for doing in promising.ON_PROMISE]
    if promise.extension is not None:
        answers = promising.ON_EXTENSION
        ways += [way(doing, promise.extension, by, at) for doing in answers]
    children = [_carried(child, by, at) for child in promise.children]
    return Carried(promise, [w for w in ways if w.denial is None], children)


def _called(asked: Help, by: Mandate | None, at: datetime) -> Called:
    ways = [way(doing, asked.row, by, at) for doing in helping.ON_CALL]
    ways += [way(helping.ANSWER_HELP, step, by, at) for step in asked.reached]
    return Called(asked, [w for w in ways if w.denial is None])
