"""What an administrator does: back up and restore, verify, move cases, start the server."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tarfile
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tingqiao.case.digest import case_digest
from tingqiao.case.load import load_case
from workspace.serve import free_port

SOURCE = str(Path(__file__).parents[2] / "src")
CANARY = "canary-9d1c"


@pytest.fixture
def at_console(tmp_path):
    """Run console functions in processes of their own, each on a room of that name."""

    def run(program, room="room", check=True):
        data = tmp_path / room
        environment = {
            k: v
            for k, v in os.environ.items()
            if not k.startswith(("TINGQIAO_", "DJANGO_"))
        } | {"TINGQIAO_DATA_DIR": str(data), "PYTHONPATH": SOURCE}
        if connection.vendor == "postgresql":
            environment["TINGQIAO_DATABASE_URL"] = _database(room)
        return subprocess.run(
            [
                sys.executable,
                "-c",
                f"from pathlib import Path\nfrom workspace import console\n{program}",
            ],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=check,
        )

    return run


def _database(room):
    url = settings.CONFIGURATION.database_url
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [room])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE DATABASE "{room}"')
    return url.rsplit("/", 1)[0] + f"/{room}"


FILL = f"""
console.import_case("tingqiaohe")
from workspace.matters.sealing import seal
from django.conf import settings
from datetime import datetime, UTC
from workspace.accounts.models import Person
from workspace.matters.models.matter import Matter
from workspace.matters.services.saying import attach, state_position
from workspace.units.models import Mandate, Power, Unit
from django.core.files.base import ContentFile
person = Person.objects.create_user("wang", name="王")
by = Mandate.objects.create(person=person, unit=Unit.objects.get(code="anting"),
    powers=["confirm", "prepare"], since=datetime(2026, 1, 1, tzinfo=UTC))
matter = Matter.objects.get(code="M3a")
at = datetime(2026, 11, 23, tzinfo=UTC)
state_position(by=by, at=at, matter=matter, text="{CANARY}", visibility="own")
attach(by=by, at=at, matter=matter, file=ContentFile(b"%PDF"), name="a.pdf")
"""


@pytest.mark.django_db(transaction=True)
def test_a_room_backed_up_and_restored_verifies_and_holds_the_same_case(
    at_console, tmp_path
):
    suffix = f"-{os.getpid()}"
    at_console(FILL + "console.back_up(Path('b.tar.gz'))", "one" + suffix)
    with tarfile.open(tmp_path / "b.tar.gz") as archive:
        names = archive.getnames()
        assert not [name for name in names if name.endswith(".key")]
        assert [name for name in names if name.startswith("files/attachments/")]
        for member in archive.getmembers():
            if member.isfile():
                assert CANARY.encode() not in archive.extractfile(member).read()
    assert (tmp_path / "b.tar.gz").stat().st_mode & 0o777 == 0o600
    said = at_console(
        "v = console.restore(Path('b.tar.gz')); print(v.holds, v.n_entries)\n"
        "console.export_case('tingqiaohe', Path('case'))\n",
        "two" + suffix,
    ).stdout
    holds, n_entries = said.split()
    assert holds == "True"
    assert int(n_entries) >= 3
    assert case_digest(load_case(tmp_path / "case")) == case_digest(
        load_case("tingqiaohe")
    )
    again = at_console("console.restore(Path('b.tar.gz'))", "two" + suffix, check=False)
    assert again.returncode == 1
    assert "BackupRefused" in again.stderr


@pytest.mark.django_db(transaction=True)
def test_the_ledger_is_verified_signed_and_exported_at_the_console(
    at_console, tmp_path
):
    room = f"three-{os.getpid()}"
    at_console(
        "console.import_case('tingqiaohe'); print(console.sign_head())\n"
        "print(console.export_ledger(Path('ledger.jsonl')))",
        room,
    )
    (head,) = (tmp_path / room / "heads").glob("*.json")
    said = at_console(
        f"print(console.verify_ledger([Path({str(head)!r})]).holds)", room
    )
    assert said.stdout.strip() == "True"
    lines = [
        json.loads(line)
        for line in (tmp_path / "ledger.jsonl").read_text().splitlines()
    ]
    assert [line["act"] for line in lines] == [
        "units.holidays_set",
        "matters.case_imported",
    ]


@pytest.mark.django_db(transaction=True)
def test_an_unknown_case_is_named_with_those_there_are(at_console):
    room = f"four-{os.getpid()}"
    at_console("console.import_case('tingqiaohe')", room)
    refused = at_console("console.export_case('nowhere', Path('x'))", room, check=False)
    assert "tingqiaohe" in refused.stderr.splitlines()[-1]


@pytest.mark.django_db(transaction=True)
def test_the_first_administrator_is_appointed_at_the_console(at_console):
    room = f"five-{os.getpid()}"
    said = at_console("print(console.appoint('li', '李', 'system'))", room).stdout
    assert said.startswith("/invitations/")


def test_a_port_that_is_taken_gives_way_to_the_next_free_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port("127.0.0.1", port) != port


def test_the_room_serves_until_ctrl_c_and_takes_its_job_runner_along(tmp_path):
    environment = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("TINGQIAO_", "DJANGO_"))
    }
    environment |= {"TINGQIAO_DATA_DIR": str(tmp_path / "room"), "PYTHONPATH": SOURCE}
    with subprocess.Popen(
        [sys.executable, "-uc", "from workspace.serve import serve; serve(port=8340)"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        line = server.stdout.readline()
        assert "http://127.0.0.1:" in line, line
        page = _wait_for(line.split()[2] + "accounts/login/")
        assert "登录" in page
        jobs = _children(server.pid)
        assert len(jobs) >= 2, "a worker and the job runner"
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=30) == 0
    assert not [pid for pid in jobs if Path(f"/proc/{pid}").exists()]


def _wait_for(url):
    for _ in range(100):
        try:
            with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own address
                return answer.read().decode()
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"{url} never answered")


def _children(pid):
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in text.split()]
