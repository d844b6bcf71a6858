"""Random games: small whole numbers, so that ties and degenerate games are common."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from tingqiao.advice.sharing import Game
from tingqiao.advice.sharing.coalitions import sizes

PLAYERS = "abcdef"


@st.composite
def games(draw, n=None, kinds=("benefit", "cost"), low=-3, high=6):
    """Any game; about half have enough for all to keep the core from being empty."""
    n = draw(st.integers(1, 5)) if n is None else n
    numbers = st.integers(low, high) | st.floats(low, high, width=32)
    values = [0.0, *draw(st.lists(numbers, min_size=2**n - 1, max_size=2**n - 1))]
    game = np.array(values, dtype=np.float64) + 0.0
    kind = draw(st.sampled_from(kinds))
    if draw(st.booleans()):
        game[-1] += (n * high if kind == "benefit" else n * (low - high)) * 1.0
    return Game(tuple(PLAYERS[:n]), game, kind)


@st.composite
def convex_games(draw, n=None):
    """Sums of unanimity games with non-negative weights: convex, so all is well."""
    n = draw(st.integers(1, 5)) if n is None else n
    weights = draw(st.lists(st.integers(0, 5), min_size=2**n - 1, max_size=2**n - 1))
    values = np.zeros(2**n)
    masks = np.arange(2**n)
    for carrier, weight in enumerate(weights, start=1):
        values[masks & carrier == carrier] += weight
    return Game(tuple(PLAYERS[:n]), values, "benefit")


@st.composite
def sharing_games(draw):
    """Games among which every rule finds some that it applies to."""
    if draw(st.booleans()):
        return draw(games())
    benefit = draw(convex_games())
    heads = draw(st.integers(0, 3)) * sizes(benefit.n).astype(float)
    if draw(st.booleans()):
        return Game(benefit.players, benefit.values + heads, "benefit")
    alone = float(benefit.values.max()) * sizes(benefit.n)
    return Game(benefit.players, alone + heads - benefit.values, "cost")


def relabelled(game: Game, order: list[int]) -> Game:
    """The same game with player `order[i]` in place i."""
    masks = np.arange(game.values.size)
    old = sum(((masks >> new) & 1) << place for new, place in enumerate(order))
    players = tuple(game.players[place] for place in order)
    return Game(players, game.values[old], game.kind)
