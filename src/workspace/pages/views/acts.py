"""Doing an act: one view for all of them; the table says which service."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from workspace.accounts.permission import Denied, NotPermitted
from workspace.pages.acts.doing import Doing
from workspace.pages.acts.table import ACTS
from workspace.pages.door import in_the_room


@in_the_room
def act(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """The form of an act on one row; sent, the act is done, or the page says why not."""
    if name not in ACTS:
        raise Http404
    doing = ACTS[name]
    row = get_object_or_404(doing.rows(request.user, request.at), pk=pk)
    sent = request.method == "POST"
    data = (request.POST, request.FILES) if sent else ()
    form = doing.form(*data, row=row, by=request.acting)
    if not sent:
        denial = doing.denial(request.acting, row, request.at)
        return _page(request, doing, row, form, denial)
    return _done(request, doing, row, form)


def _done(
    request: HttpRequest, doing: Doing, row: Any, form: forms.Form
) -> HttpResponse:
    if not form.is_valid():
        return _page(request, doing, row, form, None, status=400)
    try:
        doing.do(by=request.acting, at=request.at, row=row, **form.told)
    except Denied as denial:
        status = 403 if isinstance(denial, NotPermitted) else 409
        return _page(request, doing, row, form, denial, status=status)
    messages.success(request, str(doing.done))
    return redirect(doing.back(row))


def _page(
    request: HttpRequest, doing: Doing, row: Any, form: forms.Form,
    denial: Denied | None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    fresh = doing.fresh(row)
    shown = {
        "doing": doing, "row": row, "form": form, "denial": denial,
        "matter": doing.matter(row), "address": doing.address(fresh),
        "fresh": fresh if fresh.pk != row.pk else None, "back": doing.back(row),
    }  # fmt: skip
    return render(request, "pages/act.html", shown, status=status)
