"""Sealed scans that come back: pictures or PDF by their first bytes, not by their name."""

from __future__ import annotations

from django.core.files import File

LARGEST = 20 * 2**20  # bytes
STARTS = {b"%PDF-": ".pdf", b"\xff\xd8\xff": ".jpg", b"\x89PNG\r\n\x1a\n": ".png"}
LONGEST_START = max(map(len, STARTS))


def kind_of(scan: File) -> str | None:
    """The suffix of what the file really is; None where it is no PDF, JPG or PNG."""
    scan.seek(0)
    head = scan.read(LONGEST_START)
    scan.seek(0)
    return next(
        (kind for start, kind in STARTS.items() if head.startswith(start)), None
    )


def is_plain_scan(scan: File) -> bool:
    """Whether it is a PDF, JPG or PNG of at most 20 MB, and not empty."""
    return 0 < scan.size <= LARGEST and kind_of(scan) is not None
