"""Cooperative games with money that can change hands.

A game says for every coalition S of players what S obtains (a *benefit*) or has to
pay (a *cost*) when only its members cooperate. Source: von Neumann & Morgenstern 1944.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from tingqiao.advice.sharing.coalitions import MOST_PLAYERS, Floats, mask_of, members
from tingqiao.advice.sharing.faults import GameError, whole_fault
from tingqiao.case.entities import Text
from tingqiao.case.faults import Fault

Kind = Literal["cost", "benefit"]


@dataclass(frozen=True, slots=True, eq=False)
class Game:
    """A transferable-utility game in characteristic form.

    Parameters
    ----------
    players : ids, in the order that rules along a river read (upstream first).
    values : (2^n,) by mask, bit i for `players[i]`; money, values[0] = 0.
    kind : "cost" where values are to be paid, "benefit" where they are obtained.
    errors : (2^n,) standard errors of `values`, or None where they are exact.

    Raises
    ------
    GameError : every fault of the arguments at once.
    """

    players: tuple[str, ...]
    values: Floats
    kind: Kind = "benefit"
    errors: Floats | None = None

    def __post_init__(self) -> None:
        players = tuple(self.players)
        object.__setattr__(self, "players", players)
        object.__setattr__(self, "values", _frozen(self.values))
        if self.errors is not None:
            object.__setattr__(self, "errors", _frozen(self.errors))
        faults = list(_faults(self))
        if faults:
            raise GameError(faults)

    @classmethod
    def from_table(
        cls,
        table: Mapping[str | Iterable[str], float],
        kind: Kind = "benefit",
        players: Sequence[str] | None = None,
    ) -> Game:
        """A game from a mapping of coalitions to values.

        A coalition is a tuple or set of ids, or ids joined by `;`. Every non-empty
        coalition is needed; players come in order of first appearance unless given.

        Raises
        ------
        GameError : coalitions missing, or with players not in `players`.

        >>> Game.from_table({"a": 1, "b": 2, "a;b": 5}).values.tolist()
        [0.0, 1.0, 2.0, 5.0]
        """
        rows = [(_ids(coalition), float(value)) for coalition, value in table.items()]
        seen = dict.fromkeys(player for ids, _ in rows for player in ids)
        order = tuple(players) if players is not None else tuple(seen)
        strangers = [player for player in seen if player not in order]
        if strangers or not 1 <= len(order) <= MOST_PLAYERS:
            raise GameError(_order_faults(order, strangers))
        values = np.full(1 << len(order), np.nan)
        values[0] = 0.0
        for ids, value in rows:
            values[mask_of(ids, order)] = value
        return cls(order, values, kind)

    @classmethod
    def from_function(
        cls,
        players: Sequence[str],
        worth: Callable[[frozenset[str]], float],
        kind: Kind = "benefit",
    ) -> Game:
        """A game from a function, asked once for every non-empty coalition.

        >>> Game.from_function("ab", lambda who: len(who) ** 2).values.tolist()
        [0.0, 1.0, 1.0, 4.0]
        """
        order = tuple(players)
        if not 1 <= len(order) <= MOST_PLAYERS:
            raise GameError(_order_faults(order, []))
        masks = range(1, 1 << len(order))
        values = [float(worth(frozenset(members(mask, order)))) for mask in masks]
        return cls(order, np.array([0.0, *values]), kind)

    @property
    def n(self) -> int:
        """How many players."""
        return len(self.players)

    @property
    def total(self) -> float:
        """What all together obtain or pay, to be shared."""
        return float(self.values[-1])

    @property
    def alone(self) -> Floats:
        """(n,), what each obtains or pays alone."""
        return np.asarray(self.values[1 << np.arange(self.n)])

    @property
    def marginal(self) -> Floats:
        """(n,), what each adds by joining all the others; separable for costs."""
        everyone = self.values.size - 1
        return np.asarray(self.total - self.values[everyone - (1 << np.arange(self.n))])

    @property
    def sign(self) -> float:
        """+1 for benefits, -1 for costs: `sign * values` is always to be liked."""
        return -1.0 if self.kind == "cost" else 1.0

    @property
    def worth(self) -> Floats:
        """(2^n,), the values as benefits: a cost is a negative worth."""
        return self.sign * self.values

    @property
    def scale(self) -> float:
        """The largest absolute value, to which tolerances are relative; 1 if none."""
        return float(np.abs(self.values).max()) or 1.0

    def value(self, *coalition: str) -> float:
        """What the coalition of these ids obtains or pays."""
        return float(self.values[mask_of(coalition, self.players)])


def _frozen(values: ArrayLike) -> Floats:
    copy = np.array(values, dtype=np.float64)
    copy.flags.writeable = False
    return copy


def _ids(coalition: str | Iterable[str]) -> tuple[str, ...]:
    if isinstance(coalition, str):
        return tuple(part.strip() for part in coalition.split(";") if part.strip())
    return tuple(coalition)


def _order_faults(order: Sequence[str], strangers: Sequence[str]) -> list[Fault]:
    faults = [
        whole_fault(
            player,
            Text("不在参与方名单中", "not among the players"),
            Text("请更正编号，或列入 players", "correct the id, or list it in players"),
        )
        for player in strangers
    ]
    if not 1 <= len(order) <= MOST_PLAYERS:
        faults.append(_number_fault(len(order)))
    return faults


def _number_fault(n: int) -> Fault:
    return whole_fault(
        str(n),
        Text(
            f"参与方应为 1 至 {MOST_PLAYERS} 个",
            f"there must be 1 to {MOST_PLAYERS} players",
        ),
        Text(
            "更多参与方请用 sharing.estimate_shapley",
            "for more players use sharing.estimate_shapley",
        ),
    )


def _faults(game: Game) -> Iterable[Fault]:
    n = len(game.players)
    if len(set(game.players)) < n or not all(game.players):
        yield whole_fault(
            ";".join(game.players),
            Text("参与方编号应各不相同且不为空", "ids must differ and not be empty"),
            Text("请改名", "rename them"),
        )
    if not 1 <= n <= MOST_PLAYERS:
        yield _number_fault(n)
        return
    if game.kind not in ("cost", "benefit"):
        yield whole_fault(
            str(game.kind),
            Text("应为 cost（费用）或 benefit（收益）", "must be cost or benefit"),
            Text("请说明数值是要付的还是要得的", "say whether values are paid or got"),
        )
    yield from _value_faults(game)


def _value_faults(game: Game) -> Iterable[Fault]:
    for name, array in (("values", game.values), ("errors", game.errors)):
        if array is None:
            continue
        if array.shape != (1 << game.n,):
            yield whole_fault(
                f"{name}: {array.shape}",
                Text(f"应有 2^{game.n} 个数", f"must hold 2^{game.n} numbers"),
                Text(
                    "每个联盟一个，空联盟在先", "one a coalition, the empty one first"
                ),
            )
            continue
        yield from _number_faults(game, array)
    if game.values.shape == (1 << game.n,) and game.values[0] != 0.0:
        yield whole_fault(
            str(game.values[0]),
            Text("空联盟的值应为 0", "the empty coalition must be worth 0"),
            Text("请把固定费用计入每个联盟", "put fixed costs into every coalition"),
        )


def _number_faults(game: Game, array: Floats) -> Iterable[Fault]:
    for mask in np.flatnonzero(~np.isfinite(array)):
        yield whole_fault(
            ";".join(members(int(mask), game.players)),
            Text("缺少有限的数值", "has no finite value"),
            Text("请补上这个联盟的数", "give the number of this coalition"),
        )
