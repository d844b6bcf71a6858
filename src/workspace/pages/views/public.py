"""What everyone may see and say, and the officials' side of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from workspace.matters.models.case import Case
from workspace.pages.acts.doing import way
from workspace.pages.acts.handling import ANSWER, PUBLISH
from workspace.pages.acts.voicing import AnswerQuestion, SpeakUp
from workspace.pages.door import for_everyone, in_the_room
from workspace.pages.queries.public import public_page
from workspace.units.workdays import local_day
from workspace.voices.models import Question, Voice
from workspace.voices.services import raise_voice


@for_everyone
def public(request: HttpRequest) -> HttpResponse:
    """What was agreed, what was delivered, what is late; open to everyone."""
    return render(request, "pages/public.html", {"page": public_page(request.at)})


@for_everyone
def speak(request: HttpRequest) -> HttpResponse:
    """Somebody who is no official raises a matter; answered with a receipt."""
    form = SpeakUp(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "pages/speak.html", {"form": form})
    matter = form.cleaned_data["matter"]
    place = form.cleaned_data["place"]
    case = (
        matter.case
        if matter
        else Case.objects.filter(matters__parties__unit=place).first()
    )
    _, receipt = raise_voice(
        at=request.at, case=case, spoken=form.spoken, matter=matter
    )
    return render(request, "pages/receipt.html", {"receipt": receipt})


@for_everyone
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody answers a question that is still open."""
    asked = Question.objects.filter(until__gte=local_day(request.at))
    question = get_object_or_404(asked.select_related("matter__case"), pk=pk)
    form = AnswerQuestion(request.POST or None, question=question)
    if request.method != "POST" or not form.is_valid():
        return render(request, "pages/speak.html", {"form": form, "question": question})
    case = question.matter.case
    _, receipt = raise_voice(
        at=request.at, case=case, spoken=form.spoken, question=question
    )
    return render(request, "pages/receipt.html", {"receipt": receipt})


@for_everyone
def receipt(request: HttpRequest) -> HttpResponse:
    """What became of what one said; asked for with the receipt, which no address shows."""
    token = request.POST.get("receipt", "")
    found = Voice.objects.with_receipt(token).first() if token else None
    return render(
        request, "pages/looked_up.html", {"voice": found, "asked": bool(token)}
    )


@in_the_room
def voice(request: HttpRequest, pk: int) -> HttpResponse:
    """A voice, read by the units it concerns."""
    seen = Voice.objects.visible_to(request.user, request.at)
    row = get_object_or_404(seen.select_related("matter__case", "place"), pk=pk)
    ways = [way(d, row, request.acting, request.at) for d in (ANSWER, PUBLISH)]
    return render(request, "pages/voice.html", {"voice": row, "ways": ways})
