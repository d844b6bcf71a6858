"""The room's commands, to be mounted on the `tingqiao` command line.

`tingqiao serve`, `tingqiao workspace …`, `tingqiao ledger …`; also
`python -m workspace.commands …`. Exit status: 0 done, 2 the input is at fault,
1 anything else (a ledger that does not hold among them).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workspace import console
from workspace import serve as server
from workspace.configuration.environment import ConfigurationError

if TYPE_CHECKING:
    from workspace.ledger.chain import Verdict

Url = Annotated[
    str | None,
    typer.Option(
        "--database-url",
        help="sqlite:///路径 / PATH 或 or postgresql://用户@主机/库 / USER@HOST/NAME",
    ),
]
room = typer.Typer(
    help="工作区：案例进出、备份、开通 / the live room", no_args_is_help=True
)
ledger = typer.Typer(help="总账：核对、签名、导出 / the ledger", no_args_is_help=True)
app = typer.Typer(no_args_is_help=True)
app.add_typer(room, name="workspace")
app.add_typer(ledger, name="ledger")


@app.command()
def serve(
    database_url: Url = None,
    host: str = "127.0.0.1",
    port: int = 8000,
    demo: Annotated[bool, typer.Option(help="演示系统 / a demo room")] = False,
) -> None:
    """启动工作区，直到 Ctrl-C / Serve the room until Ctrl-C."""
    with _faults_told():
        server.serve(database_url, host, port, demo, say=typer.echo)


@room.command("import")
def import_case(case: str, database_url: Url = None) -> None:
    """把案例带进工作区 / Bring a case into the room."""
    with _faults_told():
        typer.echo(console.import_case(case, database_url))


@room.command("export")
def export_case(case: str, target: Path, database_url: Url = None) -> None:
    """把案例取出，存成文件夹或 .xlsx / Take a case out, as a folder or an .xlsx."""
    with _faults_told():
        typer.echo(console.export_case(case, target, database_url))


@room.command("backup")
def back_up(target: Path, database_url: Url = None) -> None:
    """备份整个系统，不含密钥 / Back the whole room up, without its keys."""
    with _faults_told():
        typer.echo(console.back_up(target, database_url))


@room.command("restore")
def restore(source: Path, database_url: Url = None) -> None:
    """在空系统里恢复备份，并核对总账 / Restore a backup into an empty room and verify."""
    with _faults_told():
        _tell(console.restore(source, database_url), as_json=False)


@room.command("appoint")
def appoint(username: str, name: str, duty: str, database_url: Url = None) -> None:
    """开通管理员：system、security 或 audit / Appoint an administrator."""
    with _faults_told():
        typer.echo(console.appoint(username, name, duty, database_url))


@room.command("grant")
def grant(role: str, database_url: Url = None) -> None:
    """让 PostgreSQL 角色运行工作区，但改不了总账 / Let a PostgreSQL role run the room."""
    with _faults_told():
        console.grant(role, database_url)


@ledger.command("verify")
def verify(
    heads: Annotated[
        list[Path] | None, typer.Argument(help="账头文件 / signed heads")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    database_url: Url = None,
) -> None:
    """核对总账，指出第一笔有问题的 / Verify, naming the first bad entry."""
    with _faults_told():
        _tell(console.verify_ledger(heads or [], database_url), as_json=as_json)


@ledger.command("head")
def sign_head(database_url: Url = None) -> None:
    """签出今天的账头 / Write today's signed head."""
    with _faults_told():
        typer.echo(
            console.sign_head(database_url) or "总账还是空的 / the ledger is empty"
        )


@ledger.command("export")
def export_ledger(
    target: Path,
    scope: str = "",
    unit: str = "",
    act: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    database_url: Url = None,
) -> None:
    """导出总账，每笔一行 JSON / Export entries, one JSON line each."""
    with _faults_told():
        wanted = {
            "scope": scope,
            "unit": unit,
            "act": act,
            "since": since,
            "until": until,
        }
        n = console.export_ledger(target, database_url=database_url, **wanted)
        typer.echo(f"{n} → {target}")


def _tell(verdict: Verdict, *, as_json: bool) -> None:
    fault = verdict.fault._asdict() if verdict.fault else None
    if as_json:
        told = {
            "n_entries": verdict.n_entries,
            "bad_seq": verdict.bad_seq,
            "fault": fault,
        }
        typer.echo(json.dumps(told, ensure_ascii=False))
    elif fault:
        typer.echo(f"{fault['zh']} / {fault['en']}", err=True)
    else:
        typer.echo(
            f"总账完好，共 {verdict.n_entries} 笔 / the ledger holds, {verdict.n_entries} entries"
        )
    if fault:
        raise typer.Exit(1)


@contextmanager
def _faults_told() -> Iterator[None]:
    try:
        yield
    except (ConfigurationError, *console.input_faults()) as fault:
        typer.echo(_in_words(fault), err=True)
        raise typer.Exit(2) from None


def _in_words(fault: Exception) -> str:
    if isinstance(fault, OSError):
        return f"{fault.filename or ''}: 打不开或写不了 / cannot be opened or written ({fault.strerror})"
    return str(fault)


if __name__ == "__main__":
    app()
