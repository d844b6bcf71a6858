"""Cases and ensembles made by hand, so that the report can be tried without the kernel.

The numbers come from whole synthetic runs, so every variable agrees with the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import xarray as xr

from tingqiao.case.entities import (
    Basis,
    Case,
    Event,
    EventKind,
    Government,
    Grade,
    Matter,
    Month,
    PartialDate,
    Range,
    Rung,
    Source,
    Text,
    Tie,
)
from tingqiao.model.history import replay
from tingqiao.model.plan import Plan

QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9]
PARTS = ["tension", "dependence", "cost", "pressure", "idea", "trust"]
RUNGS = (
    Text("各自为政", "Alone"),
    Text("信息互通", "Exchange"),
    Text("联席会商", "Consultation"),
    Text("协议共建", "Agreement"),
    Text("共同机构", "Joint body"),
    Text("合并", "Merger"),
    Text("一体", "Union"),
)
TOWNS = (
    Text("安亭", "Anting"),
    Text("花桥", "Huaqiao"),
    Text("白鹤", "Baihe"),
    Text("嘉定", "Jiading"),
    Text("昆山", "Kunshan"),
)
MATTERS = (
    Text("轨道交通 11 号线花桥段", "Metro Line 11 to Huaqiao"),
    Text("C7 公交 花桥–安亭", "C7 bus Huaqiao–Anting"),
    Text("外青松公路吴淞江桥", "Waiqingsong Road bridge over the Wusong River"),
    Text("吴淞江水域保洁", "Clean water on the Wusong River"),
    Text("博园路–新东路–白虬江路", "Boyuan–Xindong–Baiqiujiang road"),
    Text("三镇城管联合巡查", "Joint patrol of the three towns"),
    Text("安亭–花桥–白鹤城镇圈规划", "Plan of the Anting–Huaqiao–Baihe circle"),
    Text("建筑垃圾跨界倾倒", "Construction waste dumped across the line"),
    Text("顾浦界河管护", "Care of the boundary river Gupu"),
    Text("312 国道–曹安公路拥堵", "Congestion on G312 and Cao'an Road"),
)


@dataclass(frozen=True)
class Shape:
    """How large a case to make, and what to leave out of it."""

    matters: int = 10
    governments: int = 5
    top: int = 4
    months: int = 120
    unit: str = "万元"
    events: bool = True
    at_top: bool = False
    matter_name: Text | None = None


def ladder(top: int) -> tuple[Rung, ...]:
    return tuple(
        Rung(RUNGS[k], k / top, 0.2 * k / top, (k / top) ** 1.5, 0.2 * k / top, 0.1, 12)
        for k in range(top + 1)
    )


def _government(index: int) -> Government:
    name = TOWNS[index] if index < len(TOWNS) else Text(f"镇{index}", f"Town {index}")
    superior = "QB" if index % 2 else "QA"
    return Government(f"G{index}", name, superior, "town", basis=Basis(("S1",)))


def _superiors() -> tuple[Government, ...]:
    return (
        Government("ROOT", Text("国务院", "State Council"), None, "centre"),
        Government("QA", Text("上海市", "Shanghai"), "ROOT", "province"),
        Government("QB", Text("江苏省", "Jiangsu"), "ROOT", "province"),
    )


def _matter(index: int, shape: Shape) -> Matter:
    parties = tuple(
        f"G{(index + step) % shape.governments}"
        for step in range(min(2 + index % 2, shape.governments))
    )
    name = shape.matter_name or (
        MATTERS[index]
        if index < len(MATTERS)
        else Text(f"事项 {index}", f"Matter {index}")
    )
    return Matter(
        id=f"M{index}",
        name=name,
        parties=parties,
        opened=None,
        rung=shape.top if shape.at_top else 0,
        complexity=Range(0.4, 0.8),
        fragmentation=None,
        benefit=Range(80.0, 120.0),
        cost=Range(20.0, 60.0),
        specificity=Range(0.5, 0.5),
        measurability=Range(0.2, 0.6),
        basis=Basis(judgement=index % 3 == 0),
    )


def reached_by_record(index: int, shape: Shape) -> int:
    """The rung a matter stands on at the start."""
    if shape.at_top:
        return shape.top
    return max(0, min(shape.top - 1, 3 - index // 3)) if shape.events else 0


def _events(shape: Shape) -> tuple[Event, ...]:
    kinds = (EventKind.INFORMATION, EventKind.MEETING, EventKind.AGREEMENT)
    rows = [
        Event(
            PartialDate(2010 + index + 2 * rung, 1 + (5 * index) % 12),
            f"M{index}",
            (f"G{index % shape.governments}",),
            kinds[rung] if rung < 3 else EventKind.BODY,
            None,
            Text(
                f"{RUNGS[rung + 1].zh}：示例事件 {index}",
                f"Sample {RUNGS[rung + 1].en.lower()} number {index}",
            ),
            ("S1", "S2"),
            rung + 1,
        )
        for index in range(min(shape.matters, 9))
        for rung in range(reached_by_record(index, shape))
    ]
    fall = Event(
        PartialDate(2022, 2, 15), "M0", (), EventKind.LAPSE, None,
        Text("停运 140 天", "Stopped for 140 days"), ("S2",), 0,
    )  # fmt: skip
    back = Event(
        PartialDate(2022, 7), "M0", (), EventKind.ACTION, None,
        Text("恢复运营", "Running again"), ("S2",), reached_by_record(0, shape),
    )  # fmt: skip
    return (*rows, fall, back) if rows else ()


def make_case(shape: Shape | None = None) -> Case:
    """A case of that shape; names, dates and numbers are samples."""
    shape = shape or Shape()
    towns = tuple(_government(index) for index in range(shape.governments))
    ties = tuple(
        Tie(a.id, b.id, Range(0.2, 0.6), basis=Basis(judgement=True))
        for a in towns
        for b in towns
        if a.id != b.id
    )
    return Case(
        id="sample",
        name=Text("示例城镇圈", "Sample circle"),
        summary=Text("一个手做的示例。", "A sample made by hand."),
        unit=shape.unit,
        start=Month(2026, 11),
        months=shape.months,
        ladder=ladder(shape.top),
        governments=(*_superiors(), *towns),
        matters=tuple(_matter(index, shape) for index in range(shape.matters)),
        ties=ties,
        events=_events(shape) if shape.events and not shape.at_top else (),
        sources=(
            Source("S1", "框架协议", "某报", PartialDate(2018, 3), "https://example.org/1", Grade.A),
            Source("S2", "停运通告", "某局", None, "https://example.org/2", Grade.B),
        ),
        notes="S1 与 S2 对停运的起始日说法不同。",
    )  # fmt: skip


@dataclass(frozen=True)
class Runs:
    """Whole synthetic runs: rungs of shape (run, month, matter)."""

    rungs: np.ndarray
    ease: np.ndarray  # (run,): what is not known, drawn once a run


def walk(case: Case, start: dict[str, int], n_runs: int = 200, seed: int = 0) -> Runs:
    """Matters that climb and sometimes fall, faster where the run is easy."""
    rng = np.random.default_rng(seed)
    ease = rng.uniform(0.3, 1.7, n_runs)
    first = np.array([start[m.id] for m in case.matters])
    rungs = np.empty((n_runs, case.months + 1, len(case.matters)), dtype=int)
    rungs[:, 0] = first
    speed = rng.uniform(0.004, 0.03, len(case.matters))
    for month in range(case.months):
        now = rungs[:, month]
        luck = rng.uniform(size=now.shape)
        up = luck < ease[:, None] * speed
        down = (luck > 0.996) & (now > 0)
        rungs[:, month + 1] = np.where(
            up, np.minimum(now + 1, case.top), np.where(down, now - 1, now)
        )
    return Runs(rungs, ease)


def _rung_chances(
    runs: Runs, top: int
) -> dict[str, tuple[tuple[str, ...], np.ndarray]]:
    rungs = runs.rungs
    levels = np.arange(top + 1)
    p = (rungs[..., None] == levels).mean(axis=0)
    best = np.maximum.accumulate(rungs, axis=1)
    reached = (best[..., None] >= levels).mean(axis=0)
    easy = runs.ease > np.median(runs.ease)
    above = [(rungs[part][..., None] >= levels).mean(axis=0) for part in (easy, ~easy)]
    low, high = np.minimum(*above), np.maximum(*above)
    off_year = np.arange(rungs.shape[1]) % 12 != 0
    low[off_year], high[off_year] = np.nan, np.nan
    dims = ("month", "matter", "rung")
    return {
        "p_rung": (dims, p), "p_reached": (dims, reached),
        "p_rung_low": (dims, low), "p_rung_high": (dims, high),
    }  # fmt: skip


def _first_passage(
    runs: Runs, top: int
) -> dict[str, tuple[tuple[str, ...], np.ndarray]]:
    best = np.maximum.accumulate(runs.rungs, axis=1)
    n_matters = best.shape[2]
    months = np.full((n_matters, top + 1, len(QUANTILES)), np.inf)
    never = np.zeros((n_matters, top + 1))
    for matter in range(n_matters):
        for rung in range(top + 1):
            there = best[:, :, matter] >= rung
            when = np.where(there.any(axis=1), there.argmax(axis=1), np.inf)
            months[matter, rung] = np.quantile(when, QUANTILES, method="higher")
            never[matter, rung] = np.isinf(when).mean()
    return {
        "months_to_rung": (("matter", "rung", "quantile"), months),
        "p_never": (("matter", "rung"), never),
    }


def _lags(case: Case) -> dict[str, tuple[tuple[str, ...], np.ndarray]]:
    n, t = len(case.matters), np.arange(case.months + 1)
    pace = np.linspace(0.02, 0.12, n)[:, None]
    unfinished = np.exp(-pace * t)
    at_risk = np.round(150 * np.exp(-0.04 * t) * np.ones((n, 1)))
    lag = np.full((n, len(QUANTILES)), np.inf)
    for matter in range(n):
        for i, q in enumerate(QUANTILES):
            done = np.flatnonzero(1 - unfinished[matter] >= q)
            lag[matter, i] = done[0] if done.size else np.inf
    return {
        "lag": (("matter", "quantile"), lag),
        "lag_unfinished": (("matter", "lag_month"), unfinished),
        "lag_at_risk": (("matter", "lag_month"), at_risk),
        "p_late": (("matter",), unfinished[:, min(12, case.months)]),
    }


def _readiness(
    case: Case, ids: list[str]
) -> dict[str, tuple[tuple[str, ...], np.ndarray]]:
    rng = np.random.default_rng(7)
    shape = (len(case.matters), len(ids))
    party = np.array([[g in m.parties for g in ids] for m in case.matters])
    scale = np.array([0.5, 0.5, 0.9, 0.2, 0.25, 0.3])
    parts = np.abs(rng.normal(0, 1, (*shape, 6))) * scale
    parts[..., 2] *= -1.0
    parts[..., 5] *= np.where(rng.uniform(size=shape) < 0.3, -1, 1)
    parts[~party] = np.nan
    odds = parts.sum(axis=-1)
    spread = np.array([-0.8, -0.4, 0, 0.4, 0.8])
    w = 1 / (1 + np.exp(-(odds[..., None] + spread)))
    return {
        "willingness": (("matter", "government", "quantile"), w),
        "willingness_part": (("matter", "government", "part"), parts),
        "log_odds": (("matter", "government"), odds),
    }


def _ties(case: Case, ids: list[str]) -> dict[str, tuple[tuple[str, ...], np.ndarray]]:
    rng = np.random.default_rng(11)
    n = len(ids)
    together = np.array(
        [[a != b and any({a, b} <= set(m.parties) for m in case.matters) for b in ids] for a in ids]
    )  # fmt: skip
    dependence = np.where(together, rng.uniform(0.1, 0.9, (n, n)), np.nan)
    first = np.where(together, rng.uniform(0.4, 0.7, (n, n)), np.nan)
    last = np.where(together, np.minimum(first + 0.15, 0.95), np.nan)
    return {
        "dependence_tie": (("source", "target"), dependence),
        "trust_tie": (("end", "source", "target"), np.stack([first, last])),
    }


def _totals(case: Case, runs: Runs) -> dict[str, tuple[tuple[str, ...], np.ndarray]]:
    dims = ("month", "quantile")

    def spread(values: np.ndarray) -> np.ndarray:
        return np.quantile(values, QUANTILES, axis=0).T

    total = runs.rungs.sum(axis=2)
    trust = 0.5 + 0.3 * (total - total.min()) / max(np.ptp(total), 1)
    return {
        "rungs_total": (dims, spread(total)),
        "benefit": (dims, spread(total * 25.0)),
        "trust": (dims, spread(trust)),
    }


def make_summary(case: Case, runs: Runs) -> xr.Dataset:
    """The Dataset of the interface, computed from whole synthetic runs."""
    ids = [
        g.id for g in case.governments if any(g.id in m.parties for m in case.matters)
    ]
    fell = (np.diff(runs.rungs, axis=1) < 0).any(axis=1).mean(axis=0)
    variables = {
        **_rung_chances(runs, case.top), **_first_passage(runs, case.top),
        **_lags(case), **_readiness(case, ids), **_ties(case, ids),
        **_totals(case, runs), "p_lapse": (("matter",), fell),
    }  # fmt: skip
    return xr.Dataset(
        variables,
        coords={
            "month": np.arange(case.months + 1), "lag_month": np.arange(case.months + 1),
            "matter": [m.id for m in case.matters], "government": ids,
            "source": ids, "target": ids, "rung": np.arange(case.top + 1),
            "quantile": QUANTILES, "part": PARTS,
        },
    )  # fmt: skip


def make_run(
    shape: Shape | None = None, runs: int = 200, seed: int = 0
) -> SimpleNamespace:
    """An ensemble as `simulate` returns it."""
    case = make_case(shape)
    walked = walk(case, replay(case).rung, runs, seed)
    summary = make_summary(case, walked)
    made = SimpleNamespace(
        version="0.1.0", case_id=case.id, case_digest="7c1e40d9" * 8,
        parameters_digest="19abe27f" * 8, plan_digest="0" * 64, model_digest="f" * 64,
        seed=seed, runs=runs, months=case.months,
    )  # fmt: skip
    return SimpleNamespace(
        case=case, plan=Plan(), summary=summary, provenance=made, parameters={},
        per_run=SimpleNamespace(rung=walked.rungs[:, ::12], rung_end=walked.rungs[:, -1]),
    )  # fmt: skip
