"""Checks at start: the database keeps what it is told to keep."""

from __future__ import annotations

from typing import Any

from django.core.checks import Error
from django.db import connections

from workspace.configuration.database import SQLITE_PRAGMAS


def sqlite_pragmas(databases: list[str] | None = None, **_: Any) -> list[Error]:
    """An error for every pragma SQLite did not take (a network share refuses WAL)."""
    faults = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor != "sqlite":
            continue
        with connection.cursor() as cursor:
            for name, wanted in SQLITE_PRAGMAS.items():
                found = str(cursor.execute(f"PRAGMA {name}").fetchone()[0])
                if found not in {wanted, "memory"}:
                    faults.append(_fault(name, found, wanted))
    return faults


def _fault(name: str, found: str, wanted: str) -> Error:
    return Error(
        f"SQLite: {name} = {found}，应为 / should be {wanted}",
        hint="数据目录请放在本机磁盘上，不要放在网络共享上 / "
        "keep the data directory on a local disk, not on a network share",
        id=f"ledger.E_{name}",
    )
