"""The program `tingqiao`: its commands, and what happens when one fails."""

from __future__ import annotations

import io
import os
import sys
from importlib.metadata import entry_points
from typing import Annotated

import typer

from tingqiao.cli import advise, cases, forecast, power, share
from tingqiao.cli.say import say_error, user_language

EXTRA_COMMANDS = "tingqiao.commands"  # entry points: what else is installed

app = typer.Typer(
    name="tingqiao",
    help="亭桥：不同上级的邻近政府，一级一级达成共识并守住它。\n\n"
    "Neighbouring governments reach agreement rung by rung, and keep it.",
    no_args_is_help=True,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("cases")(cases.list_cases)
app.command("new")(cases.start_case)
app.command("check")(cases.check)
app.command("forecast")(forecast.forecast)
app.command("advise")(advise.advise)
app.command("share")(share.share)
app.command("power")(power.power)


@app.callback()
def _program(
    version: Annotated[
        bool,
        typer.Option("--version", help="版本 / version", is_eager=True),
    ] = False,
) -> None:
    if version:
        from tingqiao.provenance import version as installed

        typer.echo(f"tingqiao {installed()}")
        raise typer.Exit


def _bring_in_extras(first: list[str]) -> None:
    """Mount what other installed packages add, unless the command asked for is ours.

    The live room is one of them: the core does not know it.
    """
    if set(first) & {command.name for command in app.registered_commands}:
        return
    for extra in entry_points(group=EXTRA_COMMANDS):
        try:
            app.add_typer(extra.load())
        except ModuleNotFoundError as error:
            say_error(
                f"{extra.name} 的命令要另装依赖（缺 {error.name}）：pip install 'tingqiao[workspace]'",
                f"The commands of {extra.name} need more packages ({error.name} is missing): "
                "pip install 'tingqiao[workspace]'",
            )


def main() -> None:
    """Run the command line; exit status 0 done, 2 the input is at fault, 1 else."""
    for stream in (sys.stdout, sys.stderr):  # a terminal that cannot show Chinese
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        _bring_in_extras(sys.argv[1:2])
        app()
    except BrokenPipeError:  # the reader of our output left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except MemoryError:
        say_error(
            "内存不够：请减少 --runs 或 --months。",
            "Out of memory: use fewer --runs or --months.",
        )
        sys.exit(1)
    except OSError as error:
        language = user_language()
        where = f" {error.filename}" if error.filename else ""
        reason = error.strerror or str(error)
        zh, en = (
            f"读写失败{where}：{reason}",
            f"Could not read or write{where}: {reason}",
        )
        say_error(zh, en, language)
        sys.exit(1)
