"""What everyone may know: agreed, delivered, late and why; questions; published voices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workspace.commitments.models import Commitment
from workspace.matters.models.case import Case
from workspace.matters.models.matter import Climb, Matter
from workspace.units.workdays import local_day
from workspace.voices.models import Question, Voice, counted
from workspace.wording import Words


@dataclass(frozen=True, slots=True)
class Agreed:
    """A matter the public reads: where it stands, since when, by whose word."""

    matter: Matter
    rung: Words
    by_mandate: bool


@dataclass(frozen=True, slots=True)
class PublicPage:
    """The public page."""

    agreed: list[Agreed]
    delivered: list[Commitment]
    late: list[Commitment]
    questions: list[Question]
    voices: list[Voice]
    counts: dict[str, int]


def public_page(at: datetime) -> PublicPage:
    """Only what all parties agreed to or an official published; no stance, no name."""
    promised = Commitment.objects.select_related("matter", "owner")
    today = local_day(at)
    voices = Voice.objects.public()
    return PublicPage(
        agreed=_agreed(),
        delivered=list(
            promised.filter(closed_at__isnull=False).order_by("-closed_at")[:20]
        ),
        late=list(promised.open().filter(due__lt=today)),
        questions=list(
            Question.objects.filter(until__gte=today).select_related("matter")
        ),
        voices=list(
            voices.select_related("matter", "place").prefetch_related("replies__unit")[
                :20
            ]
        ),
        counts=_named(counted(Voice.objects.all())),
    )


def _agreed() -> list[Agreed]:
    rungs = {
        case.pk: {r.number: r.name for r in case.rungs.all()}
        for case in Case.objects.all()
    }
    imposed = {
        c.matter_id
        for c in Climb.objects.order_by("at")
        if c.cause == Climb.Cause.MANDATE
    }
    matters = (
        Matter.objects.filter(rung__gt=0)
        .select_related("case")
        .prefetch_related("parties__unit")
    )
    return [
        Agreed(m, rungs[m.case_id][m.rung], m.pk in imposed)
        for m in matters.order_by("-rung", "order")
    ]


def _named(counts: dict[str, int]) -> dict[str, int]:
    return {str(Voice.Kind(kind).label): n for kind, n in counts.items()}
