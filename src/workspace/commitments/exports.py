"""Commitments taken out: due dates as iCalendar, the list as an Excel sheet.

Both take what a query has let through, so nobody takes out what they may not read.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from io import BytesIO

from icalendar import Calendar, Event
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from workspace.accounts.models import Person
from workspace.commitments.queries import Promise, for_person
from workspace.wording import Words

HOST = "tingqiao.room"  # the right half of an entry's lasting name
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST_CELL = 32_767  # characters, Excel's own limit
STATES = {
    "open": Words("在办", "open"),
    "delivered": Words("待核验", "to be verified"),
    "closed": Words("办结", "closed"),
    "withdrawn": Words("撤回", "withdrawn"),
}
# head in both languages, width in characters, what stands in the cell
COLUMNS = (
    (Words("事项", "matter"), 28, lambda p: str(p.row.matter.name)),
    (Words("承诺", "commitment"), 36, lambda p: p.row.title),
    (Words("怎样算办成", "what counts as done"), 36, lambda p: p.row.wanted),
    (Words("牵头", "owner"), 14, lambda p: str(p.row.owner.name)),
    (Words("协办", "partner"), 14, lambda p: _name(p.row.co_owner)),
    (Words("核验", "verifier"), 14, lambda p: _name(p.row.verifier)),
    (Words("到期", "due"), 12, lambda p: p.due),
    (Words("完成", "done"), 8, lambda p: p.share),
    (Words("状态", "state"), 10, lambda p: str(STATES[p.state])),
    (Words("灯", "light"), 16, lambda p: _light(p)),
)
FORMATS = {"date": "yyyy-mm-dd", "float": "0%"}


def calendar_of(person: Person, at: datetime) -> bytes:
    """The due dates of open commitments the person may read, one all-day entry each."""
    calendar = Calendar()
    calendar.add("prodid", "-//Tingqiao//commitments//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", str(Words("亭桥承诺", "Tingqiao commitments")))
    for promise in for_person(person, at):
        if promise.row.is_open:
            calendar.add_component(_entry(promise, at))
    return calendar.to_ical()


def sheet_of(person: Person, at: datetime) -> bytes:
    """The commitments the person may read as an Excel sheet; every text stays text."""
    book = Workbook()
    sheet = book.active
    sheet.title = str(Words("承诺", "Commitments"))
    sheet.freeze_panes = "A2"
    for column, (head, width, _) in enumerate(COLUMNS, start=1):
        sheet.cell(1, column, str(head)).font = Font(bold=True)
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = width
    for line, promise in enumerate(for_person(person, at), start=2):
        for column, (_, _, value) in enumerate(COLUMNS, start=1):
            _write(sheet.cell(line, column), value(promise))
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _entry(promise: Promise, at: datetime) -> Event:
    row = promise.row
    entry = Event()
    entry.add("uid", f"commitment-{row.pk}@{HOST}")
    entry.add("dtstamp", at)
    entry.add("dtstart", promise.due)
    entry.add("dtend", promise.due + timedelta(days=1))
    entry.add("summary", f"{row.owner.name}：{row.title}")
    entry.add("description", str(row.matter.name))
    entry.add("transp", "TRANSPARENT")  # a due date takes no one's day
    return entry


def _write(cell, value: object) -> None:
    if isinstance(value, str):
        cell.value = NOT_IN_XML.sub("", value)[:LONGEST_CELL]
        cell.data_type = "s"  # text, also where it begins with "="
        cell.quotePrefix = True
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        return
    cell.value = value
    cell.number_format = FORMATS.get(type(value).__name__, "General")


def _name(unit: object) -> str:
    return str(unit.name) if unit is not None else ""


def _light(promise: Promise) -> str:
    light = promise.light
    return f"{light.colour}（{light.word}）" if light is not None else ""
