"""The page of results: every variable of a dataset, every key of summary.json."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any

import xarray as xr

from tingqiao.case.load import load_case
from tingqiao.model.compare import paired
from tingqiao.model.ensemble import Ensemble, Provenance, simulate
from tingqiao.plans.builtin import BUILTIN_PLANS
from tingqiao.report.plans import comparison_document
from tingqiao.report.summary import summary_document
from tools.reference.markdown import MARK, code, table
from tools.reference.summary_keys import MEANINGS

_OPENING = """\
# 结果 · Results

一次预测的结果是带单位和名称的 xarray 数据集：`run.summary`（全部推演的合计）和 `run.paths`
（头几次推演的全程）。`forecast` 把 `run.summary` 存为 `ensemble.nc`，把常用的数存为
`summary.json`。月份 0 是起点，t 是第 t 个月月末。没有的数是 NaN（JSON 中为 null）；到不了的月数是
无穷（JSON 中为 null）。怎么读，见[读懂预测](../how-to/read-a-forecast.md)。

A forecast is a pair of xarray datasets with units and names: `run.summary` (all runs
added up) and `run.paths` (the first runs, whole). `forecast` keeps `run.summary` as
`ensemble.nc` and the numbers most asked for as `summary.json`. Month 0 is the start and
month t the end of the t-th. What does not apply is NaN (null in JSON); months that never
come are infinite (null in JSON). How to read them:
[read a forecast](../how-to/read-a-forecast.md).
"""
_HEADS = ("变量 variable", "维度 dimensions", "单位 unit", "名称 name")


def results_page() -> str:
    """The page, from a few runs of the starter case."""
    case = load_case(Path(str(files("tingqiao.case") / "starter")))
    base = simulate(case, runs=8, months=12)
    other = simulate(case, BUILTIN_PLANS["leap"], runs=8, months=12)
    compared = {"leap": paired(base, other)}
    document = summary_document(base)
    document["plans"] = comparison_document([base, other], compared)
    return (
        MARK
        + _OPENING
        + "".join(
            f"\n## {title}\n\n{body}"
            for title, body in (
                ("`run.summary`, `ensemble.nc`", _variables(base.summary)),
                ("`run.paths`", _variables(base.paths)),
                ("`run.per_run`", _PER_RUN + _kept(base)),
                ("`run.provenance`", _STAMP + _stamp()),
                ("`tq.paired(base, other)`", _PAIRED + _pairs(compared["leap"])),
                ("`summary.json`", _JSON + _keys(document)),
            )
        )
    )


def _variables(data: xr.Dataset) -> str:
    def row(name: str) -> tuple[str, ...]:
        about = data[name].attrs
        said = f"{about['long_name_zh']} · {about['long_name']}"
        dimensions = ", ".join(map(str, data[name].dims))
        return code(name), dimensions, about["units"], said

    return table(_HEADS, (row(str(name)) for name in data.data_vars))


_PER_RUN = """\
每次推演只留几个数，次序与推演相同，供两个方案逐次相减。
A few numbers of every run, in the order of the runs, so that two plans can be compared run
by run.

"""


def _kept(run: Ensemble) -> str:
    rows = (
        (code(name), str(getattr(run.per_run, name).ndim))
        for name in run.per_run._fields
    )
    return table(("名称 name", "轴数 axes"), rows)


_STAMP = """\
凭这些就能重算出同样的数。With these the same numbers can be computed again.

"""


def _stamp() -> str:
    return ", ".join(code(field.name) for field in fields(Provenance)) + "\n"


_PAIRED = """\
同一批抽签下两个方案逐次相减：`difference`（其他 − 基准）、95% 区间 `low`、`high`，和配对省下的
方差 `variance_saved`。Two plans on the same draws, run by run: `difference` (other − base),
its 95 % interval, and the variance that pairing saves.

"""


def _pairs(data: xr.Dataset) -> str:
    def row(place: int) -> tuple[str, ...]:
        zh, en = data["long_name_zh"].values[place], data["long_name"].values[place]
        return code(str(data["measure"].values[place])), f"{zh} · {en}"

    return table(("measure", "名称 name"), map(row, range(data.sizes["measure"])))


_JSON = """\
严格的 JSON。`MATTER`、`GOVERNMENT`、`MONTH`、`RUNG` 处是编号或数，`[]` 是列表。
Strict JSON. `MATTER`, `GOVERNMENT`, `MONTH`, `RUNG`, `PLAN` stand for ids or numbers, `[]`
for a list.

"""


def _keys(document: dict[str, Any]) -> str:
    paths = dict.fromkeys(_paths(document, ""))
    rows = (
        (code(path), f"{MEANINGS[path].zh} · {MEANINGS[path].en}") for path in paths
    )
    return table(("键 key", "含义 meaning"), rows)


_NAMED = {  # what the keys below a key stand for
    "matters": "MATTER",
    "willingness": "GOVERNMENT",
    "trust": "MONTH",
    "benefit": "MONTH",
    "rungs_total": "MONTH",
    "months_to_rung": "RUNG",
    "plans": "PLAN",
    "measures": "MEASURE",
    "reached_agreement": "MATTER",
}


def _paths(value: Any, path: str) -> Iterator[str]:
    """Every place of a document, with ids and numbers replaced by what they are."""
    if isinstance(value, dict):
        standing_for = _NAMED.get(path.rpartition(".")[2])
        for key, inner in value.items():
            word = standing_for or key
            yield from _paths(inner, f"{path}.{word}" if path else word)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield from _paths(value[0], f"{path}[]")
    else:
        yield path
