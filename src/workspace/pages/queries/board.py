"""The ladder board: every matter a person may read, on the rung where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workspace.accounts.models import Person
from workspace.commitments.lights import Light
from workspace.matters.models.case import Case, Rung
from workspace.matters.models.matter import Matter
from workspace.outlook.queries import Chance, chance_of_next, latest_forecast
from workspace.pages.drawing.arrow import Arrow, arrow_of
from workspace.pages.queries.family import all_units
from workspace.pages.queries.lights import lights_of
from workspace.pages.queries.stances import Said, asked_of
from workspace.pages.queries.waiting import Waiting
from workspace.units.models import Mandate, Unit
from workspace.units.tree import lowest_common_superior
from workspace.wording import Words

NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Cell:
    """One rung of one row: walked, here, ahead, or nothing."""

    rung: Rung
    state: str  # walked, here, next, far


@dataclass(frozen=True, slots=True)
class Row:
    """One matter on the board."""

    matter: Matter
    units: tuple[Unit, ...]
    superior: Unit | None
    cells: tuple[Cell, ...]
    stances: tuple[Said, ...]
    chance: Chance | None
    arrow: Arrow | None
    light: Light
    seal: Words | None  # what waits for me


@dataclass(frozen=True, slots=True)
class Board:
    """One case with its rows, and the sentence that sums it up."""

    case: Case
    rungs: tuple[Rung, ...]
    rows: tuple[Row, ...]

    @property
    def summary(self) -> Words:
        """How high the matters have come, and which may climb next."""
        return Words(
            "".join(w.zh for w in self._told), " ".join(w.en for w in self._told)
        )

    @property
    def _told(self) -> list[Words]:
        top = max((r.matter.rung for r in self.rows), default=0)
        n = sum(r.matter.rung == top for r in self.rows)
        highest = Words(
            f"走得最高的{count_zh(n)}件在“{{rung}}”。",
            f"{n} stand{'s' if n == 1 else ''} highest, at “{{rung}}”.",
        )
        told = [highest.fill(rung=self.rungs[top].name)] if self.rows else []
        likely = [r for r in self.rows if r.chance is not None]
        return told + ([_likeliest(likely)] if likely else [])


def boards(
    person: Person, acting: Mandate | None, waits: list[Waiting], at: datetime
) -> list[Board]:
    """The boards of every case the person reads in."""
    matters = Matter.objects.visible_to(person, at).select_related("case")
    rows = list(matters.prefetch_related("parties"))
    read = _Reading(rows, waits, acting, at)
    cases = {m.case_id: m.case for m in rows}
    return [
        _board(case, [m for m in rows if m.case_id == pk], read)
        for pk, case in cases.items()
    ]


def count_zh(n: int) -> str:
    """A small count as Chinese writes it before 件."""
    return "两" if n == 2 else NUMERALS[n] if n <= 10 else f" {n} "


class _Reading:
    """What all rows need, asked once."""

    def __init__(
        self,
        rows: list[Matter],
        waits: list[Waiting],
        acting: Mandate | None,
        at: datetime,
    ) -> None:
        self.units = all_units()
        self.asked = asked_of(rows, at)
        self.lights = lights_of(rows, at)
        mine = [w for w in waits if w.matter is not None]
        self.waits = {w.matter.pk: w for w in reversed(mine)}
        self.acting = acting


def _board(case: Case, matters: list[Matter], read: _Reading) -> Board:
    rungs = tuple(case.rungs.all())
    run = latest_forecast(case)
    chances = {m.pk: chance_of_next(run, m) if run else None for m in matters}
    rows = (_row(m, rungs, chances[m.pk], read) for m in matters)
    ordered = sorted(rows, key=lambda r: (-r.matter.rung, r.matter.order))
    return Board(case, rungs, tuple(ordered))


def _row(
    matter: Matter, rungs: tuple[Rung, ...], chance: Chance | None, read: _Reading
) -> Row:
    units = tuple(read.units[party.unit_id] for party in matter.parties.all())
    asked = read.asked.get(matter.pk)
    waits = read.waits.get(matter.pk)
    return Row(
        matter,
        units,
        lowest_common_superior(units),
        tuple(Cell(rung, _state(matter, rung.number)) for rung in rungs),
        asked.stances if asked else (),
        chance,
        arrow_of(chance) if chance else None,
        read.lights[matter.pk],
        waits.what if waits else None,
    )


def _state(matter: Matter, number: int) -> str:
    if number < matter.rung:
        return "walked"
    if number == matter.rung:
        return "here"
    return "next" if number == matter.rung + 1 and matter.closed_at is None else "far"


def _likeliest(rows: list[Row]) -> Words:
    best = max(rows, key=lambda r: r.chance.value)
    value, low, high = (
        round(100 * v) for v in (best.chance.value, best.chance.low, best.chance.high)
    )
    said = Words(
        f"一年内最可能再上一级的是{{matter}}（{value}%，八成把握 {low}–{high}）。",
        f"Most likely to climb within a year: {{matter}} ({value}%, 80% interval {low}–{high}).",
    )
    return said.fill(matter=best.matter.name)
