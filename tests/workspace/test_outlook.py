"""The forecast of the live record: asked for once, made as a job, honest about its age."""

from __future__ import annotations

from datetime import timedelta

import pytest
from towns import AT, mandate_of

from tingqiao.case.load import load_case
from workspace.accounts.permission import NotPermitted
from workspace.ledger.models import LedgerEntry
from workspace.matters.models.case import Case
from workspace.matters.models.matter import Matter
from workspace.matters.services.climbing import impose
from workspace.outlook import forecasting
from workspace.outlook.case_in import import_case
from workspace.outlook.forecasting import case_at
from workspace.outlook.models import ForecastRun
from workspace.outlook.queries import chance_of_next, latest_forecast, willingness
from workspace.outlook.services import (
    ask_forecast,
    make_forecast,
    take_up_again,
)
from workspace.units.models import Power, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(monkeypatch):
    for name, few in {"RUNS": 200, "MONTHS": 12, "WORLDS": 10, "REPEATS": 10}.items():
        monkeypatch.setattr(forecasting, name, few)
    return import_case(load_case("tingqiaohe"), at=AT)


def test_the_room_is_forecast_from_what_was_done_in_it(case):
    centre = mandate_of(Unit.objects.get(code="guowuyuan"), Power.SETTLE)
    road = Matter.objects.get(code="M3a")
    run = make_forecast(ask_forecast(by=None, at=AT, case=case), at=AT)
    assert run.state == "done"
    before = chance_of_next(run, road)
    assert 0 <= before.low <= before.value <= before.high <= 1
    moved = impose(by=centre, at=AT, matter=road, rung=3, reason="试点")
    assert chance_of_next(run, moved) is None, (
        "an old forecast never speaks of a new rung"
    )
    assert willingness(run, moved) == []
    again = make_forecast(ask_forecast(by=None, at=AT, case=case), at=AT)
    assert again.pk != run.pk
    assert again.case_digest != run.case_digest
    assert again.summary["matters"]["M3a"]["rung"] == 3
    assert latest_forecast(case) == again
    assert {w.unit for w in willingness(again, moved)} == {"anting", "huaqiao", "baihe"}


def test_the_same_record_is_forecast_once(case):
    first = ask_forecast(by=None, at=AT, case=case)
    assert ask_forecast(by=None, at=AT + timedelta(hours=1), case=case) == first
    make_forecast(first, at=AT)
    assert make_forecast(first, at=AT + timedelta(days=1)).done_at == AT


def test_a_forecast_touches_no_record(case):
    n_entries = LedgerEntry.objects.count()
    make_forecast(ask_forecast(by=None, at=AT, case=case), at=AT)
    assert LedgerEntry.objects.count() == n_entries


def test_a_forecast_starts_after_the_present_month_and_never_before_its_case(case):
    assert str(case_at(case, AT).start) == "2026-12"
    assert str(case_at(case, AT + timedelta(days=60)).start) == "2027-02"
    assert str(case_at(case, AT - timedelta(days=900)).start) == "2026-12"


def test_only_members_of_the_case_ask(case):
    anting = mandate_of(Unit.objects.get(code="anting"), Power.PREPARE)
    assert ask_forecast(by=anting, at=AT, case=case).asked_by == anting
    far = mandate_of(Unit.objects.create(code="far", name_zh="远镇"), Power.CONFIRM)
    with pytest.raises(NotPermitted, match="不在这个案例"):
        ask_forecast(by=far, at=AT, case=case)


def test_a_forecast_that_fails_says_so_and_may_be_asked_again(case, monkeypatch):
    def fails(*_):
        raise MemoryError("no room")

    monkeypatch.setattr("workspace.outlook.services.forecast", fails)
    run = ask_forecast(by=None, at=AT, case=case)
    with pytest.raises(MemoryError):
        make_forecast(run, at=AT)
    run = ForecastRun.objects.get()
    assert (run.state, run.done_at) == ("failed", AT)
    assert "no room" in run.fault
    assert ask_forecast(by=None, at=AT, case=case) != run
    assert Case.objects.count() == 1


def test_what_a_stopped_runner_left_is_taken_up_again(case, monkeypatch):
    queued = []
    monkeypatch.setattr("workspace.outlook.services._queue", queued.append)
    run = ask_forecast(by=None, at=AT, case=case)
    ForecastRun.objects.update(state="running")
    assert take_up_again() == 1
    assert queued == [run.pk]
    assert ForecastRun.objects.get().state == "waiting"
