"""What is known of one cooperation: governments, matters, evidence.

Everything here is frozen and speaks names, not numbers: `tingqiao.case.load`
makes it from files, `tingqiao.case.check` has already held it to the rules, and
`tingqiao.model.encode` turns it into arrays. Source of the format: the case
format in docs/reference/case-format.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeVar

_Named = TypeVar("_Named", "Government", "Matter")
Language = Literal["zh", "en"]


class Text(NamedTuple):
    """One text in both languages; either may stand in for an empty other."""

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        """The text in `language`, or in the other one where that is empty."""
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)


class Range(NamedTuple):
    """A number known as a point (`low == high`) or only as a range, drawn once a run."""

    low: float
    high: float

    @property
    def is_point(self) -> bool:
        """Whether nothing is left to draw."""
        return self.low == self.high

    @property
    def middle(self) -> float:
        """The middle of the range."""
        return 0.5 * (self.low + self.high)


class Month(NamedTuple):
    """A calendar month."""

    year: int
    month: int  # 1..12

    @property
    def index(self) -> int:  # type: ignore[override]  # a month is no sequence
        """Months since the year 0, so that months subtract."""
        return 12 * self.year + self.month - 1

    def later(self, months: int) -> Month:
        """The month `months` after this one (earlier where negative)."""
        year, month = divmod(self.index + months, 12)
        return Month(year, month + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


class PartialDate(NamedTuple):
    """A date as far as its source tells it: a year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first_month(self) -> Month:
        """The earliest month it can lie in."""
        return Month(self.year, self.month or 1)

    @property
    def last_month(self) -> Month:
        """The latest month it can lie in."""
        return Month(self.year, self.month or 12)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


class EventKind(StrEnum):
    """What an event is evidence of."""

    PROBLEM = "problem"
    INFORMATION = "information"
    MEETING = "meeting"
    AGREEMENT = "agreement"
    BODY = "body"
    ACTION = "action"
    LATE = "late"
    LAPSE = "lapse"
    MANDATE = "mandate"
    PRESSURE = "pressure"
    PARTICIPATION = "participation"
    OUTCOME = "outcome"


class Grade(StrEnum):
    """How far a source is trusted: A official, B named press, C anything else."""

    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a row rests on: sources, judgement, or the default of the format."""

    sources: tuple[str, ...] = ()
    judgement: bool = False

    @property
    def kind(self) -> Literal["source", "judgement", "default"]:
        """The weakest ground the row admits to, sources first."""
        if self.judgement:
            return "judgement"
        return "source" if self.sources else "default"


DEFAULT_BASIS = Basis()
DEFAULT_CAPACITY = Range(2.0, 2.0)
DEFAULT_IDEA = Range(0.5, 0.5)
NO_WORDS = Range(0.0, 0.0)  # neither kept nor broken: no evidence yet


@dataclass(frozen=True, slots=True)
class Government:
    """A government or a superior of governments."""

    id: str
    name: Text
    superior: str | None  # id, or None at the root
    level: str  # a free word: town, county, province ...
    capacity: Range = DEFAULT_CAPACITY  # open parts carried at full speed at once, > 0
    idea: Range = DEFAULT_IDEA  # adherence to the shared idea at the start, [0, 1]
    basis: Basis = DEFAULT_BASIS


@dataclass(frozen=True, slots=True)
class ConsentRule:
    """Who must consent before a matter climbs: all, or a quorum with named vetoes."""

    quorum: int | None = None  # None: all parties
    vetoes: tuple[str, ...] = ()  # ids of parties whose consent is always needed


@dataclass(frozen=True, slots=True)
class Matter:
    """A cross-boundary problem and the governments it takes to solve it."""

    id: str
    name: Text
    parties: tuple[str, ...]  # at least two government ids
    opened: Month | None  # None: open from the start
    rung: int  # where it stood before its first recorded event, 0..R
    complexity: Range  # [0, 1]
    fragmentation: Range | None  # [0, 1]; None: computed from the tree
    benefit: Range  # > 0, case unit a month, the matter fully handled
    cost: Range  # >= 0, case unit a month, highest institution
    specificity: Range  # [0, 1]
    measurability: Range  # [0, 1]
    consent: ConsentRule = ConsentRule()
    basis: Basis = DEFAULT_BASIS


@dataclass(frozen=True, slots=True)
class Share:
    """A party's part of a matter's benefit."""

    matter: str
    government: str
    share: Range
    basis: Basis = DEFAULT_BASIS


@dataclass(frozen=True, slots=True)
class Tie:
    """What one government knows of and needs from another, before the start."""

    source: str  # column `from`: who depends and who trusts
    target: str  # column `to`: on whom
    dependence: Range | None  # [0, 1]; None: the model's default
    kept: Range = NO_WORDS  # words kept, >= 0
    broken: Range = NO_WORDS  # words broken, >= 0
    basis: Basis = DEFAULT_BASIS


@dataclass(frozen=True, slots=True)
class Event:
    """One recorded act or happening."""

    date: PartialDate
    matter: str | None  # None: `*`, all matters
    actors: tuple[str, ...]
    kind: EventKind
    strength: Range | None  # [0, 1]; None: the default of the kind
    text: Text
    sources: tuple[str, ...]
    rung: int | None = None  # reached, fallen back to, or set by a mandate


@dataclass(frozen=True, slots=True)
class Outcome:
    """A measured result, as its source gives it."""

    matter: str
    measure: str
    unit: str
    value: str
    date: PartialDate | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that something rests on."""

    id: str
    title: str
    publisher: str
    date: PartialDate | None
    url: str
    grade: Grade


@dataclass(frozen=True, slots=True)
class Rung:
    """One institution on the ladder; values are shares in [0, 1] but for `due`."""

    name: Text
    value: float  # g: share of the benefit released
    enforcement: float  # e: share of the risk removed by what is written
    transaction_cost: float  # c: share of the matter's cost
    autonomy_cost: float  # a: share of the matter's cost
    coordination: float  # h: standing horizontal coordination
    due: int  # months within which all should have acted


@dataclass(frozen=True)
class Case:
    """One cooperation, checked and complete.

    `parameters` are the case's own overrides of model parameters, by name;
    `notes` is the case's free text on conflicts between sources, if it has any.
    """

    id: str
    name: Text
    summary: Text
    unit: str
    start: Month
    months: int
    ladder: tuple[Rung, ...]  # rung 0 (alone) first
    governments: tuple[Government, ...]
    matters: tuple[Matter, ...]
    shares: tuple[Share, ...] = ()
    ties: tuple[Tie, ...] = ()
    events: tuple[Event, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    sources: tuple[Source, ...] = ()
    parameters: Mapping[str, Range] = field(
        default_factory=lambda: MappingProxyType({})
    )
    notes: str = ""

    @property
    def top(self) -> int:
        """The highest rung, R."""
        return len(self.ladder) - 1

    def government(self, government_id: str) -> Government:
        """The government of that id; KeyError where there is none."""
        return _by_id(self.governments, government_id)

    def matter(self, matter_id: str) -> Matter:
        """The matter of that id; KeyError where there is none."""
        return _by_id(self.matters, matter_id)


def _by_id(rows: tuple[_Named, ...], wanted: str) -> _Named:
    for row in rows:
        if row.id == wanted:
            return row
    raise KeyError(wanted)
