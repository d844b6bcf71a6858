"""`tingqiao advise`: which institution for each matter, and how little help from above."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from tingqiao.cli.cases import CaseArgument, open_case
from tingqiao.cli.place import whole_folder
from tingqiao.cli.say import (
    JsonOption,
    LanguageOption,
    QuietOption,
    err,
    out,
    print_json,
    progress_bar,
)


def advise(
    case: CaseArgument,
    runs: Annotated[
        int, typer.Option(min=40, help="每次试算的次数 / runs of each trial")
    ] = 800,
    months: Annotated[
        int | None,
        typer.Option(
            min=12, max=1200, help="月数，缺省用案例的 / months, the case's by default"
        ),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="种子 / seed")] = 0,
    within: Annotated[
        int,
        typer.Option(
            min=1, max=20, help="停滞事项几年内要上一级 / years to the next rung"
        ),
    ] = 2,
    chance: Annotated[
        float,
        typer.Option(
            min=0.01, max=0.99, help="要求的把握 / chance asked for of the next rung"
        ),
    ] = 0.5,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help="输出文件夹，缺省 out/案例名 / output folder, out/CASE by default",
        ),
    ] = None,
    lang: LanguageOption = "zh",
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """建议：每件事取哪种制度，请哪级上级、出多小的力 / advise: which institution, and how little help from above."""
    from tingqiao.advice.advise import advise as advise_on
    from tingqiao.advice.superiors.pressure import Goal
    from tingqiao.report.advice import advice_document, advice_limits, advice_table

    opened = open_case(case, lang, quiet)
    with progress_bar(not quiet, "试算", "trying", lang) as progress:
        advice = advise_on(
            opened,
            runs=runs,
            months=months,
            seed=seed,
            goal=Goal(12 * within, chance),
            progress=progress,
        )
    document = advice_document(advice)
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    target = folder if folder is not None else Path("out") / opened.id
    with whole_folder(target) as beside:
        (beside / "advice.json").write_text(text + "\n", encoding="utf-8")
    if as_json:
        print_json(document)
        return
    out.print(advice_table(advice, lang))
    if not quiet:
        out.print(advice_limits(lang), soft_wrap=True)
        said = "已写出" if lang == "zh" else "Written:"
        err.print(f"{said} {target}/advice.json", markup=False, soft_wrap=True)
