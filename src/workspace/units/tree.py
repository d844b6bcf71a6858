"""The tree of superiors: who stands above whom, and the lowest who stands above all."""

from __future__ import annotations

from collections.abc import Iterable

from workspace.units.models import Unit


def superiors_of(unit: Unit) -> list[Unit]:
    """The superiors of a unit, nearest first, up to the root."""
    above: list[Unit] = []
    while unit.superior is not None and unit.superior not in above:
        unit = unit.superior
        above.append(unit)
    return above


def lowest_common_superior(units: Iterable[Unit]) -> Unit | None:
    """The lowest unit that stands above every one of `units`; None where none does."""
    first, *others = units
    chains = [set(superiors_of(unit)) for unit in others]
    for candidate in superiors_of(first):
        if all(candidate in chain for chain in chains):
            return candidate
    return None


def inferiors_of(unit: Unit) -> list[Unit]:
    """Every unit below, level by level."""
    below: list[Unit] = []
    level = [unit]
    while level:
        level = list(
            Unit.objects.filter(superior__in=level).exclude(
                pk__in=[u.pk for u in below]
            )
        )
        below += level
    return below


def stands_above(superior: Unit, units: Iterable[Unit]) -> bool:
    """Whether `superior` is above every one of `units`."""
    return all(superior in superiors_of(unit) for unit in units)
