from django.apps import AppConfig


class Agreements(AppConfig):
    """Agreed texts out for the seals and back, version by version."""

    name = "workspace.agreements"
    label = "agreements"
