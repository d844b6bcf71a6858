"""The schematic of who stands above whom, up to the lowest common superior."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from workspace.units.models import Unit
from workspace.units.tree import lowest_common_superior, superiors_of

WIDTH, DEEP, GAP = 104, 46, 26  # user units: a column, a level, the least margin


@dataclass(frozen=True, slots=True)
class Node:
    """One unit on the drawing."""

    unit: Unit
    x: float
    y: float
    kind: str  # part, lcs or empty


@dataclass(frozen=True, slots=True)
class Lineage:
    """The drawing: units, and the branches between them."""

    nodes: tuple[Node, ...]
    branches: tuple[str, ...]
    width: int
    height: int


def lineage_of(parties: list[Unit]) -> Lineage | None:
    """The tree from the parties to their lowest common superior; None where there is none."""
    top = lowest_common_superior(parties)
    if top is None:
        return None
    chains = {unit: _chain(unit, top) for unit in _beside(parties)}
    depth = {u: len(superiors_of(u)) for chain in chains.values() for u in chain}
    across = _across(chains)
    lowest = max(depth.values())
    y = {
        u: 24 + DEEP * (depth[u] - depth[top])
        if u not in chains
        else 24 + DEEP * (lowest - depth[top])
        for u in across
    }
    nodes = tuple(Node(u, across[u], y[u], _kind(u, top, parties)) for u in across)
    branches = {(a, b) for chain in chains.values() for a, b in pairwise(chain)}
    height = 48 + DEEP * (lowest - depth[top])
    drawn = tuple(
        _branch(across[a], y[a], across[b], y[b])
        for a, b in sorted(branches, key=lambda p: (p[0].pk, p[1].pk))
    )
    return Lineage(nodes, drawn, WIDTH * len(chains) + GAP, height)


def _beside(parties: list[Unit]) -> list[Unit]:
    """The parties, neighbours in the tree side by side."""
    return sorted(parties, key=lambda u: [s.pk for s in reversed(superiors_of(u))])


def _chain(unit: Unit, top: Unit) -> list[Unit]:
    above = superiors_of(unit)
    return [unit, *above[: above.index(top) + 1]]


def _across(chains: dict[Unit, list[Unit]]) -> dict[Unit, float]:
    below: dict[Unit, list[float]] = {}
    for column, chain in enumerate(chains.values()):
        for unit in chain:
            below.setdefault(unit, []).append(GAP / 2 + WIDTH * (column + 0.5))
    return {unit: sum(xs) / len(xs) for unit, xs in below.items()}


def _kind(unit: Unit, top: Unit, parties: list[Unit]) -> str:
    return "lcs" if unit == top else "part" if unit in parties else ""


def _branch(x: float, y: float, to_x: float, to_y: float) -> str:
    middle = (y + to_y) / 2
    return f"M{x:.1f} {y:.1f}V{middle:.1f}H{to_x:.1f}V{to_y:.1f}"
