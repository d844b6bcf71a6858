"""What a sharing rule says of itself.

The properties that a rule declares are put to the test over random games.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.game import Game
from tingqiao.case.entities import Text


class Property(StrEnum):
    """What a rule claims of every game that it applies to."""

    EFFICIENT = "efficient"  # shares out exactly v(N)
    SYMMETRIC = "symmetric"  # players who add alike get alike
    DUMMY = "dummy"  # who always adds the same amount gets just that
    ADDITIVE = "additive"  # the share of a sum is the sum of the shares
    COVARIANT = "covariant"  # other units, or fixed grants, change nothing else
    HOMOGENEOUS = "homogeneous"  # another unit of money changes nothing else
    RATIONAL = "rational"  # nobody is worse off than alone
    CORE = "core"  # in the core whenever it is not empty
    MONOTONE = "monotone"  # more to share hurts nobody


class Family(StrEnum):
    """Which question a rule answers; also the order in which rules are shown."""

    VALUE = "1 value"  # what each contributes
    STABILITY = "2 stability"  # what no coalition will object to
    ENGINEERING = "3 engineering"  # customary shares of a joint work
    CLAIMS = "4 claims"  # too little for what all may claim
    BARGAINING = "5 bargaining"  # what negotiators would settle on
    RIVER = "6 river"  # an order given by nature


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to share costs or benefits."""

    name: str  # as `--rule` takes it
    title: Text
    family: Family
    solve: Callable[[Game], Allocation]
    properties: frozenset[Property]
    source: str
