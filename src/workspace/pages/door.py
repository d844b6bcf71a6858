"""The door of every page: who comes in, for whom they act, and what time it is.

The clock is read here, once a request; everything behind takes the moment as an
argument. A `Denied` that no page caught becomes a page that says why.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now  # noqa: TID251 - the one clock of the pages

from workspace.accounts.permission import Denied, NotPermitted
from workspace.units.models import Mandate

Page = Callable[..., HttpResponse]
KEY = "mandate"  # in the session


def in_the_room(page: Page) -> Page:
    """A page for people of the room: `request.at` and `request.acting` are set."""
    return login_required(for_everyone(page))


def for_everyone(page: Page) -> Page:
    """A page anyone may open; `request.acting` is None for a stranger."""

    @wraps(page)
    def entered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        enter(request)
        try:
            return page(request, *args, **kwargs)
        except Denied as denial:
            return denied(request, denial)

    return entered


def enter(request: HttpRequest) -> None:
    """Read the clock and find for whom the person acts."""
    request.at = now()
    request.acting = acting_mandate(request)


def acting_mandate(request: HttpRequest) -> Mandate | None:
    """The mandate the person chose to act under, or else the first in force."""
    if not request.user.is_authenticated:
        return None
    mandates = mandates_of(request)
    chosen = str(request.session.get(KEY, ""))
    return next(
        (m for m in mandates if str(m.pk) == chosen), next(iter(mandates), None)
    )


def mandates_of(request: HttpRequest) -> list[Mandate]:
    """Every mandate under which the person may act now."""
    mandates = Mandate.objects.in_force(request.at).filter(person=request.user)
    return list(mandates.select_related("unit", "person"))


def denied(request: HttpRequest, denial: Denied) -> HttpResponse:
    """The page that says why not, and who can change it."""
    status = 403 if isinstance(denial, NotPermitted) else 409
    return render(request, f"{status}.html", {"denial": denial}, status=status)
