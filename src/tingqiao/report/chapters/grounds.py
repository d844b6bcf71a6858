"""What the forecast stands on: evidence by its ground, sources, conflicts, assumptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tingqiao.case.entities import Case, Grade, Range, Source, Text
from tingqiao.case.evidence import Evidence, evidence_shares
from tingqiao.model.parameters import PARAMETERS, Parameter
from tingqiao.report.wording import percent

if TYPE_CHECKING:
    from tingqiao.model.ensemble import Ensemble

Setter = Literal["run", "case", "model"]


@dataclass(frozen=True)
class Assumption:
    """One parameter of the model and the range this run drew it from."""

    parameter: Parameter
    drawn: Range
    set_by: Setter


@dataclass(frozen=True)
class GroundsChapter:
    """Evidence and judgement, source by source; then every assumption."""

    heading: Text
    evidence: Evidence
    grades: tuple[tuple[Grade, int], ...]  # how many sources of each grade
    sources: tuple[Source, ...]
    notes: str
    assumptions: tuple[Assumption, ...]


def grounds_chapter(run: Ensemble) -> GroundsChapter:
    """The chapter of `run`."""
    case = run.case
    evidence = evidence_shares(case)
    return GroundsChapter(
        _heading(evidence),
        evidence,
        tuple((grade, _graded(case, grade)) for grade in Grade),
        tuple(sorted(case.sources, key=lambda source: (source.grade, source.id))),
        case.notes.strip(),
        tuple(_assumption(run, parameter) for parameter in PARAMETERS.values()),
    )


def _graded(case: Case, grade: Grade) -> int:
    return sum(source.grade is grade for source in case.sources)


def _assumption(run: Ensemble, parameter: Parameter) -> Assumption:
    """The range drawn from: given to the run, else set by the case, else the model's."""
    given = run.parameters.get(parameter.name)
    own = run.case.parameters.get(parameter.name)
    ground: Setter = "run" if given else ("case" if own else "model")
    return Assumption(parameter, given or own or parameter.bounds, ground)


def _heading(evidence: Evidence) -> Text:
    source, judgement = percent(evidence.source), percent(evidence.judgement)
    return Text(
        f"案例里 {source} 的数有来源，{judgement} 凭判断；模型的参数没有一个是量出来的",
        f"{source} of the case's numbers have a source, {judgement} rest on judgement; "
        "no parameter of the model is measured",
    )


def as_range(value: Range | None) -> str:
    """A number as the case gives it: a point, a range, or nothing."""
    if value is None:
        return "—"
    if value.is_point:
        return f"{value.low:.3g}"
    return f"{value.low:.3g}–{value.high:.3g}"
