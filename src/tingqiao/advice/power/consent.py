"""The consent rule of a matter as a rule of decision, alone and with superiors.

A superior enters in one of two ways. It may *mandate*: its word stands for the
consent of everyone below it. Or it may *veto*: nobody below it can consent against
it. A superior of all parties who may mandate can carry a matter by itself; one who
may veto can block it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from tingqiao.advice.power.assembly import Assembly
from tingqiao.advice.sharing.coalitions import mask_of, sizes
from tingqiao.case.entities import Case, ConsentRule, Matter
from tingqiao.case.tree import tree_of

Reach = Literal["mandate", "veto"]


class Superior(NamedTuple):
    """A superior, the parties below it, and what it may do."""

    id: str
    below: tuple[str, ...]
    may: Reach


def consent_assembly(
    parties: tuple[str, ...],
    consent: ConsentRule,
    superiors: tuple[Superior, ...] = (),
) -> Assembly:
    """Who carries a matter under its consent rule.

    Players are the parties, then the superiors. Where one superior mandates what
    another vetoes, the mandate stands.

    >>> rule = consent_assembly(("a", "b"), ConsentRule(), (Superior("q", ("a", "b"), "mandate"),))
    >>> rule.winning.tolist()
    [False, False, False, True, True, True, True, True]
    """
    players = parties + tuple(superior.id for superior in superiors)
    masks = np.arange(1 << len(players))
    everyone = (1 << len(parties)) - 1
    consenting = masks & everyone
    for bit, superior in enumerate(superiors, start=len(parties)):
        if superior.may == "veto":
            below = mask_of(superior.below, parties)
            consenting = np.where(masks >> bit & 1, consenting, consenting & ~below)
    for bit, superior in enumerate(superiors, start=len(parties)):
        if superior.may == "mandate":
            below = mask_of(superior.below, parties)
            consenting = np.where(masks >> bit & 1, consenting | below, consenting)
    return Assembly(players, _is_met(consent, parties)[consenting])


def superiors_of(case: Case, matter: Matter, may: Reach) -> tuple[Superior, ...]:
    """Everyone above at least one party, nearest first, with what it may do."""
    tree = tree_of(case.governments)
    above = [s for party in matter.parties for s in tree.lines[party][1:]]
    found = []
    for superior in dict.fromkeys(above):
        if superior not in matter.parties:
            below = tuple(p for p in matter.parties if tree.is_above(superior, p))
            found.append(Superior(superior, below, may))
    return tuple(sorted(found, key=lambda superior: len(superior.below)))


def common_superior(case: Case, matter: Matter, may: Reach) -> Superior | None:
    """The lowest superior of all parties, or None where there is none."""
    tree = tree_of(case.governments)
    superior = tree.lowest_common_superior(matter.parties)
    if superior is None or superior in matter.parties:
        return None
    return Superior(superior, matter.parties, may)


def _is_met(
    consent: ConsentRule, parties: tuple[str, ...]
) -> np.typing.NDArray[np.bool_]:
    """(2^parties,) whether the consent of exactly these meets the rule."""
    quorum = len(parties) if consent.quorum is None else consent.quorum
    masks, needed = np.arange(1 << len(parties)), mask_of(consent.vetoes, parties)
    return np.asarray((sizes(len(parties)) >= quorum) & (masks & needed == needed))
