"""`tingqiao forecast`: from a case to a ladder board, a report and its data."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tingqiao.case.entities import Case, Language, Range
from tingqiao.cli.cases import CaseArgument, open_case
from tingqiao.cli.place import whole_folder
from tingqiao.cli.say import (
    JsonOption,
    LanguageOption,
    QuietOption,
    err,
    faults_told,
    interrupt_told,
    out,
    print_json,
    progress_bar,
    refuse,
    text_of,
)

if TYPE_CHECKING:
    import xarray as xr

    from tingqiao.model.ensemble import Ensemble
    from tingqiao.model.plan import Plan

_POINT = r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*"
_PARAMETER = re.compile(rf"([a-z_]+)=({_POINT})(?:\.\.({_POINT}))?", re.ASCII)


@dataclass(frozen=True)
class _Order:
    """What was asked for on the command line."""

    case: Case
    plans: tuple[Plan, ...]
    given: Mapping[str, Range]
    runs: int
    months: int | None
    seed: int
    language: Language
    shows_progress: bool


def forecast(
    case: CaseArgument,
    plan: Annotated[
        list[str] | None,
        typer.Option(
            help="方案：内置名或 .toml，可多次；第一个是比较的基准 / plans, built-in or .toml; the first is the base"
        ),
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option(
            help="参数 名=值 或 名=低..高 / parameter name=value or name=low..high"
        ),
    ] = None,
    runs: Annotated[int, typer.Option(min=1, help="次数 / runs")] = 10_000,
    months: Annotated[
        int | None,
        typer.Option(
            min=1, max=1200, help="月数，缺省用案例的 / months, the case's by default"
        ),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="种子 / seed")] = 0,
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
    """预测：打印阶梯图，写出报告、摘要和数据 / forecast: print the ladder board, write report, summary and data."""
    opened = open_case(case, lang, quiet)
    order = _Order(
        opened,
        tuple(_plan(name, opened, lang) for name in plan or ["recorded"]),
        _parameters(param or [], lang),
        runs,
        months,
        seed,
        lang,
        not quiet,
    )
    _refuse_twins(order)
    target = folder if folder is not None else Path("out") / opened.id
    _refuse_file(target, lang)
    if not quiet:
        _say_first_run(lang)
    with interrupt_told(lang):
        ensembles, compared = _run(order)
        command = _command(case, plan or [], param or [], order)
        page = _page(ensembles, compared, lang, command)
        document = _document(ensembles, compared)
        _write(target, ensembles, page, document)
    if as_json:
        print_json(document)
    elif not quiet:
        _show(ensembles, compared, target, lang)


def _refuse_file(target: Path, language: Language) -> None:
    """Say before the long work that its results would have no place."""
    if target.exists() and not target.is_dir():
        refuse(
            f"--out {target} 是一个文件：请写一个文件夹。",
            f"--out {target} is a file: name a folder.",
            language,
        )


def _say_first_run(language: Language) -> None:
    from tingqiao.provenance import is_compiled

    if not is_compiled():
        zh, en = (
            "首次运行要编译模型，约一分钟……",
            "Compiling the model, about a minute the first time ...",
        )
        err.print(zh if language == "zh" else en)


def _plan(name: str, case: Case, language: Language) -> Plan:
    from tingqiao.plans.builtin import BUILTIN_PLANS
    from tingqiao.plans.read import read_plan

    if name in BUILTIN_PLANS:
        return BUILTIN_PLANS[name]
    path = Path(name)
    if not path.is_file():
        known = ", ".join(BUILTIN_PLANS)
        refuse(
            f"没有方案“{name}”：既不是内置方案（{known}），也不是文件。",
            f"There is no plan '{name}': neither built in ({known}) nor a file.",
            language,
        )
    text = text_of(path, language)
    with faults_told(language):
        return read_plan(text, path.name, case)


def _parameters(given: list[str], language: Language) -> dict[str, Range]:
    from tingqiao.model.parameters import RANGES

    read: dict[str, Range] = {}
    for word in given:
        found = _PARAMETER.fullmatch(word)
        if found is None:
            refuse(
                f"--param {word}：应写成 名=值 或 名=低..高，如 memory=0.9..0.99。",
                f"--param {word}: write name=value or name=low..high, e.g. memory=0.9..0.99.",
                language,
            )
        name, low, high = found.groups()
        number = Range(float(low), float(high or low))
        if name not in RANGES:
            known = ", ".join(RANGES)
            refuse(
                f"没有参数“{name}”；有：{known}",
                f"There is no parameter '{name}'; there are: {known}",
                language,
            )
        bounds = RANGES[name]
        if not bounds.low <= number.low <= number.high <= bounds.high:
            refuse(
                f"--param {word}：须在 {bounds.low:g}..{bounds.high:g} 之内，下限在前。",
                f"--param {word}: must lie in {bounds.low:g}..{bounds.high:g}, the lower end first.",
                language,
            )
        read[name] = number
    return read


def _refuse_twins(order: _Order) -> None:
    ids = [plan.id for plan in order.plans]
    for twin in {name for name in ids if ids.count(name) > 1}:
        refuse(
            f"方案“{twin}”出现了两次。",
            f"The plan '{twin}' is given twice.",
            order.language,
        )


def _run(order: _Order) -> tuple[list[Ensemble], dict[str, xr.Dataset]]:
    """Every plan on the same draws, with intervals for the first, and the pairs."""
    from tingqiao.model.compare import paired
    from tingqiao.model.ensemble import simulate
    from tingqiao.model.intervals import with_intervals

    ensembles = []
    for plan in order.plans:
        name = plan.name.in_language(order.language)
        with progress_bar(
            order.shows_progress, f"运行：{name}", f"running: {name}", order.language
        ) as progress:
            ensembles.append(
                simulate(
                    order.case,
                    plan,
                    runs=order.runs,
                    months=order.months,
                    seed=order.seed,
                    parameters=order.given,
                    progress=progress,
                )
            )
    with progress_bar(
        order.shows_progress, "估计区间", "bounding chances", order.language
    ) as progress:
        ensembles[0] = with_intervals(ensembles[0], progress=progress)
    base, *others = ensembles
    return ensembles, {other.plan.id: paired(base, other) for other in others}


def _command(case: str, plans: list[str], params: list[str], order: _Order) -> str:
    """What computes the same numbers again."""
    words = ["tingqiao", "forecast", case]
    words += [word for plan in plans for word in ("--plan", plan)]
    words += [word for param in params for word in ("--param", param)]
    months = order.months or order.case.months
    counts = {"--runs": order.runs, "--months": months, "--seed": order.seed}
    return shlex.join([*words, *(str(w) for pair in counts.items() for w in pair)])


def _document(
    ensembles: list[Ensemble], compared: Mapping[str, xr.Dataset]
) -> dict[str, Any]:
    from tingqiao.report.plans import comparison_document
    from tingqiao.report.summary import summary_document

    document = summary_document(ensembles[0])
    if compared:
        document["plans"] = comparison_document(ensembles, compared)
    return document


def _page(
    ensembles: list[Ensemble],
    compared: Mapping[str, xr.Dataset],
    language: Language,
    command: str,
) -> str:
    from tingqiao.report.page import render_report

    base, *others = ensembles
    return render_report(
        base, others=others, comparisons=compared, language=language, command=command
    )


def _write(
    target: Path, ensembles: list[Ensemble], page: str, document: dict[str, Any]
) -> None:
    """All files or none: they are written beside the folder and moved in at once."""
    from tingqiao.report.data import ensemble_bytes

    base, *others = ensembles
    with whole_folder(target) as folder:
        (folder / "report.html").write_text(page, encoding="utf-8")
        text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
        (folder / "summary.json").write_text(text + "\n", encoding="utf-8")
        (folder / "ensemble.nc").write_bytes(ensemble_bytes(base))
        for other in others:
            (folder / f"ensemble-{other.plan.id}.nc").write_bytes(ensemble_bytes(other))


def _show(
    ensembles: list[Ensemble],
    compared: Mapping[str, xr.Dataset],
    target: Path,
    language: Language,
) -> None:
    from tingqiao.report.board import ladder_board
    from tingqiao.report.plans import comparison_table

    out.print(ladder_board(ensembles[0], language))
    if compared:
        out.print(comparison_table(ensembles, compared, language))
    said = "已写出" if language == "zh" else "Written:"
    err.print(
        f"{said} {target}/report.html, summary.json, ensemble.nc",
        markup=False,
        soft_wrap=True,
    )
