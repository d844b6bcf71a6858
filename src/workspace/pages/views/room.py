"""A matter's room, its printed case file, and the files on its table."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from workspace.agreements.models import Agreement, AgreementVersion
from workspace.matters.models.matter import Matter
from workspace.matters.models.saying import Attachment
from workspace.matters.sight import sees_all_of
from workspace.pages.door import in_the_room
from workspace.pages.drawing.lineage import lineage_of
from workspace.pages.queries.agreeing import agreeing_of
from workspace.pages.queries.carrying import carrying_of
from workspace.pages.queries.outlook import outlook_of
from workspace.pages.queries.room import imposed, room_of
from workspace.units.models import Unit


@in_the_room
def room(request: HttpRequest, pk: int) -> HttpResponse:
    """The room of a matter the person may read."""
    return render(request, "pages/room.html", _shown(request, pk))


@in_the_room
def case_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The same on paper: every text, every word, every act, nothing to press."""
    shown = _shown(request, pk)
    proposals = shown["matter"].proposals.filter(opened_at__isnull=False)
    shown["proposals"] = proposals.prefetch_related("versions__stances__unit")
    return render(request, "pages/case_file.html", shown)


@in_the_room
def file(request: HttpRequest, pk: int) -> FileResponse:
    """A file of a matter the person may read, always as a download."""
    seen = Matter.objects.visible_to(request.user, request.at)
    row = get_object_or_404(Attachment.objects.filter(matter__in=seen), pk=pk)
    return FileResponse(row.file.open("rb"), as_attachment=True, filename=row.name)


@in_the_room
def word(request: HttpRequest, pk: int) -> FileResponse:
    """The Word file of an agreement the person may read."""
    seen = Agreement.objects.visible_to(request.user, request.at)
    row = get_object_or_404(AgreementVersion.objects.filter(agreement__in=seen), pk=pk)
    name = f"{row.agreement.title}-{row.number}.docx"
    return FileResponse(row.word_file.open("rb"), as_attachment=True, filename=name)


def _shown(request: HttpRequest, pk: int) -> dict:
    seen = Matter.objects.visible_to(request.user, request.at).select_related("case")
    matter = get_object_or_404(seen, pk=pk)
    who = (matter, request.user, request.acting, request.at)
    eyes = sees_all_of(request.user, request.at)
    own = Unit.objects.filter(pk__in=eyes).values_list("code", flat=True)
    return {
        "matter": matter,
        "case": matter.case,
        "room": room_of(*who),
        "imposed": imposed(matter),
        "outlook": outlook_of(matter, own),
        "lineage": lineage_of(matter.units),
        "carrying": carrying_of(*who),
        "agreeing": agreeing_of(*who),
    }
