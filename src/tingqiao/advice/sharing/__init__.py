"""Who gets, or pays, how much of what neighbours do together.

A `Game` says what each coalition obtains or pays on its own; a rule (one file each
in `rules/`) shares out what all together do; `stability` and `mending` tell whether
a share will hold and what payment would make it.
"""

from tingqiao.advice.sharing.allocation import Allocation
from tingqiao.advice.sharing.balancedness import Certificate, certify
from tingqiao.advice.sharing.bargaining import Table
from tingqiao.advice.sharing.document import share_document
from tingqiao.advice.sharing.faults import GameError, NotApplicableError
from tingqiao.advice.sharing.game import Game
from tingqiao.advice.sharing.mending import Mend, Payment, cost_of_stability, mend
from tingqiao.advice.sharing.outcomes import Outcomes
from tingqiao.advice.sharing.registry import all_rules
from tingqiao.advice.sharing.rule import Family, Property, Rule
from tingqiao.advice.sharing.rules.cea import cea, equal_awards
from tingqiao.advice.sharing.rules.cel import cel, equal_losses
from tingqiao.advice.sharing.rules.downstream_incremental import downstream_incremental
from tingqiao.advice.sharing.rules.equal import equal
from tingqiao.advice.sharing.rules.equal_nonseparable import equal_nonseparable
from tingqiao.advice.sharing.rules.kalai_smorodinsky import kalai_smorodinsky
from tingqiao.advice.sharing.rules.least_core import least_core
from tingqiao.advice.sharing.rules.nash import nash
from tingqiao.advice.sharing.rules.nucleolus import nucleolus
from tingqiao.advice.sharing.rules.per_capita_least_core import per_capita_least_core
from tingqiao.advice.sharing.rules.per_capita_nucleolus import per_capita_nucleolus
from tingqiao.advice.sharing.rules.prenucleolus import prenucleolus
from tingqiao.advice.sharing.rules.proportional import proportional
from tingqiao.advice.sharing.rules.proportional_nucleolus import proportional_nucleolus
from tingqiao.advice.sharing.rules.random_arrival import first_come, random_arrival
from tingqiao.advice.sharing.rules.scrb import scrb
from tingqiao.advice.sharing.rules.shapley import shapley, shapley_errors
from tingqiao.advice.sharing.rules.talmud import contested_garment, talmud
from tingqiao.advice.sharing.rules.tau import tau
from tingqiao.advice.sharing.rules.upstream_incremental import upstream_incremental
from tingqiao.advice.sharing.sampling import Estimate, estimate_shapley
from tingqiao.advice.sharing.stability import (
    Objection,
    better_alone,
    excesses,
    in_core,
    is_efficient,
    objections,
)
from tingqiao.advice.sharing.table import GameTable, read_game

__all__ = [
    "Allocation",
    "Certificate",
    "Estimate",
    "Family",
    "Game",
    "GameError",
    "GameTable",
    "Mend",
    "NotApplicableError",
    "Objection",
    "Outcomes",
    "Payment",
    "Property",
    "Rule",
    "Table",
    "all_rules",
    "better_alone",
    "cea",
    "cel",
    "certify",
    "contested_garment",
    "cost_of_stability",
    "downstream_incremental",
    "equal",
    "equal_awards",
    "equal_losses",
    "equal_nonseparable",
    "estimate_shapley",
    "excesses",
    "first_come",
    "in_core",
    "is_efficient",
    "kalai_smorodinsky",
    "least_core",
    "mend",
    "nash",
    "nucleolus",
    "objections",
    "per_capita_least_core",
    "per_capita_nucleolus",
    "prenucleolus",
    "proportional",
    "proportional_nucleolus",
    "random_arrival",
    "read_game",
    "scrb",
    "shapley",
    "shapley_errors",
    "share_document",
    "talmud",
    "tau",
    "upstream_incremental",
]
