"""The ladder of institutions: the default one, and a case's own."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from tingqiao.case.entities import Rung, Text
from tingqiao.case.faults import Findings
from tingqiao.case.table import Row, Table


@cache
def default_ladder() -> tuple[Rung, ...]:
    """The ladder of `ladder.toml`, rung 0 first."""
    text = (files("tingqiao.case") / "ladder.toml").read_text(encoding="utf-8")
    return tuple(
        Rung(
            name=Text(**row["name"]),
            value=float(row["value"]),
            enforcement=float(row["enforcement"]),
            transaction_cost=float(row["transaction_cost"]),
            autonomy_cost=float(row["autonomy_cost"]),
            coordination=float(row["coordination"]),
            due=row["due"],
        )
        for row in tomllib.loads(text)["ladder"]
    )


def read_ladder(table: Table, found: Findings) -> tuple[Rung, ...]:
    """A case's own ladder; its faults go to `found`."""
    rows = [Row(table, line, found) for line in table.lines]
    rungs = tuple(_read_rung(row) for row in rows)
    if len(rungs) < 2:
        found.file_fault(table.file, *_TOO_SHORT)
    elif rows[0].is_sound("value") and rungs[0].value != 0:
        rows[0].fault("value", *_STARTS_AT_ZERO)
    for below, above, row in zip(rungs, rungs[1:], rows[1:], strict=False):
        if row.is_sound("value") and above.value < below.value:
            row.fault("value", *_FALLS)
    return rungs


def _read_rung(row: Row) -> Rung:
    name = row.name()
    if not any(name) and row.is_sound("name_zh", "name_en"):
        row.fault("name_zh", *NAMELESS)
    return Rung(
        name=name,
        value=_point(row, "value"),
        enforcement=_point(row, "enforcement"),
        transaction_cost=_point(row, "transaction_cost"),
        autonomy_cost=_point(row, "autonomy_cost"),
        coordination=_point(row, "coordination"),
        due=row.whole("due") or 0,
    )


def _point(row: Row, column: str) -> float:
    number = row.number(column)
    if not number.is_point:
        row.fault(column, *_NOT_A_POINT)
    return number.low


NAMELESS = (
    Text("中英文名都为空", "both names are empty"),
    Text("至少填 name_zh 或 name_en", "give name_zh or name_en"),
)
_TOO_SHORT = (
    Text("阶梯至少有台阶 0 和台阶 1", "a ladder has at least rungs 0 and 1"),
    Text("补足台阶，或删去阶梯改用默认", "add rungs, or leave it out for the default"),
)
_STARTS_AT_ZERO = (
    Text("台阶 0 是各自为政，value 应为 0", "rung 0 is going alone: its value is 0"),
    Text("写 0", "write 0"),
)
_FALLS = (
    Text("value 不能比下一级台阶低", "value may not be lower than on the rung below"),
    Text("按台阶从低到高排列", "list the rungs from the lowest up"),
)
_NOT_A_POINT = (
    Text("阶梯的数值不能是范围", "a number of the ladder may not be a range"),
    Text("写一个数", "write one number"),
)
