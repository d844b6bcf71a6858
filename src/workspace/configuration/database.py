"""A database address, turned into Django's settings.

SQLite is opened so that a committed act survives a power cut (`FULL`), readers
never block the writer (`WAL`), writers queue instead of failing half-way
(`IMMEDIATE`), and triggers also fire inside `INSERT OR REPLACE`
(`recursive_triggers`): without the last, the append-only ledger could be
replaced line by line.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from workspace.configuration.environment import ConfigurationError

SQLITE_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "2",  # FULL
    "foreign_keys": "1",
    "recursive_triggers": "1",
}
SQLITE_WAIT_SECONDS = 20
POSTGRES_SCHEMES = {"postgresql", "postgres"}


def database_settings(url: str) -> dict[str, object]:
    """Django's `DATABASES["default"]` for `url`.

    Raises
    ------
    ConfigurationError
        When the scheme is neither `sqlite` nor `postgresql`.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(url.removeprefix("sqlite:///"))
    if parts.scheme in POSTGRES_SCHEMES:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": dict(parse_qsl(parts.query)),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ConfigurationError(
        [
            f"TINGQIAO_DATABASE_URL = {url!r}: 请写 sqlite:///路径 或 postgresql://用户@主机/库名 / "
            "write sqlite:///PATH or postgresql://USER@HOST/NAME"
        ]
    )


def _sqlite(path: str) -> dict[str, object]:
    pragmas = ";".join(f"PRAGMA {k}={v}" for k, v in SQLITE_PRAGMAS.items())
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(Path(path)),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_WAIT_SECONDS,
            "init_command": pragmas,
        },
    }
