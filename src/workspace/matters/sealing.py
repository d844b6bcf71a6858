"""Sealed values: encrypted where they lie, with a key that is not in the database.

AES-256-GCM. The place a value belongs to (whose, on which matter) is bound in,
so a box copied into another row does not open.
"""

from __future__ import annotations

import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from workspace.configuration.keys import kept

KEY_BITS, NONCE_BYTES = 256, 12
BLOCK = 256  # lengths are rounded up: the size of a box tells little


def seal(text: str, place: str) -> bytes:
    """The box that holds `text`, for that place only."""
    body = text.encode()
    padded = body + b"\0" * (-len(body) % BLOCK or BLOCK)
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher().encrypt(nonce, padded, place.encode())


def unseal(box: bytes, place: str) -> str:
    """The text in `box`.

    Raises
    ------
    cryptography.exceptions.InvalidTag
        When the box was altered, moved, or sealed with another key.
    """
    box = bytes(box)
    padded = _cipher().decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], place.encode())
    return padded.rstrip(b"\0").decode()


def _cipher() -> AESGCM:
    path = settings.CONFIGURATION.data_dir / "sealing.key"
    return AESGCM(kept(path, lambda: AESGCM.generate_key(KEY_BITS)))
