"""The reference page of the case format, written from the declared columns.

`python -m tingqiao.case.format_page > docs/reference/case-format.md` rewrites it.
"""

from __future__ import annotations

import sys

from tingqiao.case.cells import describe_bounds
from tingqiao.case.columns import Column, Kind, TableFormat
from tingqiao.case.entities import Text
from tingqiao.case.formats import LADDER, SETTINGS, TABLES

_KINDS = {
    Kind.ID: Text("编号", "id"),
    Kind.TEXT: Text("文字", "text"),
    Kind.NUMBER: Text("数或范围", "number or range"),
    Kind.WHOLE: Text("整数", "whole number"),
    Kind.MONTH: Text("月份", "month"),
    Kind.DATE: Text("日期", "date"),
    Kind.IDS: Text("编号列表", "ids"),
    Kind.CHOICE: Text("所列词之一", "one word of a list"),
    Kind.CONSENT: Text("同意规则", "consent rule"),
    Kind.BASIS: Text("依据", "basis"),
}
_POINT = Text("数", "number")  # a ladder is the same in every run
_RULE = "|---|---|---|---|---|---|"
_HEAD = (
    "| 列 column | 必填 filled | 类型 type | 范围 range | 空格 empty | 含义 meaning |"
)

_OPENING = """\
<!-- 由 python -m tingqiao.case.format_page 生成，勿手改 · generated, do not edit -->
# 案例格式 · The case format

一个案例是一个文件夹（UTF-8 的 CSV、一个 `case.toml`），或一个 `.xlsx`：工作表与文件同名
（不带 `.csv`），`case.toml` 成为键值两列的工作表 `case`，键用点号连接（`name.zh`）。
列名照下面写，列序不限；多出的列会提示一次，不读取。`case.toml`、`governments`、`matters`
必须有，其余的表可以没有。可选的 `notes.md`（工作表 `notes` 的第一列）是随案例保存的说明。

A case is a folder (UTF-8 CSV files and a `case.toml`) or an `.xlsx` workbook whose
sheets have the same names (without `.csv`), with `case.toml` as a sheet `case` of key and
value rows, keys dotted (`name.zh`). Column names are exactly as below, in any order;
other columns are reported once and not read. `case.toml`, `governments` and `matters`
must be there; the other tables may be missing. An optional `notes.md` (in a workbook, the
first column of a sheet `notes`) is kept with the case.

- **数与范围 numbers and ranges** — `0.6`，或 `0.4..0.8`：范围每次推演抽一次。
  `0.6`, or `0.4..0.8`: a range is drawn once a run. 只用半角 half-width only.
- **日期 dates** — `YYYY`、`YYYY-MM` 或 `YYYY-MM-DD`，1900–2100。
- **编号列表 ids** — 用半角分号 `;` 连接，每个一次。Joined by `;`, each once.
- **编号 id** — 不含分号、制表符、换行。Holds no semicolon, tab or line break.
- **依据 basis** — 来源编号、`judgement` 或 `default`；来源可与 `judgement` 并列。
  Source ids, `judgement` or `default`; sources may stand beside `judgement`.
- **同意规则 consent** — `all`、`quorum:2`、`quorum:2,veto:anting`（可有几个 veto）。
  Several vetoes may follow.
- **工作簿 workbook** — 数、日期、编号可以是文字，也可以是相应类型的单元格；
  不能有公式、合并单元格、隐藏的案例工作表或宏。Numbers, dates and ids may be text or
  typed cells; no formulas, merged cells, hidden sheets of the case, or macros.
- **份额 shares** — 写了份额的事项：合计为 1（± 0.01），范围须包含 1；未写的参与方为 0。
  Where a matter has shares they sum to 1 (± 0.01), ranges bracket 1; a party left out has 0.

"""

_PARAMETERS = """\
此外 Further keys: `parameters.<name>`（TOML 中为 `[parameters]`）改写模型参数，数或范围
overrides a parameter of the model, by a number or a range.

"""

_ENDING = """\
所有错误一次列全：文件、行、单元格、列、值、规则、改法。每格不超过 32,767 个字符。
Every fault is listed at once with file, line, cell, column, value, rule and remedy.
A cell holds at most 32,767 characters.
"""


def format_page() -> str:
    """Write the page, in Chinese and English, as Markdown."""
    sections = [_section("case.toml", SETTINGS) + _PARAMETERS]
    sections += [_section(f"{table.name}.csv", table) for table in TABLES]
    sections.append(_section("[[ladder]]", LADDER))
    return _OPENING + "".join(sections) + _ENDING


def _section(title: str, table: TableFormat) -> str:
    need = Text("必需", "required") if table.required else Text("可选", "optional")
    return "\n".join(
        (
            f"## `{title}`（{need.zh} {need.en}）",
            "",
            f"{table.meaning.zh}。{_sentence(table.meaning.en)}",
            "",
            _HEAD,
            _RULE,
            *(_row(column, table) for column in table.columns),
            "\n",
        )
    )


def _row(column: Column, table: TableFormat) -> str:
    filled = "是 yes" if column.filled else "否 no"
    if not column.present:
        filled = "列可缺 column optional"
    only_point = table is LADDER and column.kind is Kind.NUMBER
    kind = " ".join(_POINT if only_point else _KINDS[column.kind])
    meaning = f"{column.meaning.zh} · {column.meaning.en}"
    default = f"`{column.default}`" if column.default else ""
    cells = (f"`{column.name}`", filled, kind, _range(column), default, meaning)
    return f"| {' | '.join(cells)} |"


def _range(column: Column) -> str:
    if column.choices:
        return ", ".join(f"`{choice}`" for choice in column.choices)
    if column.kind in {Kind.NUMBER, Kind.WHOLE}:
        return describe_bounds(column.bounds)
    return ""


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


if __name__ == "__main__":
    sys.stdout.write(format_page())
