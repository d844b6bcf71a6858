"""Acts on commitments, help and agreements stand or fall with their ledger entry."""

from __future__ import annotations

import inspect
import threading
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from promises import build_promises
from test_all_or_nothing import everything
from towns import LATER, build_room

import workspace.agreements.services as agreements
from workspace.accounts.permission import Denied
from workspace.commitments.services import (
    extending,
    helping,
    morning,
    overdue,
    promising,
    reporting,
)
from workspace.commitments.services.helping import Answer, Call
from workspace.commitments.services.reporting import Report
from workspace.commitments.terms import Terms
from workspace.ledger.models import LedgerEntry

pytestmark = pytest.mark.django_db
MODULES = (extending, helping, morning, overdue, promising, reporting, agreements)
# run inside other acts, in their transaction, or are several acts one after another
INNER = {"record_if_late", "enter_reached", "enter_what_passed"}
SERVICES = {
    name: thing
    for module in MODULES
    for name, thing in vars(module).items()
    if inspect.isfunction(thing)
    and thing.__module__ == module.__name__
    and not name.startswith("_")
    and name not in INNER
}
LONG_AFTER = LATER + timedelta(days=60)


@pytest.fixture
def acts(room):
    """One call of every service, each ready to succeed."""
    made = build_promises(room)
    a, h, j = room["anting"], room["huaqiao"], room["jiading"]
    on, why = {"at": LATER}, {"reason": "理由", "at": LATER}
    read = {"signature": made.turn, "fingerprint": made.version.fingerprint, **on}
    plain, delivered = {"commitment": made.plain}, {"commitment": made.delivered}
    helped = {"step": made.asked.steps.first(), "answer": Answer("inform", "好")}
    lagging = promising.commit(
        by=h, matter=room.matter, terms=Terms("巡逻", "有人", date(2026, 12, 7)), **on
    )
    lag = {"commitment": lagging, "at": LONG_AFTER}
    return {
        "commit": {"by": a, "matter": room.matter, "terms": Terms("新", "x", date(2026, 12, 7)), **on},
        "withdraw_commitment": {"by": a, **plain, **why},
        "report_progress": {"by": a, **plain, "report": Report("半", 0.5), **on},
        "deliver": {"by": a, **plain, "report": Report("完"), **on},
        "verify_delivery": {"by": h, **delivered, **on},
        "return_delivery": {"by": h, **delivered, **why},
        "ask_extension": {"by": a, **plain, "new_due": date(2026, 12, 21), **why},
        "object_to_extension": {"by": h, "extension": made.extension, **why},
        "grant_extension": {"by": h, "extension": made.extension, **on},
        "enter_silent_grants": {"at": LONG_AFTER},
        "enter_lateness": {"at": LONG_AFTER},
        "remind": {"at": LONG_AFTER},
        "enter_lags": {"at": LONG_AFTER},
        "enter_levels": {"at": LONG_AFTER},
        "ask_help": {"by": a, "matter": room.matter, "call": Call(h.unit, "拖"), **on},
        "ask_help_by_lag": lag,
        "answer_lag": {"by": room["kunshan"], "answer": Answer("inform", "好"), **lag},
        "raise_help": {"by": h, "escalation": made.answered, **why},
        "withdraw_help": {"by": h, "escalation": made.asked, **why},
        "answer_help": {"by": j, **helped, **on},
        "issue_agreement": {"by": a, "text": made.version.text, **on},
        "sign": {"by": a, **read},
        "return_scan": {"by": a, "scan": ContentFile(b"%PDF-1.7"), **read},
        "refuse_to_sign": {"by": a, "signature": made.turn, **why},
        "hand_over": {"by": a, "signature": made.turn, "to": a, **on},
    }  # fmt: skip


def test_every_service_is_tried_here(acts):
    assert set(acts) == set(SERVICES)


def test_an_act_whose_entry_fails_has_not_happened(acts, monkeypatch):
    def fails(*_, **__):
        raise OSError("disk full")

    before = everything()
    for name, given in acts.items():
        with monkeypatch.context() as patch:
            patch.setattr(LedgerEntry, "save", fails)
            with pytest.raises(OSError, match="disk full"):
                SERVICES[name](**given)
        assert everything() == before, name


def test_an_act_that_succeeds_is_entered(acts):
    n_entries = LedgerEntry.objects.count()
    for name, given in acts.items():
        with transaction.atomic():
            SERVICES[name](**given)
            assert LedgerEntry.objects.count() > n_entries, name
            transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_two_verifying_at_once_verify_once():
    room = build_room()
    made = build_promises(room)
    came_to, gate = [], threading.Barrier(6)

    def run(code):
        gate.wait()
        try:
            reporting.verify_delivery(
                by=room[code], at=LATER, commitment=made.delivered
            )
            came_to.append("done")
        except Denied:
            came_to.append("denied")
        finally:
            connection.close()

    codes = ["huaqiao", "baihe"] * 3
    threads = [threading.Thread(target=run, args=[code]) for code in codes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(came_to) == ["denied"] * 5 + ["done"]
    assert LedgerEntry.objects.filter(act="commitments.verified").count() == 1
