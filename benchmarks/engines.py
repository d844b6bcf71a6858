"""The model in every form it is written in here, and which of them this machine has."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.c_engine import NoCompilerError, compile_model
from benchmarks.kernel_engine import run_kernel
from benchmarks.numpy_engine import run_numpy
from benchmarks.outcome import Outcome, Verdict, same_draws, within_chance
from benchmarks.situation import Situation

Run = Callable[[Situation, int, int], Outcome]
MESA, NUMPY, KERNEL, C = "Mesa 3", "NumPy", "Tingqiao", "C"


class Engine(NamedTuple):
    """One way of running the model."""

    name: str
    run: Run
    runs: int  # a round, so that a round takes about a second
    agrees: Callable[[Outcome, Outcome], Verdict]


class Absent(NamedTuple):
    """An engine this machine cannot run, and why."""

    name: str
    why: str


def engines(folder: Path) -> Iterator[Engine | Absent]:
    """Every engine; what is compiled is kept in `folder`."""
    if importlib.util.find_spec("mesa") is None:
        yield Absent(MESA, "没有安装 mesa / mesa is not installed: pip install mesa")
    else:
        from benchmarks.mesa_engine import run_mesa

        yield Engine(MESA, run_mesa, 60, within_chance)
    yield Engine(NUMPY, run_numpy, 256, same_draws)
    yield Engine(KERNEL, run_kernel, 2048, same_draws)
    try:
        yield Engine(C, compile_model(folder), 4096, same_draws)
    except NoCompilerError as error:
        yield Absent(C, str(error))
