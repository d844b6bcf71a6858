"""Plans compared, as a table on a terminal and as data."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table

from tingqiao.case.entities import Language

if TYPE_CHECKING:
    import xarray as xr

    from tingqiao.model.ensemble import Ensemble

_COLUMNS = (
    ("方案", "plan"),
    ("量", "measure"),
    ("与基准之差", "difference"),
    ("95% 区间", "95% interval"),
    ("省下的方差", "variance saved"),
)


def comparison_table(
    ensembles: Sequence[Ensemble],
    compared: Mapping[str, xr.Dataset],
    language: Language = "zh",
) -> Table:
    """Every plan against the first, measure by measure, on shared draws."""
    base, *others = ensembles
    name = base.plan.name.in_language(language)
    title = (
        f"各方案与“{name}”之差（同一批抽取）"
        if language == "zh"
        else f"Differences from '{name}' (shared draws)"
    )
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for i, (zh, en) in enumerate(_COLUMNS):
        table.add_column(
            zh if language == "zh" else en, justify="left" if i < 2 else "right"
        )
    for other in others:
        told = compared[other.plan.id]
        for i, measure in enumerate(told["measure"].values):
            label = other.plan.name.in_language(language) if i == 0 else ""
            table.add_row(label, *_row(told.sel(measure=measure), language))
    return table


def _row(told: xr.Dataset, language: Language) -> tuple[str, ...]:
    name = str(told["long_name_zh" if language == "zh" else "long_name"].item())
    value, low, high, saved = (
        float(told[column])
        for column in ("difference", "low", "high", "variance_saved")
    )
    share = "—" if math.isnan(saved) else f"{saved:.0%}"
    return name, f"{value:+.3g}", f"{low:+.3g} … {high:+.3g}", share


def comparison_document(
    ensembles: Sequence[Ensemble], compared: Mapping[str, xr.Dataset]
) -> dict[str, Any]:
    """The same as strict JSON values: by plan, by measure, and by matter."""
    return {
        other.plan.id: {
            "name": other.plan.name._asdict(),
            "base": ensembles[0].plan.id,
            "measures": _measures(compared[other.plan.id]),
            "reached_agreement": _matters(compared[other.plan.id]),
        }
        for other in ensembles[1:]
    }


def _measures(told: xr.Dataset) -> dict[str, dict[str, float | None]]:
    columns = ("difference", "low", "high", "variance_saved")
    return {
        str(name): {c: _finite(told[c].sel(measure=name)) for c in columns}
        for name in told["measure"].values
    }


def _matters(told: xr.Dataset) -> dict[str, dict[str, float | None]]:
    columns = {
        "difference": "reached_agreement",
        "low": "reached_low",
        "high": "reached_high",
    }
    return {
        str(matter): {
            name: _finite(told[c].sel(matter=matter)) for name, c in columns.items()
        }
        for matter in told["matter"].values
    }


def _finite(value: xr.DataArray) -> float | None:
    number = float(value)
    return number if math.isfinite(number) else None
