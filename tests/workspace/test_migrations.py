"""The database follows the models, from empty and without a gap."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

SOURCE = str(Path(__file__).parents[2] / "src")


@pytest.mark.django_db
def test_no_model_has_changed_without_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_room_behind_tls_passes_the_deployment_check(tmp_path):
    environment = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("TINGQIAO_", "DJANGO_ALLOW_"))
    } | {
        "TINGQIAO_DATA_DIR": str(tmp_path),
        "TINGQIAO_HTTPS": "1",
        "TINGQIAO_HOSTS": "room.example.gov.cn",
        "PYTHONPATH": SOURCE,
    }
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "workspace",
            "check",
            "--deploy",
            "--fail-level",
            "WARNING",
        ],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
