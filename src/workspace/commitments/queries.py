"""Reading commitments: for a matter's room, for a desk, for the board; through the one gate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from workspace.accounts.models import Person
from workspace.commitments.lagging import help_by_lag, lags
from workspace.commitments.lights import Light
from workspace.commitments.models import (
    Commitment,
    CommitmentQuerySet,
    Escalation,
    EscalationStep,
    Extension,
    Progress,
    Tool,
)
from workspace.commitments.standing import lights_of, share_done
from workspace.matters.models.matter import Matter
from workspace.units.models import Unit
from workspace.units.workdays import years_missing


@dataclass(frozen=True, slots=True)
class Promise:
    """One commitment as it stands at the moment of reading."""

    row: Commitment
    light: Light | None  # None: withdrawn
    share: float  # done, [0, 1], as last reported
    due: date  # what it is measured by
    reports: tuple[Progress, ...]  # the last first; each with `answer`, `evidence`
    delivery: Progress | None  # reported as done, not sent back
    extension: Extension | None  # asked for, still open to objection
    children: tuple[Promise, ...]
    help: tuple[Help, ...]

    @property
    def state(self) -> str:
        """open, delivered, closed or withdrawn."""
        if self.row.withdrawn_at is not None:
            return "withdrawn"
        if self.row.closed_at is not None:
            return "closed"
        return "open" if self.delivery is None else "delivered"


@dataclass(frozen=True, slots=True)
class Help:
    """A request for help, and how far it has climbed by now."""

    row: Escalation
    reached: tuple[EscalationStep, ...]
    ahead: tuple[EscalationStep, ...]  # who will be asked, and from when
    weakest: Tool  # the weakest tool not yet tried

    @property
    def now(self) -> EscalationStep | None:
        """The level it has come to."""
        return self.reached[-1] if self.reached else None

    @property
    def is_open(self) -> bool:
        """Whether help is still wanted."""
        return self.row.is_open


@dataclass(frozen=True, slots=True)
class RoomCommitments:
    """What was promised in one matter, and what help is asked for."""

    promises: tuple[Promise, ...]  # those without parent; children inside
    help: tuple[Help, ...]  # all requests of the matter
    light: Light | None  # the worst; None: nothing promised
    years_missing: tuple[int, ...]  # whose holidays nobody has entered


@dataclass(frozen=True, slots=True)
class DeskCommitments:
    """What one unit owes, is owed, and is asked for."""

    owes: tuple[Promise, ...]
    owed: tuple[Promise, ...]  # by other parties of our matters
    to_verify: tuple[Promise, ...]
    may_object: tuple[Promise, ...]  # a later date is asked of us
    to_answer: tuple[EscalationStep, ...]  # help asked of us as a superior


def for_room(matter: Matter, person: Person, at: datetime) -> RoomCommitments:
    """The commitments of a matter the person may read; nothing of any other."""
    rows = list(_whole(Commitment.objects.visible_to(person, at).filter(matter=matter)))
    asked = _help_of(
        Escalation.objects.visible_to(person, at).filter(matter=matter), at
    )
    asked += tuple(_by_lag(row, at) for row in rows if lags(row, at))
    promises = _promises(rows, asked, at)
    lights = [p.light for p in promises if p.light is not None and p.row.is_open]
    return RoomCommitments(
        promises=tuple(p for p in promises if p.row.parent_id is None),
        help=asked,
        light=max(lights, key=lambda light: light.rank, default=None),
        years_missing=tuple(years_missing(*(p.due for p in promises))),
    )


def for_desk(unit: Unit, person: Person, at: datetime) -> DeskCommitments:
    """What lies on the desk of a unit the person acts for."""
    visible = Commitment.objects.visible_to(person, at)
    ours = visible.filter(matter__parties__unit=unit, matter__closed_at=None)
    promises = [p for p in _promises(list(_whole(ours)), (), at) if p.row.is_open]
    theirs = [p for p in promises if not _carried_by(unit, p.row)]
    answers = [p for p in theirs if p.row.verifier_id in {None, unit.pk}]
    return DeskCommitments(
        owes=tuple(p for p in promises if _carried_by(unit, p.row)),
        owed=tuple(theirs),
        to_verify=tuple(p for p in answers if p.delivery is not None),
        may_object=tuple(p for p in answers if p.extension is not None),
        to_answer=tuple(help_waiting_for(unit, person, at)),
    )


def for_person(person: Person, at: datetime) -> list[Promise]:
    """Every commitment the person may read, by date: for lists taken out."""
    rows = list(_whole(Commitment.objects.visible_to(person, at)))
    return _promises(rows, (), at)


def help_waiting_for(unit: Unit, person: Person, at: datetime) -> list[EscalationStep]:
    """Requests that have reached the unit, or one it answers for, and wait for its word.

    A step without a key was asked by lag and is not entered yet: `answer_lag`.
    """
    matters = Matter.objects.visible_to(person, at)
    asked = EscalationStep.objects.waiting(at).filter(escalation__matter__in=matters)
    steps = list(asked.select_related("to", "escalation__matter", "escalation__about"))
    rows = _whole(Commitment.objects.visible_to(person, at).open())
    for row in rows:
        if lags(row, at):
            steps += _by_lag(row, at).reached
    units = {unit.pk, *unit.answers_for.values_list("pk", flat=True)}
    return sorted(
        (step for step in steps if step.to_id in units), key=lambda s: s.grace_until
    )


def lights_of_matters(matters: Iterable[Matter], at: datetime) -> dict[int, Light]:
    """The worst light of the open commitments of each matter that has any, by its key."""
    found: dict[int, Light] = {}
    rows = list(_whole(Commitment.objects.filter(matter__in=list(matters))))
    lights = lights_of(rows, at)
    for row in rows:
        if row.is_open:
            light, worst = lights[row.pk], found.get(row.matter_id)
            if worst is None or light.rank > worst.rank:
                found[row.matter_id] = light
    return found


def _whole(rows: CommitmentQuerySet) -> CommitmentQuerySet:
    return (
        rows.distinct()
        .select_related("owner", "co_owner", "verifier", "part", "matter__case")
        .prefetch_related(
            "extensions", "reports__verification__unit", "reports__evidence"
        )
    )


def _carried_by(unit: Unit, row: Commitment) -> bool:
    return unit.pk in {row.owner_id, row.co_owner_id}


def _help_of(rows, at: datetime) -> tuple[Help, ...]:
    whole = rows.select_related("about", "asked_by__unit")
    return tuple(_help(row, at) for row in whole.prefetch_related("steps__to"))


def _help(row: Escalation, at: datetime) -> Help:
    reached = tuple(row.reached(at))
    ahead = tuple(s for s in row.steps.all() if s.asked_at > at and row.is_open)
    return Help(row, reached, ahead, row.weakest_left)


def _by_lag(row: Commitment, at: datetime) -> Help:
    asked, steps = help_by_lag(row)
    reached = tuple(step for step in steps if step.asked_at <= at)
    return Help(asked, reached, tuple(steps[len(reached) :]), Tool.INFORM)


def _promises(
    rows: list[Commitment], asked: tuple[Help, ...], at: datetime
) -> list[Promise]:
    lights = lights_of(rows, at)

    def promise(row: Commitment) -> Promise:
        return Promise(
            row=row,
            light=lights.get(row.pk),
            share=share_done(row),
            due=row.counts_until,
            reports=tuple(reversed(row.reports.all())),
            delivery=row.delivery,
            extension=row.extension_asked,
            children=tuple(promise(r) for r in rows if r.parent_id == row.pk),
            help=tuple(h for h in asked if h.row.commitment_id == row.pk),
        )

    return [promise(row) for row in rows]
