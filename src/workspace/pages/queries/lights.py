"""The light of a matter on the board: the worst of its open commitments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from workspace.commitments.models import Commitment
from workspace.matters.models.matter import Matter
from workspace.units.workdays import local_day
from workspace.wording import Words

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Light:
    """One light, and the commitment it stands on."""

    kind: str  # ok, due, late, none
    note: Words


def lights_of(matters: Iterable[Matter], at: datetime) -> dict[int, Light]:
    """The light of each matter; without commitments it says so."""
    lights = {m.pk: Light("none", Words("", "")) for m in matters}
    rows = Commitment.objects.open().filter(matter__in=lights)
    for promise in rows.order_by("-due"):
        lights[promise.matter_id] = _light(promise, at)
    return lights


def _light(promise: Commitment, at: datetime) -> Light:
    today = local_day(at)
    kind = (
        "late"
        if promise.due < today
        else "due"
        if promise.due - today <= SOON
        else "ok"
    )
    said = Words("{title} {due} 到期", "{title}, due {due}")
    return Light(kind, said.fill(title=promise.title, due=f"{promise.due:%m-%d}"))
