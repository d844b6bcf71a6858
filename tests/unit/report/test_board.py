import io

import pytest
from rich.cells import cell_len
from rich.console import Console
from tests.unit.report.synthetic import Shape, make_run

from tingqiao.report.board import ladder_board


def printed(run, language="zh", width=80):
    console = Console(
        file=io.StringIO(), width=width, no_color=True, force_terminal=False
    )
    console.print(ladder_board(run, language))
    return console.file.getvalue()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("top", [1, 2, 4, 6])
def test_the_board_fits_eighty_columns_and_carries_no_codes(language, top):
    board = printed(make_run(Shape(top=top)), language)
    assert all(cell_len(line.rstrip()) <= 80 for line in board.splitlines())
    assert "\x1b" not in board
    assert "…" not in board


def test_each_matter_stands_where_the_record_says_since_when():
    board = printed(make_run())
    assert board.count("亭 2") == 9
    assert "亭 2022-07" in board
    assert "亭 尚无来往" in board


def test_chances_stand_with_their_intervals_at_every_horizon():
    run = make_run(Shape(matters=1, governments=2))
    board = printed(run, "en")
    for years in (1, 3, 5, 10):
        place = {"matter": "M0", "month": 12 * years}
        chance = float(run.summary["p_rung"].sel(place)[4])
        low, high = (
            float(run.summary[f"p_rung_{end}"].sel({**place, "rung": 4}))
            for end in ("low", "high")
        )
        assert f"{100 * chance:.0f}% {100 * low:.0f}–{100 * high:.0f}" in board


def test_a_matter_at_the_top_shows_only_its_way():
    board = printed(make_run(Shape(matters=1, governments=2, at_top=True)))
    assert "%" not in board
    assert "━" in board
