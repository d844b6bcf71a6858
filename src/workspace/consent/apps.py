from django.apps import AppConfig


class Consent(AppConfig):
    """Proposals of the next rung, their texts, and every party's stance."""

    name = "workspace.consent"
    label = "consent"
