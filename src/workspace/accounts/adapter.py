"""How allauth lets people in: by invitation only, whoever vouches for them."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):
    """Nobody signs up: accounts are made by invitation, for a named person."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: see `units.services.invite`."""
        return False


class KnownPeopleOnly(DefaultSocialAccountAdapter):
    """The identity provider proves who a person is; it does not make accounts."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin) -> bool:
        """Never: a provincial account is connected to an invited person."""
        return False
