"""Who can block, who is pivotal, and which outcomes of a conflict will last."""

from tingqiao.advice.power.assembly import Assembly, AssemblyError, both
from tingqiao.advice.power.conflict import (
    Concept,
    Conflict,
    ConflictError,
    change_ranking,
    coalition_equilibria,
    coalition_improvements,
    conflict_document,
    equilibria,
    fix_options,
    forbid_options,
    mandates_that_keep,
    preferences_that_keep,
    ranks_from_worth,
    read_conflict,
    require_options,
    stability,
)
from tingqiao.advice.power.consent import (
    Superior,
    common_superior,
    consent_assembly,
    superiors_of,
)
from tingqiao.advice.power.document import power_document
from tingqiao.advice.power.indices import (
    Banzhaf,
    banzhaf,
    deegan_packel,
    johnston,
    minimal_winning,
    shapley_shubik,
)
from tingqiao.advice.power.standing import (
    Standing,
    chance_of_carrying,
    chance_of_tipping,
    dual,
    standing,
)
from tingqiao.advice.power.weighted import WeightedVote

__all__ = [
    "Assembly",
    "AssemblyError",
    "Banzhaf",
    "Concept",
    "Conflict",
    "ConflictError",
    "Standing",
    "Superior",
    "WeightedVote",
    "banzhaf",
    "both",
    "chance_of_carrying",
    "chance_of_tipping",
    "change_ranking",
    "coalition_equilibria",
    "coalition_improvements",
    "common_superior",
    "conflict_document",
    "consent_assembly",
    "deegan_packel",
    "dual",
    "equilibria",
    "fix_options",
    "forbid_options",
    "johnston",
    "mandates_that_keep",
    "minimal_winning",
    "power_document",
    "preferences_that_keep",
    "ranks_from_worth",
    "read_conflict",
    "require_options",
    "shapley_shubik",
    "stability",
    "standing",
    "superiors_of",
]
