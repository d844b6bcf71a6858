"""The ladder board, and choosing for whom one acts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from workspace.pages.door import KEY, in_the_room
from workspace.pages.queries.board import boards
from workspace.pages.queries.desk import waits_for


@in_the_room
def board(request: HttpRequest) -> HttpResponse:
    """The ladder board: the matters the person may read, and what waits for them."""
    waits = waits_for(request.user, request.acting, request.at)
    found = boards(request.user, request.acting, waits, request.at)
    shown = {"boards": found, "waits": waits[:3], "n_waits": len(waits)}
    n_matters = sum(len(b.rows) for b in found)
    n_mine = len({w.matter.pk for w in waits if w.matter is not None})
    only = found[0].case if len(found) == 1 else None
    counts = {"n_matters": n_matters, "n_mine": n_mine, "case": only}
    return render(request, "pages/board.html", shown | counts)


@in_the_room
@require_POST
def act_for(request: HttpRequest) -> HttpResponse:
    """Act under another of one's mandates from now on."""
    request.session[KEY] = request.POST.get("mandate", "")
    there = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(there, allowed_hosts={request.get_host()})
    return redirect(there if safe else "/")
