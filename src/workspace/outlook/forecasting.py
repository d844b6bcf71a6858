"""A forecast of the record as it stands: the core's own, kept with where it came from."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from tingqiao.case import entities
from tingqiao.model.ensemble import simulate
from tingqiao.model.intervals import with_intervals
from tingqiao.report.summary import summary_document
from workspace.matters.models.case import Case
from workspace.outlook.case_out import case_from_rows
from workspace.units.workdays import local_day

RUNS, MONTHS = 2000, 36
WORLDS, REPEATS = 100, 40  # for the intervals


def forecast(row: Case, at: datetime) -> dict[str, Any]:
    """The core's summary of a forecast that starts the month after `at`.

    Everything recorded up to now, in the room or before it, is history to it.
    """
    case = case_at(row, at)
    run = simulate(case, runs=RUNS, months=MONTHS, threads=1)
    return summary_document(
        with_intervals(run, worlds=WORLDS, repeats=REPEATS, threads=1)
    )


def case_at(row: Case, at: datetime) -> entities.Case:
    """The case as recorded, with the present month behind it."""
    case = case_from_rows(row)
    day = local_day(at)
    coming = entities.Month(day.year, day.month).later(1)
    return replace(case, start=max(case.start, coming))
