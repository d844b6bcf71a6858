"""Dependence and trust between governments, and what becomes of trust."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tingqiao.case.entities import Language, Text
from tingqiao.report.chances import last_month, quantile
from tingqiao.report.figures.web import Web
from tingqiao.report.wording import horizon

if TYPE_CHECKING:
    from tingqiao.model.ensemble import Ensemble


LANGUAGES: tuple[Language, ...] = ("zh", "en")
UNKNOWN, NEAR = 0.5, 0.01  # trust of one who knows nothing of the other


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
    zh, en = (
        (needy.source.in_language(language), needy.target.in_language(language))
        for language in LANGUAGES
    )
    wary = _wariest(bonds)
    return Text(
        f"{zh[0]}最需要{zh[1]}；{wary.zh}", f"{en[0]} needs {en[1]} most; {wary.en}"
    )


def _wariest(bonds: tuple[Bond, ...]) -> Text:
    """Who trusts least; where the least is knowing nothing, how many know nothing."""
    least = min(bonds, key=lambda bond: bond.trust)
    strangers = sum(abs(bond.trust - UNKNOWN) < NEAR for bond in bonds)
    if strangers and abs(least.trust - UNKNOWN) < NEAR:
        return Text(
            f"{len(bonds)} 条往来里有 {strangers} 条还没有守约的记录",
            f"{strangers} of {len(bonds)} ties have no record of words kept",
        )
    zh, en = (
        (least.source.in_language(language), least.target.in_language(language))
        for language in LANGUAGES
    )
    return Text(f"{zh[0]}对{zh[1]}信任最低", f"{en[0]} trusts {en[1]} least")


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
