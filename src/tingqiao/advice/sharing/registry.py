"""Every sharing rule there is.

A rule is one file in `rules/` with a function and a `RULE`; it is found there, and
nothing else needs to know of it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from tingqiao.advice.sharing import rules
from tingqiao.advice.sharing.rule import Rule


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule by name, in the order in which tables show them."""
    found: list[Rule] = [
        importlib.import_module(f"{rules.__name__}.{module.name}").RULE
        for module in pkgutil.iter_modules(rules.__path__)
    ]
    found.sort(key=lambda rule: (rule.family, rule.name))
    return MappingProxyType({rule.name: rule for rule in found})
