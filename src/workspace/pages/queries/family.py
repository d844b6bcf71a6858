"""The tree of units, read once for a page."""

from __future__ import annotations

from workspace.units.models import Unit


def all_units() -> dict[int, Unit]:
    """Every unit by id, each with its superior at hand: walking up asks nothing more."""
    units = {unit.pk: unit for unit in Unit.objects.all()}
    for unit in units.values():
        unit.superior = units.get(unit.superior_id)
    return units
