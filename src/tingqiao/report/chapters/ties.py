"""Dependence and trust between governments, and what becomes of trust."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tingqiao.case.entities import Text
from tingqiao.report.chances import last_month, quantile
from tingqiao.report.figures.web import Web
from tingqiao.report.wording import horizon

if TYPE_CHECKING:
    from tingqiao.model.ensemble import Ensemble


@dataclass(frozen=True)
class Bond:
    """What one government needs from another, and how far it trusts it."""

    source: Text
    target: Text
    dependence: float
    trust: float  # at the start
    later: float  # at the end of the run


@dataclass(frozen=True)
class TiesChapter:
    """The web and the same as a table; nothing drawn where nobody shares a matter."""

    heading: Text
    trust: Text
    web: Web
    bonds: tuple[Bond, ...]


def ties_chapter(run: Ensemble) -> TiesChapter:
    """The chapter of `run`."""
    bonds = _bonds(run)
    return TiesChapter(_heading(bonds), _trust(run), _web(run), bonds)


def _web(run: Ensemble) -> Web:
    ids = run.summary["source"].values
    return Web(
        tuple(run.case.government(str(one)).name for one in ids),
        np.asarray(run.summary["dependence_tie"].values, dtype=float),
        _trust_at(run, 0),
    )


def _trust_at(run: Ensemble, end: int) -> np.ndarray:
    """Trust of each tie at the start (0) or at the end (-1), shape (from, to)."""
    trust = run.summary["trust_tie"].isel(end=end)
    return np.asarray(trust.values, dtype=float)


def _bonds(run: Ensemble) -> tuple[Bond, ...]:
    web, later = _web(run), _trust_at(run, -1)
    return tuple(
        Bond(
            web.names[i],
            web.names[j],
            float(web.dependence[i, j]),
            float(web.trust[i, j]),
            float(later[i, j]),
        )
        for i, j in np.argwhere(~np.isnan(web.dependence))
    )


def _heading(bonds: tuple[Bond, ...]) -> Text:
    if not bonds:
        return Text("没有两个政府同在一件事里", "No two governments share a matter")
    needy = max(bonds, key=lambda bond: bond.dependence)
    wary = min(bonds, key=lambda bond: bond.trust)
    return Text(
        f"{needy.source.in_language('zh')}最需要{needy.target.in_language('zh')}；"
        f"{wary.source.in_language('zh')}对{wary.target.in_language('zh')}信任最低",
        f"{needy.source.in_language('en')} needs {needy.target.in_language('en')} most; "
        f"{wary.source.in_language('en')} trusts {wary.target.in_language('en')} least",
    )


def _trust(run: Ensemble) -> Text:
    last = last_month(run)
    now, then = (
        [quantile(run, "trust", q, month=month) for q in (0.1, 0.5, 0.9)]
        for month in (0, last)
    )
    span = horizon(last)
    return Text(
        f"平均信任（0–1）：今天中位 {now[1]:.2f}（八成把握 {now[0]:.2f}–{now[2]:.2f}），"
        f"{span.zh}后 {then[1]:.2f}（{then[0]:.2f}–{then[2]:.2f}）。",
        f"Mean trust (0–1): a median of {now[1]:.2f} today (80 % interval "
        f"{now[0]:.2f}–{now[2]:.2f}), {then[1]:.2f} in {span.en} "
        f"({then[0]:.2f}–{then[2]:.2f}).",
    )
