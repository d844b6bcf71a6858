"""A game from the lines of a table: `coalition,value`, and `error` if it is known.

Reads text, never a file. Ids are joined by `;` in any order; players stand in the
order in which the table first names them, which is the order along a river.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final, NamedTuple

import numpy as np

from tingqiao.advice.sharing.coalitions import Floats, Masks, members
from tingqiao.advice.sharing.cover import MOST_COVERED, fill_gaps
from tingqiao.advice.sharing.faults import GAME, GameError
from tingqiao.advice.sharing.game import Game, Kind
from tingqiao.advice.sharing.rows import Entry, RowReader
from tingqiao.case.entities import Text

SHOWN: Final = 12  # missing coalitions told one by one; the rest are counted
MOST_LISTED: Final = 20  # players; a table of more would have over a million rows


class GameTable(NamedTuple):
    """A game as read, and what was filled in or passed over."""

    game: Game
    filled: tuple[tuple[str, ...], ...]  # coalitions worth their best parting
    extra_columns: tuple[str, ...]  # not of this format, not read


def read_game(
    lines: Iterable[str],
    kind: Kind,
    *,
    superadditive_cover: bool = False,
    name: str = GAME,
) -> GameTable:
    """Read a game.

    Parameters
    ----------
    lines : of text, the header first.
    kind : whether the values are paid or obtained.
    superadditive_cover : give coalitions that are missing what their members obtain
        by parting into smaller ones as well as they can; never for a player alone.
    name : of the file, for the faults.

    Raises
    ------
    GameError : with every fault of the table.

    >>> read = read_game(["coalition,value", "a,1", "b,2", "b;a,5"], "benefit")
    >>> read.game.players, read.game.value("a", "b")
    (('a', 'b'), 5.0)
    """
    reader = RowReader(name)
    entries = reader.read(lines)
    players = _players(entries, reader)
    table = _placed(entries, players, reader)
    missing = np.flatnonzero(np.isnan(table[0]) & (table[1] == 0.0))
    if superadditive_cover:
        _check_cover(players, reader)
    elif reader.is_readable:
        _tell_missing(missing, players, reader)
    if reader.faults:
        raise GameError(sorted(reader.faults, key=lambda fault: fault.line or 0))
    values = fill_gaps(table[0], kind) if missing.size else table[0]
    errors = table[2] if table[2].any() else None
    return GameTable(
        Game(players, values, kind, errors),
        tuple(members(int(mask), players) for mask in missing),
        reader.extra,
    )


def _players(entries: list[Entry], reader: RowReader) -> tuple[str, ...]:
    """Everyone named; a fault for whoever has no row alone, or for too many."""
    named = {player: entry for entry in reversed(entries) for player in entry.ids}
    order = dict.fromkeys(player for entry in entries for player in entry.ids)
    alone = {entry.ids[0] for entry in entries if len(entry.ids) == 1}
    for player in order:
        if player not in alone and reader.is_readable:
            reader.tell(
                named[player].line, "coalition", player, _stranger(player, alone)
            )
    players = tuple(player for player in order if player in alone)
    if len(players) > MOST_LISTED:
        reader.tell(None, None, str(len(players)), _TOO_MANY)
    elif not players and not reader.faults:
        reader.tell(None, None, None, _NOBODY)
    return players[:MOST_LISTED]


def _placed(
    entries: list[Entry], players: tuple[str, ...], reader: RowReader
) -> Floats:
    """Values, whether a row was met, and errors, (3, 2^n), by mask."""
    table = np.zeros((3, 1 << len(players)))
    table[0, 1:] = np.nan
    bit = {player: 1 << place for place, player in enumerate(players)}
    for entry in entries:
        if bit.keys() >= set(entry.ids):
            mask = sum(bit[player] for player in entry.ids)
            table[:, mask] = entry.value, 1.0, entry.error
    return table


def _tell_missing(missing: Masks, players: tuple[str, ...], reader: RowReader) -> None:
    for mask in missing[:SHOWN]:
        coalition = ";".join(members(int(mask), players))
        reader.tell(None, "coalition", coalition, _MISSING)
    rest = missing.size - SHOWN
    if rest > 0:
        reader.tell(None, "coalition", f"+{rest}", _MORE_MISSING)


def _check_cover(players: tuple[str, ...], reader: RowReader) -> None:
    if len(players) > MOST_COVERED:
        reader.tell(None, None, str(len(players)), _TOO_MANY_TO_COVER)


def _stranger(player: str, alone: set[str]) -> tuple[Text, Text]:
    near = get_close_matches(player, sorted(alone), 1)
    hint = (
        Text(f"是否应为“{near[0]}”？", f"did you mean “{near[0]}”? ")
        if near
        else Text("", "")
    )
    return (
        Text(
            "没有单独一行，不知是谁", "has no row of its own, so nobody knows who it is"
        ),
        Text(
            f"{hint.zh}更正编号，或补上它单独时的数",
            f"{hint.en}correct the id, or add a row for it alone",
        ),
    )


_MISSING = (
    Text("缺少这个联盟", "this coalition is missing"),
    Text(
        "补上一行，或用 --superadditive-cover 填补",
        "add its row, or fill gaps with --superadditive-cover",
    ),
)
_MORE_MISSING = (
    Text("还缺少这么多联盟", "so many more coalitions are missing"),
    _MISSING[1],
)
_TOO_MANY = (
    Text(
        f"表中至多 {MOST_LISTED} 个参与方",
        f"a table holds at most {MOST_LISTED} players",
    ),
    Text(
        "合并参与方，或在 Python 中用函数给出",
        "merge players, or give the worth as a function in Python",
    ),
)
_TOO_MANY_TO_COVER = (
    Text(
        f"至多为 {MOST_COVERED} 个参与方填补缺口",
        f"gaps are filled for at most {MOST_COVERED} players",
    ),
    Text("补全表格", "complete the table"),
)
_NOBODY = (
    Text("表中没有参与方", "the table names nobody"),
    Text("每个参与方至少单独一行", "give each player at least a row of its own"),
)
