"""What the command line says, where, and in which language."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from tingqiao.case.entities import Language
from tingqiao.case.faults import FaultyInputError

LanguageOption = Annotated[
    Language, typer.Option("--lang", help="语言 / language: zh, en")
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="只说必要的话 / say only what is needed")
]
JsonOption = Annotated[
    bool,
    typer.Option(
        "--json", help="标准输出只有一份 JSON / one JSON document on standard output"
    ),
]
INPUT_AT_FAULT = 2

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def user_language() -> Language:
    """The language asked for on the command line, Chinese otherwise."""
    asked = sys.argv
    for place, word in enumerate(asked):
        if word == "--lang=en" or (
            word == "--lang" and asked[place + 1 : place + 2] == ["en"]
        ):
            return "en"
    return "zh"


def say_error(zh: str, en: str, language: Language | None = None) -> None:
    """One sentence on standard error."""
    chosen = language or user_language()
    err.print(zh if chosen == "zh" else en, style="bold", markup=False)


def refuse(zh: str, en: str, language: Language) -> NoReturn:
    """Say what is wrong with the input, and stop with status 2."""
    say_error(zh, en, language)
    raise typer.Exit(INPUT_AT_FAULT)


def text_of(path: Path, language: Language) -> str:
    """The text of a file the user named; stops with status 2 where it has none."""
    if not path.is_file():
        refuse(f"没有文件 {path}。", f"There is no file {path}.", language)
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        refuse(
            f"{path} 不是 UTF-8 编码：请另存为 UTF-8。",
            f"{path} is not UTF-8: save it as UTF-8.",
            language,
        )


@contextmanager
def faults_told(language: Language) -> Iterator[None]:
    """Tell a faulty input in full and stop with status 2, never with a traceback."""
    try:
        yield
    except FaultyInputError as error:
        err.print(error.describe(language), markup=False, soft_wrap=True)
        raise typer.Exit(INPUT_AT_FAULT) from None


@contextmanager
def interrupt_told(language: Language) -> Iterator[None]:
    """Say of Ctrl-C that nothing half-written is left; exit status 130."""
    try:
        yield
    except KeyboardInterrupt:
        zh, en = (
            "已中断，没有留下半成品。",
            "Interrupted; nothing half-written is left.",
        )
        say_error(zh, en, language)
        raise typer.Exit(130) from None


def print_json(document: Mapping[str, Any] | list[Any]) -> None:
    """One strict JSON document on standard output."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    sys.stdout.write(text + "\n")


@contextmanager
def progress_bar(shown: bool, zh: str, en: str, language: Language) -> Iterator[Any]:
    """A callback `(done, total)` that draws a bar on standard error, or nothing."""
    if not shown or not err.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task(zh if language == "zh" else en, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
