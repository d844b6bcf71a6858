"""The machine-readable summary of a forecast: `summary.json`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from tingqiao.case.entities import Matter, Text
from tingqiao.case.evidence import evidence_shares
from tingqiao.model.history import History, replay
from tingqiao.report.chances import quantile
from tingqiao.report.chapters.willingness import FACTORS, willing_of

if TYPE_CHECKING:
    from tingqiao.model.ensemble import Ensemble

Json = dict[str, object]
_SHARES = {"p10": 0.1, "p50": 0.5, "p90": 0.9}
PLACES = 6  # decimals kept; runs do not resolve more


def summary_document(run: Ensemble) -> Json:
    """What `summary.json` holds: strict JSON values, `None` for never and not known.

    The keys are a contract. Chances are in
    [0, 1], times in months, `p_rung` is a list over every 12th month (the start
    first) of a list over rungs; parts of willingness are log-odds that add up to
    the log-odds of `value`.
    """
    made, case = run.provenance, run.case
    history = replay(case)
    return {
        "version": made.version,
        "case": {"id": made.case_id, "digest": made.case_digest, **_named(case.name)},
        "parameters": {"digest": made.parameters_digest},
        "plan": {
            "id": run.plan.id,
            "digest": made.plan_digest,
            **_named(run.plan.name),
        },
        "model": {"digest": made.model_digest},
        "seed": made.seed,
        "runs": made.runs,
        "months": made.months,
        "start": str(case.start),
        "unit": case.unit,
        "rungs": [_named(rung.name) for rung in case.ladder],
        "matters": {m.id: _matter(run, m, history) for m in case.matters},
        "trust": _over_months(run, "trust"),
        "benefit": _over_months(run, "benefit"),
        "rungs_total": _over_months(run, "rungs_total"),
        "evidence": evidence_shares(case)._asdict(),
    }


def _named(name: Text) -> Json:
    return {"name": {"zh": name.in_language("zh"), "en": name.in_language("en")}}


def _matter(run: Ensemble, matter: Matter, history: History) -> Json:
    yearly = run.summary.sel(matter=matter.id, month=_yearly(run))
    since = history.since[matter.id]
    return {
        **_named(matter.name),
        "rung": history.rung[matter.id],
        "since": None if since is None else str(since),
        "p_rung": _rows(yearly["p_rung"].values),
        "p_at_or_above_low": _rows(yearly["p_rung_low"].values),
        "p_at_or_above_high": _rows(yearly["p_rung_high"].values),
        "months_to_rung": {
            str(rung): _months_to(run, matter, rung) for rung in range(run.case.top + 1)
        },
        "lag": {
            **_quantiles(run, "lag", matter=matter.id),
            "p_late": _number(run.summary["p_late"].sel(matter=matter.id)),
        },
        "p_lapse": _number(run.summary["p_lapse"].sel(matter=matter.id)),
        "willingness": dict(_willingness(run, matter)),
    }


def _yearly(run: Ensemble) -> list[int]:
    months = run.summary["month"].values
    return [int(month) for month in months if month % 12 == 0]


def _months_to(run: Ensemble, matter: Matter, rung: int) -> Json:
    place = {"matter": matter.id, "rung": rung}
    return {
        **_quantiles(run, "months_to_rung", **place),
        "p_never": _number(run.summary["p_never"].sel(place)),
    }


def _willingness(run: Ensemble, matter: Matter) -> list[tuple[str, Json]]:
    """Each party's willingness: null throughout where there is no rung to climb to."""
    return [(party, _willing(run, matter, party)) for party in matter.parties]


def _willing(run: Ensemble, matter: Matter, party: str) -> Json:
    willing = willing_of(run, matter, party)
    if willing is None:
        return {"value": None, "parts": dict.fromkeys(FACTORS)}
    place = {"matter": matter.id, "government": party}
    parts = zip(FACTORS, willing.parts, strict=True)
    return {
        "value": _number(willing.value),
        **_quantiles(run, "willingness", **place),
        "parts": {name: _number(part.log_odds) for name, part in parts},
    }


def _over_months(run: Ensemble, variable: str) -> Json:
    months = run.summary["month"].values
    return {
        str(int(month)): _quantiles(run, variable, month=int(month)) for month in months
    }


def _quantiles(run: Ensemble, variable: str, **place: object) -> Json:
    return {
        name: _number(quantile(run, variable, share, **place))
        for name, share in _SHARES.items()
    }


def _rows(table: np.ndarray) -> list[list[float | None]]:
    return [[_number(value) for value in row] for row in table]


def _number(value: object) -> float | None:
    """A finite number of a few decimals, or None: JSON knows no infinity."""
    number = float(value)  # type: ignore[arg-type]
    return round(number, PLACES) if math.isfinite(number) else None
