from django.apps import AppConfig
from django.core.checks import Tags, register


class Ledger(AppConfig):
    """The append-only, hash-chained record of every act."""

    name = "workspace.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Have the database checked at every start."""
        from workspace.ledger.checks import sqlite_pragmas

        register(sqlite_pragmas, Tags.database)
