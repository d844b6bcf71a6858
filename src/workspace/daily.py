"""What the room does every morning, besides what people do."""

from __future__ import annotations

from django.conf import settings
from django.db import connections
from django.utils.timezone import now  # noqa: TID251 - jobs read the clock

from workspace.commitments.services.morning import enter_what_passed
from workspace.consent.services.on_behalf import expire_entered
from workspace.job_queue import EVERY_MORNING, periodic
from workspace.ledger.heads import export_head
from workspace.matters.models.case import Case
from workspace.outlook.services import ask_forecast


@periodic(EVERY_MORNING)
def every_morning() -> None:
    """Say what is void and what is late, sign the head of the ledger, forecast the record anew."""
    at = now()
    expire_entered(at=at)
    enter_what_passed(at=at)
    export_head(settings.CONFIGURATION.data_dir, at)
    for case in Case.objects.all():
        ask_forecast(by=None, at=at, case=case)
    connections.close_all()
