"""The ledger page: the entries a person may read, filtered, a page at a time."""

from __future__ import annotations

from datetime import date, datetime, time

from django import forms

from workspace.ledger.queries import Filter
from workspace.units.workdays import SHANGHAI
from workspace.wording import both

AT_ONCE = 50  # entries on a page


class Wanted(forms.Form):
    """Which entries to show."""

    scope = forms.CharField(
        label=both("事项（案例/代号）", "Matter (case/code)"),
        max_length=160,
        required=False,
    )
    unit = forms.CharField(
        label=both("单位代号", "Unit code"), max_length=64, required=False
    )
    since = forms.DateField(
        label=both("从", "From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = forms.DateField(
        label=both("到（不含）", "Until (excluded)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    @property
    def filter(self) -> Filter:
        """What was asked; nothing where it could not be read."""
        told = self.cleaned_data if self.is_valid() else {}
        days = {k: _morning(told.get(k)) for k in ("since", "until")}
        return Filter(told.get("scope", ""), told.get("unit", ""), **days)


def _morning(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, SHANGHAI) if day else None
