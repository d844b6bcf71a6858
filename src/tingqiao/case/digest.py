"""The digest of a case: one short name for exactly these values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from tingqiao.case.entities import Case

_VERSION = "tingqiao-case-1"  # changes when the canonical form does
_LENGTH = 16  # hexadecimal digits; 64 bits tell any two cases apart


def case_digest(case: Case) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the case's canonical form.

    Equal cases have equal digests, whatever files they came from; any other value,
    id, text or order of rows gives another.
    """
    seen = hashlib.sha256()
    for text in _pieces([_VERSION, case], depth=3):
        seen.update(text.encode("utf-8"))
    return seen.hexdigest()[:_LENGTH]


def _pieces(value: object, depth: int) -> Iterator[str]:
    """The canonical form as JSON, bit by bit: a nation's need not stand in memory."""
    if depth == 0 or not isinstance(value, (list, tuple, Case)):
        yield json.dumps(_canonical(value), ensure_ascii=False)
        return
    parts = _parts(value) if isinstance(value, Case) else value
    for i, part in enumerate(parts):
        yield ", " if i else "["
        yield from _pieces(part, depth - 1)
    yield "]" if parts else "[]"


def _parts(entity: Any) -> list[object]:
    return [getattr(entity, field.name) for field in fields(entity)]


def _canonical(value: object) -> object:
    """The value as nested lists of text, numbers in their shortest exact form."""
    if value is None or isinstance(value, str):
        return value if value is None else str(value)
    if isinstance(value, bool | int | float):
        return float(value) + 0.0  # 2 and 2.0, 0.0 and -0.0 are equal numbers
    if isinstance(value, tuple):
        return [_canonical(part) for part in value]
    if isinstance(value, Mapping):
        return sorted([key, _canonical(part)] for key, part in value.items())
    if is_dataclass(value):
        return [_canonical(part) for part in _parts(value)]
    raise TypeError(f"a case holds no {type(value).__name__}")
