"""The outlook: forecasts of the matters one may read, and asking for a new one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from workspace.matters.models.case import Case
from workspace.matters.models.matter import Matter
from workspace.matters.sight import sees_all_of
from workspace.outlook import rules
from workspace.outlook.services import ask_forecast
from workspace.pages.door import in_the_room
from workspace.pages.queries.outlook import outlook_of
from workspace.units.models import Unit
from workspace.wording import Words


@in_the_room
def outlook(request: HttpRequest) -> HttpResponse:
    """The forecast fan of each open matter, beside its record; own parts only."""
    matters = _open(request)
    eyes = sees_all_of(request.user, request.at)
    own = list(Unit.objects.filter(pk__in=eyes).values_list("code", flat=True))
    found = [(m, outlook_of(m, own)) for m in matters]
    cases = {m.case_id: m.case for m in matters}.values()
    runs = [
        (c, c.forecasts.first(), rules.ASK.allows(request.acting, c, request.at))
        for c in cases
    ]
    return render(request, "pages/outlook.html", {"found": found, "runs": runs})


@in_the_room
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a forecast of the record as it stands."""
    cases = Case.objects.filter(matters__in=_open(request)).distinct()
    case = get_object_or_404(cases, pk=pk)
    ask_forecast(by=request.acting, at=request.at, case=case)
    said = Words(
        "已排队，算好后刷新本页。", "Queued; reload this page when it is done."
    )
    messages.success(request, str(said))
    return redirect("outlook")


def _open(request: HttpRequest) -> list[Matter]:
    seen = Matter.objects.visible_to(request.user, request.at).filter(closed_at=None)
    return list(seen.select_related("case"))
