"""The ladder board on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from tingqiao.case.entities import Case, Language, Matter, Text
from tingqiao.model.history import History, replay
from tingqiao.report.chances import at_or_above, months_shown
from tingqiao.report.wording import horizon, percent, percent_range

if TYPE_CHECKING:
    from tingqiao.model.ensemble import Ensemble

HUT = "亭"
WIDTH, FIRST, NARROWEST = 80, 9, 9  # columns of a plain terminal


def ladder_board(run: Ensemble, language: Language = "zh") -> RenderableType:
    """Matters by rungs: where each stands by the record, and the way ahead.

    The pavilion 亭 marks where a matter stands and since when; beyond it stand the
    chances of each rung or higher at 1, 3, 5 and 10 years, with 80 % intervals.
    It fits 80 columns and needs no colour.
    """
    history = replay(run.case)
    order = sorted(run.case.matters, key=lambda matter: -history.rung[matter.id])
    blocks = [
        part for matter in order for part in _block(run, matter, history, language)
    ]
    return Group(
        _header(run.case, language), *blocks, Line(_key(language), style="dim")
    )


def _grid(case: Case) -> Table:
    rungs = case.top + 1
    grid = Table.grid(padding=(0, 1, 0, 0), expand=False)
    grid.add_column(width=FIRST - 1, justify="right", no_wrap=True)
    for _ in range(rungs):
        grid.add_column(
            width=max((WIDTH - FIRST) // rungs - 1, NARROWEST), overflow="fold"
        )
    return grid


def _header(case: Case, language: Language) -> Table:
    grid = _grid(case)
    names = (Line(r.name.in_language(language), style="bold") for r in case.ladder)
    grid.add_row("", *names)
    return grid


def _block(
    run: Ensemble, matter: Matter, history: History, language: Language
) -> Iterator[RenderableType]:
    """One matter: its name, then a line a horizon; the first carries the record."""
    yield Line("\n" + matter.name.in_language(language), style="bold")
    now, grid = history.rung[matter.id], _grid(run.case)
    horizons = months_shown(run) if now < run.case.top else months_shown(run)[:1]
    for months in horizons:
        is_first = months == horizons[0]
        walked = (
            _record(matter, history, run.case, language)
            if is_first
            else [""] * (now + 1)
        )
        ahead = [
            _chance(run, matter, rung, months)
            for rung in range(now + 1, run.case.top + 1)
        ]
        label = horizon(months).in_language(language) if ahead else ""
        grid.add_row(label, *walked, *ahead)
    yield grid


def _record(
    matter: Matter, history: History, case: Case, language: Language
) -> list[Line]:
    """The way walked as a line, then the pavilion with the month it got there."""
    now, since = history.rung[matter.id], history.since[matter.id]
    way = "━" * max((WIDTH - FIRST) // (case.top + 1), NARROWEST)
    unmoved = Text("尚无来往", "not yet").in_language(language)
    when = str(since) if since else (unmoved if now == 0 else "")
    walked = [Line(way, no_wrap=True, overflow="crop") for _ in range(now)]
    return [*walked, Line(f"{HUT} {when}".strip(), style="bold")]


def _chance(run: Ensemble, matter: Matter, rung: int, months: int) -> Line:
    chance = at_or_above(run, matter.id, rung, months)
    span = percent_range(chance.low, chance.high)
    line = Line(percent(chance.value), style="bold cyan")
    return line.append(f" {span}", style="not bold default") if span else line


def _key(language: Language) -> str:
    return Text(
        f"\n{HUT} 现在的位置和站上的年月；其右是到该级或更高的机会和八成把握的区间。",
        f"\n{HUT} where it stands and since when; right of it, the chance of that rung "
        "or higher\nwith its 80 % interval.",
    ).in_language(language)
