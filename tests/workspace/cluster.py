"""A private PostgreSQL for one test run, in a folder of its own."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def start_cluster() -> str:
    """Start a cluster that ends with the process; returns its address."""
    if not BINARIES:
        raise RuntimeError(
            "TINGQIAO_TEST_DB=postgres needs the PostgreSQL server programs: apt-get install postgresql"
        )
    folder = Path(tempfile.mkdtemp(prefix="tingqiao-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    port = _free_port()
    _run(
        "initdb",
        "-D",
        folder / "data",
        "-U",
        "room",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    )
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=60"
    _run(
        "pg_ctl",
        "-D",
        folder / "data",
        "-w",
        "-l",
        folder / "log",
        "-o",
        options,
        "start",
    )
    atexit.register(_stop, folder)
    return f"postgresql://room@127.0.0.1:{port}/postgres"


def _run(program: str, *arguments: object) -> None:
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run(
        [*as_postgres, str(BINARIES[-1] / program), *map(str, arguments)],
        check=True,
        cwd="/",
        stdout=subprocess.DEVNULL,
    )


def _stop(folder: Path) -> None:
    _run("pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
