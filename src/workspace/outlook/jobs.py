"""Forecasts as jobs: a page asks, the job runner computes."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import connections

from workspace.job_queue import task
from workspace.outlook.models import ForecastRun
from workspace.outlook.services import make_forecast


@task()
def make(pk: int) -> None:
    """Compute the forecast of that id."""
    run = ForecastRun.objects.select_related("case").get(pk=pk)
    make_forecast(run, at=datetime.now(UTC))
    connections.close_all()
