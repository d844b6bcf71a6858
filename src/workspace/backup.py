"""Backing a room up and putting it back: one file, without its keys.

The file holds the database, the attached files and the signed heads. The keys
(`secret.key`, `sealing.key`, `ledger.key`) are never in it, so who holds a backup
cannot read a sealed value; they are kept apart, by the office itself.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from workspace.ledger.chain import Verdict, verify
from workspace.ledger.models import LedgerEntry
from workspace.wording import Words

FOLDERS = ("files", "heads")
SQLITE_PART, POSTGRESQL_PART = "room.sqlite3", "room.pgdump"
BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


class BackupRefused(Exception):  # noqa: N818 - an answer, not a fault
    """The backup cannot be made or put back here; says why and what to do."""

    def __init__(self, says: Words) -> None:
        super().__init__(f"{says.zh} / {says.en}")
        self.says = says


def back_up(target: Path) -> Path:
    """Write the whole room, as it stands at one moment, into the new file `target`.

    People may go on acting meanwhile: the database is copied by its own means.
    """
    if target.exists():
        raise BackupRefused(
            Words(
                f"{target} 已存在，请换一个名字。",
                f"{target} exists; choose another name.",
            )
        )
    with tempfile.TemporaryDirectory(dir=settings.CONFIGURATION.data_dir) as scratch:
        part = _copy_database(Path(scratch))
        draft = Path(scratch) / "backup.tar.gz"
        with tarfile.open(draft, "w:gz") as archive:
            archive.add(part, part.name)
            for folder in _folders():
                archive.add(folder, folder.name)
        draft.chmod(0o600)
        shutil.move(draft, target)
    return target


def restore(source: Path) -> Verdict:
    """Put a backup into this empty room; what checking its ledger found.

    Raises
    ------
    BackupRefused
        When this room is not empty, or the backup is of the other kind of database.
    """
    if LedgerEntry.objects.exists():
        raise BackupRefused(
            Words(
                "这个系统里已有记录。请用空的数据目录（或空库）恢复。",
                "This room already holds a record. Restore into an empty data directory or database.",
            )
        )
    data_dir = settings.CONFIGURATION.data_dir
    with tempfile.TemporaryDirectory(dir=data_dir) as scratch:
        with tarfile.open(source) as archive:
            archive.extractall(scratch, filter="data")
        _put_database(Path(scratch))
        for folder in FOLDERS:
            if (Path(scratch) / folder).is_dir():
                shutil.copytree(
                    Path(scratch) / folder, data_dir / folder, dirs_exist_ok=True
                )
    return verify()


def _copy_database(scratch: Path) -> Path:
    if connection.vendor == "sqlite":
        part = scratch / SQLITE_PART
        with closing(sqlite3.connect(part)) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
        return part
    part = scratch / POSTGRESQL_PART
    _postgresql("pg_dump", "--format=custom", "--no-owner", f"--file={part}")
    return part


def _put_database(scratch: Path) -> None:
    part = scratch / (SQLITE_PART if connection.vendor == "sqlite" else POSTGRESQL_PART)
    if not part.exists():
        raise BackupRefused(
            Words(
                "备份来自另一种数据库；请在同种数据库上恢复，或用 workspace export/import 搬案例。",
                "The backup is of another kind of database; restore it on the same kind, "
                "or move cases with workspace export and import.",
            )
        )
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(part)) as copy:
            copy.backup(connection.connection)
    else:
        connections.close_all()
        name = f"--dbname={connection.settings_dict['NAME']}"
        _postgresql(
            "pg_restore", "--clean", "--if-exists", "--no-owner", name, str(part)
        )
    connections.close_all()


def _postgresql(program: str, *arguments: str) -> None:
    found = shutil.which(program) or next(
        (str(b / program) for b in reversed(BINARIES) if (b / program).exists()), None
    )
    if found is None:
        raise BackupRefused(
            Words(
                f"没有找到 {program}，请安装 postgresql-client。",
                f"{program} was not found: install postgresql-client.",
            )
        )
    known = connection.settings_dict
    environment = os.environ | {
        "PGHOST": known["HOST"],
        "PGPORT": known["PORT"],
        "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"],
        "PGDATABASE": known["NAME"],
    }
    subprocess.run([found, *arguments], check=True, env=environment)  # noqa: S603 - our own words


def _folders() -> list[Path]:
    data_dir = settings.CONFIGURATION.data_dir
    return [data_dir / name for name in FOLDERS if (data_dir / name).is_dir()]
