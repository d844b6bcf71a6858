"""Games from tables and functions, and everything that can be wrong with them."""

from __future__ import annotations

import numpy as np
import pytest

from tingqiao.advice.sharing import Game, GameError, read_game

GOOD = ["coalition,value", "a,1", "b,2", "a;b,5"]


def faults_of(lines, **options):
    with pytest.raises(GameError) as caught:
        read_game(lines, "cost", name="g.csv", **options)
    return caught.value


def test_a_table_is_read_whatever_the_order_of_ids_columns_and_rows():
    lines = ["value,coalition", "5,b;a", "2,b", "1,a"]
    game = read_game(lines, "benefit").game
    assert game.players == ("b", "a")
    assert (game.value("a"), game.value("b"), game.value("a", "b")) == (1, 2, 5)


def test_marks_of_spreadsheets_do_not_disturb():
    lines = ["\ufeffcoalition,value,note\r\n", '"a" , 1,x\r\n', "\r\n", "b,2,\r\n"]
    read = read_game([*lines, '"a;b",5,"with, comma"\r\n'], "cost")
    assert read.game.values.tolist() == [0, 1, 2, 5]
    assert read.extra_columns == ("note",)


def test_players_may_have_chinese_names():
    read = read_game(["coalition,value", "安亭,1", "花桥,2", "安亭;花桥,5"], "cost")
    assert read.game.players == ("安亭", "花桥")


def test_a_column_of_standard_errors_is_kept():
    lines = ["coalition,value,error", "a,1,0.5", "b,2,", "a;b,5,1"]
    assert read_game(lines, "cost").game.errors.tolist() == [0, 0.5, 0, 1]
    assert read_game(GOOD, "cost").game.errors is None


def test_every_fault_is_told_at_once_with_its_line_column_and_value():
    error = faults_of(
        [
            "coalition,value",
            "a,1",
            "b,one",
            "c,",
            "d,inf",
            "a;b,3",
            "b;a,4",
            "a；c,3",
            "b;bb,3",
            "a;a,3",
            "c;d,1..2",
            ",4",
        ]
    )
    places = [(fault.line, fault.column, fault.value) for fault in error.faults]
    assert places == [
        (3, "value", "one"),
        (4, "value", None),
        (5, "value", "inf"),
        (7, "coalition", "b;a"),
        (8, "coalition", "a；c"),
        (10, "coalition", "a"),
        (11, "value", "1..2"),
        (12, "value", "4"),
    ]
    assert "g.csv" in error.describe("zh")
    assert "line 3" in error.describe("en")


def test_someone_without_a_row_alone_is_unknown_and_the_nearest_id_is_offered():
    error = faults_of([*GOOD, "a;bb,3"])
    (fault,) = error.faults
    assert (fault.line, fault.value) == (5, "bb")
    assert "“b”" in fault.remedy.en


def test_missing_coalitions_are_told_by_name_and_beyond_a_dozen_counted():
    error = faults_of(["coalition,value", "a,1", "b,2", "c,3", "a;b,2"])
    assert [fault.value for fault in error.faults] == ["a;c", "b;c", "a;b;c"]
    alone = [f"p{i},{i}" for i in range(5)]
    faults = faults_of(["coalition,value", *alone]).faults
    assert len(faults) == 13
    assert faults[-1].value == "+14"


@pytest.mark.parametrize("kind", ["cost", "benefit"])
def test_gaps_are_filled_by_the_best_parting_if_asked(kind):
    lines = ["coalition,value", "a,1", "b,2", "c,4", "a;b,2", "b;c,7"]
    read = read_game(lines, kind, superadditive_cover=True)
    assert read.filled == (("a", "c"), ("a", "b", "c"))
    assert read.game.value("a", "c") == 5
    assert read.game.total == (6 if kind == "cost" else 8)
    assert read.game.value("a", "b") == 2


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [""],
        ["coalition,value"],
        ["coalition,price", "a,1"],
        ["coalition，value", "a，1"],
        ["coalition,value,value", "a,1,1"],
        ["coalition,value", "a,1,000"],
        ["coalition,value,error", "a,1,-2"],
        ["coalition,value", "a;,1"],
        ["\0"],
        ["coalition,value", '"a,1'],
    ],
)
def test_nonsense_is_a_fault_and_never_a_crash(lines):
    assert faults_of(lines).faults


def test_a_table_too_long_for_anyone_is_refused_before_it_fills_the_memory():
    lines = ["coalition,value", *(f"p{i},1" for i in range(40))]
    assert faults_of(lines, superadditive_cover=True).faults
    covered = ["coalition,value", *(f"p{i},1" for i in range(17))]
    assert "16" in faults_of(covered, superadditive_cover=True).faults[0].rule.en


def test_a_game_from_a_function_asks_once_for_each_coalition():
    asked = []

    def worth(who):
        asked.append(who)
        return len(who) ** 2

    game = Game.from_function(["x", "y", "z"], worth)
    assert game.total == 9
    assert len(asked) == len(set(asked)) == 7


@pytest.mark.parametrize(
    "make",
    [
        lambda: Game(("a", "a"), np.zeros(4)),
        lambda: Game(("a", "b"), np.zeros(3)),
        lambda: Game(("a",), np.array([0, np.nan])),
        lambda: Game(("a",), np.array([1.0, 2.0])),
        lambda: Game((), np.zeros(1)),
        lambda: Game(("a",), np.zeros(2), "loss"),
        lambda: Game(("a",), np.zeros(2), "cost", np.array([0, np.inf])),
        lambda: Game.from_table({"a": 1, "b": 2}),
        lambda: Game.from_table({"a": 1, "z": 2}, players=["a"]),
        lambda: Game.from_function(map(str, range(30)), len),
    ],
)
def test_a_game_that_makes_no_sense_is_refused(make):
    with pytest.raises(GameError):
        make()


def test_a_game_cannot_be_changed_afterwards():
    values = np.array([0.0, 1.0])
    game = Game(("a",), values)
    values[1] = 9
    assert game.total == 1
    with pytest.raises(ValueError, match="read-only"):
        game.values[1] = 2
