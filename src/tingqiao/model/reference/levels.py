"""What is felt of the outside, month by month: pulses that fade, levers that hold."""

from __future__ import annotations

from typing import Any

from tingqiao.model.plan import Without
from tingqiao.model.reference.outside import Channel
from tingqiao.model.reference.setting import Setting
from tingqiao.model.reference.state import State
from tingqiao.model.reference.world import Party

_FADING = {
    "pressure": "pressure_half_life",
    "authority": "pressure_half_life",
    "coordination": "coordination_half_life",
    "participation": "participation_half_life",
}


class Pulses:
    """What is left of every push that fades."""

    def __init__(self, setting: Setting) -> None:
        self.left: dict[str, dict[Any, float]] = {}  # by channel, then target
        self.keep = {
            name: 0.5 ** (1 / setting.c[half_life])
            for name, half_life in _FADING.items()
        }
        for name in _FADING:
            self._recall(name, getattr(setting.outside, name))

    def _recall(self, name: str, channel: Channel) -> None:
        """Live through the months before the start."""
        self.left[name] = {}
        for month in range(channel.first_month(), 0):
            self.arrive(name, channel, month)
            self._fade(name)

    def arrive(self, name: str, channel: Channel, month: int) -> None:
        """Add this month's pulses."""
        for pulse in channel.pulses:
            if pulse.month == month:
                self.push(name, pulse.target, pulse.strength)

    def push(self, name: str, target: str | Party, felt: float) -> None:
        """One push more."""
        level = self.left[name].get(target, 0.0)
        self.left[name][target] = min(1.0, level + felt)

    def _fade(self, name: str) -> None:
        for target in self.left[name]:
            self.left[name][target] *= self.keep[name]

    def fade(self) -> None:
        """A month later."""
        for name in _FADING:
            self._fade(name)


def arrive(month: int, setting: Setting, pulses: Pulses, now: State) -> None:
    """Set what everyone feels this month."""
    for name in _FADING:
        pulses.arrive(name, getattr(setting.outside, name), month)
    matters = [m.id for m in setting.case.matters]
    now.pressure = _on_parties(month, setting, pulses, now)
    now.authority = _felt("authority", matters, month, setting, pulses)
    now.coordination = _felt("coordination", matters, month, setting, pulses)
    now.participation = _felt("participation", matters, month, setting, pulses)
    now.advocacy = _advocacy(month, setting)
    for m, standing in now.matter.items():
        stands = setting.ladder[standing.rung].coordination
        now.coordination[m] = max(now.coordination[m], stands)
    _take_away(setting.plan.without, now)


def _felt(
    name: str, matters: list[str], month: int, setting: Setting, pulses: Pulses
) -> dict[str, float]:
    """What is left of pulses and what is held, by matter."""
    level = {m: pulses.left[name].get(m, 0.0) for m in matters}
    for hold in getattr(setting.outside, name).holds:
        if hold.start <= month < hold.until:
            level[hold.target] = min(1.0, level[hold.target] + hold.strength)
    return level


def _on_parties(
    month: int, setting: Setting, pulses: Pulses, now: State
) -> dict[Party, float]:
    """Pressure, of which a push may fade with the trust of those pushed."""
    level = {p: pulses.left["pressure"].get(p, 0.0) for p in setting.parties}
    for hold in setting.outside.pressure.holds:
        if hold.start <= month < hold.until:
            m, g = hold.target
            trust = (
                trust_in_partners(setting, now, m, g) if hold.fades_with_trust else 0
            )
            level[m, g] = min(1.0, level[m, g] + hold.strength * (1 - trust))
    return level


def _advocacy(month: int, setting: Setting) -> dict[str, float]:
    level = dict.fromkeys(setting.governments, 0.0)
    for hold in setting.outside.advocacy.holds:
        if hold.start <= month < hold.until and hold.target in level:
            level[hold.target] = min(1.0, level[hold.target] + hold.strength)
    return level


def _take_away(without: frozenset[Without], now: State) -> None:
    if Without.PRESSURE in without:
        now.pressure = dict.fromkeys(now.pressure, 0.0)
        now.authority = dict.fromkeys(now.authority, 0.0)
    if Without.COORDINATION in without:
        now.coordination = dict.fromkeys(now.coordination, 0.0)
    if Without.PARTICIPATION in without:
        now.participation = dict.fromkeys(now.participation, 0.0)


def trust_in_partners(setting: Setting, now: State, matter: str, g: str) -> float:
    """τ_im: mean trust of a party in the others."""
    partners = [other for other in setting.case.matter(matter).parties if other != g]
    return sum(now.trust[g, other] for other in partners) / len(partners)
