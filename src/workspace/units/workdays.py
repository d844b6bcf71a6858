"""Working days, by the room's own holiday table.

The State Council announces each year's days off and made-up working days; the
table is entered year by year (`set_holidays`). Where a year is missing, Monday
to Friday count, and `years_missing` lets every page say so.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from workspace.units.models import CalendarDay, HolidayYear

SHANGHAI = ZoneInfo("Asia/Shanghai")
SATURDAY = 5
LONGEST_HOLIDAY = 30  # days; no run of days off is near it
END_OF_DAY = time(23, 59, 59)


def is_workday(day: date, marked: Mapping[date, bool] | None = None) -> bool:
    """Whether offices work on that day; `marked` spares a look into the table."""
    marked = entered_days(day, day) if marked is None else marked
    return marked.get(day, day.weekday() < SATURDAY)


def entered_days(first: date, last: date) -> dict[date, bool]:
    """The days of the table from `first` to `last`: whether each is worked."""
    days = CalendarDay.objects.filter(day__range=(first, last))
    return dict(days.values_list("day", "is_workday"))


def workday_after(day: date, n: int) -> date:
    """The `n`-th working day after `day` (n >= 0; 0 gives `day` itself)."""
    marked = entered_days(day, day + timedelta(days=2 * n + LONGEST_HOLIDAY))
    while n > 0:
        day += timedelta(days=1)
        n -= is_workday(day, marked)
    return day


def workdays_between(first: date, last: date) -> int:
    """How many working days lie after `first`, up to and including `last`; below 0 if past."""
    if last < first:
        return -workdays_between(last, first)
    marked = entered_days(first, last)
    days = (first + timedelta(days=i) for i in range(1, (last - first).days + 1))
    return sum(is_workday(day, marked) for day in days)


def years_missing(*days: date) -> list[int]:
    """The years of `days` whose table nobody has entered."""
    years = {day.year for day in days}
    known = set(
        HolidayYear.objects.filter(year__in=years).values_list("year", flat=True)
    )
    return sorted(years - known)


def local_day(moment: datetime) -> date:
    """The day in Shanghai on which a moment falls."""
    return moment.astimezone(SHANGHAI).date()


def end_of(day: date) -> datetime:
    """The last moment of that day in Shanghai."""
    return datetime.combine(day, END_OF_DAY, SHANGHAI)


def months_later(day: date, months: int) -> date:
    """The same day `months` later, or that month's last day where it has no such day."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
