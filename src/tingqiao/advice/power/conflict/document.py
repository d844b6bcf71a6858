"""A conflict's stable states, and how they could be had, as one plain document."""

from __future__ import annotations

from typing import Any

from tingqiao.advice.power.conflict.coalition import coalition_improvements
from tingqiao.advice.power.conflict.conflict import Conflict
from tingqiao.advice.power.conflict.inverse import (
    mandates_that_keep,
    preferences_that_keep,
)
from tingqiao.advice.power.conflict.moves import improvements
from tingqiao.advice.power.conflict.stability import Concept, equilibria, stability


def conflict_document(conflict: Conflict, keep: str | None = None) -> dict[str, Any]:
    """Equilibria by concept, who would stay where, and joint ways out of equilibria.

    Parameters
    ----------
    keep : a state to ask about: what preferences, or what mandate, would make it
        last, by concept.

    Raises
    ------
    ValueError : if `keep` is no state of the conflict.
    """
    stable = {concept: equilibria(conflict, concept) for concept in Concept}
    lasting = dict.fromkeys(state for states in stable.values() for state in states)
    document = {
        "id": conflict.id,
        "name": conflict.name._asdict(),
        "makers": {maker.id: maker.name._asdict() for maker in conflict.makers},
        "states": {state.id: sorted(state.taken) for state in conflict.states},
        "moves": _moves(conflict),
        "equilibria": {
            concept.value: list(states) for concept, states in stable.items()
        },
        "stable_for": {
            concept.value: _stable_for(conflict, concept) for concept in Concept
        },
        "coalition_improvements": [
            {"coalition": list(way.coalition), "from": way.start, "to": way.end}
            for state in lasting
            for way in coalition_improvements(conflict, state)
        ],
    }
    return (
        document
        if keep is None
        else document | {"keep": keeping_document(conflict, keep)}
    )


def keeping_document(conflict: Conflict, state: str) -> dict[str, Any]:
    """What preferences, or what mandate, would make a state last, by concept."""
    conflict.state_place(state)
    return {"state": state} | {
        concept.value: {
            "preferences": _preferences(conflict, state, concept),
            "mandates": _mandates(conflict, state, concept),
        }
        for concept in Concept
    }


def _preferences(conflict: Conflict, state: str, concept: Concept) -> dict[str, Any]:
    answer = preferences_that_keep(conflict, state, concept)
    return {
        "no_better": {shift.maker: list(shift.no_better) for shift in answer.shifts},
        "alternatives": {
            maker: [list(states) for states in choices]
            for maker, choices in answer.alternatives.items()
        },
    }


def _mandates(
    conflict: Conflict, state: str, concept: Concept
) -> list[list[str]] | None:
    """Sets of options to fix; None for a conflict that lists no options."""
    if not conflict.options:
        return None
    return [list(fixed) for fixed in mandates_that_keep(conflict, state, concept)]


def _moves(conflict: Conflict) -> dict[str, dict[str, dict[str, list[str]]]]:
    """By maker and state: where it can go, and which of these it would like better."""
    better, ids = improvements(conflict), conflict.state_ids

    def ends(row: Any) -> list[str]:
        return [state for state, there in zip(ids, row, strict=True) if there]

    return {
        maker: {
            state: {"to": ends(conflict.moves[i, s]), "better": ends(better[i, s])}
            for s, state in enumerate(ids)
            if conflict.moves[i, s].any()
        }
        for i, maker in enumerate(conflict.maker_ids)
    }


def _stable_for(conflict: Conflict, concept: Concept) -> dict[str, list[str]]:
    return {
        maker: [s for s, stays in zip(conflict.state_ids, row, strict=True) if stays]
        for maker, row in zip(
            conflict.maker_ids, stability(conflict, concept), strict=True
        )
    }
