"""Who can block and who is pivotal in each matter of a case, as a plain document.

What `tingqiao power CASE --json` prints of consent rules.
"""

from __future__ import annotations

from typing import Any

from tingqiao.advice.power.assembly import MOST_PLAYERS, Assembly
from tingqiao.advice.power.consent import Reach, common_superior, consent_assembly
from tingqiao.advice.power.indices import banzhaf, shapley_shubik
from tingqiao.advice.power.standing import standing
from tingqiao.case.entities import Case, Matter


def power_document(case: Case) -> dict[str, Any]:
    """Power in each matter: among the parties, and with the lowest common superior.

    `matters[ID]` holds `parties` (the rule among themselves) and, where they have a
    common superior outside, `mandate` and `veto` (the same once it may do so).
    """
    return {
        "case": case.id,
        "matters": {
            matter.id: matter_document(case, matter) for matter in case.matters
        },
    }


def matter_document(case: Case, matter: Matter) -> dict[str, Any]:
    """Power in one matter; only the rule itself where the parties are too many."""
    document: dict[str, Any] = {
        "name": matter.name._asdict(),
        "consent": {
            "quorum": matter.consent.quorum,
            "vetoes": list(matter.consent.vetoes),
        },
    }
    if len(matter.parties) >= MOST_PLAYERS:
        return document
    alone = consent_assembly(matter.parties, matter.consent)
    document["parties"] = rule_document(alone)
    ways: tuple[Reach, ...] = ("mandate", "veto")
    for may in ways:
        superior = common_superior(case, matter, may)
        if superior is not None:
            rule = consent_assembly(matter.parties, matter.consent, (superior,))
            document[may] = {"superior": superior.id, **rule_document(rule)}
    return document


def rule_document(rule: Assembly) -> dict[str, Any]:
    """One rule of decision: standing and indices."""
    counts = banzhaf(rule)
    said = standing(rule)._asdict()
    return {
        "players": list(rule.players),
        **{name: _listed(value) for name, value in said.items()},
        "shapley_shubik": shapley_shubik(rule),
        "banzhaf": {
            "swings": counts.swings,
            "absolute": counts.absolute,
            "normalised": counts.normalised,
        },
    }


def _listed(value: tuple[Any, ...]) -> list[Any]:
    return [list(item) if isinstance(item, tuple) else item for item in value]
