"""Triggers that make the ledger append-only in the database itself.

On SQLite the BEFORE INSERT guard is needed as well: `INSERT OR REPLACE` deletes
the old row first, and fires DELETE triggers only with `recursive_triggers`.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "the ledger is append-only"
# ruff: noqa: S608 - trigger text of our own words, no value from outside
SQLITE = {
    "ledger_no_update": f"""CREATE TRIGGER IF NOT EXISTS ledger_no_update
        BEFORE UPDATE ON ledger_ledgerentry
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    "ledger_no_delete": f"""CREATE TRIGGER IF NOT EXISTS ledger_no_delete
        BEFORE DELETE ON ledger_ledgerentry
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    "ledger_only_next": f"""CREATE TRIGGER IF NOT EXISTS ledger_only_next
        BEFORE INSERT ON ledger_ledgerentry
        WHEN NEW.seq <> 1 + (SELECT coalesce(max(seq), 0) FROM ledger_ledgerentry)
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
}
POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$;
CREATE OR REPLACE FUNCTION ledger_next() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq <> 1 + (SELECT coalesce(max(seq), 0) FROM ledger_ledgerentry) THEN
    RAISE EXCEPTION '{REFUSAL}';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER ledger_no_change BEFORE UPDATE OR DELETE ON ledger_ledgerentry
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE OR REPLACE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON ledger_ledgerentry
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE OR REPLACE TRIGGER ledger_only_next BEFORE INSERT ON ledger_ledgerentry
  FOR EACH ROW EXECUTE FUNCTION ledger_next();
"""


def set_guards(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place."""
    postgresql = connection.vendor == "postgresql"
    statements = [POSTGRESQL] if postgresql else SQLITE.values()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def lift_guards(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for undoing the migration, and for repairs on a copy."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name in ("ledger_no_change", "ledger_no_truncate", "ledger_only_next"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON ledger_ledgerentry")
            return
        for name in SQLITE:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
