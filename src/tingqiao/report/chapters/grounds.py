"""What the forecast stands on: evidence by its ground, sources, conflicts, assumptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tingqiao.case.entities import Case, Matter, Range, Rung, Source, Text
from tingqiao.model.parameters import PARAMETERS, Parameter
from tingqiao.report.evidence import Evidence, evidence_of
from tingqiao.report.wording import percent

if TYPE_CHECKING:
    from tingqiao.model.ensemble import Ensemble


@dataclass(frozen=True)
class Assumption:
    """One parameter of the model and the range this run drew it from."""

    parameter: Parameter
    drawn: Range
    is_of_case: bool  # set by the case instead of by the model


@dataclass(frozen=True)
class GroundsChapter:
    """Evidence and judgement, source by source; then every assumption."""

    heading: Text
    evidence: Evidence
    sources: tuple[Source, ...]
    notes: str
    assumptions: tuple[Assumption, ...]
    matters: tuple[Matter, ...]
    ladder: tuple[Rung, ...]


def grounds_chapter(run: Ensemble) -> GroundsChapter:
    """The chapter of `run`."""
    case = run.case
    evidence = evidence_of(case)
    return GroundsChapter(
        _heading(evidence),
        evidence,
        tuple(sorted(case.sources, key=lambda source: (source.grade, source.id))),
        case.notes.strip(),
        tuple(_assumption(case, parameter) for parameter in PARAMETERS.values()),
        case.matters,
        case.ladder,
    )


def _assumption(case: Case, parameter: Parameter) -> Assumption:
    own = case.parameters.get(parameter.name)
    return Assumption(parameter, own or parameter.bounds, own is not None)


def _heading(evidence: Evidence) -> Text:
    share = {kind: percent(evidence.share(kind)) for kind in ("source", "judgement")}
    return Text(
        f"案例里 {share['source']} 的行有来源，{share['judgement']} 凭判断；"
        "模型的参数没有一个是量出来的",
        f"{share['source']} of the case's rows have a source, {share['judgement']} rest "
        "on judgement; no parameter of the model is measured",
    )


def as_range(value: Range | None) -> str:
    """A number as the case gives it: a point, a range, or nothing."""
    if value is None:
        return "—"
    if value.is_point:
        return f"{value.low:g}"
    return f"{value.low:g}–{value.high:g}"
