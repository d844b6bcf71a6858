"""Who can block, who is pivotal, who does not count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tingqiao.advice.power.assembly import Assembly, as_chances, swings
from tingqiao.advice.power.indices import minimal_winning
from tingqiao.advice.sharing.coalitions import members

Coalition = tuple[str, ...]


class Standing(NamedTuple):
    """What a rule of decision makes of each player."""

    blocks_alone: Coalition  # without whom nothing is carried
    carries_alone: Coalition  # whose consent suffices
    pivotal: Coalition  # who can tip some decision
    powerless: Coalition  # whose consent never matters
    smallest_carrying: tuple[Coalition, ...]  # each minimal coalition that carries
    smallest_blocking: tuple[Coalition, ...]  # each minimal one that prevents


def standing(rule: Assembly) -> Standing:
    """Read a rule of decision.

    >>> rule = Assembly.from_weights({"a": 1, "b": 1, "c": 1}, 2, vetoes=("a",))
    >>> standing(rule).blocks_alone, standing(rule).smallest_blocking
    (('a',), (('a',), ('b', 'c')))
    """
    players = list(enumerate(rule.players))
    grand = rule.winning.size - 1
    tips = {name for place, name in players if swings(rule.winning, place).size}
    return Standing(
        tuple(
            name for place, name in players if not rule.winning[grand - (1 << place)]
        ),
        tuple(name for place, name in players if rule.winning[1 << place]),
        tuple(name for name in rule.players if name in tips),
        tuple(name for name in rule.players if name not in tips),
        _named(rule, minimal_winning(rule)),
        _named(rule, minimal_winning(dual(rule))),
    )


def dual(rule: Assembly) -> Assembly:
    """The rule of preventing: carried by those without whom nothing is carried."""
    return Assembly(rule.players, ~rule.winning[::-1])


def chance_of_tipping(rule: Assembly, chances: Mapping[str, float]) -> dict[str, float]:
    """The chance that each one's consent decides, given how likely the others' is.

    Parameters
    ----------
    chances : of consent, by player, in [0, 1], each independent of the others'.
    """
    found = {}
    for place, name in enumerate(rule.players):
        others = [0.0 if p == name else chances[p] for p in rule.players]
        found[name] = float(as_chances(others)[swings(rule.winning, place)].sum())
    return found


def chance_of_carrying(rule: Assembly, chances: Mapping[str, float]) -> float:
    """The chance that the decision is carried, given how likely each consent is."""
    each = [chances[player] for player in rule.players]
    return float(as_chances(each)[rule.winning].sum())


def _named(rule: Assembly, masks: tuple[int, ...]) -> tuple[Coalition, ...]:
    order = sorted(masks, key=lambda mask: (mask.bit_count(), mask))
    return tuple(members(mask, rule.players) for mask in order)
