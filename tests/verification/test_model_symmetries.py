"""What must change nothing: names, order, money, strangers; and the limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
import pytest
import xarray as xr
from tests.verification.model_towns import flat_ladder, towns

from tingqiao.case.entities import Case, Government, Range, Text, Tie
from tingqiao.case.load import load_case
from tingqiao.model.ensemble import simulate
from tingqiao.model.parameters import PARAMETERS
from tingqiao.model.plan import LOWEST, Plan, Push

_PUSHED = Plan(pressure=(Push(LOWEST, Range(0.2, 0.8), until=24),))
_WHOLE = ("rung", "in_force", "consent", "acted")
_REAL = ("trust", "idea", "belief", "pressure", "coordination", "output")
_NOWHERE = Text("", "")


def paths(case: Case, plan: Plan = _PUSHED, runs: int = 64, months: int = 60):
    return simulate(case, plan, runs=runs, months=months, keep_paths=runs).paths


def by_name(run: xr.Dataset) -> xr.Dataset:
    """Every place by name, in the order of names."""
    party = np.char.add(
        np.char.add(run["party_matter"].values.astype(str), "|"),
        run["party_government"].values.astype(str),
    )
    tie = np.char.add(
        np.char.add(run["tie_source"].values.astype(str), "|"),
        run["tie_target"].values.astype(str),
    )
    named = run.drop_vars(
        ["party_matter", "party_government", "tie_source", "tie_target"]
    ).assign_coords(party=party, tie=tie)
    for axis in ("party", "tie", "matter", "government"):
        named = named.sortby(axis)
    return named


def assert_same(one: xr.Dataset, other: xr.Dataset, within: float = 1e-12) -> None:
    one, other = by_name(one), by_name(other)
    for name in _WHOLE:
        np.testing.assert_array_equal(one[name].values, other[name].values, name)
    for name in _REAL:
        np.testing.assert_allclose(
            one[name].values, other[name].values, rtol=within, atol=within, err_msg=name
        )


def mapped(thing: Any, change: Callable[[Any], Any]) -> Any:
    """The same data, each part changed, or else each of its own parts."""
    changed = change(thing)
    if changed is not thing:
        return changed
    if is_dataclass(thing):
        values = {f.name: mapped(getattr(thing, f.name), change) for f in fields(thing)}
        return replace(thing, **values)
    if type(thing) is tuple:
        return tuple(mapped(part, change) for part in thing)
    return thing


@pytest.mark.parametrize("name", ["tingqiaohe", "fengjing"])
def test_the_order_of_rows_changes_nothing(name: str) -> None:
    case = load_case(name)
    turned = replace(
        case,
        governments=case.governments[::-1],
        matters=tuple(
            replace(m, parties=m.parties[::-1]) for m in reversed(case.matters)
        ),
        ties=case.ties[::-1],
        shares=case.shares[::-1],
    )
    assert_same(paths(case), paths(turned))


def test_a_matter_of_strangers_changes_nothing_bit_for_bit() -> None:
    case = load_case("qingwujia")
    tree_of_strangers = tuple(
        Government(name, _NOWHERE, above, "")
        for name, above in (("else", None), ("here", "else"), ("there", "else"))
    )
    strange = replace(case.matters[0], id="strange", parties=("here", "there"))
    wider = replace(
        case,
        governments=(tree_of_strangers[0], *case.governments, *tree_of_strangers[1:]),
        matters=(strange, *case.matters),
        ties=(Tie("here", "there", Range(0.1, 0.9)), *case.ties),
        events=tuple(e for e in case.events if e.matter is not None),
    )
    alone = replace(case, events=wider.events)
    one, other = by_name(paths(alone)), by_name(paths(wider))
    for name in (*_WHOLE, *_REAL):
        shared = other[name].sel(
            {axis: one[axis] for axis in one[name].dims if axis in one.indexes}
        )
        np.testing.assert_array_equal(one[name].values, shared.values, name)


@pytest.mark.parametrize("factor", [2.0**20, 2.0**-7])
def test_the_unit_of_money_changes_nothing_bit_for_bit(factor: float) -> None:
    case = load_case("fengjing")
    rich = replace(
        case,
        matters=tuple(
            replace(
                m,
                benefit=Range(*(factor * x for x in m.benefit)),
                cost=Range(*(factor * x for x in m.cost)),
            )
            for m in case.matters
        ),
    )
    one, other = paths(case), paths(rich)
    for name in (*_WHOLE, *_REAL[:-1]):
        np.testing.assert_array_equal(one[name].values, other[name].values, name)
    np.testing.assert_array_equal(factor * one["output"].values, other["output"].values)


def _certain(case: Case) -> Case:
    """Every range at its middle, so that no draw decides what a case is."""
    return mapped(
        case, lambda x: Range(x.middle, x.middle) if isinstance(x, Range) else x
    )


def test_other_names_change_nothing_at_the_start_and_only_luck_after() -> None:
    case = _certain(load_case("qingwujia"))
    ids = {g.id for g in case.governments} | {m.id for m in case.matters}
    renamed = mapped(case, lambda x: f"x-{x}" if type(x) is str and x in ids else x)
    given = {name: p.default for name, p in PARAMETERS.items()}
    runs = 4000
    one, other = (
        simulate(c, runs=runs, months=60, parameters=given).summary
        for c in (case, renamed)
    )
    for name in ("log_odds", "willingness_part", "dependence_tie"):
        np.testing.assert_array_equal(one[name].values, other[name].values, name)
    a, b = one["p_rung"].values, other["p_rung"].values
    error = np.sqrt((a * (1 - a) + b * (1 - b)) / runs)
    assert (np.abs(a - b) <= 5 * error + 1e-12).all()


def test_without_sharpness_everybody_is_of_two_minds() -> None:
    """β → 0: w = ½ whatever is at stake."""
    run = simulate(load_case("tingqiaohe"), runs=32, parameters={"sharpness": 0.0})
    odds = run.summary["log_odds"].values
    assert (odds[np.isfinite(odds)] == 0.0).all()
    willing = run.summary["willingness"].values
    assert willing[np.isfinite(willing)] == pytest.approx(0.5, abs=1e-3)


def test_without_contact_to_the_future_nobody_learns_anything() -> None:
    """No matter ever in force: no words, so trust stays at one half."""
    case = towns(ladder=flat_ladder(2), months=24)
    run = simulate(case, runs=16, parameters={"consent_rate": 0.0}, keep_paths=16)
    assert (run.paths["trust"].values == 0.5).all()
    assert (run.paths["rung"].values == 0).all()
