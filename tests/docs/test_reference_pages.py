"""Generated pages are what the code says today."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ("case-format.md", "parameters.md", "commands.md", "api.md", "results.md")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reference")
    command = [sys.executable, "-m", "tools.reference", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_up_to_date(name, fresh):
    stored = (ROOT / "docs" / "reference" / name).read_text("utf-8")
    assert stored == (fresh / name).read_text("utf-8"), "run: python -m tools.reference"


def test_every_generated_page_is_compared(fresh):
    assert {path.name for path in fresh.iterdir()} == set(PAGES)
