"""Too little for all claims: an estate, or a bill, and what each may claim of it.

Sources: O'Neill 1982; Aumann & Maschler 1985; survey in Thomson 2003.
"""

from __future__ import annotations

from math import fsum
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from tingqiao.advice.sharing.coalitions import Floats
from tingqiao.advice.sharing.faults import NotApplicableError
from tingqiao.advice.sharing.game import Game
from tingqiao.case.entities import Text

ROUNDING: Final = 1e-9  # of the claims together: what rounding of tables may leave


class Claims(NamedTuple):
    """A claims problem: 0 <= estate <= sum of claims."""

    estate: float
    claims: Floats  # (n,), >= 0


def claims_problem(estate: float, claims: ArrayLike) -> Claims:
    """A claims problem, checked.

    Raises
    ------
    NotApplicableError : a claim or the estate is negative, or there is enough for all.
    """
    asked = np.asarray(claims, dtype=np.float64)
    together = fsum(asked)
    slack = ROUNDING * max(abs(together), abs(estate))
    if estate < 0.0 or (asked < 0.0).any():
        raise NotApplicableError(_NEGATIVE)
    if estate > together + slack:
        raise NotApplicableError(_ENOUGH)
    return Claims(min(estate, together), asked)


def claims_of(game: Game) -> Claims:
    """The claims problem in a game.

    Costs: the bill is c(N), and nobody need pay more than c(i) alone. Benefits: the
    estate is v(N); where what all get alone exceeds it, that is what they claim, and
    otherwise each claims what it adds by joining last, v(N) - v(N without i), its
    utopia: the truncated claim min(d_i, E) if the game is a bankruptcy game.

    Raises
    ------
    NotApplicableError : where the amounts make no claims problem.
    """
    if game.kind == "cost" or fsum(game.alone) > game.total:
        return claims_problem(game.total, game.alone)
    return claims_problem(game.total, game.marginal)


def equal_up_to(amount: float, caps: Floats) -> Floats:
    """Share `amount` <= sum of `caps` (>= 0) as equally as the caps allow."""
    order = np.argsort(caps, kind="stable")
    shares, left = np.zeros(caps.size), amount
    for place, player in enumerate(order):
        shares[player] = min(caps[player], left / (caps.size - place))
        left -= shares[player]
    return shares


_NEGATIVE = Text(
    "总额与各方主张都不能为负",
    "neither the whole nor any claim may be negative",
)
_ENOUGH = Text(
    "总额足以满足各方主张，不是分配不足的问题",
    "there is enough to meet every claim, so nothing needs rationing",
)
