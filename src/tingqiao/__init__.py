"""Tingqiao 亭桥: neighbouring governments reach agreement rung by rung, and keep it.

    >>> import tingqiao as tq
    >>> case = tq.load_case("tingqiaohe")
    >>> run = tq.simulate(case, plan=tq.Plan(), runs=1000, months=120, seed=0)

Names are loaded when first asked for, so that the command line starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tingqiao import sharing
    from tingqiao.advice import power
    from tingqiao.advice.advise import advise
    from tingqiao.case.digest import case_digest
    from tingqiao.case.entities import Case, ConsentRule, Range, Text
    from tingqiao.case.faults import CaseError
    from tingqiao.case.load import builtin_cases, load_case
    from tingqiao.case.new import new_case
    from tingqiao.case.save import save_case, save_workbook
    from tingqiao.model.compare import paired
    from tingqiao.model.ensemble import Ensemble, simulate
    from tingqiao.model.intervals import with_intervals
    from tingqiao.model.plan import (
        Advocacy,
        Aggregate,
        Frozen,
        Imposition,
        Plan,
        Push,
        Support,
        Without,
    )
    from tingqiao.plans.builtin import BUILTIN_PLANS
    from tingqiao.plans.read import PlanError, read_plan

_HOMES = {
    "tingqiao.advice.advise": ("advise",),
    "tingqiao.case.digest": ("case_digest",),
    "tingqiao.case.entities": ("Case", "ConsentRule", "Range", "Text"),
    "tingqiao.case.faults": ("CaseError",),
    "tingqiao.case.load": ("builtin_cases", "load_case"),
    "tingqiao.case.new": ("new_case",),
    "tingqiao.case.save": ("save_case", "save_workbook"),
    "tingqiao.model.compare": ("paired",),
    "tingqiao.model.ensemble": ("Ensemble", "simulate"),
    "tingqiao.model.intervals": ("with_intervals",),
    "tingqiao.model.plan": (
        "Advocacy",
        "Aggregate",
        "Frozen",
        "Imposition",
        "Plan",
        "Push",
        "Support",
        "Without",
    ),
    "tingqiao.plans.builtin": ("BUILTIN_PLANS",),
    "tingqiao.plans.read": ("PlanError", "read_plan"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}
_PACKAGES = {"sharing": "tingqiao.sharing", "power": "tingqiao.advice.power"}

__all__ = [
    "BUILTIN_PLANS",
    "Advocacy",
    "Aggregate",
    "Case",
    "CaseError",
    "ConsentRule",
    "Ensemble",
    "Frozen",
    "Imposition",
    "Plan",
    "PlanError",
    "Push",
    "Range",
    "Support",
    "Text",
    "Without",
    "advise",
    "builtin_cases",
    "case_digest",
    "load_case",
    "new_case",
    "paired",
    "power",
    "read_plan",
    "save_case",
    "save_workbook",
    "sharing",
    "simulate",
    "with_intervals",
]


def __getattr__(name: str) -> Any:
    if name in _PACKAGES:
        return import_module(_PACKAGES[name])
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'tingqiao' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
