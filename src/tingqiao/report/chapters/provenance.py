"""What it takes to compute the same numbers again."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tingqiao.case.entities import Range
from tingqiao.model.plan import AS_RECORDED

if TYPE_CHECKING:
    from tingqiao.model.ensemble import Ensemble


@dataclass(frozen=True)
class Again:
    """The command that recomputes a report, and the digests it should show."""

    command: str
    case: str
    parameters: str
    plan: str
    model: str


def how_to_repeat(
    run: Ensemble, others: Sequence[Ensemble], command: str | None
) -> Again:
    """The stamps of `run`, and `command` or the one that its provenance spells."""
    made = run.provenance
    return Again(
        command or _command(run, others),
        short(made.case_digest),
        short(made.parameters_digest),
        short(made.plan_digest),
        short(made.model_digest),
    )


def _command(run: Ensemble, others: Sequence[Ensemble]) -> str:
    made = run.provenance
    words = ["tingqiao", "forecast", made.case_id]
    for plan in _plans(run, others):
        words += ["--plan", plan]
    words += ["--runs", str(made.runs), "--months", str(made.months)]
    words += ["--seed", str(made.seed)]
    for name, value in run.parameters.items():
        words += ["--param", f"{name}={_spelt(value)}"]
    return shlex.join(words)


def _plans(run: Ensemble, others: Sequence[Ensemble]) -> list[str]:
    """The plans to name: the base first; none where only the record was run."""
    if not others and run.plan == AS_RECORDED:
        return []
    return [one.plan.id for one in (run, *others)]


def _spelt(value: Range) -> str:
    """A number as the command line takes it: a point or `low..high`."""
    return f"{value.low!r}" if value.is_point else f"{value.low!r}..{value.high!r}"


def short(digest: str) -> str:
    """The first eight letters of a digest, in two groups."""
    return f"{digest[:4]} {digest[4:8]}"
