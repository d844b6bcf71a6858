from django.apps import AppConfig


class Commitments(AppConfig):
    """Promises with a date: reports, lights, extensions, escalations."""

    name = "workspace.commitments"
    label = "commitments"
