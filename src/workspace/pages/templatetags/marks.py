"""The marks of the look: stances, lights, the strip at the top of every page."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template.context import RequestContext

from workspace.consent.models import STANDING_WORDS
from workspace.pages.door import enter, mandates_of
from workspace.wording import Words

register = template.Library()


@register.inclusion_tag("marks/stance.html")
def stance(kind: str, short: Words | str = "") -> dict[str, Any]:
    """A party's stance as a shape, after its short name or before its word."""
    return {"kind": kind, "word": STANDING_WORDS[kind], "short": short}


@register.inclusion_tag("marks/light.html")
def light(kind: str, word: Words | str = "") -> dict[str, Any]:
    """The light of a commitment: shape, word, colour."""
    return {"kind": kind, "word": word}


@register.inclusion_tag("marks/top.html", takes_context=True)
def top(context: RequestContext, here: str = "") -> dict[str, Any]:
    """The eaves: name, navigation, who acts for whom, the strip beneath."""
    request = context["request"]
    if not hasattr(request, "at"):  # pages of the sign-in, and of what went wrong
        enter(request)
    signed_in = request.user.is_authenticated
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "here": here,
        "case": context.get("case"),
        "acting": request.acting,
        "mandates": mandates_of(request) if signed_in else [],
        "n_unread": request.user.notices.filter(read_at=None).count()
        if signed_in
        else 0,
        "is_demo": settings.CONFIGURATION.demo,
    }


@register.inclusion_tag("marks/fields.html")
def fields(form: Any) -> dict[str, Any]:
    """The fields of a form, each with its label, help and faults."""
    return {"form": form}


@register.filter
def short_day(day: Any) -> str:
    """A date as `11-26`."""
    return f"{day:%m-%d}" if day else ""


@register.filter
def percent(value: float) -> str:
    """A chance as a whole per cent, without its sign."""
    return f"{round(100 * value)}"
