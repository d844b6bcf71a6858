"""The way walked and the way ahead: record and forecast on one time axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tingqiao.case.entities import Case, Event, Matter, Month, Text
from tingqiao.model.history import History, month_of
from tingqiao.report.chances import last_month, quantile
from tingqiao.report.figures.streams import Streams
from tingqiao.report.figures.timeline import Happening, Timeline
from tingqiao.report.wording import amount, horizon, unit_name

if TYPE_CHECKING:
    from tingqiao.model.ensemble import Ensemble

MOST_YEARS_BACK = 20


@dataclass(frozen=True)
class JourneyChapter:
    """The whole on one axis, each matter on its own, every event in a table."""

    heading: Text
    benefit: Text
    timeline: Timeline
    matters: tuple[tuple[Matter, Streams], ...]
    events: tuple[tuple[Event, Text], ...]  # with the name of its matter


def journey_chapter(run: Ensemble, history: History) -> JourneyChapter:
    """The chapter of `run`."""
    timeline = timeline_of(run, history)
    return JourneyChapter(
        _heading(run, timeline),
        _benefit(run),
        timeline,
        tuple((m, _streams(run, history, m, timeline)) for m in run.case.matters),
        tuple((event, _matter_name(run.case, event)) for event in _in_order(run.case)),
    )


def timeline_of(run: Ensemble, history: History) -> Timeline:
    """Rungs in total, past and to come."""
    case = run.case
    first = _first_month(case, history)
    return Timeline(
        _total_steps(case, history, first),
        _years(run),
        np.asarray(run.summary["rungs_total"].values, dtype=float),
        case.top * len(case.matters),
        tuple(_happenings(case, history, first)),
    )


def _years(run: Ensemble) -> np.ndarray:
    return (run.case.start.index + np.asarray(run.summary["month"].values)) / 12.0


def _first_month(case: Case, history: History) -> Month:
    """A year before the first step of the record, at most twenty before the start."""
    steps = [month.index for path in history.path.values() for month, _ in path]
    first = min(steps, default=case.start.index) - 12
    return Month(0, 1).later(max(first, case.start.index - 12 * MOST_YEARS_BACK))


def _rung_at(matter: Matter, history: History, month: int, top: int) -> int:
    rung = min(matter.rung, top)
    for step, reached in history.path[matter.id]:
        if step.index <= month:
            rung = reached
    return rung


def _total_at(case: Case, history: History, month: int) -> int:
    return sum(_rung_at(m, history, month, case.top) for m in case.matters)


def _total_steps(case: Case, history: History, first: Month) -> tuple[tuple[float, float], ...]:  # fmt: skip
    steps = {month.index for path in history.path.values() for month, _ in path}
    shown = sorted(
        {first.index, case.start.index} | {s for s in steps if s > first.index}
    )
    return tuple((m / 12.0, float(_total_at(case, history, m))) for m in shown)


def _happenings(case: Case, history: History, first: Month) -> list[Happening]:
    """One event a month in which the total moved: the one whose matter moved most."""
    found: dict[int, Happening] = {}
    for event in _in_order(case):
        month = month_of(event.date).index
        change = _total_at(case, history, month) - _total_at(case, history, month - 1)
        moved = event.matter is not None and _moved(history, event.matter, month)
        if not first.index < month < case.start.index or not change or not moved:
            continue
        level = float(_total_at(case, history, month))
        found[month] = Happening(
            month / 12.0, level, change, event.text,
            str(event.date), " ".join(event.sources[:2]),
        )  # fmt: skip
    return list(found.values())


def _moved(history: History, matter: str, month: int) -> bool:
    return any(step.index == month for step, _ in history.path[matter])


def _in_order(case: Case) -> list[Event]:
    return sorted(case.events, key=lambda event: month_of(event.date).index)


def _matter_name(case: Case, event: Event) -> Text:
    if event.matter is None:
        return Text("全部", "all")
    return case.matter(event.matter).name


def _streams(
    run: Ensemble, history: History, matter: Matter, whole: Timeline
) -> Streams:
    case = run.case
    first = round(12 * whole.record[0][0])
    steps = [s.index for s, _ in history.path[matter.id] if s.index > first]
    record = tuple(
        (month / 12.0, float(_rung_at(matter, history, month, case.top)))
        for month in [first, *steps, case.start.index]
    )
    return Streams(
        matter.name,
        tuple(rung.name for rung in case.ladder),
        record,
        whole.years,
        np.asarray(run.summary["p_rung"].sel(matter=matter.id).values, dtype=float),
    )


def _heading(run: Ensemble, timeline: Timeline) -> Text:
    now = timeline.record[-1][1]
    low, middle, high = (timeline.fan[-1, i] for i in (0, 2, 4))
    span = horizon(last_month(run))
    return Text(
        f"各事项至今共登上 {now:.0f} 级；{span.zh}后中位 {middle:.0f} 级，"
        f"八成把握 {low:.0f}–{high:.0f} 级",
        f"All matters together have climbed {now:.0f} rungs; in {span.en} the median "
        f"is {middle:.0f}, 80 % interval {low:.0f}–{high:.0f}",
    )


def _benefit(run: Ensemble) -> Text:
    """What cooperation is worth a month, soon and at the end, in the case's unit."""
    last, unit = last_month(run), run.case.unit
    near, far = (
        [amount(quantile(run, "benefit", q, month=month)) for q in (0.1, 0.5, 0.9)]
        for month in (1, last)
    )
    span = horizon(last)
    return Text(
        f"各事项每月合计的收益（单位：{unit_name(unit, 'zh')}）：开头中位 {near[1]}（八成把握 "
        f"{near[0]}–{near[2]}），{span.zh}后 {far[1]}（{far[0]}–{far[2]}）。",
        f"Benefit a month of all matters together, in {unit_name(unit, 'en')}: at first a median of "
        f"{near[1]} (80 % interval {near[0]}–{near[2]}), in {span.en} {far[1]} "
        f"({far[0]}–{far[2]}).",
    )
