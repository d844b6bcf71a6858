"""What people see; every view asks the one gate and reads the clock once."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now

from workspace.matters.models.matter import Matter


@login_required
def board(request: HttpRequest) -> HttpResponse:
    """The ladder board: the matters the person may read."""
    matters = Matter.objects.visible_to(request.user, now()).select_related("case")
    return render(request, "pages/board.html", {"matters": matters})
