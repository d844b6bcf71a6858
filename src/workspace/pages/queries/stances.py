"""The open question of each matter, and how its parties stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from workspace.consent.models import Proposal, Stance, TextVersion
from workspace.matters.models.matter import Matter


@dataclass(frozen=True, slots=True)
class Said:
    """One party's stance, as it counts now."""

    stance: Stance
    kind: str  # consent, aside, object, pending, silent


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposal put to all, its standing text, and everyone's stance on it."""

    proposal: Proposal
    version: TextVersion
    stances: tuple[Said, ...]


def asked_of(matters: Iterable[Matter], at: datetime) -> dict[int, Asked]:
    """The open question of each matter that has one, by matter id."""
    live = Proposal.objects.live().filter(
        matter__in=list(matters), opened_at__isnull=False
    )
    proposals = {p.pk: p for p in live.select_related("unit", "matter__case")}
    texts = TextVersion.objects.filter(
        proposal__in=proposals, adopted_at__isnull=False
    ).order_by("number")
    standing = {text.proposal_id: text for text in texts}
    rows = Stance.objects.standing().filter(version__in=standing.values())
    said: dict[int, list[Said]] = {}
    for stance in rows.select_related("unit", "mandate"):
        kind = stance.standing_at(at)
        said.setdefault(stance.version_id, []).append(Said(stance, kind))
    return {
        proposals[pk].matter_id: Asked(proposals[pk], text, _ordered(said, text))
        for pk, text in standing.items()
    }


def _ordered(said: dict[int, list[Said]], text: TextVersion) -> tuple[Said, ...]:
    return tuple(sorted(said.get(text.pk, []), key=lambda s: s.stance.unit_id))
