"""The page of commands, from the program's own help."""

from __future__ import annotations

from typer.main import get_group
from typer.testing import CliRunner

from tingqiao.cli.app import app
from tools.reference.markdown import MARK

_WIDTH = "88"
_OPENING = """\
# 命令 · Commands

程序自己的说明，照录。退出码：0 做完；2 输入有错（错误一次列全）；1 其他。表格和 JSON 写到标准
输出，其余的话写到标准错误。`CASE` 是内置案例名、文件夹或 `.xlsx`。工作区的命令见
[运行工作区](../how-to/run-workspace.md)。

The program's own help. Exit status: 0 done; 2 the input is at fault (every fault is
listed); 1 anything else. Tables and JSON go to standard output, everything else to
standard error. `CASE` is a built-in name, a folder or an `.xlsx`. For the commands of the
live room see [run the workspace](../how-to/run-workspace.md).
"""


def commands_page() -> str:
    """The page, as Markdown: one section a command."""
    names = get_group(app).commands
    return MARK + _OPENING + "".join(_section(name) for name in names)


def _section(name: str) -> str:
    return f"\n## `tingqiao {name}`\n\n```text\n{_help(name)}\n```\n"


def _help(name: str) -> str:
    environment = {"COLUMNS": _WIDTH, "TERMINAL_WIDTH": _WIDTH, "NO_COLOR": "1"}
    shown = CliRunner().invoke(app, [name, "--help"], env=environment)
    lines = (line.rstrip() for line in shown.output.strip().splitlines())
    return "\n".join(lines).replace("Usage: root ", "Usage: tingqiao ")
