"""The golden numbers: what they were, and how to write them anew.

    python tests/golden/refresh.py

Golden says unchanged, not right. Refresh only with a change note that says why
results move.
"""

from __future__ import annotations

from pathlib import Path

from tingqiao.case.load import load_case
from tingqiao.model.ensemble import simulate
from tingqiao.plans.builtin import BUILTIN_PLANS

FILE = Path(__file__).with_name("tingqiaohe.toml")
_PLANS = ("recorded", "no-superiors", "leap")
_MATTERS = ("M2", "M3a", "M7", "M11")


def numbers() -> dict[str, dict[str, float]]:
    """By plan: a handful of numbers of 256 runs of ten years."""
    case = load_case("tingqiaohe")
    return {plan: _of(case, plan) for plan in _PLANS}


def _of(case, plan: str) -> dict[str, float]:
    run = simulate(case, BUILTIN_PLANS[plan], runs=256, months=120, seed=0)
    told = {
        f"p_agreement_{m}": float(
            run.summary["p_reached"].sel(month=120, matter=m, rung=3)
        )
        for m in _MATTERS
    }
    kept = run.per_run
    told["rungs_total"] = float(kept.rungs_total.mean())
    told["benefit_total"] = float(kept.benefit_total.mean())
    told["trust_end"] = float(kept.trust_end.mean())
    told["late_months"] = float(kept.late_months.mean())
    told["falls"] = float(kept.falls.mean())
    odds = run.summary["log_odds"]
    told["log_odds_M3a_baihe"] = float(odds.sel(matter="M3a", government="baihe"))
    return told


def write() -> None:
    lines = ["# Written by tests/golden/refresh.py: unchanged, not right.", ""]
    for plan, told in numbers().items():
        lines.append(f"[{plan}]")
        lines += [f"{name} = {value!r}" for name, value in told.items()]
        lines.append("")
    FILE.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    write()
