"""A synthetic nation: a real-looking tree, and matters between neighbours.

    python -m benchmarks.nation [--matters 1000 10000 100000] [--months 120]

Counties lie along a Hilbert curve on a square, so that the counties of a prefecture
and the prefectures of a province make connected patches, and borders between
provinces are crossed by matters as they are by roads. No place in it is a real one.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from tingqiao.case.entities import (
    Case,
    Event,
    EventKind,
    Government,
    Matter,
    Month,
    PartialDate,
    Range,
    Text,
)
from tingqiao.case.ladder import default_ladder
from tingqiao.model.ensemble import simulate

PROVINCES, PREFECTURES, COUNTIES, GOVERNMENTS = 31, 333, 2850, 40_000
SIZES, SIZE_SHARES = (2, 3, 4, 5, 6), (0.40, 0.30, 0.15, 0.10, 0.05)
_ORDER = 6  # the Hilbert curve fills 64 × 64 places, enough for every county
_START = Month(2024, 1)
_EVENT_SHARE = 0.2  # of the matters have been met on before


class Land(NamedTuple):
    """Which towns lie in which county, and which counties lie next to it."""

    governments: tuple[Government, ...]
    towns: tuple[tuple[str, ...], ...]  # by county
    around: tuple[tuple[int, ...], ...]  # counties next to each, itself first


def nation(n_matters: int, seed: int = 1) -> Case:
    """A case of 40,000 governments and `n_matters` matters of 2 to 6 neighbours."""
    luck = np.random.default_rng(seed)
    land = _land(luck)
    matters = tuple(_matters(land, n_matters, luck))
    return Case(
        id=f"nation-{n_matters}",
        name=Text("合成的国家", "a synthetic nation"),
        summary=Text("", ""),
        unit="1",
        start=_START,
        months=120,
        ladder=default_ladder(),
        governments=land.governments,
        matters=matters,
        events=tuple(_meetings(matters, luck)),
    )


def _land(luck: np.random.Generator) -> Land:
    in_province = _parts(PREFECTURES, PROVINCES, luck)
    in_prefecture = _parts(COUNTIES, PREFECTURES, luck)
    n_towns = GOVERNMENTS - 1 - PROVINCES - PREFECTURES - COUNTIES
    in_county = _parts(n_towns, COUNTIES, luck)
    superiors = (["g"], *([] for _ in range(4)))
    governments = [Government("g", Text("", "g"), None, "central")]
    counts = ([PROVINCES], in_province, in_prefecture, in_county)
    levels = ("province", "prefecture", "county", "town")
    for above, below, counted, level in zip(
        superiors, superiors[1:], counts, levels, strict=False
    ):
        for superior, n in zip(above, counted, strict=True):
            for i in range(n):
                below.append(f"{superior}.{i}" if level != "province" else f"p{i}")
                name = Text("", below[-1])
                governments.append(Government(below[-1], name, superior, level))
    ends = [0, *accumulate(in_county)]
    towns = [tuple(superiors[4][first:last]) for first, last in pairwise(ends)]
    return Land(tuple(governments), tuple(towns), _neighbours())


def _parts(whole: int, n: int, luck: np.random.Generator) -> list[int]:
    """`whole` things in `n` uneven parts of at least two."""
    weights = luck.gamma(4.0, size=n)
    extra = luck.multinomial(whole - 2 * n, weights / weights.sum())
    return [int(2 + more) for more in extra]


def _neighbours() -> tuple[tuple[int, ...], ...]:
    place = [_hilbert(i) for i in range(COUNTIES)]
    at = {where: county for county, where in enumerate(place)}
    steps = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))
    return tuple(
        tuple(at[x + dx, y + dy] for dx, dy in steps if (x + dx, y + dy) in at)
        for x, y in place
    )


def _hilbert(distance: int) -> tuple[int, int]:
    """The place at `distance` along the curve. Source: Hilbert 1891."""
    x = y = 0
    for order in range(_ORDER):
        side = 1 << order
        right, up = (distance >> 1) & 1, (distance ^ (distance >> 1)) & 1
        if not up:
            x, y = (side - 1 - y, side - 1 - x) if right else (y, x)
        x, y = x + side * right, y + side * up
        distance >>= 2
    return x, y


def _matters(land: Land, n: int, luck: np.random.Generator) -> Iterator[Matter]:
    home = luck.integers(COUNTIES, size=n)
    size = luck.choice(SIZES, size=n, p=SIZE_SHARES)
    numbers = luck.uniform(0.2, 0.8, size=(n, 3)).round(3)
    for i in range(n):
        near = [town for county in land.around[home[i]] for town in land.towns[county]]
        chosen = luck.choice(len(near), size=min(size[i], len(near)), replace=False)
        complexity, specificity, measurability = map(float, numbers[i])
        yield Matter(
            id=f"m{i}",
            name=Text("", f"m{i}"),
            parties=tuple(near[place] for place in chosen),
            opened=None,
            rung=0,
            complexity=Range(complexity, complexity),
            fragmentation=None,
            benefit=Range(0.5, 2.0),
            cost=Range(0.1, 0.9),
            specificity=Range(specificity, specificity),
            measurability=Range(measurability, measurability),
        )


def _meetings(matters: Sequence[Matter], luck: np.random.Generator) -> Iterator[Event]:
    """Meetings before and after the start, each on a matter of its own."""
    for matter in matters:
        if luck.random() < _EVENT_SHARE:
            month = _START.later(int(luck.integers(-60, 60)))
            yield Event(
                date=PartialDate(month.year, month.month),
                matter=matter.id,
                actors=matter.parties[:2],
                kind=EventKind.MEETING,
                strength=None,
                text=Text("", ""),
                sources=(),
            )


class Cost(NamedTuple):
    """What one run of a nation took."""

    matters: int
    parties: int
    made: float  # seconds to make the case
    seconds: float  # of `simulate`, from the case to the dataset
    peak: float  # GB, of the whole process


def measure(n_matters: int, months: int) -> Cost:
    """One run in this process; the kernel should have been compiled before."""
    begun = time.perf_counter()
    case = nation(n_matters)
    made = time.perf_counter()
    simulate(case, runs=1, months=months, threads=1, keep_paths=0)
    done = time.perf_counter()
    parties = sum(len(m.parties) for m in case.matters)
    return Cost(n_matters, parties, made - begun, done - made, _peak())


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9


def measure_apart(n_matters: int, months: int) -> Cost:
    """`measure` in a process of its own, so that its peak is its own."""
    here = [sys.executable, "-m", "benchmarks.nation", "--months", str(months)]
    told = subprocess.run(
        [*here, "--matters", str(n_matters), "--bare"],
        capture_output=True,
        text=True,
        check=True,
    )
    numbers = told.stdout.split()
    return Cost(int(numbers[0]), int(numbers[1]), *map(float, numbers[2:]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what one run costs at each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--matters", type=int, nargs="+", default=[1000, 10_000, 100_000]
    )
    parser.add_argument("--months", type=int, default=120)
    parser.add_argument("--bare", action="store_true", help="numbers only")
    asked = parser.parse_args(arguments)
    simulate(nation(20), runs=1, months=2, threads=1)  # compiles, or loads
    for n_matters in asked.matters:
        cost = measure(n_matters, asked.months)
        if asked.bare:
            print(*cost)
        else:
            print(
                f"{cost.matters:>7} {cost.parties:>7} {cost.seconds:>8.2f} s {cost.peak:.2f} GB"
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
