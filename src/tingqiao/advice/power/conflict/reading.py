"""A conflict from plain data, as a TOML file gives it; every fault at once.

id = "elmira"
name = { zh = "埃尔迈拉", en = "Elmira" }

[[makers]]
id = "M"
name = { zh = "环境部", en = "Ministry" }
options = ["modify"]
ranking = ["7", "3", ["4", "8"], "5"]   # best first; a list within is a tie

[[options]]                             # only those with something to say
id = "modify"
irreversible = "taken"                  # or "dropped"

[[states]]
id = "9"
taken = ["abandon"]
free = ["modify", "insist"]             # make no difference here

[[moves]]                               # instead of options, if given
maker = "M"
from = "1"
to = ["2"]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from tingqiao.advice.power.conflict.conflict import (
    Conflict,
    Maker,
    Moves,
    Option,
    State,
    moves_by_options,
)
from tingqiao.advice.power.conflict.plain import ConflictError, PlainReader, Row
from tingqiao.case.entities import Text

MOST_STATES: Final = 512
MOST_MAKERS: Final = 8
IRREVERSIBLE: Final = ("taken", "dropped")
_TABLES: Final = ("makers", "options", "states", "moves")


def read_conflict(data: Mapping[str, Any], name: str = "conflict.toml") -> Conflict:
    """Read a conflict.

    Parameters
    ----------
    data : the file as a mapping. name : of the file, for the faults.

    Raises
    ------
    ConflictError : with every fault.
    """
    reader = PlainReader(name)
    reader.only(data, "", ("id", "name", *_TABLES))
    rows = {table: reader.rows(data, table) for table in _TABLES}
    conflict_id = reader.word(data, "", "id")
    makers = tuple(_maker(reader, *row) for row in rows["makers"])
    states = tuple(_state(reader, *row) for row in rows["states"])
    options = _options(reader, rows["options"], makers)
    _check_names(reader, makers, states, options)
    ranks = [_ranks(reader, *row, states) for row in rows["makers"]]
    given = _given_moves(reader, rows["moves"], makers, states)
    title = reader.text(data, "", conflict_id)
    if reader.faults:
        raise ConflictError(reader.faults)
    moves = given if rows["moves"] else moves_by_options(makers, options, states)
    return Conflict(conflict_id, title, makers, states, moves, np.array(ranks), options)


def _maker(reader: PlainReader, place: str, row: Row) -> Maker:
    reader.only(row, place, ("id", "name", "options", "ranking"))
    maker = reader.word(row, place, "id")
    return Maker(
        maker, reader.text(row, place, maker), reader.words(row, place, "options")
    )


def _state(reader: PlainReader, place: str, row: Row) -> State:
    reader.only(row, place, ("id", "name", "taken", "free"))
    state = reader.word(row, place, "id")
    taken, free = reader.words(row, place, "taken"), reader.words(row, place, "free")
    both = sorted(set(taken) & set(free))
    if both:
        reader.tell(f"{place}.free", ";".join(both), *_TAKEN_AND_FREE)
    return State(
        state, reader.text(row, place, state), frozenset(taken), frozenset(free)
    )


def _options(
    reader: PlainReader, rows: list[tuple[str, Row]], makers: Sequence[Maker]
) -> tuple[Option, ...]:
    """Those that makers list, with what is said of them."""
    said: list[Option] = []
    for place, row in rows:
        reader.only(row, place, ("id", "name", "irreversible"))
        option, kind = reader.word(row, place, "id"), row.get("irreversible")
        if kind is not None and kind not in IRREVERSIBLE:
            reader.tell(f"{place}.irreversible", kind, *_IRREVERSIBLE)
        said.append(Option(option, reader.text(row, place, option), kind))
    named = {option.id: option for option in said if option.id}
    reader.check_once([option.id for option in said if option.id], "options")
    listed = [option for maker in makers for option in maker.options]
    reader.check_once(listed, "makers.options")
    reader.check_known(named, listed, "options")
    return tuple(named.get(o, Option(o, Text(o, o))) for o in dict.fromkeys(listed))


def _check_names(
    reader: PlainReader,
    makers: Sequence[Maker],
    states: Sequence[State],
    options: Sequence[Option],
) -> None:
    for table, entries, most in (
        ("makers", makers, MOST_MAKERS),
        ("states", states, MOST_STATES),
    ):
        reader.check_once([entry.id for entry in entries if entry.id], table)
        if not 1 <= len(entries) <= most:
            rule = Text(f"应有 1 至 {most} 个", f"there must be 1 to {most}")
            reader.tell(table, len(entries), rule, _CHANGE_NUMBER)
    known = [option.id for option in options]
    for number, state in enumerate(states, start=1):
        reader.check_known(sorted(state.taken | state.free), known, f"states[{number}]")
    _check_distinct(reader, states)


def _check_distinct(reader: PlainReader, states: Sequence[State]) -> None:
    seen: dict[tuple[frozenset[str], frozenset[str]], str] = {}
    for state in states:
        if not state.taken and not state.free:
            continue
        first = seen.setdefault((state.taken, state.free), state.id)
        if first != state.id:
            reader.tell("states", f"{first} = {state.id}", *_SAME_STATE)


def _ranks(
    reader: PlainReader, place: str, row: Row, states: Sequence[State]
) -> list[int]:
    """(s,) the maker's ranks, the higher the better; each state must be in its place."""
    found = row.get("ranking")
    tiers = (
        [[t] if isinstance(t, str) else t for t in found]
        if isinstance(found, list)
        else []
    )
    sound = all(
        isinstance(t, list) and all(isinstance(s, str) for s in t) for t in tiers
    )
    if not tiers or not sound:
        reader.tell(f"{place}.ranking", found, *_RANKING)
        return [0] * len(states)
    ids = [state.id for state in states]
    named = [state for tier in tiers for state in tier]
    reader.check_once(named, f"{place}.ranking")
    reader.check_known(named, ids, f"{place}.ranking")
    for state in ids:
        if state not in named:
            reader.tell(f"{place}.ranking", state, *_UNRANKED)
    rank = {state: len(tiers) - at for at, tier in enumerate(tiers) for state in tier}
    return [rank.get(state, 0) for state in ids]


def _given_moves(
    reader: PlainReader,
    rows: list[tuple[str, Row]],
    makers: Sequence[Maker],
    states: Sequence[State],
) -> Moves:
    """(n, s, s) the moves that are listed one by one."""
    actors, ids = [maker.id for maker in makers], [state.id for state in states]
    moves = np.zeros((len(actors), len(ids), len(ids)), dtype=np.bool_)
    for place, row in rows:
        reader.only(row, place, ("maker", "from", "to"))
        maker, start = reader.word(row, place, "maker"), reader.word(row, place, "from")
        ends = reader.words(row, place, "to")
        reader.check_known([maker] if maker else [], actors, f"{place}.maker")
        reader.check_known([start] if start else [], ids, f"{place}.from")
        reader.check_known(ends, ids, f"{place}.to")
        if maker in actors and start in ids:
            there = [ids.index(end) for end in ends if end in ids and end != start]
            moves[actors.index(maker), ids.index(start), there] = True
    return moves


_CHANGE_NUMBER = Text("增加或合并", "add some, or merge some")
_TAKEN_AND_FREE = (
    Text("同一选项既被采取又无关紧要", "an option is both taken and free"),
    Text("只留一处", "leave it in one list"),
)
_IRREVERSIBLE = (
    Text("应为 taken 或 dropped", "must be taken or dropped"),
    Text(
        "taken：采取后不能撤回；dropped：放弃后不能再取",
        "taken: cannot be undone once taken; dropped: cannot be taken up again",
    ),
)
_SAME_STATE = (
    Text("两个状态的选项相同", "two states take the same options"),
    Text("合并，或改正其一", "merge them, or correct one"),
)
_RANKING = (
    Text("应为从最好到最坏的状态列表", "must be the list of states from best to worst"),
    Text(
        '写成 ranking = ["7", "3", ["4", "8"]]，方括号内为并列',
        'write ranking = ["7", "3", ["4", "8"]], with ties in brackets',
    ),
)
_UNRANKED = (
    Text("这个状态没有排位", "this state is not ranked"),
    Text("把它写进 ranking", "put it into the ranking"),
)
