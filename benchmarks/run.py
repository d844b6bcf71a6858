"""What the model's speed is, beside three other ways of writing it: `make bench`.

    python -m benchmarks [--quick] [--rounds 5]

One decision is one party of one matter in one month. All engines run the real case
tingqiaohe under a plan that uses every lever, parameters at their defaults, ranges
at their middles, escalation off.
"""

from __future__ import annotations

import argparse
import importlib.util
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks import nation
from benchmarks.clock import cores, in_turns, one_core, paired_ratio
from benchmarks.engines import KERNEL, MESA, Absent, C, Engine, engines
from benchmarks.kernel_engine import run_kernel
from benchmarks.outcome import Outcome, Verdict
from benchmarks.situation import GUIDED, Situation, at_middles, real_situation
from tingqiao.model.ensemble import simulate
from tingqiao.model.parameters import PARAMETERS

BOOKS = "Tingqiao, simulate()"  # with every book of an ensemble and its dataset
_BOOKS_RUNS = 4096
_PEER_RUNS = 8192  # of the kernel, against which an engine with other draws is held


class Size(NamedTuple):
    """How much is done."""

    rounds: int
    share: float  # of each engine's runs a round
    players: int  # of sharing games
    matters: tuple[int, ...]  # of synthetic nations


FULL = Size(5, 1.0, 12, (1_000, 10_000, 100_000))
QUICK = Size(2, 0.25, 6, (1_000, 4_000))


class Line(NamedTuple):
    """One row of the table of engines."""

    name: str
    rate: float  # decisions a second of one core
    verdict: Verdict | None  # None: the kernel itself


def compare_engines(at: Situation, size: Size, found: Sequence[Engine]) -> list[Line]:
    """Time the engines in turns on one core, and hold each to the kernel."""
    seen: dict[str, list[Outcome]] = {engine.name: [] for engine in found}
    runs = {e.name: int(e.runs * size.share) for e in found}
    with one_core():
        for engine in found:
            engine.run(at, 0, 32 if engine.name != MESA else 1)  # compiles, warms
        deeds = {e.name: _deed(e, at, runs[e.name], seen[e.name]) for e in found}
        deeds[BOOKS] = lambda _turn: _with_books(at, int(_BOOKS_RUNS * size.share))
        deeds[BOOKS](0)
        seconds = in_turns(deeds, size.rounds)
    runs[BOOKS] = int(_BOOKS_RUNS * size.share)
    verdicts = {e.name: _verdict(e, at, seen[e.name]) for e in found}
    work = at.n_parties * at.months
    return [
        Line(name, work * runs[name] / seconds[name], verdicts.get(name))
        for name in seconds
    ]


def _deed(
    engine: Engine, at: Situation, runs: int, seen: list[Outcome]
) -> Callable[[int], None]:
    return lambda turn: seen.append(engine.run(at, turn * runs, runs))


def _with_books(at: Situation, runs: int, threads: int = 1) -> None:
    points = {p.name: p.default for p in PARAMETERS.values()}
    simulate(
        at.case,
        at_middles(GUIDED),
        runs=runs,
        months=at.months,
        seed=at.seed,
        parameters={**points, **at.case.parameters},
        threads=threads,
        keep_paths=0,
    )


def _verdict(engine: Engine, at: Situation, seen: list[Outcome]) -> Verdict | None:
    """An engine's runs beside the kernel's; those with draws of their own beside more."""
    if engine.name == KERNEL:
        return None
    ours = together(seen)
    runs = _PEER_RUNS if engine.name == MESA else ours.runs
    return engine.agrees(ours, run_kernel(at, 0, runs))


def together(outcomes: Sequence[Outcome]) -> Outcome:
    """Several outcomes as one."""
    return Outcome(
        np.sum([o.stands for o in outcomes], axis=0),
        np.concatenate([o.trust for o in outcomes]),
        np.concatenate([o.benefit for o in outcomes]),
    )


def table_of_engines(lines: Sequence[Line]) -> Table:
    """The table, slowest engine first."""
    rates = {line.name: line.rate for line in lines}
    table = Table("引擎 engine", title="同一模型，一个核 / one model, one core")
    for heading in ("决定/秒 decisions/s", "× Mesa", "÷ C"):
        table.add_column(heading, justify="right")
    table.add_column("与内核一致 agrees with the kernel")
    for line in sorted(lines, key=lambda line: line.rate):
        table.add_row(
            line.name,
            f"{line.rate:.3g}",
            _ratio(line.rate, rates.get(MESA)),
            _ratio(line.rate, rates.get(C), 2),
            _said(line.verdict),
        )
    return table


def _ratio(rate: float, other: float | None, digits: int = 0) -> str:
    return "—" if other is None else f"{rate / other:.{digits}f}"


def _said(verdict: Verdict | None) -> str:
    if verdict is None:
        return "—"
    return f"{'是 yes' if verdict.agrees else '否 NO'}: {verdict.ground}"


def _threads(at: Situation, size: Size, console: Console) -> None:
    if len(cores()) < 2:
        console.print("只有一个核，不比较线程 / one core only: threads not compared")
        return
    runs = int(4 * _BOOKS_RUNS * size.share)
    ratio = paired_ratio(
        lambda: _with_books(at, runs, 1), lambda: _with_books(at, runs, 2), size.rounds
    )
    console.print(f"两个线程对一个 / two threads against one: × {ratio:.2f}")


def _sharing(size: Size, console: Console) -> None:
    console.rule("分摊规则 / sharing rules")
    if importlib.util.find_spec("tucoopy") is None:
        console.print("没有安装 tucoopy，略过 / tucoopy is not installed: left out")
        return
    from benchmarks import sharing

    sharing.main(["--players", str(size.players)])


def _nation(size: Size, console: Console) -> None:
    console.rule("合成的国家 / a synthetic nation")
    table = Table("事项 matters", title="一次运行，120 个月 / one run of 120 months")
    for heading in (
        "参与方 parties",
        "秒 s",
        "微秒/参与方·月 µs a decision",
        "峰值 GB peak",
    ):
        table.add_column(heading, justify="right")
    for matters in size.matters:
        cost = nation.measure_apart(matters, 120)
        each = 1e6 * cost.seconds / (120 * cost.parties)
        table.add_row(
            f"{matters:,}",
            f"{cost.parties:,}",
            f"{cost.seconds:.1f}",
            f"{each:.2f}",
            f"{cost.peak:.2f}",
        )
    console.print(table)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print every table; 1 where an engine disagrees with the kernel."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a small version")
    size = QUICK if parser.parse_args(arguments).quick else FULL
    console = Console(width=max(120, Console().width))
    at = real_situation()
    with TemporaryDirectory() as folder:
        found = list(engines(Path(folder)))
        present = [engine for engine in found if isinstance(engine, Engine)]
        lines = compare_engines(at, size, present)
    console.print(table_of_engines(lines))
    for engine in found:
        if isinstance(engine, Absent):
            console.print(f"{engine.name}: {engine.why}")
    _threads(at, size, console)
    _sharing(size, console)
    _nation(size, console)
    return int(any(line.verdict and not line.verdict.agrees for line in lines))
