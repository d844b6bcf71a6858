"""On PostgreSQL the room runs as a role that cannot unmake its ledger."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection

from workspace.ledger.roles import grant_room

pytestmark = pytest.mark.django_db(transaction=True)


def test_sqlite_has_no_roles_and_says_so():
    if connection.vendor == "postgresql":
        pytest.skip("for SQLite")
    with pytest.raises(ValueError, match="PostgreSQL"):
        grant_room("clerk")


@pytest.fixture
def as_clerk():
    if connection.vendor != "postgresql":
        pytest.skip("roles are PostgreSQL's own")
    with connection.cursor() as cursor:
        cursor.execute("DROP ROLE IF EXISTS clerk")
        cursor.execute("CREATE ROLE clerk LOGIN")
    grant_room("clerk")
    known = connection.settings_dict
    with psycopg.connect(
        host=known["HOST"],
        port=known["PORT"],
        user="clerk",
        dbname=known["NAME"],
        autocommit=True,
    ) as clerk:
        yield clerk
    with connection.cursor() as cursor:
        cursor.execute("DROP OWNED BY clerk")
        cursor.execute("DROP ROLE clerk")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_ledgerentry SET actor = 'x'",
        "DELETE FROM ledger_ledgerentry",
        "TRUNCATE ledger_ledgerentry",
        "ALTER TABLE ledger_ledgerentry DISABLE TRIGGER ALL",
        "DROP TRIGGER ledger_no_change ON ledger_ledgerentry",
        "DROP TABLE ledger_ledgerentry",
        "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RETURN NEW; END $$",
        "SET session_replication_role = replica",
        "DELETE FROM django_migrations",
    ],
)
def test_the_room_cannot_unmake_its_ledger(as_clerk, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_clerk.execute(statement)


def test_the_room_can_still_do_its_work(as_clerk):
    as_clerk.execute("SELECT pg_advisory_xact_lock(1)")
    as_clerk.execute(
        "INSERT INTO ledger_ledgerentry (seq, at, act, actor, mandate, unit, scope, subject,"
        " audience, content, algorithm, prev, hash) VALUES (1, now(), 'a', 'b', '', '', 'room',"
        " 's', 'office', '{}', 'sha256', '', '')"
    )
    as_clerk.execute("UPDATE units_unit SET level = level")
