"""Who is in what with whom, as arrays: parties, pairs and ties of a case.

All of it is worked out at once for all matters, since a nation has hundreds of
thousands of parties and as many ties.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tingqiao.model.state import Ints


class Web(NamedTuple):
    """Parties by matter, their pairs with each partner, and ties between governments.

    A party's pairs, a tie's shared slots and a government's ties and slots follow one
    another: those of the i-th are first[i] .. first[i + 1] − 1.
    """

    first: Ints  # [m + 1] of a matter's parties
    matter: Ints  # [p]
    government: Ints  # [p]
    pair_first: Ints  # [p + 1]
    pair_tie: Ints  # [pair] the tie to the partner
    pair_back: Ints  # [pair] the tie back
    source: Ints  # [e] by source, then target
    target: Ints  # [e]
    back: Ints  # [e] the tie the other way
    shared_first: Ints  # [e + 1]
    shared: Ints  # slots of the target in the matters shared, by tie
    tie_first: Ints  # [g + 1]
    slot_first: Ints  # [g + 1]
    slots: Ints  # slots by government


def web_of(sizes: Sequence[int], government: Ints, n_governments: int) -> Web:
    """The web of matters with so many parties each; `government[p]` is in slot p."""
    first = firsts(np.asarray(sizes, dtype=np.int64))
    matter = np.repeat(np.arange(len(sizes)), sizes)
    n_partners = np.asarray(sizes, dtype=np.int64)[matter] - 1
    pair_first = firsts(n_partners)
    party, partner = _pairs(first[matter], n_partners, pair_first)
    codes = government[party] * n_governments + government[partner]
    ties, pair_tie = np.unique(codes, return_inverse=True)
    source, target = np.divmod(ties, n_governments)
    back = np.searchsorted(ties, target * n_governments + source)
    by_tie = np.lexsort((partner, pair_tie))
    return Web(
        first,
        matter,
        government,
        pair_first,
        pair_tie,
        back[pair_tie],
        source,
        target,
        back,
        firsts(np.bincount(pair_tie, minlength=ties.size)),
        partner[by_tie],
        firsts(np.bincount(source, minlength=n_governments)),
        firsts(np.bincount(government, minlength=n_governments)),
        np.argsort(government, kind="stable"),
    )


def _pairs(first_slot: Ints, n_partners: Ints, pair_first: Ints) -> tuple[Ints, Ints]:
    """The slot of a party and of its partner, for every pair."""
    party = np.repeat(np.arange(n_partners.size), n_partners)
    nth = np.arange(party.size) - pair_first[party]
    own = party - first_slot[party]
    return party, first_slot[party] + nth + (nth >= own)


def firsts(counts: Ints) -> Ints:
    """Where each of some groups that follow one another begins, and the last ends."""
    return np.concatenate([[0], np.cumsum(counts)])
