"""The light of each matter on the board: the worst of its open commitments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from workspace.commitments.lights import Light
from workspace.commitments.queries import lights_of_matters
from workspace.matters.models.matter import Matter
from workspace.wording import Words

NONE = Light("none", Words("", ""))  # nothing promised yet


def lights_of(matters: Iterable[Matter], at: datetime) -> dict[int, Light]:
    """The light of each matter; where nothing is promised it says so."""
    rows = list(matters)
    found = lights_of_matters(rows, at)
    return {matter.pk: found.get(matter.pk, NONE) for matter in rows}
