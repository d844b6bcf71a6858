"""The desks, and the notices."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from workspace.pages.door import in_the_room
from workspace.pages.queries.desk import desk_of
from workspace.pages.queries.superior import superior_desk


@in_the_room
def desk(request: HttpRequest) -> HttpResponse:
    """The desk of the unit the person acts for."""
    found = (
        desk_of(request.user, request.acting, request.at) if request.acting else None
    )
    return render(request, "pages/desk.html", {"desk": found})


@in_the_room
def superior(request: HttpRequest) -> HttpResponse:
    """What is asked of the unit from below."""
    acting = request.acting
    found = superior_desk(request.user, acting, request.at) if acting else None
    return render(request, "pages/superior.html", {"desk": found})


@in_the_room
def notices(request: HttpRequest) -> HttpResponse:
    """The person's notices, the latest first."""
    rows = request.user.notices.select_related("unit")[:100]
    return render(request, "pages/notices.html", {"notices": rows})


@in_the_room
@require_POST
def read_notices(request: HttpRequest) -> HttpResponse:
    """Everything so far has been read."""
    request.user.notices.filter(read_at=None).update(read_at=request.at)
    return redirect("notices")
