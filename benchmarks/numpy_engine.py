"""The model in NumPy: every party, matter and tie of many runs in one operation.

Arrays are [place, run]; the draws are those of the kernel, by the same addresses,
so that it agrees draw for draw. Escalation is left out, as in every engine here.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from benchmarks.outcome import Outcome
from benchmarks.situation import Situation
from tingqiao.model import draws, parameters, state
from tingqiao.model.state import Schedule
from tingqiao.model.submodels.delivery import MEAN, WEAKEST

_Reals = NDArray[np.float64]
_Marks = NDArray[np.bool_]
_Words = NDArray[np.uint64]
RUNS_AT_ONCE = 128  # the arrays of a block then stay in a second-level cache
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


def run_numpy(at: Situation, first: int, runs: int) -> Outcome:
    """Runs first .. first + runs − 1, a block at a time."""
    outcome = at.empty_outcome(runs)
    for done in range(0, runs, RUNS_AT_ONCE):
        n = min(RUNS_AT_ONCE, runs - done)
        block = _Block(at, np.arange(first + done, first + done + n, dtype=np.uint64))
        for month in range(at.months + 1):
            if month > 0:
                block.pass_month(month - 1)
                outcome.benefit[done : done + n] += block.output.sum(axis=0)
            for k in range(block.top + 1):
                outcome.stands[month, :, k] += (block.rung == k).sum(axis=1)
        outcome.trust[done : done + n] = block.tie_trust.mean(axis=0)
    return outcome


def _philox(runs: _Words, sites: _Words, month: int, purpose: int, seed: int) -> _Words:
    """The first two words of Philox4x32-10 at [site, run], as numbers in (0, 1)."""
    shape = (sites.size, runs.size)
    c0 = np.broadcast_to(runs, shape)
    c1 = np.full(shape, month | purpose << 16, np.uint64)
    c2 = np.broadcast_to((sites & _LOW)[:, None], shape)
    c3 = np.broadcast_to((sites >> _HALF)[:, None], shape)
    k0, k1 = seed & 0xFFFFFFFF, seed >> 32
    for _ in range(10):
        p0, p1 = np.uint64(0xD2511F53) * c0, np.uint64(0xCD9E8D57) * c2
        c0, c1 = (p1 >> _HALF) ^ c1 ^ np.uint64(k0), p1 & _LOW
        c2, c3 = (p0 >> _HALF) ^ c3 ^ np.uint64(k1), p0 & _LOW
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return np.stack([c0, c1])


def _logistic(x: _Reals) -> _Reals:
    return 1.0 / (1.0 + np.exp(-x))


class _Block:
    """Some runs side by side, and the stages of a month over them."""

    def __init__(self, at: Situation, runs: _Words) -> None:
        self.at, self.runs, self.s = at, runs, at.encoded.structure
        self.options, self.agenda = at.encoded.options, at.encoded.agenda
        self.p = {
            n: at.start.parameter[parameters.row(n), 0] for n in parameters.RANGES
        }
        self.top = self.s.ladder.shape[1] - 1
        self.of = self.s.party[state.MATTER, : at.n_parties]
        self.by = self.s.party[state.GOVERNMENT, : at.n_parties]
        self.firsts = self.s.matter[state.FIRST, :-1]
        self.size = np.diff(self.s.matter[state.FIRST])[:, None].astype(float)
        self._stand(at)
        self._know(at)
        self._form_trust()
        self._recall()
        self._arrive(0)

    def _wide(self, numbers: NDArray[np.generic]) -> NDArray[np.generic]:
        return np.repeat(numbers.reshape(-1, 1), self.runs.size, axis=1)

    def _stand(self, at: Situation) -> None:
        start = at.encoded.beginning
        self.rung, self.in_force = self._wide(start.rung), self._wide(start.in_force)
        self.lag = self._wide(start.lag).astype(float)
        self.owing = self.in_force < self.rung
        self.acted = self._wide(start.acted) == 1.0
        self.consent = np.zeros_like(self.acted)
        self.kept = np.zeros_like(self.acted)
        self.belief = np.full(self.acted.shape, self.p["belief_start"])

    def _know(self, at: Situation) -> None:
        x = at.start
        self.words_kept = self._wide(x.tie[state.WORDS_KEPT])
        self.words_broken = self._wide(x.tie[state.WORDS_BROKEN])
        self.idea_weight = x.tie[state.IDEA_WEIGHT]
        self.idea_start = x.government[state.IDEA_START]
        self.idea = self._wide(self.idea_start)
        self.capacity = x.government[state.CAPACITY]
        self.stake = x.party[state.STAKE]
        self.complexity, self.benefit, self.cost_ratio = x.matter[
            [state.COMPLEXITY, state.BENEFIT, state.COST_RATIO]
        ]
        specificity, measurability = x.matter[[state.SPECIFICITY, state.MEASURABILITY]]
        self.temptation = 0.5 * specificity + 0.5 * (1.0 - measurability)
        inequality, imbalance = x.matter[[state.INEQUALITY, state.IMBALANCE]]
        self.division = 0.5 * (0.5 * inequality + 0.5 * imbalance)

    def _draw(self, sites: _Words, month: int, purpose: int) -> _Reals:
        words = _philox(self.runs, sites, month, purpose, self.at.seed)
        return (words.astype(float) + 0.5) * 2.0**-32

    def _sum(self, by_party: NDArray[np.generic]) -> _Reals:
        """From [party, run] to [matter, run]."""
        return np.add.reduceat(by_party, self.firsts, axis=0, dtype=float)

    # -- what comes from outside

    def _channels(self) -> tuple[tuple[str, Schedule, str, int], ...]:
        agenda, n_matter = self.agenda, self.rung.shape[0]
        return (
            ("pressure", agenda.pressure, "pressure", self.of.size),
            ("authority", agenda.authority, "pressure", n_matter),
            ("coordination", agenda.coordination, "coordination", n_matter),
            ("participation", agenda.participation, "participation", n_matter),
        )

    def _felt(self, by: int, levels: int) -> float:
        return self.at.start.strength[by, 0] * self.p["reach"] ** levels

    def _fade(self, half_life: str) -> float:
        return 2.0 ** (-1.0 / self.p[half_life + "_half_life"])

    def _recall(self) -> None:
        self.pulse = {}
        for name, schedule, fades, size in self._channels():
            self.pulse[name] = np.zeros((size, self.runs.size))
            then = 0
            for n in range(schedule.first[0]):
                month = schedule.pulse[state.PULSE_MONTH, n]
                if n > 0:
                    self.pulse[name] *= self._fade(fades) ** (month - then)
                then = month
                self._push(name, schedule, n)
            self.pulse[name] *= self._fade(fades) ** -then

    def _push(self, name: str, schedule: Schedule, n: int) -> None:
        _, i, by, levels = schedule.pulse[:, n]
        level = self.pulse[name][i]
        self.pulse[name][i] = np.minimum(1.0, level + self._felt(by, levels))

    def _hold(self, schedule: Schedule, month: int, level: _Reals) -> None:
        for since, until, i, by, levels, fades in schedule.hold.T:
            if since <= month < until:
                felt = self._felt(by, levels)
                felt = felt * (1.0 - self.trust[i]) if fades else felt
                level[i] = np.minimum(1.0, level[i] + felt)

    def _arrive(self, month: int) -> None:
        level = {}
        for name, schedule, fades, _ in self._channels():
            if month > 0:
                self.pulse[name] *= self._fade(fades)
            for n in range(schedule.first[month], schedule.first[month + 1]):
                self._push(name, schedule, n)
            level[name] = self.pulse[name].copy()
            self._hold(schedule, month, level[name])
        self.pressure = level["pressure"] * self.options.pressure_on
        self.authority = level["authority"] * self.options.pressure_on
        self.participation = level["participation"] * self.options.participation_on
        stands = self.s.ladder[state.STANDING][self.rung]
        meets = np.maximum(level["coordination"], stands)
        self.coordination = meets * self.options.coordination_on
        self.advocacy = np.zeros_like(self.idea)
        self._hold(self.agenda.advocacy, month, self.advocacy)

    # -- climbing

    def _impose(self, month: int) -> None:
        self.imposed = np.zeros_like(self.owing)
        for when, m, rung in self.agenda.imposed.T:
            if when == month:
                where = np.zeros_like(self.owing)
                where[m] = self.rung[m] < rung
                self.imposed |= where
                self._adopt(where, np.full_like(self.rung, rung))

    def _adopt(self, where: _Marks, rung: NDArray[np.int64]) -> None:
        self.rung = np.where(where, rung, self.rung)
        self.lag = np.where(where, 0.0, self.lag)
        self.owing |= where
        self.consent &= ~where[self.of]
        self.acted &= ~where[self.of]

    def _assess_risks(self) -> None:
        watched = self.options.in_monitoring * self.participation
        base = self.p["defection_base"]
        self.defection = base * self.temptation * (1.0 - 0.5 * watched)
        coordination = 0.5 * self.complexity * (1.0 - 0.5 * self.coordination)
        division = self.division * (1.0 - self.authority)
        sound = (1.0 - coordination) * (1.0 - division) * (1.0 - self.defection)
        self.risk = 1.0 - sound

    def _worth(self, rung: NDArray[np.int64]) -> _Reals:
        """U of a rung [matter, run] less U of none, [party, run]."""
        value, enforcement, transaction, autonomy = self.s.ladder[:4, :][:, rung]
        doubt, of = 1.0 - self.trust, self.of
        tamed = (self.risk * (1.0 - enforcement))[of]
        gain = self.belief * self.stake * value[of] * (1.0 - tamed * doubt)
        spared = 1.0 - self.p["coordination_saving"] * self.coordination
        cost = self.cost_ratio * transaction * spared
        burden = cost[of] * (1.0 + self.p["caution"] * doubt)
        own = (self.cost_ratio * autonomy)[of] * (1.0 - self.idea[self.by])
        return gain - burden - own

    def _lapse(self, month: int) -> _Marks:
        gain = self.standing + self.p["pressure_weight"] * self.pressure
        out = gain < -self.p["lapse_margin"]
        wish = np.logical_or.reduceat(out, self.firsts, axis=0) & (self.rung > 0)
        wish &= ~self.imposed  # nobody falls from a rung imposed just now
        if not wish.any():
            return wish
        u = self._draw(self.s.matter_site, month, draws.LAPSE)[0]
        falls = wish & (u < self.p["lapse_rate"])
        to = 0 if self.options.lapse_to_bottom else self.rung - 1
        self.rung = np.where(falls, to, self.rung)
        self.in_force = np.where(
            falls, np.minimum(self.in_force, self.rung), self.in_force
        )
        owed = self.in_force < self.rung
        self.lag = np.where(falls, 0.0, self.lag)
        self.owing = np.where(falls, owed, self.owing)
        self.consent &= ~falls[self.of]
        self.acted = np.where(falls[self.of], ~owed[self.of], self.acted)
        return falls

    def _climb(self, month: int) -> None:
        self._assess_risks()
        self.standing = self._worth(self.rung)
        fell = self._lapse(month)
        if self.options.cleared_monthly:
            self.consent[:] = False
        is_open = month >= self.s.matter[state.OPENING, :-1, None]
        asking = is_open & (self.rung < self.top) & ~self.owing & ~fell
        leap = self.s.matter[state.LEAP, :-1, None]
        following = np.minimum(self.top, np.maximum(self.rung + 1, leap))
        self._ask(month, asking, following)
        counts = self._sum(self.consent)
        vetoes = self._sum(self.consent & (self._party_fact(state.VETO) == 1))
        met = counts >= self.s.matter[state.QUORUM, :-1, None]
        met &= vetoes >= self.s.matter[state.N_VETOES, :-1, None]
        self.moved = fell | (asking & met)
        self._adopt(asking & met, following)

    def _party_fact(self, row: int) -> NDArray[np.int64]:
        return self.s.party[row, : self.of.size, None]

    def _ask(self, month: int, asking: _Marks, following: NDArray[np.int64]) -> None:
        p, idea = self.p, self.idea[self.by]
        steps = np.maximum(1, following - self.rung)[self.of]
        step = self.top * (self._worth(following) - self.standing) / steps
        pull = p["idea_weight"] * (2.0 * idea - 1.0)
        odds = p["sharpness"] * (step + p["pressure_weight"] * self.pressure + pull)
        contact = (1.0 - 0.5 * (1.0 - self.coordination))[self.of]
        rate = p["consent_rate"] * _logistic(odds) * contact
        u = self._draw(self.s.party_site, month, draws.CONSENT)[0]
        self.consent |= asking[self.of] & (u < 1.0 - np.exp(-rate))

    # -- carrying out

    def _act(self, u: _Reals) -> None:
        p, of, by = self.p, self.of, self.by
        open_parts = self.owing[of] & ~self.acted
        n_open = np.zeros_like(self.idea)
        np.add.at(n_open, by, open_parts)
        standing = np.where(self.moved[of], self._worth(self.rung), self.standing)
        gain = self.top * standing + p["pressure_weight"] * self.pressure
        participation = self.options.in_action * self.participation
        help_of_matter = (
            1.0
            + p["action_coordination"] * self.coordination
            + p["action_participation"] * participation
        )
        helped = help_of_matter[of] + p["action_pressure"] * self.pressure
        room = np.minimum(1.0, self.capacity / np.maximum(1.0, n_open))
        ready = _logistic(p["sharpness"] * gain)
        rate = p["action_rate"] * helped * ready * room[by]
        self.acted |= self.owing[of] & (u < 1.0 - np.exp(-rate))

    def _carry_out(self, month: int) -> None:
        of = self.of
        u = self._draw(self.s.party_site, month, draws.WORK)
        self._act(u[0])
        value, enforcement = self.s.ladder[[state.VALUE, state.ENFORCEMENT]][
            :, self.in_force
        ]
        lure = (0.5 * self.defection * (1.0 - enforcement))[of]
        self.kept = u[1] < 1.0 - lure * (1.0 - 0.5 * self.pressure)
        self.output = value * self.benefit * self._aggregate(self._sum(self.kept))
        done = self.owing & (self._sum(self.acted) == self.size)
        self.lag += self.owing
        self.owing &= ~done
        self.completed = done

    def _aggregate(self, kept: _Reals) -> _Reals:
        if self.options.aggregate == MEAN:
            return kept / self.size
        weakest = self.options.aggregate == WEAKEST
        return (kept >= (self.size if weakest else self.options.threshold)) * 1.0

    # -- learning

    def _see_words(self) -> None:
        of = self.of
        in_force = (self.in_force > 0)[of]
        overdue = self.lag > self.s.ladder[state.DUE][self.rung]
        late = (self.owing & overdue)[of] & ~self.acted
        weight = 1.0 - self.p["pressure_discount"] * self.pressure
        good = weight * (in_force & self.kept)
        bad = (in_force & ~self.kept) + self.p["lateness"] * late
        shared, firsts = self.s.shared_party, self.s.tie[state.SHARED_FIRST, :-1]
        seen = np.add.reduceat(
            np.stack([good, bad, in_force | late])[:, shared], firsts, axis=1
        )
        n = np.maximum(1.0, seen[2])
        self.words_kept = self.p["memory"] * self.words_kept + seen[0] / n
        self.words_broken = self.p["memory"] * self.words_broken + seen[1] / n

    def _turn_over(self, month: int) -> None:
        u = self._draw(self.s.government_site, month, draws.TURNOVER)[0]
        leaves = u < self.p["turnover_rate"]
        firsts = self.s.tie[state.SHARED_FIRST]
        matters = self.of[self.s.shared_party]
        written = self.s.ladder[state.ENFORCEMENT][self.in_force][matters]
        stays = np.add.reduceat(written, firsts[:-1], axis=0)
        stays /= np.diff(firsts)[:, None]
        for end in (state.SOURCE, state.TARGET):
            left = np.where(leaves[self.s.tie[end, :-1]], stays, 1.0)
            self.words_kept *= left
            self.words_broken *= left

    def _form_trust(self) -> None:
        total = self.words_kept + self.words_broken
        self.tie_trust = (self.words_kept + 1.0) / (total + 2.0)
        firsts = self.s.party[state.PAIR_FIRST]
        of_pairs = self.tie_trust[self.s.pair[state.TIE]]
        self.trust = np.add.reduceat(of_pairs, firsts[:-1], axis=0)
        self.trust /= np.diff(firsts)[:, None]

    def _learn_belief(self) -> None:
        promised = self.s.ladder[state.VALUE][self.in_force] * self.benefit
        hoped = promised > 0.0
        got = self.output / np.where(hoped, promised, 1.0)
        learnt = self.p["belief_rate"] * (got[self.of] - self.belief)
        self.belief += np.where(hoped[self.of], learnt, 0.0)

    def _learn_idea(self) -> None:
        ties, slots = self.s.government[:, :-1]
        heard = self.idea_weight * self.idea[self.s.tie[state.TARGET, :-1]]
        risen = (self.rung > 0)[self.of[self.s.government_party]]
        lived = np.add.reduceat(risen, slots, axis=0, dtype=float)
        lived /= np.diff(self.s.government[state.SLOT_FIRST])[:, None]
        open_to = self.p["susceptibility"]
        social = (1.0 - open_to) * self.idea_start
        social = social + open_to * np.add.reduceat(heard, ties, axis=0)
        moved = social + self.p["idea_rate"] * (lived - self.idea) + self.advocacy
        self.idea = np.clip(moved, 0.0, 1.0)

    def pass_month(self, month: int) -> None:
        """One month, the stages in the order of tingqiao.model.month."""
        if month > 0:
            self._arrive(month)
        self._impose(month)
        self._climb(month)
        self._carry_out(month)
        if self.options.trust_moves:
            self._see_words()
            self._turn_over(month)
            self._form_trust()
        if self.options.belief_moves:
            self._learn_belief()
        if self.options.idea_moves:
            self._learn_idea()
        self.in_force = np.where(self.completed, self.rung, self.in_force)
