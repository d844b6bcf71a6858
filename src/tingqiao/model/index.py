"""From names to numbers and back: which government, party and tie stands where."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

from tingqiao.case.entities import Case
from tingqiao.case.tree import Tree, tree_of


@dataclass(frozen=True)
class Index:
    """The places of a case's names in the model's arrays.

    Governments are those that are party to something, in the case's order; ties
    are the directed pairs of governments that share a matter, by source.
    """

    tree: Tree
    matters: tuple[str, ...]
    governments: tuple[str, ...]
    parties: tuple[tuple[str, str], ...]  # (matter, government)
    ties: tuple[tuple[str, str], ...]  # (source, target)
    matter_at: dict[str, int]
    government_at: dict[str, int]
    party_at: dict[tuple[str, str], int]
    tie_at: dict[tuple[str, str], int]
    slots_of: dict[str, list[int]]  # by government: its slots among the parties
    members: dict[str, tuple[str, ...]]  # by matter: its parties


def index_of(case: Case) -> Index:
    """The index of a checked case."""
    parties = tuple((m.id, g) for m in case.matters for g in m.parties)
    acting = {g for _, g in parties}
    governments = tuple(g.id for g in case.governments if g.id in acting)
    place = {g: i for i, g in enumerate(governments)}
    pairs = {pair for m in case.matters for pair in permutations(m.parties, 2)}
    ties = tuple(sorted(pairs, key=lambda pair: (place[pair[0]], place[pair[1]])))
    party_at = {party: i for i, party in enumerate(parties)}
    slots_of: dict[str, list[int]] = {g: [] for g in governments}
    for slot, (_, government) in enumerate(parties):
        slots_of[government].append(slot)
    return Index(
        tree=tree_of(case.governments),
        matters=tuple(m.id for m in case.matters),
        governments=governments,
        parties=parties,
        ties=ties,
        matter_at={m.id: i for i, m in enumerate(case.matters)},
        government_at=place,
        party_at=party_at,
        tie_at={tie: i for i, tie in enumerate(ties)},
        slots_of=slots_of,
        members={m.id: m.parties for m in case.matters},
    )
