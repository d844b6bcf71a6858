"""The one situation that every engine runs: the real case, every number a point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from benchmarks.outcome import Outcome
from tingqiao.case.entities import Case, Range
from tingqiao.case.load import load_case
from tingqiao.model.block import Encoded
from tingqiao.model.encode import encode
from tingqiao.model.index import index_of
from tingqiao.model.parameters import PARAMETERS
from tingqiao.model.plan import LOWEST, Plan, Push, Support
from tingqiao.model.rooms import open_room
from tingqiao.model.state import Lanes
from tingqiao.model.world import draw_world, first_trust

SEED = 2026

# Levers in every channel, so that no stage of a month has nothing to do.
GUIDED = Plan(
    id="guided",
    pressure=(Push(LOWEST, Range(0.4, 0.4), 0, 36, fade_with_trust=True),),
    coordination=(Support(Range(0.3, 0.3), 0, 60),),
    participation=(Support(Range(0.3, 0.3), 12, 72),),
)


class Situation(NamedTuple):
    """A case under a plan, as arrays; `start` holds its numbers in a single lane."""

    case: Case
    encoded: Encoded
    start: Lanes
    months: int
    seed: int

    @property
    def n_parties(self) -> int:
        """Decisions a month of one run: one a party of a matter."""
        return self.encoded.structure.party_site.size

    def empty_outcome(self, runs: int) -> Outcome:
        """An outcome of `runs` runs with nothing counted yet."""
        s = self.encoded.structure
        shape = (self.months + 1, s.matter_site.size, s.ladder.shape[1])
        return Outcome(np.zeros(shape, np.int64), np.zeros(runs), np.zeros(runs))


def at_middles(thing: Any) -> Any:
    """A case or a plan with every range replaced by its middle."""
    if isinstance(thing, Range):
        return Range(thing.middle, thing.middle)
    if is_dataclass(thing) and not isinstance(thing, type):
        new = {f.name: at_middles(getattr(thing, f.name)) for f in fields(thing)}
        return replace(thing, **new)
    if type(thing) is tuple:
        return tuple(at_middles(member) for member in thing)
    if isinstance(thing, Mapping):
        return {key: at_middles(value) for key, value in thing.items()}
    return thing


def situation_of(
    case: Case, plan: Plan = GUIDED, months: int = 120, seed: int = SEED
) -> Situation:
    """`case` under `plan`: parameters at their defaults, ranges at their middles."""
    case, plan = at_middles(case), at_middles(plan)
    points = {p.name: Range(p.default, p.default) for p in PARAMETERS.values()}
    given = {**points, **case.parameters}
    encoded = encode(case, plan, given, index_of(case), months)
    room = open_room(encoded, 1)
    draw_world(
        encoded.knowledge,
        encoded.structure,
        room.lanes,
        room.lots,
        np.uint64(seed),
    )
    first_trust(encoded.beginning, room.lanes)
    return Situation(case, encoded, room.lanes, months, seed)


def real_situation(months: int = 120) -> Situation:
    """The built-in case tingqiaohe under a plan that uses every lever."""
    return situation_of(load_case("tingqiaohe"), months=months)
