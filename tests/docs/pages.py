"""What a page shows: commands with what they print, files, and links."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FEW_RUNS = "--runs 64"
_FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_STATUS = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class File:
    """A file that the page has its reader write."""

    path: str
    text: str


@dataclass(frozen=True)
class Command:
    """A command, the fragments it prints, and its exit status."""

    line: str
    fragments: tuple[str, ...]
    status: int


def steps(page: Path) -> Iterator[File | Command]:
    """What a reader of the page does, in order."""
    for language, path, body in _FENCE.findall(page.read_text(encoding="utf-8")):
        if path:
            yield File(path, body)
        elif language == "console":
            yield from commands(body)


def commands(body: str) -> Iterator[Command]:
    """The commands of one block: `$ ` opens one, `[2]` is its exit status."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        line, *shown = part.strip().splitlines()
        status = next((int(m[1]) for s in shown if (m := _STATUS.fullmatch(s))), 0)
        told = [s for s in shown if not _STATUS.fullmatch(s)]
        fragments = tuple(piece.strip() for s in told for piece in s.split("…"))
        yield Command(line, tuple(f for f in fragments if f), status)


def follow(page: Path, folder: Path) -> int:
    """Do what the page says in `folder`; the number of commands run."""
    count = 0
    for step in steps(page):
        if isinstance(step, File):
            target = folder / step.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(step.text, encoding="utf-8")
        else:
            check(step, folder)
            count += 1
    return count


def check(command: Command, folder: Path) -> None:
    """Run a command, with few runs, and look for what the page shows."""
    done = run(command.line, folder)
    printed = squeeze(done.stdout + done.stderr)
    assert done.returncode == command.status, f"{command.line}\n{printed}"
    for fragment in command.fragments:
        assert squeeze(fragment) in printed, f"{command.line}\n{printed}"


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """One shell line, as a reader would type it, with few runs."""
    few = re.sub(r"--runs \d+", FEW_RUNS, line)
    bin_folder = str(Path(sys.executable).parent)
    environment = os.environ | {
        "PATH": bin_folder + os.pathsep + os.environ["PATH"],
        "COLUMNS": "120",
    }
    return subprocess.run(  # noqa: S602  (the pages' own commands)
        few,
        shell=True,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def squeeze(text: str) -> str:
    """Text without spaces, so that where a line wraps does not matter."""
    return re.sub(r"\s+", "", text)
