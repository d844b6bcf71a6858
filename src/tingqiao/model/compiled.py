"""How the model's functions are compiled: one setting for all of them.

`fastmath` stays off and no library mathematics is called (see `lanes`), so that
the same numbers come out on every processor; `nogil` lets threads run side by side.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

from tingqiao.provenance import keep_compiled_code_by_digest

keep_compiled_code_by_digest()  # before the first function is compiled

_Function = TypeVar("_Function", bound=Callable[..., Any])

_SETTING: dict[str, Any] = {
    "nogil": True,
    "cache": True,
    "fastmath": False,
    "error_model": "numpy",
}


def compiled(function: _Function) -> _Function:
    """Compile `function` for the machine; its Python form stays at `.py_func`."""
    return cast(_Function, njit(**_SETTING)(function))


def inlined(function: _Function) -> _Function:
    """Compile `function` into each of its callers.

    Passing tables from one compiled function to another costs a count of references
    up and down for each of them; where a call is made for every party in every month
    that costs more than the call's own arithmetic.
    """
    return cast(_Function, njit(**_SETTING, forceinline=True)(function))
