"""How much power a rule of decision gives each: four indices.

All count *swings*: coalitions that carry only once a player joins them.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb
from typing import NamedTuple

import numpy as np

from tingqiao.advice.power.assembly import Assembly, Winning, swings
from tingqiao.advice.power.weighted import WeightedVote
from tingqiao.advice.sharing.coalitions import sizes

Shares = dict[str, float]


class Banzhaf(NamedTuple):
    """The three forms of the Banzhaf index."""

    swings: dict[str, int]  # raw counts
    absolute: Shares  # chance of a swing if the others toss coins (Penrose)
    normalised: Shares  # swings as parts of all swings, summing to 1


def shapley_shubik(rule: Assembly | WeightedVote) -> Shares:
    """The chance of being the one who tips the decision, over all orders of assent.

    Source: Shapley & Shubik 1954.

    >>> shapley_shubik(Assembly.from_weights({"a": 50, "b": 49, "c": 1}, 51))["a"]
    0.6666666666666666
    """
    n = len(rule.players)
    return {
        name: float(
            sum(
                Fraction(count, n * comb(n - 1, size))
                for size, count in enumerate(_swings_by_size(rule, player))
            )
        )
        for player, name in enumerate(rule.players)
    }


def banzhaf(rule: Assembly | WeightedVote) -> Banzhaf:
    """Swings, counted and as shares.

    Sources: Penrose 1946; Banzhaf 1965.
    """
    counts = {
        name: sum(_swings_by_size(rule, player))
        for player, name in enumerate(rule.players)
    }
    together, others = sum(counts.values()), 2 ** (len(rule.players) - 1)
    return Banzhaf(
        counts,
        {name: count / others for name, count in counts.items()},
        {name: count / together for name, count in counts.items()},
    )


def deegan_packel(rule: Assembly) -> Shares:
    """Minimal winning coalitions are equally likely and share the spoils equally.

    Source: Deegan & Packel 1978.
    """
    least = minimal_winning(rule)
    size = sizes(rule.n)
    return {
        name: sum(1.0 / int(size[mask]) for mask in least if mask >> player & 1)
        / len(least)
        for player, name in enumerate(rule.players)
    }


def johnston(rule: Assembly) -> Shares:
    """In each vulnerable coalition those who could undo it share its power equally.

    Source: Johnston 1978.
    """
    critical = np.array(
        [_critical(rule, player) for player in range(rule.n)], dtype=np.bool_
    )
    how_many = critical.sum(axis=0)
    parts = (critical / np.maximum(how_many, 1)).sum(axis=1)
    return {
        name: float(part / parts.sum())
        for name, part in zip(rule.players, parts, strict=True)
    }


def minimal_winning(rule: Assembly) -> tuple[int, ...]:
    """Masks that carry, but not without any one of their members."""
    masks = np.arange(rule.winning.size)
    least = rule.winning.copy()
    for player in range(rule.n):
        has = masks >> player & 1 == 1
        least &= ~(has & rule.winning[masks & ~(1 << player)])
    return tuple(int(mask) for mask in masks[least])


def _critical(rule: Assembly, player: int) -> Winning:
    """Whether each mask carries with the player and not without."""
    flags = np.zeros(rule.winning.size, dtype=np.bool_)
    flags[swings(rule.winning, player) | 1 << player] = True
    return flags


def _swings_by_size(rule: Assembly | WeightedVote, player: int) -> list[int]:
    """How many coalitions of s = 0..n-1 others carry only once `player` joins."""
    if isinstance(rule, WeightedVote):
        return rule.swings_by_size(player)
    found = sizes(rule.n)[swings(rule.winning, player)]
    return [int(count) for count in np.bincount(found, minlength=rule.n)]
