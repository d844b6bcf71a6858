"""Telling people: a title and a link to everyone a unit answers through.

The rows are written in the act's own transaction, so no notice is lost and none
is sent for an act that did not happen; letters leave after the commit.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from workspace.units.models import Mandate, Notice, Unit
from workspace.wording import Words


def tell(
    units: Iterable[Unit],
    title: Words,
    *,
    link: str,
    at: datetime,
    but: Mandate | None = None,
) -> list[Notice]:
    """One notice to each person who may act for one of `units` now, but for who did it."""
    mandates = Mandate.objects.in_force(at).filter(unit__in=list(units))
    if but is not None:
        mandates = mandates.exclude(person_id=but.person_id)
    first_by_person = {m.person_id: m for m in mandates.order_by("-pk")}
    return Notice.objects.bulk_create(
        Notice(
            person_id=person,
            unit_id=mandate.unit_id,
            title_zh=title.zh[:200],
            title_en=title.en[:300],
            link=link,
            at=at,
        )
        for person, mandate in first_by_person.items()
    )
