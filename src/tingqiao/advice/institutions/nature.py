"""What a matter is like in every world a case allows, drawn as the model draws it.

World r is the draw of the ranges behind run r of `simulate` with the same seed, so
what is said here of a world can be set beside what happened in that run.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from tingqiao.advice.sharing.coalitions import Floats
from tingqiao.case.entities import Case, Range
from tingqiao.model import parameters, state
from tingqiao.model.encode import encode
from tingqiao.model.index import index_of
from tingqiao.model.month import begin
from tingqiao.model.plan import AS_RECORDED
from tingqiao.model.rooms import open_room
from tingqiao.model.stages.climb import assess_every_risk
from tingqiao.model.stages.outside import arrive, recall
from tingqiao.model.state import Lanes
from tingqiao.model.world import draw_world, first_trust


class Nature(NamedTuple):
    """One matter as its typical party meets it at the start; arrays over worlds."""

    n_parties: int
    benefit: Floats  # B_m, case unit a month
    cost_ratio: Floats  # C_m / B_m
    complexity: Floats  # χ_m
    specificity: Floats  # a_m
    measurability: Floats  # μ_m
    inequality: Floats  # Gini of the shares
    imbalance: Floats  # mean |D_ij − D_ji|
    expected: Floats  # b_im β_im, mean over parties
    trust: Floats  # τ_im, mean over parties
    idea: Floats  # ι_i, mean over parties
    coordination: Floats  # H_m
    parameter: Floats  # [parameter, world]


def natures(
    case: Case,
    worlds: int,
    seed: int = 0,
    given: Mapping[str, Range] | None = None,
) -> dict[str, Nature]:
    """The nature of every matter of a case, by id, in `worlds` draws of its ranges."""
    index = index_of(case)
    encoded = encode(case, AS_RECORDED, given or {}, index, 1)
    room = open_room(encoded, worlds)
    room.lots[:] = np.arange(worlds)
    x, s = room.lanes, encoded.structure
    draw_world(encoded.knowledge, s, x, room.lots, np.uint64(seed))
    first_trust(encoded.beginning, x)
    begin(encoded.beginning, s, x)
    recall(encoded.agenda, x)
    arrive(0, encoded.agenda, encoded.options, x)
    assess_every_risk(encoded.options, x)
    slots = {m: [index.party_at[m, g] for g in index.members[m]] for m in index.matters}
    governments = s.party[state.GOVERNMENT]
    return {
        m: _nature(index.matter_at[m], of, governments[of], x)
        for m, of in slots.items()
    }


def _nature(m: int, slots: list[int], governments: state.Ints, x: Lanes) -> Nature:
    def matter(row: int) -> Floats:
        return x.matter[row, m].copy()

    expected = x.party[state.BELIEF, slots] * x.party[state.STAKE, slots]
    return Nature(
        n_parties=len(slots),
        benefit=matter(state.BENEFIT),
        cost_ratio=matter(state.COST_RATIO),
        complexity=matter(state.COMPLEXITY),
        specificity=matter(state.SPECIFICITY),
        measurability=matter(state.MEASURABILITY),
        inequality=matter(state.INEQUALITY),
        imbalance=matter(state.IMBALANCE),
        expected=expected.mean(axis=0),
        trust=x.party[state.TRUST_IN_PARTNERS, slots].mean(axis=0),
        idea=x.government[state.IDEA, governments].mean(axis=0),
        coordination=matter(state.COORDINATION),
        parameter=x.parameter.copy(),
    )


def parameter_of(nature: Nature, name: str) -> Floats:
    """One drawn parameter over the worlds."""
    return nature.parameter[parameters.row(name)]
