from django.apps import AppConfig


class Matters(AppConfig):
    """Cross-boundary matters: parties, words, positions, record, and which rung is open."""

    name = "workspace.matters"
    label = "matters"
