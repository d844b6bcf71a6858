"""What is promised and signed, for the room of a matter."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workspace.accounts.models import Person
from workspace.commitments.models import Commitment
from workspace.matters.models.matter import Matter
from workspace.units.models import Mandate


def for_room(
    matter: Matter, person: Person, by: Mandate | None, at: datetime
) -> dict[str, Any]:
    """What the sections on commitments and agreements show."""
    seen = Commitment.objects.visible_to(person, at).filter(matter=matter)
    return {"promises": seen.select_related("owner", "co_owner")}
