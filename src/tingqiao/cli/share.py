"""`tingqiao share`: who bears, or gets, how much."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from tingqiao.case.entities import Language
from tingqiao.cli.say import (
    JsonOption,
    LanguageOption,
    QuietOption,
    err,
    faults_told,
    out,
    print_json,
    refuse,
    text_of,
)


def share(
    game: Annotated[
        Path,
        typer.Argument(
            metavar="GAME.csv", help="联盟表 / table of coalitions: coalition,value"
        ),
    ],
    cost: Annotated[
        bool, typer.Option("--cost", help="分摊成本 / values are costs")
    ] = False,
    benefit: Annotated[
        bool, typer.Option("--benefit", help="分享收益 / values are benefits")
    ] = False,
    rule: Annotated[
        list[str] | None,
        typer.Option(
            help="规则，可多次；缺省为全部适用者 / rules; all that apply by default"
        ),
    ] = None,
    superadditive_cover: Annotated[
        bool,
        typer.Option(
            "--superadditive-cover",
            help="按分组之和补缺 / fill gaps by the best parting",
        ),
    ] = False,
    seed: Annotated[int, typer.Option(min=0, help="种子 / seed")] = 0,
    lang: LanguageOption = "zh",
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """按各种公认规则分摊成本或分享收益 / share costs or benefits by well-known rules."""
    from tingqiao.advice.sharing.document import share_document
    from tingqiao.advice.sharing.table import read_game

    if cost == benefit:
        refuse(
            "请在 --cost 与 --benefit 中选一个。",
            "Choose one of --cost and --benefit.",
            lang,
        )
    lines = text_of(game, lang).splitlines(keepends=True)
    with faults_told(lang):
        read = read_game(
            lines,
            "cost" if cost else "benefit",
            superadditive_cover=superadditive_cover,
            name=game.name,
        )
        document = share_document(read.game, rule, filled=read.filled, seed=seed)
    if read.filled and not quiet:
        _say_filled(len(read.filled), lang)
    if as_json:
        print_json(document)
    else:
        out.print(_table(document, lang))


def _say_filled(count: int, language: Language) -> None:
    said = (
        f"{count} 个缺少的联盟按最好的分组之和补上。"
        if language == "zh"
        else f"{count} missing coalitions were given the worth of their best parting."
    )
    err.print(said, markup=False)


def _table(document: dict[str, Any], language: Language) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("规则" if language == "zh" else "rule")
    for player in document["players"]:
        table.add_column(player, justify="right")
    table.add_column("在核内" if language == "zh" else "in core")
    yes, no = ("是", "否") if language == "zh" else ("yes", "no")
    for name, amounts in document["rules"].items():
        cells = [f"{amounts[player]:,.6g}" for player in document["players"]]
        title = document["titles"][name][language]
        table.add_row(
            f"{title} ({name})", *cells, yes if document["in_core"][name] else no
        )
    return table
