"""A real browser, and for the pages of the live room the room under test."""

from __future__ import annotations

import os
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser runs a loop in our thread
_room = spec_from_file_location(
    "room_under_test", Path(__file__).parents[1] / "workspace" / "conftest.py"
)
_fixtures = module_from_spec(_room)
_room.loader.exec_module(_fixtures)

django_db_modify_db_settings = _fixtures.django_db_modify_db_settings
ledger_guards = _fixtures.ledger_guards
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--disable-dev-shm-usage"
)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Debian's own Chromium, which asks for nothing by itself."""
    return {"executable_path": "/usr/bin/chromium", "args": FLAGS.split()}


@pytest.fixture
def room(transactional_db, settings):
    """The towns, whose people know their passwords; texts are open at once."""
    from dataclasses import replace

    from towns import build_room

    settings.CONFIGURATION = replace(settings.CONFIGURATION, freeze_hours=0)
    built = build_room()
    for mandate in built.mandates.values():
        mandate.person.set_password("tingqiao-room-1")
        mandate.person.save()
    return built
