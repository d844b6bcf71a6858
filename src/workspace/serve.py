"""Start the room: database, holidays, demo, jobs and web server, from one call."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django
from gunicorn.app.base import BaseApplication

THREADS = 8
WORKERS_ON_POSTGRESQL = 3
TRIES = 20  # neighbouring ports, where the wished one is taken
PATIENCE = 5.0  # seconds for a running job to end
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def serve(
    database_url: str | None = None,
    host: str = "127.0.0.1",
    port: int = 8000,
    demo: bool = False,
    say: Callable[[str], None] = print,
) -> None:
    """Serve the room in the foreground until Ctrl-C.

    Parameters
    ----------
    database_url
        `sqlite:///PATH` or `postgresql://USER@HOST/NAME`; None: what the
        environment says, else an SQLite file in the data directory.
    host, port
        Where to listen; another free port is taken where `port` is not free.
    demo
        Whether this is a demo room, filled with the first case on first start.
    say
        Where messages go.

    Raises
    ------
    workspace.configuration.environment.ConfigurationError
        When the environment or `database_url` does not configure a room.
    """
    prepare(database_url, host=host, demo=demo, say=say)
    port = free_port(host, port)
    say(f"亭桥 Tingqiao: http://{host}:{port}/   (Ctrl-C 结束 / to stop)")
    _Server(host, port).run()


def prepare(
    database_url: str | None = None,
    *,
    host: str = "127.0.0.1",
    demo: bool = False,
    enters_holidays: bool = True,
    say: Callable[[str], None] = print,
) -> None:
    """Bring the database up to date and, for a demo, fill it once."""
    _configure(database_url, host, demo)
    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from workspace.units.holiday_tables import enter_known_years

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    run_checks_or_stop()
    if enters_holidays:
        enter_known_years(datetime.now(UTC))
    if demo:
        _fill(say)
    connections.close_all()  # workers open their own


def run_checks_or_stop() -> None:
    """Stop before the first page where the database does not keep what it is told.

    Raises
    ------
    django.core.management.base.SystemCheckError
        With every fault found, and its remedy.
    """
    from django.core.checks import run_checks
    from django.core.management.base import SystemCheckError

    faults = [
        fault for fault in run_checks(databases=["default"]) if fault.is_serious()
    ]
    if faults:
        raise SystemCheckError(
            "\n".join(f"{fault.msg} {fault.hint}" for fault in faults)
        )


def free_port(host: str, wished: int) -> int:
    """`wished`, or the next free port after it; any free one where all are taken."""
    for port in [*range(wished, wished + TRIES), 0]:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise OSError(f"{host}: 没有空闲端口 / no free port")


def _configure(database_url: str | None, host: str, demo: bool) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "workspace.settings"
    os.environ.setdefault(
        "TINGQIAO_DATA_DIR", str(Path("var") / ("demo" if demo else "room"))
    )
    if database_url:
        os.environ["TINGQIAO_DATABASE_URL"] = database_url
    if demo:
        os.environ["TINGQIAO_DEMO"] = "1"
    if host not in LOOPBACK:
        named = os.environ.get("TINGQIAO_HOSTS", "localhost,127.0.0.1,[::1]")
        os.environ["TINGQIAO_HOSTS"] = f"{named},{host}"


def _fill(say: Callable[[str], None]) -> None:
    from workspace.demo.seed import seed_demo

    people = seed_demo(datetime.now(UTC))
    if not people:
        say("演示人员的口令只在首次启动时显示；要重来请删除数据目录。")
        say(
            "Demo passwords are shown on the first start only; delete the data directory to begin anew."
        )
        return
    say("演示人员（口令只显示这一次）/ demo people (passwords are shown this once):")
    for person in people:
        say(
            f"  {person.username:<18}{person.password:<16}{person.unit.zh} · {person.title}"
        )


class _Server(BaseApplication):
    """gunicorn, set up from here, with the job runner beside it."""

    def __init__(self, host: str, port: int) -> None:
        self.bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self.jobs: subprocess.Popen[bytes] | None = None
        super().__init__()

    def load_config(self) -> None:
        """What this room needs of gunicorn."""
        from django.db import connection

        settings = {
            "bind": self.bind,
            "workers": 1 if connection.vendor == "sqlite" else WORKERS_ON_POSTGRESQL,
            "threads": THREADS,
            "worker_class": "gthread",
            "when_ready": self._start_jobs,
            "on_exit": self._stop_jobs,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """The room as a WSGI application."""
        from workspace.wsgi import application

        return application

    def _start_jobs(self, _server: object) -> None:
        self.jobs = subprocess.Popen([sys.executable, "-m", "workspace.jobs"])

    def _stop_jobs(self, _server: object) -> None:
        if self.jobs is not None:
            self.jobs.terminate()
            try:
                self.jobs.wait(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                self.jobs.kill()  # a long forecast is taken up again at the next start
                self.jobs.wait()
