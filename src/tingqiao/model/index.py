"""From names to numbers and back: which government, party and tie stands where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tingqiao.case.entities import Case
from tingqiao.case.tree import Tree, tree_of
from tingqiao.model.web import Web, web_of


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
    matter_at: dict[str, int]
    government_at: dict[str, int]
    members: dict[str, tuple[str, ...]]  # by matter: its parties
    web: Web

    def tie(self, place: int) -> tuple[str, str]:
        """The tie in that place by name: (source, target)."""
        source, target = self.web.source[place], self.web.target[place]
        return self.governments[source], self.governments[target]

    @cached_property
    def ties(self) -> tuple[tuple[str, str], ...]:
        """All ties by name."""
        return tuple(self.tie(place) for place in range(self.web.source.size))

    @cached_property
    def party_at(self) -> dict[tuple[str, str], int]:
        """The slot of a party: by (matter, government)."""
        return {party: slot for slot, party in enumerate(self.parties)}

    @cached_property
    def tie_at(self) -> dict[tuple[str, str], int]:
        """The place of a tie: by (source, target)."""
        return {tie: place for place, tie in enumerate(self.ties)}


def index_of(case: Case) -> Index:
    """The index of a checked case."""
    parties = tuple((m.id, g) for m in case.matters for g in m.parties)
    acting = {g for _, g in parties}
    governments = tuple(g.id for g in case.governments if g.id in acting)
    place = {g: i for i, g in enumerate(governments)}
    sizes = [len(m.parties) for m in case.matters]
    slots = np.fromiter((place[g] for _, g in parties), np.int64, len(parties))
    return Index(
        tree=tree_of(case.governments),
        matters=tuple(m.id for m in case.matters),
        governments=governments,
        parties=parties,
        matter_at={m.id: i for i, m in enumerate(case.matters)},
        government_at=place,
        members={m.id: m.parties for m in case.matters},
        web=web_of(sizes, slots, len(governments)),
    )
