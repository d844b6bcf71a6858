"""The ladder board: where each matter stands by the record, and where it may stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from markupsafe import Markup

from tingqiao.case.entities import Case, Matter, Month, Text
from tingqiao.case.tree import Tree, tree_of
from tingqiao.model.history import History
from tingqiao.report.chances import (
    Chance,
    at_or_above,
    at_rung,
    headline_month,
    months_shown,
    quantile,
)
from tingqiao.report.figures.cells import columns
from tingqiao.report.wording import chinese_count, english_count, horizon, listed

if TYPE_CHECKING:
    from tingqiao.model.ensemble import Ensemble


@dataclass(frozen=True)
class Cell:
    """One rung of one matter: the record above, the chances below."""

    place: str  # "walked", "here" or "ahead" of where the matter stands
    chance: float  # of standing on this rung at the headline month
    is_likeliest: bool
    columns: Markup


@dataclass(frozen=True)
class Row:
    """One matter on the board."""

    matter: Matter
    parties: Text
    superior: Text | None
    rung: int
    since: Month | None
    cells: tuple[Cell, ...]
    higher: Chance | None  # than now, at the headline month; None at the top


@dataclass(frozen=True)
class Step:
    """One rung still ahead of one matter, told at every horizon."""

    matter: Matter
    rung: Text
    chances: tuple[Chance, ...]  # at or above it, one a horizon
    median: float  # months until first reached; inf where most runs never do
    never: float  # share of runs that never reach it within the horizon


@dataclass(frozen=True)
class LadderChapter:
    """The board, and the table of every rung ahead."""

    heading: Text
    horizons: tuple[Text, ...]
    headline: Text  # the horizon whose numbers are written out
    rungs: tuple[Text, ...]
    rows: tuple[Row, ...]
    steps: tuple[Step, ...]


def ladder_chapter(run: Ensemble, history: History) -> LadderChapter:
    """The chapter of `run`."""
    order = sorted(run.case.matters, key=lambda matter: -history.rung[matter.id])
    tree = tree_of(run.case.governments)
    return LadderChapter(
        _heading(run, history),
        tuple(horizon(months) for months in months_shown(run)),
        horizon(headline_month(run)),
        tuple(rung.name for rung in run.case.ladder),
        tuple(_row(run, matter, history, tree) for matter in order),
        tuple(
            _step(run, matter, rung)
            for matter in order
            for rung in range(history.rung[matter.id] + 1, run.case.top + 1)
        ),
    )


def _row(run: Ensemble, matter: Matter, history: History, tree: Tree) -> Row:
    rung = history.rung[matter.id]
    chances = np.array([at_rung(run, matter.id, month) for month in months_shown(run)])
    month = headline_month(run)
    told = months_shown(run).index(month)
    higher = (
        at_or_above(run, matter.id, rung + 1, month) if rung < run.case.top else None
    )
    return Row(
        matter,
        _parties(run.case, matter),
        _superior(run.case, matter, tree),
        rung,
        history.since[matter.id],
        tuple(_cell(chances[:, k], k, rung, told, chances[told].argmax() == k)
              for k in range(run.case.top + 1)),
        higher,
    )  # fmt: skip


def _cell(chances: np.ndarray, rung: int, now: int, told: int, most: bool) -> Cell:
    place = "here" if rung == now else ("walked" if rung < now else "ahead")
    drawn = columns([float(c) for c in chances], told, most)
    return Cell(place, float(chances[told]), bool(most), drawn)


def _parties(case: Case, matter: Matter) -> Text:
    names = [case.government(party).name for party in matter.parties]
    return Text(
        " · ".join(name.in_language("zh") for name in names),
        listed([name.in_language("en") for name in names], "en"),
    )


def _superior(case: Case, matter: Matter, tree: Tree) -> Text | None:
    superior = tree.lowest_common_superior(matter.parties)
    return None if superior is None else case.government(superior).name


def _step(run: Ensemble, matter: Matter, rung: int) -> Step:
    place = {"matter": matter.id, "rung": rung}
    return Step(
        matter,
        run.case.ladder[rung].name,
        tuple(at_or_above(run, matter.id, rung, month) for month in months_shown(run)),
        quantile(run, "months_to_rung", 0.5, **place),
        float(run.summary["p_never"].sel(place)),
    )


def _heading(run: Ensemble, history: History) -> Text:
    month = headline_month(run)
    moves = [
        _likeliest_move(at_rung(run, m.id, month), history.rung[m.id])
        for m in run.case.matters
    ]
    higher, same, lower = (moves.count(move) for move in (1, 0, -1))
    span = horizon(month)
    counts = (
        (higher, "最可能更高", "higher"),
        (same, "还在原处", "where it is"),
        (lower, "退下来", "lower"),
    )
    zh = [f"{chinese_count(n)}件{word}" for n, word, _ in counts if n]
    en = [f"{english_count(n)} {word}" for n, _, word in counts if n]
    return Text(
        f"{span.zh}后：{'，'.join(zh)}",
        f"In {span.en}, most likely: {', '.join(en)}".replace(
            "where it is", _same(same)
        ),
    )


def _likeliest_move(chances: np.ndarray, now: int) -> int:
    """1 higher, 0 the same rung, −1 lower: whichever of the three is likeliest."""
    by_move = {
        1: chances[now + 1 :].sum(),
        0: chances[now],
        -1: chances[:now].sum(),
    }
    return max(by_move, key=lambda move: by_move[move])


def _same(count: int) -> str:
    return "where it is" if count == 1 else "where they are"
