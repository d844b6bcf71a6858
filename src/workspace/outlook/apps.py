from django.apps import AppConfig


class Outlook(AppConfig):
    """The bridge to the model: rows to a case and back, forecasts as jobs."""

    name = "workspace.outlook"
    label = "outlook"
