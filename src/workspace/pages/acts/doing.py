"""One act as a page: where it is done, what is asked, and which service does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Model, QuerySet

from workspace.accounts.models import Person
from workspace.accounts.permission import Ask, Denied, Rule
from workspace.matters.models.matter import Matter
from workspace.units.models import Mandate
from workspace.wording import Words

DONE = Words("已办好，并已记入总账。", "Done, and entered in the ledger.")
# a reason, a rung and the like are given in the form: never what denies the button
GIVEN = {"reason": "-", "text": "-"}


@dataclass(frozen=True, slots=True)
class Doing:
    """One row of the table of acts; the form's fields are the service's arguments."""

    name: str  # in the address
    title: Words
    button: Words
    rows: Callable[[Person, datetime], QuerySet]  # those the person may read
    form: type[forms.Form]
    do: Callable[..., Any]  # (by=, at=, row=, **fields)
    rule: Rule
    matter: Callable[[Any], Matter | None] = lambda row: row.proposal.matter
    more: Callable[[Any], dict[str, Any]] = lambda row: {}
    fresh: Callable[[Any], Model] = lambda row: row  # where the row has been overtaken
    done: Words = DONE
    anchor: str = ""

    def denial(self, by: Mandate | None, row: Any, at: datetime) -> Denied | None:
        """Why the act is not open, or None where it is."""
        return self.rule.denial(Ask(by, row, at, GIVEN | self.more(row)))

    def back(self, row: Any) -> str:
        """Where the person goes on."""
        matter = self.matter(row)
        return (matter.link if matter else "/desk/") + self.anchor

    def address(self, row: Any) -> str:
        """The address of the act on that row."""
        return f"/acts/{self.name}/{row.pk}/"


@dataclass(frozen=True, slots=True)
class Way:
    """An act a page offers on one row: with an empty form, or with why not."""

    doing: Doing
    row: Any
    form: forms.Form
    denial: Denied | None

    @property
    def address(self) -> str:
        """Where its form is sent."""
        return self.doing.address(self.row)


def way(doing: Doing, row: Any, by: Mandate | None, at: datetime) -> Way:
    """The act on `row`, as `by` may do it at that moment."""
    prefix = f"{doing.name}-{row.pk}"
    form = doing.form(row=row, by=by, auto_id=f"{prefix}-%s")
    return Way(doing, row, form, doing.denial(by, row, at))
