"""Fingerprints of files: by SHA-256, or SM3 where this machine has it."""

from __future__ import annotations

import hashlib

ALGORITHMS = ("sha256", "sm3")


def is_available(algorithm: str) -> bool:
    """Whether files can be fingerprinted by that algorithm here."""
    return algorithm in ALGORITHMS and algorithm in hashlib.algorithms_available


def fingerprint_of(content: bytes, algorithm: str) -> str:
    """The fingerprint of a file's bytes, 64 hexadecimal digits."""
    return hashlib.new(algorithm, content).hexdigest()


def in_groups(fingerprint: str) -> str:
    """The start of a fingerprint, as people read it: `a41f 09c2 7be3`."""
    return " ".join(fingerprint[i : i + 4] for i in (0, 4, 8))
