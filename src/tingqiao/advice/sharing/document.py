"""Every rule's answer to one game, and whether it will hold, as one plain document.

What `tingqiao share --json` prints. Numbers are plain floats, players are ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.balancedness import certify
from tingqiao.advice.sharing.coalitions import sizes
from tingqiao.advice.sharing.faults import GameError, NotApplicableError, whole_fault
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.mending import Mend, cost_of_stability, mend
from tingqiao.advice.sharing.registry import all_rules
from tingqiao.advice.sharing.rule import Rule
from tingqiao.advice.sharing.rules.least_core import least_core
from tingqiao.advice.sharing.spread import spread
from tingqiao.advice.sharing.stability import (
    TOLERANCE,
    better_alone,
    in_core,
    objections,
)
from tingqiao.case.entities import Text

MOST_CERTIFIED: Final = 14  # players; beyond, the certificate takes minutes


def share_document(
    game: Game,
    rules: Sequence[str] | None = None,
    *,
    filled: Sequence[Sequence[str]] = (),
    seed: int = 0,
) -> dict[str, Any]:
    """Share by each rule and say whether it holds.

    Parameters
    ----------
    rules : names; None: all that apply. A named rule that does not apply is a fault.
    filled : coalitions whose values were filled in (`GameTable.filled`).
    seed : of the draws behind `spread`, used where values carry errors.

    Returns
    -------
    `kind`, `players`, `total`, `rules`, `in_core` as the command promises, and:
    `titles`, `not_applicable` (why), `core` (empty or not, epsilon, cost of
    stability), `better_alone`, `objections`, `mend` (side payments, what is moved),
    `certified` (nucleoli only), `filled`, and `spread` where values carry errors.

    Raises
    ------
    GameError : for names that are no rule, or rules asked for that do not apply.
    """
    solved, refused = _solve(game, rules)
    if rules is not None and refused:
        raise GameError(
            [whole_fault(name, why, _OMIT) for name, why in refused.items()]
        )
    document: dict[str, Any] = {
        "kind": game.kind,
        "players": list(game.players),
        "total": game.total,
        "rules": {name: dict(share) for name, share in solved.items()},
        "in_core": {name: in_core(game, share) for name, share in solved.items()},
        "titles": {name: all_rules()[name].title._asdict() for name in solved},
        "not_applicable": {name: why._asdict() for name, why in refused.items()},
        "core": _core(game),
        "filled": [list(coalition) for coalition in filled],
    }
    epsilon = document["core"]["epsilon"]
    return document | _holding(game, solved, epsilon) | _spreads(game, solved, seed)


def _solve(
    game: Game, names: Sequence[str] | None
) -> tuple[dict[str, Allocation], dict[str, Text]]:
    """What each rule says, and why others say nothing."""
    solved: dict[str, Allocation] = {}
    refused: dict[str, Text] = {}
    for name, rule in _chosen(names).items():
        try:
            solved[name] = rule.solve(game)
        except NotApplicableError as reason:
            refused[name] = reason.why
    return solved, refused


def _chosen(names: Sequence[str] | None) -> dict[str, Rule]:
    known = all_rules()
    if names is None:
        return dict(known)
    strangers = [name for name in names if name not in known]
    if strangers:
        words = ", ".join(known)
        rule = Text("没有这个规则", "there is no such rule")
        remedy = Text(f"可用：{words}", f"choose from {words}")
        raise GameError([whole_fault(name, rule, remedy) for name in strangers])
    return {name: known[name] for name in dict.fromkeys(names)}


def _core(game: Game) -> dict[str, Any]:
    epsilon = least_core(game).epsilon
    empty = epsilon > TOLERANCE * game.scale
    return {
        "empty": empty,
        "epsilon": epsilon,
        "cost_of_stability": cost_of_stability(game) if empty else 0.0,
    }


def _holding(
    game: Game, solved: dict[str, Allocation], epsilon: float
) -> dict[str, Any]:
    """For each allocation: who objects, and what would mend it."""
    return {
        "better_alone": {n: better_alone(game, x) for n, x in solved.items()},
        "objections": {
            name: [
                {"coalition": list(said.coalition), "gain": said.gain}
                for said in objections(game, share)
            ]
            for name, share in solved.items()
        },
        "mend": {n: _mend_document(mend(game, x, epsilon)) for n, x in solved.items()},
        "certified": _certificates(game, solved),
    }


def _mend_document(mended: Mend) -> dict[str, Any]:
    return {
        "shares": dict(mended.allocation),
        "payments": [
            {"from": paid.payer, "to": paid.receiver, "amount": paid.amount}
            for paid in mended.payments
        ],
        "moved": mended.moved,
        "epsilon": mended.epsilon,
    }


def _certificates(game: Game, solved: dict[str, Allocation]) -> dict[str, bool]:
    if game.n > MOST_CERTIFIED:
        return {}
    per_head = np.maximum(sizes(game.n), 1).astype(np.float64)
    ways: dict[str, dict[str, Any]] = {
        "nucleolus": {"floors": True},
        "prenucleolus": {"floors": False},
        "per_capita_nucleolus": {"floors": True, "weights": per_head},
    }
    return {
        name: certify(game, solved[name], **way).holds
        for name, way in ways.items()
        if name in solved
    }


def _spreads(
    game: Game, solved: dict[str, Allocation], seed: int
) -> dict[str, dict[str, Any]]:
    if game.errors is None:
        return {}
    found = {name: spread(game, all_rules()[name], seed=seed) for name in solved}
    return {
        "spread": {
            name: {
                "p10": dict(s.p10),
                "p50": dict(s.p50),
                "p90": dict(s.p90),
                "share_applicable": s.share_applicable,
            }
            for name, s in found.items()
            if s is not None
        }
    }


_OMIT = Text("去掉这个规则，或改用别的规则", "leave this rule out, or choose another")
