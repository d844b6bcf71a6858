"""The graph model for conflict resolution: which outcomes of a conflict will last.

States, moves and preferences (`Conflict`), four concepts of stability, what coalitions
can do, what a superior's word changes, and the inverse question: what would make a
given state last.
"""

from tingqiao.advice.power.conflict.coalition import (
    Improvement,
    coalition_equilibria,
    coalition_improvements,
    is_coalition_stable,
)
from tingqiao.advice.power.conflict.conflict import (
    Conflict,
    Maker,
    Option,
    State,
    moves_by_options,
    ranks_from_worth,
)
from tingqiao.advice.power.conflict.document import conflict_document
from tingqiao.advice.power.conflict.inverse import (
    PreferenceAnswer,
    Shift,
    mandates_that_keep,
    preferences_that_keep,
)
from tingqiao.advice.power.conflict.mandate import (
    change_ranking,
    fix_options,
    forbid_options,
    require_options,
)
from tingqiao.advice.power.conflict.plain import ConflictError
from tingqiao.advice.power.conflict.reading import read_conflict
from tingqiao.advice.power.conflict.stability import Concept, equilibria, stability

__all__ = [
    "Concept",
    "Conflict",
    "ConflictError",
    "Improvement",
    "Maker",
    "Option",
    "PreferenceAnswer",
    "Shift",
    "State",
    "change_ranking",
    "coalition_equilibria",
    "coalition_improvements",
    "conflict_document",
    "equilibria",
    "fix_options",
    "forbid_options",
    "is_coalition_stable",
    "mandates_that_keep",
    "moves_by_options",
    "preferences_that_keep",
    "ranks_from_worth",
    "read_conflict",
    "require_options",
    "stability",
]
