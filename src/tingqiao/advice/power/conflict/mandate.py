"""A superior as third party: what its word does to a conflict below it.

Source: third-party intervention in the graph model, Hipel, Sakamoto & Hagihara 2016.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from tingqiao.advice.power.conflict.conflict import Conflict


def fix_options(conflict: Conflict, options: Iterable[str]) -> Conflict:
    """The conflict once options stay as they are: no move may change them."""
    fixed, moves = frozenset(options), conflict.moves.copy()
    for i, maker in enumerate(conflict.makers):
        own = fixed.intersection(maker.options)
        for a, b in zip(*np.nonzero(moves[i]), strict=True):
            if (conflict.states[a].taken ^ conflict.states[b].taken) & own:
                moves[i, a, b] = False
    return replace(conflict, moves=moves)


def forbid_options(conflict: Conflict, options: Iterable[str]) -> Conflict:
    """The conflict once options are ruled out: states that take them are gone."""
    forbidden = frozenset(options)
    return _keep(conflict, [not state.taken & forbidden for state in conflict.states])


def require_options(conflict: Conflict, options: Iterable[str]) -> Conflict:
    """The conflict once options are decreed: states that lack them are gone."""
    required = frozenset(options)
    return _keep(
        conflict, [required <= state.taken | state.free for state in conflict.states]
    )


def change_ranking(
    conflict: Conflict, maker: str, ranking: Sequence[str | Sequence[str]]
) -> Conflict:
    """The conflict once a superior's reward or sanction has changed a preference.

    Parameters
    ----------
    ranking : every state once, best first; a sequence within is a tie.

    Raises
    ------
    ValueError : for an unknown maker, or a ranking that is not of every state once.
    """
    tiers = [[tier] if isinstance(tier, str) else list(tier) for tier in ranking]
    if sorted(state for tier in tiers for state in tier) != sorted(conflict.state_ids):
        message = (
            "排序应恰好列出每个状态一次 / a ranking must list every state exactly once"
        )
        raise ValueError(message)
    rank = {state: -place for place, tier in enumerate(tiers) for state in tier}
    return conflict.with_ranks(maker, [rank[state] for state in conflict.state_ids])


def _keep(conflict: Conflict, kept: list[bool]) -> Conflict:
    places = np.flatnonzero(kept)
    return replace(
        conflict,
        states=tuple(conflict.states[place] for place in places),
        moves=conflict.moves[:, places][:, :, places],
        ranks=conflict.ranks[:, places],
    )
