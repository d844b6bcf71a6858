"""The room under test: its own folder, SQLite by default.

`TINGQIAO_TEST_DB=postgres` runs the same tests on a private PostgreSQL.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]  # towns, and everybody's strategies

if "TINGQIAO_TEST_ROOM" not in os.environ:
    from cluster import start_cluster

    folder = tempfile.mkdtemp(prefix="tingqiao-room-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["TINGQIAO_TEST_ROOM"] = folder
    os.environ["TINGQIAO_DATA_DIR"] = folder
    os.environ["TINGQIAO_DEMO"] = "1"
    os.environ["TINGQIAO_HOSTS"] = "localhost,127.0.0.1,testserver"
    os.environ["DJANGO_SETTINGS_MODULE"] = "workspace.settings"
    if os.environ.get("TINGQIAO_TEST_DB") == "postgres":
        os.environ["TINGQIAO_DATABASE_URL"] = start_cluster()

import django  # noqa: E402 - its settings are made above

django.setup()

import pytest  # noqa: E402 - after Django is set up
from django.db import connection  # noqa: E402
from hypothesis import settings as hypothesis_settings  # noqa: E402

from workspace.ledger.guards import lift_guards, set_guards  # noqa: E402

hypothesis_settings.register_profile("room", deadline=None)  # a database takes its time
hypothesis_settings.load_profile("room")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """Tests meet a real SQLite file: threads, WAL and pragmas as in use."""
    from django.conf import settings

    if connection.vendor == "sqlite":
        name = str(tmp_path_factory.mktemp("db") / "test.sqlite3")
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = name
        connection.settings_dict["TEST"]["NAME"] = name


@pytest.fixture(autouse=True)
def ledger_guards(request, _django_db_marker):
    """A flushed database empties the ledger too: only then are its guards lifted."""
    if not request.node.get_closest_marker("django_db") or connection.in_atomic_block:
        yield
        return
    set_guards(connection)
    yield
    lift_guards(connection)
    # tests in one transaction come first, so the guards of the migration are theirs


@pytest.fixture
def room(db):
    from towns import build_room

    return build_room()
