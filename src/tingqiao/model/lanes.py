"""Mathematics that vectorises: exp, logistic and chance of a rate, by arithmetic alone.

The C library's `exp` is a call a lane and differs between machines; this one is
the same arithmetic everywhere and runs eight lanes at a time.
"""

from __future__ import annotations

from typing import Any

import llvmlite.ir
from numba import types
from numba.extending import intrinsic

from tingqiao.model.compiled import compiled

_LOG2_E = 1.4426950408889634
_LN2_HIGH = 6.93145751953125e-1  # ln 2 split in two, so that n·ln 2 is exact enough
_LN2_LOW = 1.42860682030941723212e-6
_LARGEST = 708.0  # exp beyond this leaves the normal doubles


@intrinsic
def _bits_as_float(_typing: Any, bits: Any) -> Any:
    def generate(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return builder.bitcast(args[0], llvmlite.ir.DoubleType())

    return types.float64(types.int64), generate


@compiled
def exp(x: float) -> float:
    """The exponential of `x`, within 2 units in the last place; clamped at ±708.

    Source: argument reduction by multiples of ln 2, Taylor series to degree 13.
    """
    x = min(max(x, -_LARGEST), _LARGEST)
    n = float(int(x * _LOG2_E + (0.5 if x >= 0.0 else -0.5)))
    r = (x - n * _LN2_HIGH) - n * _LN2_LOW
    p = 1.0 / 6227020800.0
    p = p * r + 1.0 / 479001600.0
    p = p * r + 1.0 / 39916800.0
    p = p * r + 1.0 / 3628800.0
    p = p * r + 1.0 / 362880.0
    p = p * r + 1.0 / 40320.0
    p = p * r + 1.0 / 5040.0
    p = p * r + 1.0 / 720.0
    p = p * r + 1.0 / 120.0
    p = p * r + 1.0 / 24.0
    p = p * r + 1.0 / 6.0
    p = p * r + 0.5
    p = p * r + 1.0
    p = p * r + 1.0
    return p * _bits_as_float((int(n) + 1023) << 52)  # type: ignore[call-arg]


@compiled
def logistic(x: float) -> float:
    """Λ(x) = 1 / (1 + e^-x), in (0, 1)."""
    return 1.0 / (1.0 + exp(-x))


@compiled
def chance_of_rate(rate: float) -> float:
    """The chance, in [0, 1), that something of this rate a month happens in a month."""
    return 1.0 - exp(-rate)


@compiled
def power(x: float, n: int) -> float:
    """`x` to the whole power `n` ≥ 0, by squaring: the same on every machine."""
    result = 1.0
    while n > 0:
        if n & 1:
            result *= x
        x *= x
        n >>= 1
    return result
