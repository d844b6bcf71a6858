from django.apps import AppConfig


class Units(AppConfig):
    """Governments and their superiors, mandates, notices, working days."""

    name = "workspace.units"
    label = "units"
