"""A random number from its address: no generator, no stream, nothing to shift.

Each draw is Philox4x32-10 of (seed; run, month, purpose, site). A site is a hash
of names, so that neither the order of rows nor an unrelated matter moves a draw;
plans share their draws because no lever is part of an address.

Source: Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as
1, 2, 3", Philox4x32 with 10 rounds. Known answers are in tests/verification.
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from tingqiao.model.compiled import inlined

Word = np.uint64

CONSENT = 0  # a party: consent
WORK = 1  # a party: action, delivery
LAPSE = 2  # a matter: falling back
TURNOVER = 3  # a government: change of leaders
RANGE = 4  # anything known only as a range: its value in this run

_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_PURPOSE = np.uint64(16)  # months take the low 16 bits of their word
_UNIT = 2.0**-32


def site(*names: str) -> int:
    """The 64-bit address of something with these names."""
    text = "\x1f".join(names).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")


@inlined
def philox(
    c0: Word, c1: Word, c2: Word, c3: Word, k0: Word, k1: Word
) -> tuple[Word, Word, Word, Word]:
    """Four 32-bit words from a counter of four and a key of two (all uint64 < 2³²)."""
    for _ in range(10):
        product_0 = _MULTIPLIER_0 * c0
        product_1 = _MULTIPLIER_1 * c2
        c0, c1, c2, c3 = (
            (product_1 >> _HALF) ^ c1 ^ k0,
            product_1 & _LOW,
            (product_0 >> _HALF) ^ c3 ^ k1,
            product_0 & _LOW,
        )
        k0 = (k0 + _WEYL_0) & _LOW
        k1 = (k1 + _WEYL_1) & _LOW
    return c0, c1, c2, c3


@inlined
def unit(word: Word) -> float:
    """A 32-bit word as a number strictly inside (0, 1)."""
    return (float(np.int64(word)) + 0.5) * _UNIT


@inlined
def fill_uniforms(
    out: NDArray[np.float64],
    runs: NDArray[np.uint64],
    month: int,
    purpose: int,
    address: Word,
    seed: Word,
) -> None:
    """Fill `out[4, lane]` with the draws of one site in one month, a lane a run."""
    k0, k1 = seed & _LOW, seed >> _HALF
    c1 = np.uint64(month) | (np.uint64(purpose) << _PURPOSE)
    c2, c3 = address & _LOW, address >> _HALF
    for lane in range(runs.shape[0]):
        w0, w1, w2, w3 = philox(runs[lane], c1, c2, c3, k0, k1)
        out[0, lane] = unit(w0)
        out[1, lane] = unit(w1)
        out[2, lane] = unit(w2)
        out[3, lane] = unit(w3)
