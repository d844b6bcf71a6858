"""The tree of superiors: who answers to whom, and who stands above them all.

Source: model.md §2 (docs/explanation/model.md, "Scales"). Lines to the root are
worked out once for a case, so every question after that is a look-up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from tingqiao.case.entities import Government


@dataclass(frozen=True)
class Tree:
    """Lines of authority: `lines[id]` runs from the government itself to its root."""

    lines: dict[str, tuple[str, ...]]

    @cached_property
    def depth(self) -> int:
        """Levels from the lowest government to its root, at least 1."""
        return max(1, *(len(line) - 1 for line in self.lines.values()))

    def is_above(self, superior: str, government: str) -> bool:
        """Whether `superior` stands above `government` (nobody is above itself)."""
        return superior in self.lines[government][1:]

    def below(self, superior: str) -> tuple[str, ...]:
        """Every government under `superior`."""
        return tuple(g for g, line in self.lines.items() if superior in line[1:])

    def levels_up(self, government: str, superior: str) -> int:
        """Levels from a government up to a superior; 0 to itself.

        Raises ValueError where `superior` is not on its line.
        """
        return self.lines[government].index(superior)

    def lowest_common_superior(self, governments: Sequence[str]) -> str | None:
        """The lowest government above all of these, or None where there is none.

        Where one of them already stands above the others, only its own superiors
        can settle between them; at the root there is nobody left, so it is itself.
        """
        lines = [self.lines[g][1:] or self.lines[g] for g in governments]
        lowest = None
        for level in zip(*(reversed(line) for line in lines), strict=False):
            if level.count(level[0]) < len(level):
                break
            lowest = level[0]
        return lowest

    def distance(self, one: str, other: str) -> int:
        """Levels up to the lowest common superior of two, the larger side.

        The depth of the tree where they have none: no authority joins them.
        """
        common = self.lowest_common_superior((one, other))
        if common is None:
            return self.depth
        return max(self.levels_up(one, common), self.levels_up(other, common))

    def fragmentation(self, parties: Sequence[str]) -> float:
        """φ_m in [0, 1]: mean over pairs of parties of their distance ÷ depth."""
        depth = self.depth
        pairs = [self.distance(a, b) / depth for a, b in combinations(parties, 2)]
        return sum(pairs) / len(pairs)


def tree_of(governments: Iterable[Government]) -> Tree:
    """The tree of checked governments (no cycles, known superiors)."""
    superior = {g.id: g.superior for g in governments}
    lines: dict[str, tuple[str, ...]] = {}

    def line(government: str) -> tuple[str, ...]:
        above: list[str] = []
        here: str | None = government
        while here is not None and here not in lines:
            above.append(here)
            here = superior[here]
        rest = lines[here] if here is not None else ()
        for member in reversed(above):
            rest = (member, *rest)
            lines[member] = rest
        return lines[government]

    for government in superior:
        line(government)
    return Tree(lines)
