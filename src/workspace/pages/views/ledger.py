"""The ledger: filter, export, verify."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from workspace.ledger.chain import verify
from workspace.ledger.queries import export_lines, filtered
from workspace.matters.queries import visible_entries
from workspace.pages.door import in_the_room
from workspace.pages.queries.ledger import AT_ONCE, Wanted


@in_the_room
def ledger(request: HttpRequest) -> HttpResponse:
    """The entries the person may read; with `verify`, the whole chain is checked."""
    wanted = Wanted(request.GET or None, label_suffix="")
    entries = filtered(visible_entries(request.user, request.at), wanted.filter)
    page = Paginator(entries.order_by("-seq"), AT_ONCE).get_page(
        request.GET.get("page")
    )
    query = request.GET.copy()
    query.pop("page", None)
    verdict = verify() if "verify" in request.GET else None
    shown = {
        "wanted": wanted,
        "entries": page,
        "query": query.urlencode(),
        "verdict": verdict,
    }
    return render(request, "pages/ledger.html", shown)


@in_the_room
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The same entries, one JSON line each, to be verified elsewhere."""
    wanted = Wanted(request.GET or None)
    entries = filtered(visible_entries(request.user, request.at), wanted.filter)
    lines = StreamingHttpResponse(
        export_lines(entries), content_type="application/x-ndjson"
    )
    lines.headers["Content-Disposition"] = 'attachment; filename="ledger.jsonl"'
    return lines
