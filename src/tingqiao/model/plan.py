"""A plan: levers that an intervention writes and the submodels read.

A plan never adds code to the model. It says who pushes what, when and how hard,
who meets and who speaks, which matters open when, under which rule they climb,
and which parts of the model are held still. All plans of a comparison share their
draws, because no lever is part of a draw's address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from tingqiao.case.entities import ConsentRule, Range, Text

ALL_MATTERS = ("*",)
_AS_RECORDED = Text("照记录", "as recorded")
LOWEST = "lowest"  # as the superior of a push: each matter's lowest common superior


class Frozen(StrEnum):
    """What a plan may hold still, to see what it was good for."""

    MACRO = "macro"  # the idea keeps its value at the start
    MESO = "meso"  # institutions neither enforce nor coordinate
    MICRO = "micro"  # nothing speeds action
    TRUST = "trust"  # trust keeps its value at the start
    BELIEF = "belief"  # belief keeps its value at the start


class Without(StrEnum):
    """What a plan may take away altogether, the recorded part included."""

    PRESSURE = "pressure"
    COORDINATION = "coordination"
    PARTICIPATION = "participation"


class Aggregate(StrEnum):
    """How the parties' kept words make the matter's output."""

    WEAKEST = "weakest"
    MEAN = "mean"
    THRESHOLD = "threshold"


@dataclass(frozen=True, slots=True)
class Push:
    """A superior's steady push: `strength` in [0, 1] from month `start` to `until`.

    Months count from the start of the case; `until` is the first month without it
    (None: to the end). `on` names the parties pushed (empty: all below `by`). With
    `fade_with_trust` a party feels strength · (1 − its trust in its partners).
    """

    by: str
    strength: Range
    start: int = 0
    until: int | None = None
    matters: tuple[str, ...] = ALL_MATTERS
    on: tuple[str, ...] = ()
    fade_with_trust: bool = False


@dataclass(frozen=True, slots=True)
class Support:
    """Steady coordination or participation in some matters, in [0, 1]."""

    strength: Range
    start: int = 0
    until: int | None = None
    matters: tuple[str, ...] = ALL_MATTERS


@dataclass(frozen=True, slots=True)
class Advocacy:
    """A superior's advocacy of the shared idea: added to ι each month, in [0, 1]."""

    by: str
    strength: Range
    start: int = 0
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Imposition:
    """A common superior sets a rung in one month, without asking for consent."""

    by: str  # LOWEST or the id of a superior of every party
    month: int
    rung: int
    matters: tuple[str, ...] = ALL_MATTERS


@dataclass(frozen=True)
class Plan:
    """Everything an intervention may write; the default is the case as recorded.

    `opening`, `consent`, `leap` and `shares` go by matter id (`"*"`: every matter
    without an entry of its own). `trust_start` replaces what the record says of
    trust. `escalate_after` months of standstill or lateness carry a matter up to
    its lowest common superior, who attends to `attention` matters at once.
    """

    id: str = "recorded"
    name: Text = _AS_RECORDED
    pressure: tuple[Push, ...] = ()
    coordination: tuple[Support, ...] = ()
    participation: tuple[Support, ...] = ()
    advocacy: tuple[Advocacy, ...] = ()
    imposed: tuple[Imposition, ...] = ()
    opening: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    consent: Mapping[str, ConsentRule] = field(
        default_factory=lambda: MappingProxyType({})
    )
    leap: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    shares: Mapping[str, Mapping[str, float]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    trust_start: float | None = None
    without: frozenset[Without] = frozenset()
    frozen: frozenset[Frozen] = frozenset()
    cleared_monthly: bool = False
    participation_in_action: bool = True
    participation_in_monitoring: bool = True
    aggregate: Aggregate = Aggregate.WEAKEST
    threshold: int = 1
    lapse_to_bottom: bool = False
    escalate_after: int | None = None
    attention: int = 3


AS_RECORDED = Plan()
