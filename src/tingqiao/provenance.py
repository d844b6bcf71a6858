"""Where a result comes from: version and digests, and where compiled code is kept.

numba's cache does not see an edit in another file, so a stale kernel would give
old answers silently. The cache therefore lives in a folder named by a digest of
the model's sources; this module sets it before the first function is compiled
and must be imported before `tingqiao.model`.
"""

from __future__ import annotations

import hashlib
import os
import sys
from importlib import metadata
from pathlib import Path

_MODEL = Path(__file__).parent / "model"


def version() -> str:
    """The installed version of Tingqiao."""
    return metadata.version("tingqiao")


def model_digest() -> str:
    """Sixteen hex digits of the model's sources, whatever folder they lie in."""
    seen = hashlib.sha256()
    for path in sorted(_MODEL.rglob("*.py")):
        if path.parent.name == "reference":  # tells what the kernel does, not how
            continue
        seen.update(path.relative_to(_MODEL).as_posix().encode())
        seen.update(path.read_bytes())
    return seen.hexdigest()[:16]


def _cache_root() -> Path:
    if "XDG_CACHE_HOME" in os.environ:
        return Path(os.environ["XDG_CACHE_HOME"])
    if sys.platform == "win32" and "LOCALAPPDATA" in os.environ:
        return Path(os.environ["LOCALAPPDATA"])
    return Path.home() / ".cache"


def compiled_code_folder() -> Path:
    """Where this version of the model is kept compiled."""
    named = os.environ.get("NUMBA_CACHE_DIR")
    root = Path(named) if named else _cache_root() / "tingqiao"
    return root / model_digest()


def is_compiled() -> bool:
    """Whether the model has been compiled on this machine before."""
    return any(compiled_code_folder().rglob("*.nbc"))


def keep_compiled_code_by_digest() -> None:
    """Keep numba's cache in a folder named by the model's digest."""
    import numba

    folder = str(compiled_code_folder())
    numba.config.CACHE_DIR = folder  # type: ignore[attr-defined]
