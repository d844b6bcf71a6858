"""`tingqiao power`: who can block, who is pivotal, which outcomes of a conflict last."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from tingqiao.case.entities import Language
from tingqiao.cli.cases import open_case
from tingqiao.cli.say import (
    JsonOption,
    LanguageOption,
    QuietOption,
    faults_told,
    out,
    print_json,
    refuse,
    text_of,
)


def power(
    case: Annotated[
        str,
        typer.Argument(
            metavar="CASE|CONFLICT.toml",
            help="案例，或冲突文件 / a case, or a conflict",
        ),
    ],
    keep: Annotated[
        str | None,
        typer.Option(help="使这一状态稳定要怎样 / what would make this state last"),
    ] = None,
    lang: LanguageOption = "zh",
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """谁能阻止，谁举足轻重；冲突会停在哪里 / who can block, who is pivotal; where a conflict rests."""
    document = (
        _conflict(Path(case), keep, lang)
        if case.endswith(".toml")
        else _case(case, lang, quiet)
    )
    if as_json:
        print_json(document)
    elif "matters" in document:
        out.print(_matters(document, lang))
    else:
        out.print(_states(document, lang))


def _case(source: str, language: Language, quiet: bool) -> dict[str, Any]:
    from tingqiao.advice.power.document import power_document

    return power_document(open_case(source, language, quiet))


def _conflict(path: Path, keep: str | None, language: Language) -> dict[str, Any]:
    from tingqiao.advice.power.conflict.document import conflict_document
    from tingqiao.advice.power.conflict.reading import read_conflict

    try:
        data = tomllib.loads(text_of(path, language))
    except tomllib.TOMLDecodeError as error:
        refuse(
            f"{path.name} 不是合格的 TOML：{error}",
            f"{path.name} is not valid TOML: {error}",
            language,
        )
    with faults_told(language):
        conflict = read_conflict(data, path.name)
    if keep is not None and keep not in {state.id for state in conflict.states}:
        known = ", ".join(state.id for state in conflict.states)
        refuse(
            f"没有状态“{keep}”；有：{known}",
            f"There is no state '{keep}'; there are: {known}",
            language,
        )
    return conflict_document(conflict, keep)


def _matters(document: dict[str, Any], language: Language) -> Table:
    table = Table(box=None, pad_edge=False)
    heads = (
        ("事项", "matter"),
        ("当事方", "party"),
        ("能否独自阻止", "can block alone"),
        ("Shapley–Shubik", "Shapley–Shubik"),
        ("Banzhaf", "Banzhaf"),
    )
    for zh, en in heads:
        table.add_column(zh if language == "zh" else en)
    yes, no = ("能", "否") if language == "zh" else ("yes", "no")
    for matter in document["matters"].values():
        parties = matter["parties"]
        name = matter["name"][language]
        for i, player in enumerate(parties["players"]):
            table.add_row(
                name if i == 0 else "",
                player,
                yes if player in parties["blocks_alone"] else no,
                f"{parties['shapley_shubik'][player]:.3f}",
                f"{parties['banzhaf']['normalised'][player]:.3f}",
            )
    return table


def _states(document: dict[str, Any], language: Language) -> Table:
    table = Table(box=None, pad_edge=False)
    concepts = list(document["equilibria"])
    for head in (
        "状态" if language == "zh" else "state",
        "选项" if language == "zh" else "options",
        *concepts,
    ):
        table.add_column(head)
    for state, taken in document["states"].items():
        marks = ["●" if state in document["equilibria"][c] else "" for c in concepts]
        table.add_row(state, ", ".join(taken), *marks)
    return table
