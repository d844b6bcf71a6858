"""On PostgreSQL, a role that can use the room and cannot unmake its ledger.

The owner of the tables runs migrations; the room itself runs as a role that may
add to the ledger and read it, and nothing else: it can neither change an entry,
nor lift the triggers that would refuse it.
"""

from __future__ import annotations

from django.db import connection
from psycopg import sql

STATEMENTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE UPDATE, DELETE, TRUNCATE ON ledger_ledgerentry FROM {role}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
)


def grant_room(role: str) -> None:
    """Let the existing database role `role` run the room; call it after each upgrade.

    Raises
    ------
    ValueError
        When the room is not on PostgreSQL.
    """
    if connection.vendor != "postgresql":
        raise ValueError(
            "只有 PostgreSQL 才分角色；SQLite 由文件权限保护。/ "
            "Only PostgreSQL has roles; SQLite is guarded by file permissions."
        )
    with connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(sql.SQL(statement).format(role=sql.Identifier(role)))
