"""Writing a folder of results whole: an interrupt leaves the old ones as they were."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A folder to write into, whose files move to `target` when all are written.

    Files already in `target` under other names stay. Raises OSError where it cannot
    be made.
    """
    target.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=target))
    try:
        yield beside
        for written in sorted(beside.iterdir()):
            written.replace(target / written.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
