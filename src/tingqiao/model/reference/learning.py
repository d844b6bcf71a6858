"""What the month taught: trust, belief, the shared idea; and who left office."""

from __future__ import annotations

from tingqiao.model import draws
from tingqiao.model.reference import equations as eq
from tingqiao.model.reference.setting import Setting
from tingqiao.model.reference.state import State


def form_trust(setting: Setting, now: State) -> None:
    """τ_ij from what is remembered."""
    now.trust = {p: eq.trust(now.kept[p], now.broken[p]) for p in setting.pairs}


def see_words(setting: Setting, now: State) -> None:
    """Everyone notes which words its partners kept, broke or let wait."""
    for one, other in setting.pairs:
        good, bad, n = 0.0, 0.0, 0
        for m in setting.shared(one, other):
            shown = _shown(m.id, other, setting, now)
            if shown is not None:
                good, bad, n = good + shown[0], bad + shown[1], n + 1
        memory = setting.c["memory"]
        now.kept[one, other] = memory * now.kept[one, other] + good / max(1, n)
        now.broken[one, other] = memory * now.broken[one, other] + bad / max(1, n)


def _shown(m: str, g: str, setting: Setting, now: State) -> tuple[float, float] | None:
    """Words kept and broken that a party showed this month; None: nothing to see."""
    standing = now.matter[m]
    overdue = standing.lag > setting.ladder[standing.rung].due
    is_late = standing.owing and not now.acted[m, g] and overdue
    lateness = setting.c["lateness"] if is_late else 0.0
    if standing.in_force == 0:
        return (0.0, lateness) if is_late else None
    if now.word[m, g]:
        return 1 - setting.c["pressure_discount"] * now.pressure[m, g], lateness
    return 0.0, 1.0 + lateness


def turn_over(month: int, setting: Setting, now: State) -> None:
    """Leaders change: of what both sides knew, only what is written down stays."""
    for g in setting.governments:
        luck = setting.draw(month, draws.TURNOVER, "government", g)[0]
        if luck < setting.c["turnover_rate"]:
            for pair in setting.pairs:
                if g in pair:
                    stays = _written(*pair, setting, now)
                    now.kept[pair] *= stays
                    now.broken[pair] *= stays


def _written(one: str, other: str, setting: Setting, now: State) -> float:
    shared = [now.matter[m.id].in_force for m in setting.shared(one, other)]
    return sum(setting.ladder[k].enforcement for k in shared) / len(shared)


def learn_belief(setting: Setting, now: State) -> None:
    """Each party of a matter in force compares what came with what was promised."""
    for m, g in setting.parties:
        value = setting.ladder[now.matter[m].in_force].value
        promised = value * setting.world.matter[m]["benefit"]
        if promised > 0:
            surprise = now.output[m] / promised - now.belief[m, g]
            now.belief[m, g] += setting.c["belief_rate"] * surprise


def learn_idea(setting: Setting, now: State) -> None:
    """The shared idea spreads along dependence and grows with experience."""
    before = dict(now.idea)
    for g in setting.governments:
        above = [now.matter[m].rung > 0 for m, party in setting.parties if party == g]
        now.idea[g] = eq.next_idea(
            before[g],
            setting.world.idea[g],
            _heard(g, before, setting),
            sum(above) / len(above),
            now.advocacy[g],
            setting.c,
        )


def _heard(g: str, idea: dict[str, float], setting: Setting) -> float:
    """Σ_j W_ij ι_j, weighted by dependence; evenly where there is none."""
    needs = {j: setting.world.dependence[i, j] for i, j in setting.pairs if i == g}
    total = sum(needs.values())
    if total == 0:
        return sum(idea[j] for j in needs) / len(needs)
    return sum(need / total * idea[j] for j, need in needs.items())
