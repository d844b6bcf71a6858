from django.apps import AppConfig


class Pages(AppConfig):
    """What people see: board, rooms, desks, ledger, public page."""

    name = "workspace.pages"
    label = "pages"
