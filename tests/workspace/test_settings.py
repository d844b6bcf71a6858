"""The room as configured: keys, databases, headers, faults in the environment."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings as room_settings
from django.core.checks import run_checks
from django.db import connection

from workspace.configuration import environment
from workspace.configuration.database import SQLITE_PRAGMAS, database_settings
from workspace.configuration.environment import ConfigurationError, read_configuration
from workspace.configuration.keys import kept, secret_key
from workspace.ledger.checks import sqlite_pragmas


def test_every_faulty_variable_is_named_at_once_with_its_remedy():
    with pytest.raises(ConfigurationError) as fault:
        read_configuration(
            {
                "TINGQIAO_HTTPS": "perhaps",
                "TINGQIAO_FREEZE_HOURS": "-1",
                "TINGQIAO_DIGEST": "md5",
                "TINGQIAO_OIDC_CLIENT_ID": "x",
            }
        )
    said = str(fault.value)
    for name in ("HTTPS", "FREEZE_HOURS", "DIGEST", "OIDC_"):
        assert f"TINGQIAO_{name}" in said
    assert len(fault.value.faults) == 4


def test_an_empty_environment_gives_an_embedded_room(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    configuration = read_configuration({})
    assert configuration.database_url == f"sqlite:///{tmp_path}/var/room.sqlite3"
    assert (configuration.demo, configuration.https, configuration.digest) == (
        False,
        False,
        "sha256",
    )
    assert configuration.identity_provider is None


def test_a_postgresql_address_is_taken_apart():
    found = database_settings(
        "postgresql://room:p%40ss@db.lan:5433/tingqiao?sslmode=require"
    )
    assert found["NAME"] == "tingqiao"
    assert (found["USER"], found["PASSWORD"]) == ("room", "p@ss")
    assert (found["HOST"], found["PORT"]) == ("db.lan", "5433")
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_another_database_is_refused_with_the_remedy():
    with pytest.raises(ConfigurationError, match="postgresql://"):
        database_settings("mysql://x/y")


def test_the_secret_key_is_made_once_and_for_its_owner_only(tmp_path):
    first = secret_key(tmp_path / "new")
    assert secret_key(tmp_path / "new") == first
    assert (tmp_path / "new" / "secret.key").stat().st_mode & 0o777 == 0o600
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["secret.key"]


def test_two_starts_at_once_keep_one_key(tmp_path):
    path = tmp_path / "a.key"

    def slower_than_another_start():
        kept(path, lambda: b"theirs")
        return b"ours"

    assert kept(path, slower_than_another_start) == b"theirs"


@pytest.mark.django_db
def test_sqlite_takes_every_pragma(settings):
    if connection.vendor != "sqlite":
        pytest.skip("pragmas are SQLite's own")
    assert sqlite_pragmas(["default"]) == []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers=OFF")
    try:
        (fault,) = sqlite_pragmas(["default"])
        assert "recursive_triggers" in fault.msg
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers=ON")
    assert set(SQLITE_PRAGMAS) >= {"journal_mode", "synchronous", "foreign_keys"}


@pytest.mark.django_db
def test_django_finds_nothing_wrong_with_the_room():
    assert run_checks(databases=["default"]) == []


def test_times_are_kept_in_utc_and_shown_in_shanghai_chinese_first():
    assert room_settings.USE_TZ
    assert room_settings.TIME_ZONE == "Asia/Shanghai"
    assert room_settings.LANGUAGE_CODE == "zh-hans"


def test_every_variable_is_in_the_administrators_page_and_no_other():
    page = (Path(__file__).parents[2] / "docs/how-to/run-workspace.md").read_text(
        "utf-8"
    )
    source = Path(environment.__file__).read_text("utf-8")
    read = {
        f"TINGQIAO_{name}" for name in re.findall(r'reader\.\w+\(\s*"(\w+)"', source)
    }
    read |= {
        f"TINGQIAO_OIDC_{name}"
        for name in ("SERVER_URL", "CLIENT_ID", "SECRET", "NAME")
    }
    assert set(re.findall(r"^\| `(TINGQIAO_\w+)`", page, re.MULTILINE)) == read


@pytest.mark.django_db
def test_static_files_come_from_the_room_itself(client):
    answer = client.get("/static/mfa/js/webauthn.js")
    assert answer.status_code == 200
    assert "javascript" in answer.headers["Content-Type"]
    answer.close()
