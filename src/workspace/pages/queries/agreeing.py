"""What is out for the seals, for the room of a matter, with what the person may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workspace.accounts.models import Person
from workspace.agreements.queries import Issued, Turn, for_room
from workspace.matters.models.matter import Matter
from workspace.pages.acts.agreeing import ISSUE, ON_TURN
from workspace.pages.acts.doing import Way, way
from workspace.units.models import Mandate


@dataclass(frozen=True, slots=True)
class Signing:
    """One party's turn and its acts."""

    turn: Turn
    ways: list[Way]


@dataclass(frozen=True, slots=True)
class Out:
    """One version out for the seals."""

    issued: Issued
    signings: list[Signing]


@dataclass(frozen=True, slots=True)
class Agreeing:
    """The agreements of a matter."""

    out: list[Out]
    to_issue: list[Way]


def agreeing_of(
    matter: Matter, person: Person, by: Mandate | None, at: datetime
) -> Agreeing:
    """What the section on agreements shows."""
    told = for_room(matter, person, at)
    issued = [version for _, versions in told.agreements for version in versions]
    ways = [way(ISSUE, text, by, at) for text in told.to_issue]
    return Agreeing([_out(one, by, at) for one in issued], ways)


def _out(issued: Issued, by: Mandate | None, at: datetime) -> Out:
    return Out(issued, [_signing(turn, by, at) for turn in issued.turns])


def _signing(turn: Turn, by: Mandate | None, at: datetime) -> Signing:
    ways = [way(doing, turn.row, by, at) for doing in ON_TURN]
    return Signing(turn, [w for w in ways if w.denial is None])
