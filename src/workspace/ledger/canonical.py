"""Texts and their fingerprints: one JSON text a value, one digest a text."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(value: Any) -> str:
    """One JSON text a value: sorted keys, no spaces, no escapes."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def fingerprint(text: str, algorithm: str) -> str:
    """The fingerprint of a text in UTF-8.

    Raises
    ------
    ValueError
        When this machine has no such algorithm (SM3 needs OpenSSL 1.1.1 or newer).
    """
    try:
        digest = hashlib.new(algorithm)
    except ValueError:
        raise ValueError(
            f"本机不支持 {algorithm}；SM3 需要 OpenSSL 1.1.1 以上。/ "
            f"This machine has no {algorithm}; SM3 needs OpenSSL 1.1.1 or newer."
        ) from None
    digest.update(text.encode())
    return digest.hexdigest()
