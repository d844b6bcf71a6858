"""What every coalition of governments would obtain alone, computed by the model.

A coalition S can carry only the matters whose parties all belong to it; the others
do not exist for it. Matters that share no government, directly or in a chain, do not
touch one another in the model, so the output of S is the sum over such clusters, run
by run and exactly; and a cluster met in many coalitions is simulated once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from tingqiao.advice.sharing.coalitions import MOST_PLAYERS, Floats, mask_of
from tingqiao.advice.sharing.faults import GameError, whole_fault
from tingqiao.advice.sharing.game import Game
from tingqiao.case.entities import Case, Matter, Text
from tingqiao.model.ensemble import Progress, simulate

_Masks = tuple[int, ...]  # the parties of each matter, a bit each
Cluster = tuple[int, ...]  # places of matters, ascending


def game_from_model(
    case: Case,
    matters: Sequence[str] | None = None,
    *,
    runs: int = 1000,
    months: int | None = None,
    seed: int = 0,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Game:
    """The benefit game of a case: v(S) is what S obtains when only its members cooperate.

    Parameters
    ----------
    matters : ids of the matters to share; None: all.
    runs, months, seed, threads : as for `simulate`. Every coalition is
        run on the same draws.
    progress : called with the clusters simulated and the clusters in all.

    Returns
    -------
    A benefit game among the parties of these matters, in the case's order. Values
    are the mean output over all months, case unit, before what institutions cost;
    `errors` their standard errors over runs (luck and ranges together).

    Raises
    ------
    GameError : an unknown matter, or more parties than a table can hold.

    Assumes that what parties know of each other from a matter closed to S is not
    counted: the matter, its record included, is left out.
    """
    chosen = _chosen(case, matters)
    players = _players(case, chosen)
    masks = tuple(mask_of(matter.parties, players) for matter in chosen)
    clusters = [clusters_within(s, masks) for s in range(1 << len(players))]
    outputs = _Outputs(only(case, chosen), runs, months, seed, threads)
    outputs.run(dict.fromkeys(c for found in clusters for c in found), progress)
    values = np.zeros(len(clusters))
    errors = np.zeros(len(clusters))
    for coalition, found in enumerate(clusters):
        values[coalition], errors[coalition] = outputs.mean(found)
    return Game(players, values, "benefit", errors)


def _chosen(case: Case, matters: Sequence[str] | None) -> tuple[Matter, ...]:
    if matters is None:
        return case.matters
    known = {matter.id for matter in case.matters}
    strangers = [name for name in matters if name not in known]
    if strangers or not matters:
        words = ", ".join(matter.id for matter in case.matters)
        rule = Text("案例里没有这件事项", "the case has no such matter")
        remedy = Text(f"用这些之一：{words}", f"use one of: {words}")
        raise GameError(
            [whole_fault(name, rule, remedy) for name in strangers or ("",)]
        )
    return tuple(matter for matter in case.matters if matter.id in matters)


def _players(case: Case, matters: Iterable[Matter]) -> tuple[str, ...]:
    acting = {party for matter in matters for party in matter.parties}
    if len(acting) > MOST_PLAYERS:
        rule = Text(
            f"参与方应不多于 {MOST_PLAYERS} 个",
            f"there must be at most {MOST_PLAYERS} players",
        )
        remedy = Text("用 matters 挑出几件事项", "choose some matters with `matters`")
        raise GameError([whole_fault(str(len(acting)), rule, remedy)])
    return tuple(g.id for g in case.governments if g.id in acting)


def clusters_within(coalition: int, matters: _Masks) -> tuple[Cluster, ...]:
    """The matters open to a coalition, parted into clusters that share no government.

    >>> clusters_within(0b1111, (0b0011, 0b1100, 0b1000 | 0b0100))
    ((0,), (1, 2))
    """
    parted: list[tuple[int, Cluster]] = []  # governments, matters
    for place, parties in enumerate(matters):
        if parties & ~coalition:
            continue
        touching = [group for group in parted if group[0] & parties]
        parted = [group for group in parted if not group[0] & parties]
        joined = parties
        members: list[int] = [place]
        for governments, others in touching:
            joined |= governments
            members += others
        parted.append((joined, tuple(sorted(members))))
    return tuple(sorted(members for _, members in parted))


def only(case: Case, matters: Sequence[Matter]) -> Case:
    """The case with these matters alone, and what the record says of them."""
    kept = {matter.id for matter in matters}
    return replace(
        case,
        matters=tuple(matters),
        shares=tuple(s for s in case.shares if s.matter in kept),
        events=tuple(e for e in case.events if e.matter is None or e.matter in kept),
        outcomes=tuple(o for o in case.outcomes if o.matter in kept),
    )


@dataclass
class _Outputs:
    """The output of each run by cluster, simulated once."""

    case: Case
    runs: int
    months: int | None
    seed: int
    threads: int | None
    known: dict[Cluster, Floats] = field(default_factory=dict)

    def run(self, clusters: Iterable[Cluster], progress: Progress | None) -> None:
        """Simulate every cluster."""
        wanted = tuple(clusters)
        for done, cluster in enumerate(wanted, 1):
            self.known[cluster] = self._simulated(cluster)
            if progress is not None:
                progress(done, len(wanted))

    def _simulated(self, cluster: Cluster) -> Floats:
        run = simulate(
            only(self.case, [self.case.matters[place] for place in cluster]),
            runs=self.runs,
            months=self.months,
            seed=self.seed,
            threads=self.threads,
            keep_paths=0,
        )
        return run.per_run.benefit_total

    def mean(self, clusters: Sequence[Cluster]) -> tuple[float, float]:
        """Mean over runs of the clusters together, and its standard error."""
        total = np.zeros(self.runs)
        for cluster in clusters:
            total += self.known[cluster]
        spread = float(total.std(ddof=1)) if self.runs > 1 else 0.0
        return float(total.mean()), spread / float(np.sqrt(self.runs))
