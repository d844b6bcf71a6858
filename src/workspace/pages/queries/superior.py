"""A superior's desk: where help is asked for, and what stands still below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workspace.accounts.models import Person
from workspace.commitments.models import EscalationStep, Tool
from workspace.commitments.queries import help_waiting_for
from workspace.matters.models.matter import Matter
from workspace.pages.acts.doing import Way, way
from workspace.pages.acts.handling import IMPOSE
from workspace.pages.queries.family import all_units
from workspace.pages.queries.waiting import Waiting, waited_for
from workspace.units.models import Mandate, Unit
from workspace.units.tree import lowest_common_superior


@dataclass(frozen=True, slots=True)
class Below:
    """A matter of which the unit is the lowest common superior."""

    matter: Matter
    waits: list[Waiting]
    impose: Way


@dataclass(frozen=True, slots=True)
class SuperiorDesk:
    """What is asked of a superior, and the matters it is the lowest to stand above."""

    asked: list[EscalationStep]
    below: list[Below]
    tools: list[tuple[str, str]]  # the weakest first


def superior_desk(person: Person, acting: Mandate, at: datetime) -> SuperiorDesk:
    """The desk of the unit, and of the units it answers for as their office."""
    answers = [acting.unit, *acting.unit.answers_for.all()]
    asked = help_waiting_for(acting.unit, person, at)
    seen = Matter.objects.visible_to(person, at).filter(closed_at=None)
    return SuperiorDesk(
        list(asked), _below(seen, acting, answers, at), list(Tool.choices)
    )


def _below(seen, acting: Mandate, answers: list[Unit], at: datetime) -> list[Below]:
    units = all_units()
    matters = [
        matter
        for matter in seen.select_related("case").prefetch_related("parties")
        if lowest_common_superior([units[p.unit_id] for p in matter.parties.all()])
        in answers
    ]
    waits = waited_for(matters, at)
    return [
        Below(m, [w for w in waits if w.matter.pk == m.pk], way(IMPOSE, m, acting, at))
        for m in matters
    ]
