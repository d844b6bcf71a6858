"""Asking for a forecast, and making it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from workspace.ledger.models import LedgerEntry
from workspace.matters.models.case import Case
from workspace.outlook import rules
from workspace.outlook.forecasting import forecast
from workspace.outlook.models import ForecastRun
from workspace.units.models import Mandate


@transaction.atomic
def ask_forecast(*, by: Mandate | None, at: datetime, case: Case) -> ForecastRun:
    """A forecast of the present record is made, or was made already.

    By anyone who acts for a member of the case; `by` is None for the room itself.
    The record is not touched, so nothing is entered in the ledger.
    """
    if by is not None:
        rules.ASK.require(by, case, at)
    seq = _recorded(case)
    known = case.forecasts.exclude(state=ForecastRun.State.FAILED)
    found = known.filter(ledger_seq=seq).first()
    if found is not None:
        return found
    run = ForecastRun.objects.create(
        case=case, asked_by=by, asked_at=at, ledger_seq=seq
    )
    transaction.on_commit(lambda: _queue(run.pk))
    return run


def make_forecast(run: ForecastRun, *, at: datetime) -> ForecastRun:
    """Compute a forecast that waits; where it fails, its row says why.

    Not one transaction: while it computes, pages show that it runs.
    """
    waiting = ForecastRun.objects.filter(pk=run.pk, state=ForecastRun.State.WAITING)
    if not waiting.update(state=ForecastRun.State.RUNNING):
        return ForecastRun.objects.get(pk=run.pk)
    try:
        run.summary = forecast(run.case, at)
        run.case_digest = run.summary["case"]["digest"]
        run.state, run.progress = ForecastRun.State.DONE, 1.0
    except Exception as fault:  # whatever it is, the page must not wait for ever
        run.state, run.fault = ForecastRun.State.FAILED, repr(fault)
        raise
    finally:
        run.done_at = at
        run.save()
    return run


def take_up_again() -> int:
    """Queue what was left unfinished when the job runner last stopped; how many.

    Called once, by the only job runner, before it takes any work.
    """
    left = ForecastRun.objects.filter(
        state__in=[ForecastRun.State.WAITING, ForecastRun.State.RUNNING]
    )
    pks = list(left.values_list("pk", flat=True))
    left.update(state=ForecastRun.State.WAITING)
    for pk in pks:
        _queue(pk)
    return len(pks)


def _recorded(case: Case) -> int:
    entries = LedgerEntry.objects.filter(scope__startswith=f"{case.code}/")
    last = entries.order_by("-seq").values_list("seq", flat=True).first()
    return last or 0


def _queue(pk: int) -> None:
    from workspace.outlook.jobs import make

    make(pk)
