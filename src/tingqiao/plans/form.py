"""The form of a plan file: what may be written, and how each word is checked.

pydantic holds the form; `tingqiao.plans.read` turns its faults into ours.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from tingqiao.case.entities import ConsentRule, Month, Range, Text
from tingqiao.model.plan import Aggregate, Frozen, Without

_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_RULE = re.compile(r"quorum:(\d+)((?:,veto:[^,\s]+)*)")


def _told(zh: str, en: str) -> PydanticCustomError:
    """A broken rule in both languages, for `tingqiao.plans.read` to tell."""
    return PydanticCustomError("told", "{en}", {"zh": zh, "en": en})


def read_strength(value: Any) -> Range:
    """A number in [0, 1], or a range `"0.4..0.8"`."""
    low, dots, high = str(value).partition("..")
    try:
        ends = Range(float(low), float(high if dots else low))
    except ValueError:
        raise _told(
            "应为数 0.6 或范围 '0.4..0.8'",
            "must be a number such as 0.6 or a range such as '0.4..0.8'",
        ) from None
    if not 0.0 <= ends.low <= ends.high <= 1.0:
        raise _told("须在 0..1 之内，下限在前", "must lie in 0..1, the lower end first")
    return ends


def read_when(value: Any) -> int | Month:
    """Months after the start, or a calendar month `"2027-01"`."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 1200:
        return value
    found = _MONTH.fullmatch(value) if isinstance(value, str) else None
    if found is None or not 1 <= int(found[2]) <= 12:
        raise _told(
            "应为起点后的月数（0..1200）或月份 '2027-01'",
            "must be months after the start (0..1200) or a month '2027-01'",
        )
    return Month(int(found[1]), int(found[2]))


def read_rule(value: Any) -> ConsentRule:
    """`"all"`, `"quorum:2"` or `"quorum:2,veto:id"`."""
    if value == "all":
        return ConsentRule()
    found = _RULE.fullmatch(value) if isinstance(value, str) else None
    if found is None or int(found[1]) < 1:
        raise _told(
            "应为 'all'、'quorum:2' 或 'quorum:2,veto:id'",
            "must be 'all', 'quorum:2' or 'quorum:2,veto:id'",
        )
    vetoes = tuple(part.removeprefix("veto:") for part in found[2].split(",") if part)
    return ConsentRule(int(found[1]), vetoes)


Strength = Annotated[Range, BeforeValidator(read_strength)]
When = Annotated[int | Month, BeforeValidator(read_when)]
Rule = Annotated[ConsentRule, BeforeValidator(read_rule)]
Matters = Annotated[tuple[str, ...], Field(min_length=1)]
EVERY: tuple[str, ...] = ("*",)


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class NameForm(_Form):
    """A name in both languages."""

    zh: str = ""
    en: str = ""

    def text(self) -> Text:
        """As the entities have it."""
        return Text(self.zh or self.en, self.en or self.zh)


class PushForm(_Form):
    """`[[pressure]]`: a superior's steady push."""

    by: str
    strength: Strength
    start: When = Field(default=0, alias="from")
    until: When | None = None
    matters: Matters = EVERY
    on: tuple[str, ...] = ()
    fade_with_trust: bool = False


class SupportForm(_Form):
    """`[[coordination]]` or `[[participation]]`."""

    strength: Strength
    start: When = Field(default=0, alias="from")
    until: When | None = None
    matters: Matters = EVERY


class AdvocacyForm(_Form):
    """`[[advocacy]]`: a superior speaks for the shared idea."""

    by: str
    strength: Strength
    start: When = Field(default=0, alias="from")
    until: When | None = None


class ImpositionForm(_Form):
    """`[[imposed]]`: a common superior sets a rung."""

    by: str = "lowest"
    month: When
    rung: Annotated[int, Field(ge=1)]
    matters: Matters = EVERY


class OptionsForm(_Form):
    """`[options]`: how the model's rules are read."""

    cleared_monthly: bool = False
    participation_in_action: bool = True
    participation_in_monitoring: bool = True
    aggregate: Aggregate = Aggregate.WEAKEST
    threshold: Annotated[int, Field(ge=1)] = 1
    lapse_to_bottom: bool = False
    escalate_after: Annotated[int, Field(ge=1)] | None = None
    attention: Annotated[int, Field(ge=1)] = 3


class PlanForm(_Form):
    """A whole plan file."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$")]
    name: NameForm = NameForm()
    pressure: tuple[PushForm, ...] = ()
    coordination: tuple[SupportForm, ...] = ()
    participation: tuple[SupportForm, ...] = ()
    advocacy: tuple[AdvocacyForm, ...] = ()
    imposed: tuple[ImpositionForm, ...] = ()
    opening: dict[str, When] = {}
    consent: dict[str, Rule] = {}
    leap: dict[str, Annotated[int, Field(ge=1)]] = {}
    shares: dict[str, dict[str, Annotated[float, Field(ge=0.0, le=1.0)]]] = {}
    trust_start: Annotated[float, Field(gt=0.0, lt=1.0)] | None = None
    without: frozenset[Without] = frozenset()
    frozen: frozenset[Frozen] = frozenset()
    options: OptionsForm = OptionsForm()
