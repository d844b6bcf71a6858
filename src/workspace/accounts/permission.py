"""Who may, said as rules that explain themselves.

A `Rule` is a row of conditions, each a `rules` predicate of an `Ask` with the
sentence that tells what is missing and who can change it. The first condition
that does not hold is the denial. "Not you" is `NotPermitted`; "not now" is
`NotNow`, which waiting or somebody's act can mend.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import rules

from workspace.wording import Words


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to a rule: may `by` do this to `on` at that moment."""

    by: Any  # a Mandate, or a Person for administration
    on: Any
    at: datetime
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing a rule asks, with what to say where it does not hold."""

    holds: rules.Predicate  # of an Ask
    says: Words | Callable[[Ask], Words]
    remedy: Words | Callable[[Ask], Words]
    timely: bool = False  # True: a matter of when, not of who

    def denial(self, rule: str, ask: Ask) -> Denied:
        """The denial of `ask`, in words."""
        kind = NotNow if self.timely else NotPermitted
        return kind(rule, _worded(self.says, ask), _worded(self.remedy, ask))


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may do one act, and when."""

    name: str  # app.act, as in the ledger
    conditions: tuple[Condition, ...]

    def denial(self, ask: Ask) -> Denied | None:
        """Why not, or None where the act is allowed."""
        for condition in self.conditions:
            if not condition.holds.test(ask):
                return condition.denial(self.name, ask)
        return None

    def allows(self, by: Any, on: Any, at: datetime, **more: Any) -> bool:
        """Whether the act is allowed: for showing a button or not."""
        return self.denial(Ask(by, on, at, more)) is None

    def require(self, by: Any, on: Any, at: datetime, **more: Any) -> None:
        """Raise the denial, if there is one."""
        denial = self.denial(Ask(by, on, at, more))
        if denial is not None:
            raise denial


class Denied(Exception):  # noqa: N818 - an answer, not a fault
    """An act the rules do not allow, with the reason and who can change it."""

    def __init__(self, rule: str, says: Words, remedy: Words) -> None:
        super().__init__(rule, says, remedy)
        self.rule, self.says, self.remedy = rule, says, remedy

    def __str__(self) -> str:
        return f"{self.says} {self.remedy}"


class NotPermitted(Denied):
    """Not by this person, or not under this mandate."""


class NotNow(Denied):
    """Not at this moment, or not in this state."""


def _worded(words: Words | Callable[[Ask], Words], ask: Ask) -> Words:
    return words if isinstance(words, Words) else words(ask)
