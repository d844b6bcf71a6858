"""Whatever is in the file, a user gets a game or a list of faults."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingqiao.advice.power.conflict import ConflictError, read_conflict
from tingqiao.advice.sharing import GameError, read_game

ids = st.sampled_from(
    ["a", "b", "c", "安亭", "a;b", "b;a", "a;;b", " ", "a；b", '"', "x,y"]
)
numbers = st.sampled_from(
    ["1", "-2.5", "1e9", "1e999", "nan", "", "１", "1,000", "0x1", "3..4"]
)
rows = st.builds("{},{}".format, ids, numbers) | st.text(max_size=12)


def faults_of(read):
    """The faults that reading ends with, or None where it succeeds."""
    try:
        read()
    except (GameError, ConflictError) as error:
        return error.faults if error.describe("zh") != error.describe("en") else ()
    return None


@given(lines=st.lists(rows, max_size=9), cover=st.booleans(), headed=st.booleans())
def test_any_text_is_a_game_or_a_list_of_faults(lines, cover, headed):
    table = ["coalition,value", *lines] if headed else lines
    faults = faults_of(lambda: read_game(table, "cost", superadditive_cover=cover))
    assert faults != ()


def test_a_cell_too_long_for_any_table_is_a_fault():
    with pytest.raises(GameError):
        read_game(["coalition,value", "a" * 200_000 + ",1"], "cost")


CONFLICT = {
    "id": "levee",
    "name": {"zh": "堤防", "en": "Levee"},
    "makers": [
        {"id": "A", "options": ["a+"], "ranking": ["b", ["both", "none"], "a"]},
        {"id": "B", "options": ["b+"], "ranking": ["a", "both", "none", "b"]},
    ],
    "options": [{"id": "a+", "irreversible": "taken"}],
    "states": [
        {"id": "both", "taken": ["a+", "b+"], "name": "Both"},
        {"id": "a", "taken": ["a+"], "free": ["b+"]},
        {"id": "b", "taken": ["b+"]},
        {"id": "none"},
    ],
    "moves": [{"maker": "A", "from": "a", "to": ["b"]}],
}
odd = st.sampled_from([None, True, 3, 2.5, "", "zz", [], ["zz"], [[]], {}, {"id": []}])


def places(data, path=()):
    """Every place in plain data, as the keys that lead to it."""
    keys = (
        data
        if isinstance(data, dict)
        else range(len(data))
        if isinstance(data, list)
        else ()
    )
    for key in keys:
        yield (*path, key)
        yield from places(data[key], (*path, key))


@given(
    where=st.lists(st.sampled_from(list(places(CONFLICT))), max_size=3), data=st.data()
)
def test_a_conflict_with_anything_anywhere_is_read_or_its_faults_are_told(where, data):
    conflict = deepcopy(CONFLICT)
    for *path, last in where:
        entry = conflict
        try:
            for key in path:
                entry = entry[key]
            entry[last] = data.draw(odd)
        except (KeyError, IndexError, TypeError):
            continue
    faults = faults_of(lambda: read_conflict(conflict))
    assert faults != ()
