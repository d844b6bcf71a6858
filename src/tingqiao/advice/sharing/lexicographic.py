"""Making the worst-off coalition as well off as can be, then the next, and so on.

The linear programmes of the nucleolus. Each round is

    least t such that x(S) + w(S) t >= v(S) for every coalition S still open,

with the coalitions of earlier rounds held at their level. It is solved on its dual,
where a basis is n + 1 coalitions and an entering column is the coalition with the
loudest complaint: all 2^n of them are looked at, none is ever written down as a row.

Degenerate duals need no further programmes. A coalition whose dual is positive in
*one* optimal solution is tight in *every* optimal allocation, so holding just these
is sound; a tight coalition with dual zero stays open and comes up again at the same
level. A round therefore holds at least one dimension more, and n - 1 rounds end it.

Sources: Maschler, Peleg & Shapley 1979 (lexicographic centre); Kohlberg 1972;
Bland 1977 (the pivot rule that cannot cycle).
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tingqiao.advice.sharing.coalitions import Floats, coalition_sums
from tingqiao.model.compiled import compiled

COMPLAINT: Final = 1e-12  # smallest violation worth a pivot; the game has size 1
WEIGHT: Final = 1e-10  # smallest dual, pivot or coordinate that is not zero
TIE: Final = 1e-14  # steps this close are one
PATIENCE: Final = 12  # pivots without gain, per player, before Bland's rule
PIVOTS: Final = 2000  # per player and round; far beyond any game met


class Optimum(NamedTuple):
    """The lexicographic optimum and what holds it there, round by round."""

    amounts: Floats  # (n,)
    levels: tuple[float, ...]  # the worst open excess in each round
    held: tuple[tuple[int, ...], ...]  # masks of the coalitions that each round held


class _Kind(IntEnum):
    HELD = 0  # x(S) = a number
    OPEN = 1  # x(S) + w(S) t >= v(S)
    FLOOR = 2  # x_i >= v(i)


class _Row(NamedTuple):
    kind: _Kind
    coalition: int
    value: float


def lexicographic_optimum(
    values: Floats, weights: Floats, *, floors: bool, rounds: int | None = None
) -> Optimum:
    """The allocation of v(N) whose excesses, worst first, are lexicographically least.

    Parameters
    ----------
    values : (2^n,) worth of each coalition by mask, benefits, v(empty) = 0.
    weights : (2^n,) > 0; the excess of S is (v(S) - x(S)) / weights[S].
    floors : whether nobody may get less than v(i); then v(N) >= sum v(i) is needed.
    rounds : stop after so many rounds (1: some point of the least core).
    """
    n = values.size.bit_length() - 1
    alone = values[1 << np.arange(n)]
    surplus = values - coalition_sums(alone)
    if floors:  # else a sum of floors that only rounding put above v(N) has no answer
        surplus[-1] = max(surplus[-1], 0.0)
    size = float(np.abs(surplus).max()) or 1.0
    search = _Search(surplus / size, weights, floors)
    while len(search.levels) < (rounds or n) and not search.is_settled:
        search.next_round()
    return Optimum(
        alone + size * search.amounts,
        tuple(size * level for level in search.levels),
        tuple(search.held),
    )


class _Search:
    """A basis of n + 1 rows that walks to the optimum of one round after another."""

    def __init__(self, values: Floats, weights: Floats, floors: bool) -> None:
        self.values, self.weights, self.floors = values, weights, floors
        self.n = values.size.bit_length() - 1
        grand = values.size - 1
        self.settled = np.zeros(values.size, dtype=np.bool_)
        self.settled[[0, grand]] = True
        self.rows = [_Row(_Kind.HELD, grand, float(values[grand]))]
        self.rows += [self._open_row(1 << player) for player in range(self.n)]
        self.levels: list[float] = []
        self.held: list[tuple[int, ...]] = []
        self._solve()

    @property
    def is_settled(self) -> bool:
        """Whether every coalition is held, so that the allocation is one point."""
        return sum(row.kind == _Kind.HELD for row in self.rows) == self.n

    @property
    def amounts(self) -> Floats:
        """The allocation of the present basis."""
        return np.asarray(self.solution[: self.n])

    def next_round(self) -> None:
        """Find the least worst excess, and hold what is tight in every optimum."""
        self._pivot_to_optimum()
        self.levels.append(float(self.solution[self.n]))
        self._hold_the_tight()
        self._solve()
        self._settle()

    def _open_row(self, coalition: int) -> _Row:
        return _Row(_Kind.OPEN, coalition, float(self.values[coalition]))

    def _vector(self, row: _Row) -> Floats:
        members = (row.coalition >> np.arange(self.n)) & 1
        weight = self.weights[row.coalition] if row.kind == _Kind.OPEN else 0.0
        return np.append(members, weight)

    def _solve(self) -> None:
        matrix = np.array([self._vector(row) for row in self.rows])
        self.inverse = np.linalg.inv(matrix)
        self.solution = self.inverse @ np.array([row.value for row in self.rows])

    def _pivot_to_optimum(self) -> None:
        idle = 0
        for _ in range(PIVOTS * self.n):
            bland = idle > PATIENCE * self.n
            entering = self._loudest(bland)
            if entering is None:
                return
            place, step = self._leaving(entering, bland)
            self.rows[place] = entering
            self._solve()
            idle = idle + 1 if step <= WEIGHT else 0
        message = "the pivots of the nucleolus did not end: please report this game"
        raise ArithmeticError(message)

    def _loudest(self, bland: bool) -> _Row | None:
        """What complains most, or under Bland's rule what complains first, if any."""
        mask, complaint = _worst_violation(
            self.values, self.weights, self.settled, self.solution, bland
        )
        if self.floors and not (bland and mask):
            short = -self.amounts
            player = int((short > COMPLAINT).argmax() if bland else short.argmax())
            if short[player] > max(complaint, COMPLAINT):
                return _Row(_Kind.FLOOR, 1 << player, 0.0)
        return self._open_row(mask) if mask else None

    def _leaving(self, entering: _Row, bland: bool) -> tuple[int, float]:
        """The row whose dual first falls to zero as the entering one grows."""
        duals = self.inverse[self.n]
        column = self._vector(entering) @ self.inverse
        can = [
            place
            for place, row in enumerate(self.rows)
            if row.kind != _Kind.HELD and column[place] > WEIGHT
        ]
        steps = {place: max(duals[place], 0.0) / column[place] for place in can}
        step = min(steps.values())
        ties = [place for place in can if steps[place] <= step + TIE]
        if bland:
            return min(ties, key=lambda p: self.rows[p][:2]), step
        return max(ties, key=lambda p: column[p]), step

    def _hold_the_tight(self) -> None:
        """Turn rows with positive duals into held ones, less the one they imply."""
        level, duals = self.levels[-1], self.inverse[self.n]
        tight = [
            place
            for place, row in enumerate(self.rows)
            if row.kind != _Kind.HELD and duals[place] > WEIGHT
        ]
        self.held.append(tuple(self.rows[place].coalition for place in tight))
        implied = max(tight, key=lambda place: duals[place])
        for place in tight:
            row = self.rows[place]
            if row.kind == _Kind.OPEN:
                value = row.value - self.weights[row.coalition] * level
                self.rows[place] = _Row(_Kind.HELD, row.coalition, float(value))
            else:
                self.rows[place] = row._replace(kind=_Kind.HELD)
        self._reopen(implied)

    def _reopen(self, place: int) -> None:
        """Put the partner of an open coalition in the place of the implied row.

        A coalition and the one of all others balance each other, so the new basis
        is dual feasible with half the weight on each.
        """
        grand = self.values.size - 1
        for other, row in enumerate(self.rows):
            if row.kind != _Kind.HELD:
                self.rows[other] = self._open_row(row.coalition)
                self.rows[place] = self._open_row(grand - row.coalition)
                break
        else:
            self.rows[place] = self._open_row(self.rows[place].coalition)

    def _settle(self) -> None:
        """Close every coalition whose total no longer depends on what is open."""
        free = [p for p, row in enumerate(self.rows) if row.kind != _Kind.HELD]
        closed = np.ones(self.values.size, dtype=np.bool_)
        for direction in self.inverse[: self.n, free].T:
            closed &= np.abs(coalition_sums(direction)) <= WEIGHT
        self.settled = closed


@compiled
def _worst_violation(
    values: Floats,
    weights: Floats,
    settled: NDArray[np.bool_],
    solution: Floats,
    first: bool,
) -> tuple[int, float]:
    """Mask and size of the loudest complaint; with `first`, of the lowest mask's."""
    n = solution.size - 1
    sums = np.zeros(values.size)
    for player in range(n):
        bit = 1 << player
        for rest in range(bit):
            sums[bit + rest] = sums[rest] + solution[player]
    best, worst = 0, COMPLAINT
    for mask in range(1, values.size - 1):
        complaint = values[mask] - sums[mask] - weights[mask] * solution[n]
        if complaint > worst and not settled[mask]:
            best, worst = mask, complaint
            if first:
                break
    return best, worst
