"""Timing engines against one another: turn by turn, on one core, medians.

What is counted is the processor's time, not the wall's: a machine that is busy with
other things then gives nearly the same figures as an idle one.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from statistics import median


@contextmanager
def one_core() -> Iterator[bool]:
    """Keep this process on one core, where the system allows it."""
    if not hasattr(os, "sched_setaffinity"):
        yield False
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield True
    finally:
        os.sched_setaffinity(0, before)


def in_turns(
    deeds: Mapping[str, Callable[[int], None]],
    rounds: int,
    clock: Callable[[], float] = time.process_time,
) -> dict[str, float]:
    """Median seconds of each deed; every round does each once, given its number."""
    taken: dict[str, list[float]] = {name: [] for name in deeds}
    for turn in range(rounds):
        for name, deed in deeds.items():
            begun = clock()
            deed(turn)
            taken[name].append(clock() - begun)
    return {name: median(times) for name, times in taken.items()}


def paired_ratio(
    one: Callable[[], None], other: Callable[[], None], rounds: int
) -> float:
    """Median over rounds of the wall time of `one` over that of `other`."""
    ratios: list[float] = []
    for _ in range(rounds):
        ratios.append(_wall(one) / _wall(other))
    return median(ratios)


def _wall(deed: Callable[[], None]) -> float:
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun


def cores() -> Sequence[int]:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return range(os.cpu_count() or 1)
