"""Who can block, who is pivotal, and which outcomes of a conflict will last."""

from tingqiao.advice.power.assembly import Assembly, AssemblyError, both
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
    "Standing",
    "Superior",
    "WeightedVote",
    "banzhaf",
    "both",
    "chance_of_carrying",
    "chance_of_tipping",
    "common_superior",
    "consent_assembly",
    "deegan_packel",
    "dual",
    "johnston",
    "minimal_winning",
    "power_document",
    "shapley_shubik",
    "standing",
    "superiors_of",
]
