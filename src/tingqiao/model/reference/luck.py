"""Draws by address in whole numbers.

Source: Salmon, Moraes, Dror & Shaw 2011, Philox4x32 with 10 rounds.
"""

from __future__ import annotations

from tingqiao.case.entities import Range
from tingqiao.model.draws import RANGE, site

_WORD = 2**32
Counter = tuple[int, int, int, int]


def philox(counter: Counter, key: tuple[int, int]) -> Counter:
    """Four 32-bit words from a counter of four and a key of two."""
    for _ in range(10):
        counter = _mixed(counter, key)
        key = ((key[0] + 0x9E3779B9) % _WORD, (key[1] + 0xBB67AE85) % _WORD)
    return counter


def _mixed(counter: Counter, key: tuple[int, int]) -> Counter:
    high_0, low_0 = divmod(0xD2511F53 * counter[0], _WORD)
    high_1, low_1 = divmod(0xCD9E8D57 * counter[2], _WORD)
    return high_1 ^ counter[1] ^ key[0], low_1, high_0 ^ counter[3] ^ key[1], low_0


def draw(
    seed: int, run: int, month: int, purpose: int, *names: str
) -> tuple[float, ...]:
    """Four numbers inside (0, 1): those of one site in one month of one run."""
    address = site(*names)
    counter = (run, month + purpose * 2**16, address % _WORD, address // _WORD)
    words = philox(counter, (seed % _WORD, seed // _WORD))
    return tuple((word + 0.5) / _WORD for word in words)


def draw_within(known: Range, seed: int, lot: int, *names: str) -> float:
    """A number known only as a range: its value in the worlds of this lot."""
    if known.is_point:
        return known.low
    u = draw(seed, lot, 0, RANGE, *names)[0]
    return known.low + (known.high - known.low) * u
