"""How far an allocation is uncertain because the values of the game are.

Values carry standard errors (`Game.errors`), taken as independent and normal. The
rule is applied again and again to games drawn around the given one; draws are by
address, so that rules see the same games.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from scipy.special import ndtri

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.chance import uniforms
from tingqiao.advice.sharing.faults import NotApplicableError
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.rule import Rule

DRAWS: Final = 200


class Spread(NamedTuple):
    """Each player's amount: 10th, 50th and 90th percentile over the drawn games."""

    p10: Allocation
    p50: Allocation
    p90: Allocation
    share_applicable: float  # of the drawn games to which the rule applied


def spread(
    game: Game, rule: Rule, *, draws: int = DRAWS, seed: int = 0
) -> Spread | None:
    """The spread of a rule's amounts; None where it never applied.

    Parameters
    ----------
    draws : games drawn, at least 1. seed : same seed, same numbers.
    """
    amounts = [
        solved.amounts
        for drawn in _draw_games(game, draws, seed)
        if (solved := _solved(rule, drawn)) is not None
    ]
    if not amounts:
        return None
    ranks = np.percentile(np.array(amounts), [10, 50, 90], axis=0)
    p10, p50, p90 = (Allocation(game.players, rank) for rank in ranks)
    return Spread(p10, p50, p90, len(amounts) / draws)


def _solved(rule: Rule, game: Game) -> Allocation | None:
    try:
        return rule.solve(game)
    except NotApplicableError:
        return None


def _draw_games(game: Game, draws: int, seed: int) -> list[Game]:
    errors = np.zeros(game.values.size) if game.errors is None else game.errors
    noise = np.asarray(ndtri(uniforms(draws, game.values.size, "value", seed)))
    noise[:, 0] = 0.0
    return [Game(game.players, game.values + errors * row, game.kind) for row in noise]
