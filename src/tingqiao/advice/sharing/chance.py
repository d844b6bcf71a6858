"""Uniform draws for the sharing rules, each a function of its address."""

from __future__ import annotations

from typing import Final

import numpy as np

from tingqiao.advice.sharing.coalitions import Floats
from tingqiao.model.draws import fill_uniforms, site

PURPOSE: Final = 64  # apart from the purposes of the model's own draws
_WORDS: Final = 4  # numbers that an address gives


def uniforms(rows: int, columns: int, name: str, seed: int) -> Floats:
    """(rows, columns) numbers in (0, 1); `name` tells one use from another."""
    lanes = np.arange(columns, dtype=np.uint64)
    address, key = np.uint64(site("sharing", name)), np.uint64(seed % 2**64)
    blocks = [np.empty((_WORDS, columns)) for _ in range(-(-rows // _WORDS))]
    for place, block in enumerate(blocks):
        fill_uniforms(block, lanes, place, PURPOSE, address, key)
    return np.vstack(blocks)[:rows]
