"""Commitments taken out: nothing in a title runs, and nobody takes out what they may not read."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from towns import AT, mandate_of

from workspace.commitments.exports import calendar_of, sheet_of
from workspace.commitments.services.promising import commit, withdraw_commitment
from workspace.commitments.terms import Terms
from workspace.units.models import Power, Unit

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 7)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1", "a\x0bb")


@pytest.fixture
def promise(room):
    def make(title):
        terms = Terms(title, "=cmd|' /C calc'!A0", DUE)
        return commit(by=room["anting"], at=AT, matter=room.matter, terms=terms)

    return make


@pytest.fixture
def far_person(room):
    far = Unit.objects.create(code="far", name_zh="远镇")
    return mandate_of(far, Power.CONFIRM).person


def rows_of(content):
    return list(load_workbook(BytesIO(content)).active.iter_rows(min_row=2))


def test_due_dates_come_out_as_all_day_entries(room, promise):
    row = promise("拆桩\nDTSTART:19700101")
    gone = promise("不办了")
    withdraw_commitment(by=room["anting"], at=AT, commitment=gone, reason="改做法")
    read = Calendar.from_ical(calendar_of(room["huaqiao"].person, AT))
    (entry,) = read.walk("VEVENT")
    assert entry.decoded("dtstart") == DUE
    assert str(entry["summary"]) == f"安亭镇：{row.title}"
    assert str(entry["uid"]).startswith(f"commitment-{row.pk}@")


def test_text_stays_text_in_the_sheet_whatever_it_begins_with(room, promise):
    for title in FORMULAS:
        promise(title)
    rows = rows_of(sheet_of(room["anting"].person, AT))
    cells = [cell for row in rows for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s"}
    titles = {row[1].value for row in rows}
    assert titles >= {"=1+1", "+1", "-1", "@SUM(A1)", "ab"}
    assert all(row[1].quotePrefix for row in rows)


def test_the_sheet_holds_dates_shares_and_lights_as_what_they_are(room, promise):
    promise("拆桩")
    (row,) = rows_of(sheet_of(room["anting"].person, AT))
    values = [cell.value for cell in row]
    assert values[6].date() == DUE
    assert values[7:] == [0, "在办", "绿（按期）"]


def test_nobody_takes_out_what_they_may_not_read(promise, far_person):
    promise("拆桩")
    assert not rows_of(sheet_of(far_person, AT))
    assert b"VEVENT" not in calendar_of(far_person, AT)
