"""Who suffices: a rule of decision as the coalitions whose consent carries it.

A simple game in the sense of Shapley (1962): every coalition either carries the
decision or does not, and more consent never undoes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import fsum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tingqiao.advice.sharing.coalitions import coalition_sums, mask_of, members

Winning = NDArray[np.bool_]
MOST_PLAYERS = 24  # beyond, use `WeightedVote`


class AssemblyError(ValueError):
    """A rule of decision that contradicts itself; the message says how, zh and en."""


@dataclass(frozen=True, slots=True, eq=False)
class Assembly:
    """A rule of decision.

    Parameters
    ----------
    players : ids of those who consent or not.
    winning : (2^n,) by mask, whether the consent of exactly these carries.

    Raises
    ------
    AssemblyError : where nobody's consent carries, everybody's does not, or more
        consent carries less.
    """

    players: tuple[str, ...]
    winning: Winning

    def __post_init__(self) -> None:
        winning = np.array(self.winning, dtype=np.bool_)
        winning.flags.writeable = False
        object.__setattr__(self, "players", tuple(self.players))
        object.__setattr__(self, "winning", winning)
        _check(self)

    @classmethod
    def from_function(
        cls, players: tuple[str, ...], carries: Callable[[frozenset[str]], bool]
    ) -> Assembly:
        """A rule given as a function of the set of those who consent.

        >>> two_of_three = Assembly.from_function(("a", "b", "c"), lambda s: len(s) > 1)
        >>> int(two_of_three.winning.sum())
        4
        """
        _check_number(len(players))
        masks = range(1 << len(players))
        carried = [bool(carries(frozenset(members(mask, players)))) for mask in masks]
        return cls(players, np.array(carried))

    @classmethod
    def from_weights(
        cls, weights: Mapping[str, float], quota: float, vetoes: tuple[str, ...] = ()
    ) -> Assembly:
        """Carried by weights of at least the quota, with everyone who has a veto."""
        players = tuple(weights)
        _check_number(len(players))
        amounts = np.array(list(weights.values()), dtype=np.float64)
        slack = 1e-9 * max(abs(quota), fsum(np.abs(amounts)))
        needed = mask_of(vetoes, players)
        masks = np.arange(1 << len(players))
        enough = coalition_sums(amounts) >= quota - slack
        return cls(players, enough & (masks & needed == needed))

    @property
    def n(self) -> int:
        """How many players."""
        return len(self.players)


def both(*rules: Assembly) -> Assembly:
    """The rule that needs every one of these, over the same players."""
    winning = np.logical_and.reduce([rule.winning for rule in rules])
    return Assembly(rules[0].players, winning)


def swings(winning: Winning, player: int) -> NDArray[np.int64]:
    """Masks without `player` that carry only once it joins."""
    masks = np.arange(winning.size)
    without = masks[masks >> player & 1 == 0]
    return np.asarray(without[winning[without | 1 << player] & ~winning[without]])


def as_chances(chances: ArrayLike) -> NDArray[np.float64]:
    """(2^n,) the chance that exactly the members of each mask consent.

    `chances` (n,) are each one's own, in [0, 1], independent of the others'.
    """
    each = np.asarray(chances, dtype=np.float64)
    table = np.ones(1)
    for chance in each:
        table = np.concatenate([table * (1.0 - chance), table * chance])
    return table


def _check_number(n: int) -> None:
    if not 1 <= n <= MOST_PLAYERS:
        message = (
            f"参与方应为 1 至 {MOST_PLAYERS} 个，更多请用 WeightedVote / "
            f"there must be 1 to {MOST_PLAYERS} players; for more use WeightedVote"
        )
        raise AssemblyError(message)


def _check(rule: Assembly) -> None:
    _check_number(rule.n)
    if rule.winning.shape != (1 << rule.n,):
        message = f"winning 应有 2^{rule.n} 项 / winning must hold 2^{rule.n} entries"
        raise AssemblyError(message)
    if rule.winning[0] or not rule.winning[-1]:
        message = (
            "无人同意不应通过，全体同意应通过 / "
            "nobody's consent may carry, and everybody's must"
        )
        raise AssemblyError(message)
    masks = np.arange(rule.winning.size)
    for player, name in enumerate(rule.players):
        if (rule.winning & ~rule.winning[masks | 1 << player]).any():
            message = (
                f"“{name}”加入同意反而使决定不通过 / "
                f"the consent of “{name}” would undo a decision"
            )
            raise AssemblyError(message)
