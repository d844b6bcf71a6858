"""`tingqiao cases`, `new` and `check`: cases listed, started, held to the format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from tingqiao.case.entities import Case, Language
from tingqiao.cli.say import (
    JsonOption,
    LanguageOption,
    QuietOption,
    err,
    faults_told,
    out,
    print_json,
)

CaseArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help="内置案例名、文件夹或 .xlsx / a built-in name, a folder or an .xlsx",
    ),
]


def open_case(source: str, language: Language, quiet: bool = True) -> Case:
    """The case of that name or path, or its faults and exit status 2."""
    from tingqiao.case.load import read_case
    from tingqiao.model.parameters import RANGES

    with faults_told(language):
        case, notices = read_case(source, parameter_ranges=RANGES, language=language)
    if not quiet:
        for notice in notices:
            err.print(notice.describe(language), markup=False, soft_wrap=True)
    return case


def list_cases(
    lang: LanguageOption = "zh",
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """列出内置案例 / list the built-in cases."""
    from tingqiao.case.load import builtin_cases

    cases = [open_case(name, lang) for name in builtin_cases()]
    if as_json:
        print_json([_described(case) for case in cases])
        return
    if quiet:
        out.print("\n".join(case.id for case in cases))
        return
    table = Table(box=None, pad_edge=False)
    for zh, en in (
        ("案例", "case"),
        ("名称", "name"),
        ("事项", "matters"),
        ("事件", "events"),
    ):
        table.add_column(zh if lang == "zh" else en)
    for case in cases:
        counts = (str(len(case.matters)), str(len(case.events)))
        table.add_row(case.id, case.name.in_language(lang), *counts)
    out.print(table)


def start_case(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="新案例的文件夹 / folder of the new case"),
    ],
    lang: LanguageOption = "zh",
    quiet: QuietOption = False,
) -> None:
    """写一个可用的示例案例作起点 / write a small valid case to start from."""
    from tingqiao.case.new import new_case

    with faults_told(lang):
        written = new_case(folder)
    said = (
        f"已写入 {written}。先读其中的 notes.md，再运行：tingqiao check {written}"
        if lang == "zh"
        else f"Written to {written}. Read notes.md there, then run: tingqiao check {written}"
    )
    if not quiet:
        out.print(said, markup=False, soft_wrap=True)


def check(
    case: CaseArgument,
    lang: LanguageOption = "zh",
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """检查案例，一次列出全部错误 / check a case and list every fault at once."""
    checked = open_case(case, lang, quiet)
    if as_json:
        print_json(_described(checked))
    elif not quiet:
        out.print(_sentence(checked, lang), markup=False, soft_wrap=True)


def _described(case: Case) -> dict[str, Any]:
    from tingqiao.case.digest import case_digest
    from tingqiao.case.evidence import evidence_shares

    return {
        "id": case.id,
        "digest": case_digest(case),
        "name": case.name._asdict(),
        "governments": len(case.governments),
        "matters": len(case.matters),
        "events": len(case.events),
        "outcomes": len(case.outcomes),
        "sources": len(case.sources),
        "evidence": evidence_shares(case)._asdict(),
    }


def _sentence(case: Case, language: Language) -> str:
    told = _described(case)
    shares = {name: round(100 * share) for name, share in told["evidence"].items()}
    if language == "zh":
        return (
            f"{case.name.in_language('zh')}（{case.id}）符合格式："
            f"{told['governments']} 个政府，{told['matters']} 件事项，{told['events']} 个事件，"
            f"{told['sources']} 个来源。依据：{shares['source']}% 有来源，"
            f"{shares['judgement']}% 凭判断，{shares['default']}% 用缺省。摘要 {told['digest']}"
        )
    return (
        f"{case.name.in_language('en')} ({case.id}) keeps the format: "
        f"{told['governments']} governments, {told['matters']} matters, {told['events']} events, "
        f"{told['sources']} sources. It rests {shares['source']}% on sources, "
        f"{shares['judgement']}% on judgement, {shares['default']}% on defaults. Digest {told['digest']}"
    )
