"""What the forecast says of a matter, ready to be drawn; own parts only where asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workspace.matters.models.matter import Matter
from workspace.outlook.models import ForecastRun
from workspace.outlook.queries import (
    Chance,
    Willing,
    chance_of_next,
    latest_forecast,
    willingness,
)
from workspace.pages.drawing.fan import Fan, fan_of
from workspace.pages.drawing.willing import Bars, bars_of
from workspace.units.models import Unit


@dataclass(frozen=True, slots=True)
class Party:
    """One party's willingness, drawn."""

    unit: Unit
    value: float
    bars: Bars


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forecast of one matter."""

    matter: Matter
    run: ForecastRun
    chance: Chance
    fan: Fan | None
    parties: list[Party]


def outlook_of(matter: Matter, own: Iterable[str]) -> Outlook | None:
    """The forecast of the matter; willingness only of the units whose code is in `own`."""
    run = latest_forecast(matter.case)
    chance = chance_of_next(run, matter) if run else None
    if run is None or chance is None:
        return None
    units = {u.code: u for u in matter.units}
    shown = [w for w in willingness(run, matter) if w.unit in set(own) & set(units)]
    return Outlook(
        matter,
        run,
        chance,
        _fan(run, matter),
        [_party(units[w.unit], w) for w in shown],
    )


def _fan(run: ForecastRun, matter: Matter) -> Fan | None:
    told = run.summary["matters"][matter.code]
    rung = matter.open_rung
    rows = zip(
        told["p_rung"],
        told["p_at_or_above_low"],
        told["p_at_or_above_high"],
        strict=True,
    )
    years = [(sum(p[rung:]), low[rung], high[rung]) for p, low, high in rows]
    return fan_of(years) if all(None not in year for year in years) else None


def _party(unit: Unit, willing: Willing) -> Party:
    return Party(unit, willing.value, bars_of(willing.parts))
