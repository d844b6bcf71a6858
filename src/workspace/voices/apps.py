from django.apps import AppConfig


class Voices(AppConfig):
    """Residents, firms and associations: what they raise, and what they are told."""

    name = "workspace.voices"
    label = "voices"
