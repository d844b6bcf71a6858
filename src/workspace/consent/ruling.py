"""The rule by which a matter climbs: all, or a quorum with named vetoes.

Standing aside never blocks and never counts as consent. Under "all" a party may
stand aside, yet at least two must consent: cooperation takes two.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from workspace.consent.models import Stance, TextVersion
from workspace.matters.models.matter import Matter
from workspace.wording import Words

FEWEST = 2


def standings(version: TextVersion, at: datetime) -> dict[str, str]:
    """What every party's stance counts as at that moment, by unit code."""
    rows = version.stances.standing().select_related("unit")
    return {stance.unit.code: stance.standing_at(at) for stance in rows}


def is_met(matter: Matter, said: Mapping[str, str]) -> bool:
    """Whether these standings take the matter to the next rung."""
    consents = [code for code, kind in said.items() if kind == Stance.Kind.CONSENT]
    if not set(matter.vetoes) <= set(consents):
        return False
    if matter.quorum is not None:
        return len(consents) >= matter.quorum
    unblocked = {Stance.Kind.CONSENT, Stance.Kind.ASIDE}
    return len(consents) >= FEWEST and set(said.values()) <= unblocked


def rule_in_words(matter: Matter) -> Words:
    """The rule, as the page says it above the button."""
    if matter.quorum is None:
        said = Words(
            "须各方都不反对，且至少两方同意",
            "no party objects and at least two consent",
        )
    else:
        n = matter.quorum
        said = Words(f"须至少 {n} 方同意", f"at least {n} parties consent")
    named = [u.name for u in matter.units if u.code in matter.vetoes]
    if not named:
        return said
    return Words(
        f"{said.zh}，其中须有{'、'.join(w.zh for w in named)}",
        f"{said.en}, among them {', '.join(w.en for w in named)}",
    )
