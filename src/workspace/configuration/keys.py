"""Secrets of one room: made on first start, kept beside the data, never in it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

OWNER_ONLY = 0o600


def secret_key(data_dir: Path) -> str:
    """The key that signs sessions, made on first start and readable by its owner only."""
    return kept(
        data_dir / "secret.key", lambda: secrets.token_urlsafe(64).encode()
    ).decode()


def kept(path: Path, make) -> bytes:
    """The bytes of `path`; where there is none yet, what `make` gives, stored 0600.

    Two starts at once make one key: the file is created whole under another
    name and linked into place, and the loser reads the winner's.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(handle, "wb") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()
