"""What the room does by itself every morning."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.utils.timezone import now

from workspace.daily import every_morning
from workspace.job_queue import EVERY_MORNING
from workspace.ledger.heads import read_head
from workspace.ledger.models import LedgerEntry
from workspace.matters.services.saying import give_words
from workspace.outlook.models import ForecastRun

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def queued(monkeypatch):
    """The forecasts put into the queue, which nothing here runs."""
    pks = []
    monkeypatch.setattr("workspace.outlook.services._queue", pks.append)
    return pks


def test_every_morning_the_ledger_is_signed_and_the_record_forecast_anew(room, queued):
    give_words(by=room["anting"], at=now(), matter=room.matter, text="话")
    every_morning.call_local()
    (head,) = (settings.CONFIGURATION.data_dir / "heads").glob("*.json")
    assert read_head(head).hash == LedgerEntry.objects.get().hash
    assert queued == [ForecastRun.objects.get().pk]
    every_morning.call_local()
    assert len(queued) == 1, "nothing new was recorded"


def test_morning_is_half_past_six_in_shanghai():
    from datetime import datetime

    assert EVERY_MORNING(datetime(2026, 11, 23, 22, 30))  # noqa: DTZ001 - the runner's clock is UTC
    assert not EVERY_MORNING(datetime(2026, 11, 23, 6, 30))  # noqa: DTZ001
