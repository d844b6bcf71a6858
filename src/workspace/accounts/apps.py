from django.apps import AppConfig


class Accounts(AppConfig):
    """People and how they sign in; no account is shared."""

    name = "workspace.accounts"
    label = "accounts"
