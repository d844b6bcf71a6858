"""The commands as people type them: what they say, and with which status they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = str(Path(__file__).parents[2] / "src")


@pytest.fixture(scope="module")
def typed(tmp_path_factory):
    """Type a command in one small room of its own, on SQLite."""
    folder = tmp_path_factory.mktemp("typed")
    environment = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("TINGQIAO_", "DJANGO_"))
    } | {"TINGQIAO_DATA_DIR": str(folder / "room"), "PYTHONPATH": SOURCE}

    def run(*words):
        return subprocess.run(
            [sys.executable, "-m", "workspace.commands", *words],
            env=environment,
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )

    assert run("workspace", "import", "tingqiaohe").returncode == 0
    return run


def test_a_ledger_that_holds_says_so(typed):
    assert "完好" in typed("ledger", "verify").stdout
    told = json.loads(typed("ledger", "verify", "--json").stdout)
    assert told == {"n_entries": 2, "bad_seq": None, "fault": None}


def test_a_ledger_cut_short_is_named_with_status_1(typed, tmp_path):
    import sqlite3
    from contextlib import closing

    head = typed("ledger", "head").stdout.strip()
    room = Path(head).parents[1] / "room.sqlite3"
    with closing(sqlite3.connect(room)) as database, database:
        (trigger,) = database.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'ledger_no_delete'"
        ).fetchone()
        database.execute("DROP TRIGGER ledger_no_delete")
        cut = database.execute(
            "SELECT * FROM ledger_ledgerentry WHERE seq = 2"
        ).fetchone()
        database.execute("DELETE FROM ledger_ledgerentry WHERE seq = 2")
        database.execute(trigger)
    found = typed("ledger", "verify", head)
    with closing(sqlite3.connect(room)) as database, database:
        marks = ",".join("?" * len(cut))
        database.execute(f"INSERT INTO ledger_ledgerentry VALUES ({marks})", cut)  # noqa: S608
    assert found.returncode == 1
    assert "截掉" in found.stderr
    assert "cut off" in found.stderr
    assert typed("ledger", "verify", head).returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["workspace", "import", "tingqiaohe"], "case.toml"),
        (["workspace", "import", "nowhere"], "nowhere"),
        (["workspace", "export", "nowhere", "x"], "tingqiaohe"),
        (["workspace", "appoint", "li", "李", "king"], "audit"),
        (["workspace", "restore", "nowhere.tar.gz"], "已有记录"),
        (["workspace", "grant", "clerk"], "PostgreSQL"),
        (["ledger", "verify", "nowhere.json"], "nowhere.json"),
        (["ledger", "verify", "--database-url", "mysql://x"], "postgresql://"),
    ],
)
def test_a_mistake_is_answered_in_words_with_status_2(typed, words, said):
    done = typed(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_entries_are_exported_as_lines(typed, tmp_path):
    target = tmp_path / "ledger.jsonl"
    done = typed("ledger", "export", str(target), "--act", "matters.case_imported")
    assert done.stdout.startswith("1 ")
    assert json.loads(target.read_text())["act"] == "matters.case_imported"
