"""What one run is set in: the case, the plan, its world, and where it begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from tingqiao.case.entities import Case, ConsentRule, Matter, Range, Rung
from tingqiao.case.tree import Tree, tree_of
from tingqiao.model.history import History, replay
from tingqiao.model.plan import Frozen, Plan
from tingqiao.model.reference.luck import draw
from tingqiao.model.reference.outside import Outside, tell
from tingqiao.model.reference.state import Standing, State
from tingqiao.model.reference.world import Pair, Party, World, draw_world


@dataclass(frozen=True)
class Setting:
    """Everything that stays as it is in one run."""

    case: Case
    plan: Plan
    tree: Tree
    history: History
    world: World
    outside: Outside
    ladder: tuple[Rung, ...]
    seed: int
    run: int

    @property
    def c(self) -> dict[str, float]:
        """The parameters."""
        return self.world.c

    @property
    def top(self) -> int:
        """The highest rung, R."""
        return len(self.ladder) - 1

    @cached_property
    def parties(self) -> list[Party]:
        """Every government in every matter."""
        return [(m.id, g) for m in self.case.matters for g in m.parties]

    @cached_property
    def governments(self) -> list[str]:
        """Those that are party to something."""
        acting = {g for _, g in self.parties}
        return [g.id for g in self.case.governments if g.id in acting]

    @cached_property
    def pairs(self) -> list[Pair]:
        """Those who know each other from a matter they share."""
        return list(self.world.dependence)

    def shared(self, one: str, other: str) -> list[Matter]:
        """The matters both are party to."""
        return [m for m in self.case.matters if {one, other} <= set(m.parties)]

    def draw(self, month: int, purpose: int, *names: str) -> tuple[float, ...]:
        """The luck of one site in one month."""
        return draw(self.seed, self.run, month, purpose, *names)

    def rule(self, m: Matter) -> ConsentRule:
        """Who must consent."""
        return self.plan.consent.get(m.id, self.plan.consent.get("*", m.consent))

    def opening(self, m: Matter) -> int:
        """The first month in which consent is asked."""
        opened = 0 if m.opened is None else m.opened.index - self.case.start.index
        return max(0, self.plan.opening.get(m.id, self.plan.opening.get("*", opened)))

    def next_rung(self, m: Matter, rung: int) -> int:
        """The rung asked for: the next, or the leap's."""
        leap = self.plan.leap.get(m.id, self.plan.leap.get("*", -1))
        return min(self.top, max(rung + 1, leap))


def set_scene(
    case: Case, plan: Plan, given: Mapping[str, Range], seed: int, run: int, lot: int
) -> Setting:
    """The setting of one run, whose ranges are those of the lot."""
    tree, history = tree_of(case.governments), replay(case)
    world = draw_world(case, plan, given, tree, history, seed, lot)
    outside = tell(case, plan, tree, world.c, seed, lot)
    ladder = _ladder(case, plan)
    return Setting(case, plan, tree, history, world, outside, ladder, seed, run)


def _ladder(case: Case, plan: Plan) -> tuple[Rung, ...]:
    """Costs counted from going alone; without the meso layer nothing is written."""
    alone = case.ladder[0]
    ladder = [
        replace(
            rung,
            transaction_cost=rung.transaction_cost - alone.transaction_cost,
            autonomy_cost=rung.autonomy_cost - alone.autonomy_cost,
        )
        for rung in case.ladder
    ]
    if Frozen.MESO in plan.frozen:
        ladder = [replace(rung, enforcement=0.0, coordination=0.0) for rung in ladder]
    return tuple(ladder)


def begin(setting: Setting) -> State:
    """Where the record leaves everything; nothing is felt yet."""
    case, history = setting.case, setting.history
    matter: dict[str, Standing] = {}
    acted: dict[Party, bool] = {}
    for m in case.matters:
        record = history.standing[m.id]
        owing = record.in_force < record.rung
        since = case.start if record.since is None else record.since
        lag = case.start.index - since.index if owing else 0
        matter[m.id] = Standing(record.rung, record.in_force, lag, owing)
        acted |= {(m.id, g): not owing or g in record.acted for g in m.parties}
    return State(
        matter=matter,
        consent=dict.fromkeys(setting.parties, False),
        acted=acted,
        belief=dict.fromkeys(setting.parties, setting.c["belief_start"]),
        idea={g: setting.world.idea[g] for g in setting.governments},
        kept=dict(setting.world.kept),
        broken=dict(setting.world.broken),
        output={m.id: 0.0 for m in case.matters},
    )
