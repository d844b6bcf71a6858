"""Sharing rules side by side with tucoopy 0.1: same games, one run, one table.

    python benchmarks/sharing.py [--players 12] [--repeats 9]

Times are medians of interleaved repeats, without building the game and after one
warm-up call (compilation, imports). Answers are compared, and every nucleolus is put
to Kohlberg's criterion: where the two differ, the certificate says which is right.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import tucoopy
from tucoopy import solutions

from tingqiao.advice import sharing
from tingqiao.advice.sharing.chance import uniforms
from tingqiao.advice.sharing.coalitions import sizes

Solve = Callable[[], Any]
PATIENCE = 20.0  # seconds for one call of the peer, beyond which it is left out


class Line(NamedTuple):
    """One row of the table."""

    rule: str
    n: int
    ours: float  # seconds
    theirs: float  # seconds
    difference: float  # largest, of amounts or of epsilon, in units of the game
    verdict: str


def random_game(n: int, seed: int) -> sharing.Game:
    """Joining pays, more than in proportion and unevenly; the core is not empty."""
    heads = sizes(n)
    values = heads**1.5 + 0.5 * heads * uniforms(1, 2**n, f"bench {n}", seed)[0]
    values[[0, -1]] = 0.0, 1.2 * values.max()
    return sharing.Game(tuple(f"p{i}" for i in range(n)), values)


def as_peer(game: sharing.Game) -> tucoopy.Game:
    """The same game as the peer keeps it."""
    return tucoopy.Game(game.n, {mask: float(v) for mask, v in enumerate(game.values)})


def interleaved(ours: Solve, theirs: Solve, repeats: int) -> tuple[float, float]:
    """Median seconds of each, taking turns so that both meet the same machine."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(repeats):
        for solve, taken in zip((ours, theirs), times, strict=True):
            start = time.perf_counter()
            solve()
            taken.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def compare(rule: str, game: sharing.Game, repeats: int) -> Line:
    """Time both on one game and look at both answers."""
    peer = as_peer(game)
    pairs: dict[str, tuple[Solve, Solve]] = {
        "shapley": (
            lambda: sharing.shapley(game).amounts,
            lambda: solutions.shapley_value(peer),
        ),
        "nucleolus": (
            lambda: sharing.nucleolus(game).amounts,
            lambda: solutions.nucleolus(peer).x,
        ),
        "prenucleolus": (
            lambda: sharing.prenucleolus(game).amounts,
            lambda: solutions.prenucleolus(peer).x,
        ),
        "least core": (
            lambda: sharing.least_core(game).epsilon,
            lambda: solutions.least_core(peer).epsilon,
        ),
    }
    ours, theirs = pairs[rule]
    start = time.perf_counter()
    answer, other = np.asarray(ours(), dtype=float), np.asarray(theirs(), dtype=float)
    repeats = 1 if time.perf_counter() - start > PATIENCE else repeats
    taken = interleaved(ours, theirs, repeats)
    difference = float(np.abs(answer - other).max()) / game.scale
    return Line(rule, game.n, *taken, difference, verdict(rule, game, answer, other))


def verdict(
    rule: str, game: sharing.Game, answer: np.ndarray, other: np.ndarray
) -> str:
    """What to make of the two answers."""
    if rule not in ("nucleolus", "prenucleolus"):
        same = np.abs(answer - other).max() <= 1e-7 * game.scale
        return "same" if same else "DIFFER"
    holds = [
        sharing.certify(
            game, sharing.Allocation(game.players, amounts), floors=rule == "nucleolus"
        ).holds
        for amounts in (answer, other)
    ]
    return {
        (True, True): "same, both certified",
        (True, False): "differ: ours certified, theirs refuted",
        (False, True): "DIFFER: theirs certified, ours refuted",
        (False, False): "NEITHER certified",
    }[holds[0], holds[1]]


def table(largest: int, repeats: int) -> list[Line]:
    """Every rule at every number of players, printed as it comes."""
    print(f"{'rule':<13}{'n':>3}{'ours ms':>11}{'tucoopy ms':>12}{'times':>8}  answers")
    lines = []
    for rule in ("shapley", "nucleolus", "prenucleolus", "least core"):
        for n in range(3, largest + 1):
            line = compare(rule, random_game(n, seed=n), repeats)
            lines.append(line)
            print(
                f"{rule:<13}{n:>3}{1e3 * line.ours:>11.3f}{1e3 * line.theirs:>12.3f}"
                f"{line.theirs / line.ours:>8.1f}  {line.verdict}",
                flush=True,
            )
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; exit status 1 if the peer is faster or ours is refuted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--players", type=int, default=12, help="largest game")
    parser.add_argument("--repeats", type=int, default=9, help="of each call")
    chosen = parser.parse_args(arguments)
    lines = table(chosen.players, chosen.repeats)
    slower = [f"{line.rule} n={line.n}" for line in lines if line.ours >= line.theirs]
    bad = [line for line in lines if line.verdict.startswith(("DIFFER", "NEITHER"))]
    print(f"slower than tucoopy: {', '.join(slower) or 'nowhere'}")
    print(f"wrong: {', '.join(f'{x.rule} n={x.n}' for x in bad) or 'nowhere'}")
    return 1 if slower or bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
