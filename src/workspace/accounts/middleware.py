"""Two habits of the door: who rests too long signs in again; who must, proves twice."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

Answer = Callable[[HttpRequest], HttpResponse]
RENEWALS = 4  # a session is written at most so often within the idle time


class SessionEndsWhenIdle:
    """A session lives `idle_minutes` beyond its last use.

    Its time is renewed in coarse steps, so that reading a page seldom writes and
    nobody's minutes at the desk can be read from it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            step = int(time.time() // (settings.SESSION_COOKIE_AGE / RENEWALS))
            if request.session.get("renewed") != step:
                request.session["renewed"] = step
        return self.get_response(request)


class SecondFactor:
    """Where the office asks for it, nobody goes on without a one-time code or a passkey."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asks = settings.CONFIGURATION.second_factor and request.user.is_authenticated
        if (
            asks
            and not _is_at_the_door(request.path)
            and not is_mfa_enabled(request.user)
        ):
            return redirect("mfa_index")
        return self.get_response(request)


def _is_at_the_door(path: str) -> bool:
    return path.startswith(
        ("/accounts/", "/language/", f"/{settings.STATIC_URL.lstrip('/')}")
    )
