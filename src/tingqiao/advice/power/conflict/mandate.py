"""A superior as third party: what its word does to a conflict below it.

Source: third-party intervention in the graph model, Hipel, Sakamoto & Hagihara 2016.
"""

from __future__ import annotations

from collections.abc import Iterable
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


def _keep(conflict: Conflict, kept: list[bool]) -> Conflict:
    places = np.flatnonzero(kept)
    return replace(
        conflict,
        states=tuple(conflict.states[place] for place in places),
        moves=conflict.moves[:, places][:, :, places],
        ranks=conflict.ranks[:, places],
    )
