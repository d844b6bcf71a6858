"""The model as the field writes it: Mesa agents, one run at a time.

Governments are agents; a matter's seats hold what a party has said and done there;
the model activates its agents stage by stage. Draws are Mesa's own, so this engine
agrees with the others within chance, not draw for draw. Escalation is left out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import mesa

from benchmarks.outcome import Outcome
from benchmarks.situation import Situation
from tingqiao.model import parameters, state
from tingqiao.model.state import Schedule
from tingqiao.model.submodels.delivery import MEAN, WEAKEST


def run_mesa(at: Situation, first: int, runs: int) -> Outcome:
    """Runs first .. first + runs − 1, one after another."""
    outcome = at.empty_outcome(runs)
    for i in range(runs):
        cooperation = Cooperation(at, seed=first + i)
        _count(cooperation, 0, outcome)
        for month in range(1, at.months + 1):
            cooperation.step()
            _count(cooperation, month, outcome)
            outcome.benefit[i] += sum(m.output for m in cooperation.matters)
        outcome.trust[i] = cooperation.mean_trust
    return outcome


def _count(cooperation: Cooperation, month: int, outcome: Outcome) -> None:
    for place, matter in enumerate(cooperation.matters):
        outcome.stands[month, place, matter.rung] += 1


def _logistic(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x))


@dataclass
class Push:
    """A push on one target: a pulse in a month, or a steady hold until another."""

    strength: float
    start: int
    until: int | None = None  # None: a pulse
    fades_with_trust: bool = False


@dataclass
class Influence:
    """A level in [0, 1] that is pushed up from outside and fades by itself."""

    keep: float  # a month
    pushes: list[Push]
    on: float = 1.0
    pulse: float = 0.0
    level: float = 0.0

    def recall(self) -> None:
        """What is left at the start of the pulses before it."""
        then = 0
        for push in self.pushes:
            if push.until is None and push.start < 0:
                self.pulse *= self.keep ** (push.start - then)
                self.pulse = min(1.0, self.pulse + push.strength)
                then = push.start
        self.pulse *= self.keep**-then
        self.pushes = [p for p in self.pushes if p.until is not None or p.start >= 0]

    def arrive(self, month: int, trust: float = 0.0) -> None:
        """This month's pulses and holds; the level that is felt."""
        if month > 0:
            self.pulse *= self.keep
        held = 0.0
        for push in self.pushes:
            if push.until is None:
                if push.start == month:
                    self.pulse = min(1.0, self.pulse + push.strength)
            elif push.start <= month < push.until:
                left = 1.0 - trust if push.fades_with_trust else 1.0
                held += push.strength * left
        self.level = min(1.0, self.pulse + held) * self.on


@dataclass
class Seat:
    """One government's part in one matter."""

    government: Government
    matter: Matter
    stake: float
    has_veto: bool
    pressure: Influence
    belief: float
    acted: bool
    consented: bool = False
    kept: bool = False
    trust: float = 0.5  # mean trust in the partners here
    partners: list[Government] = field(default_factory=list)

    def form_trust(self) -> None:
        """Take the mean of the trust in each partner."""
        of = self.government.trust_in
        self.trust = sum(of(partner) for partner in self.partners) / len(self.partners)

    def worth(self, rung: int) -> float:
        """U of a rung less U of none."""
        matter, p, trust = self.matter, self.matter.model.p, self.trust
        value, enforcement, transaction, autonomy = matter.model.ladder[rung][:4]
        risk = matter.risk * (1.0 - enforcement) * (1.0 - trust)
        gain = self.belief * self.stake * value * (1.0 - risk)
        saving = p["coordination_saving"] * matter.coordination.level
        cost = transaction * (1.0 + p["caution"] * (1.0 - trust)) * (1.0 - saving)
        own = autonomy * (1.0 - self.government.idea)
        return gain - matter.cost_ratio * (cost + own)

    @property
    def wants_out(self) -> bool:
        """Whether the institution costs more than it brings."""
        p = self.matter.model.p
        gain = self.worth(self.matter.rung)
        gain += p["pressure_weight"] * self.pressure.level
        return gain < -p["lapse_margin"]

    @property
    def willingness(self) -> float:
        """Readiness to take the next rung, in (0, 1)."""
        matter, p = self.matter, self.matter.model.p
        steps = max(1, matter.next_rung - matter.rung)
        step = self.worth(matter.next_rung) - self.worth(matter.rung)
        gain = matter.model.top * step / steps
        gain += p["pressure_weight"] * self.pressure.level
        gain += p["idea_weight"] * (2.0 * self.government.idea - 1.0)
        return _logistic(p["sharpness"] * gain)

    def consider_consent(self) -> None:
        """Consent to the next rung, with a chance that grows with willingness."""
        model = self.matter.model
        contact = 1.0 - 0.5 * (1.0 - self.matter.coordination.level)
        rate = model.p["consent_rate"] * self.willingness * contact
        if model.random.random() < 1.0 - math.exp(-rate):
            self.consented = True

    @property
    def action_rate(self) -> float:
        """Acts a month of a party that owes one."""
        matter, p = self.matter, self.matter.model.p
        gain = matter.model.top * self.worth(matter.rung)
        gain += p["pressure_weight"] * self.pressure.level
        helped = 1.0 + p["action_pressure"] * self.pressure.level
        helped += p["action_coordination"] * matter.coordination.level
        speeds = matter.model.options.in_action * matter.participation.level
        helped += p["action_participation"] * speeds
        room = min(1.0, self.government.capacity / max(1, self.government.n_open))
        return p["action_rate"] * helped * _logistic(p["sharpness"] * gain) * room

    def consider_action(self) -> None:
        """Do one's part of the present rung, where it is still owed."""
        model = self.matter.model
        if self.matter.owing and not self.acted:
            self.acted = model.random.random() < 1.0 - math.exp(-self.action_rate)

    def keep_word(self) -> None:
        """Keep this month's word, or not."""
        matter = self.matter
        enforcement = matter.model.ladder[matter.in_force][1]
        lure = 0.5 * matter.defection * (1.0 - enforcement)
        chance = 1.0 - lure * (1.0 - 0.5 * self.pressure.level)
        self.kept = matter.model.random.random() < chance

    @property
    def is_late(self) -> bool:
        """Whether its part is owed past the due time."""
        return self.matter.owing and not self.acted and self.matter.is_overdue

    def shown(self) -> tuple[float, float] | None:
        """How much good and bad the partners see of it this month."""
        if not self.matter.in_force and not self.is_late:
            return None
        p, good, bad = self.matter.model.p, 0.0, 0.0
        if self.matter.in_force and self.kept:
            good = 1.0 - p["pressure_discount"] * self.pressure.level
        elif self.matter.in_force:
            bad = 1.0
        return good, bad + p["lateness"] * self.is_late

    def learn_belief(self) -> None:
        """Compare what was delivered with what was hoped for."""
        matter = self.matter
        promised = matter.model.ladder[matter.in_force][0] * matter.benefit
        if promised > 0.0:
            rate = matter.model.p["belief_rate"]
            self.belief += rate * (matter.output / promised - self.belief)


@dataclass
class Matter:
    """A cross-boundary problem on its ladder."""

    model: Cooperation
    opening: int
    leap: int
    quorum: int
    complexity: float
    benefit: float
    cost_ratio: float
    division: float
    temptation: float
    authority: Influence
    coordination: Influence
    participation: Influence
    rung: int
    in_force: int
    lag: int
    seats: list[Seat] = field(default_factory=list)
    imposed: dict[int, int] = field(default_factory=dict)  # rung by month
    risk: float = 0.0
    defection: float = 0.0
    output: float = 0.0
    is_completed: bool = False  # this month

    def __post_init__(self) -> None:
        self.owing = self.in_force < self.rung

    @property
    def next_rung(self) -> int:
        """The rung asked for."""
        return min(self.model.top, max(self.rung + 1, self.leap))

    @property
    def is_overdue(self) -> bool:
        """Whether the adoption has gone unfinished past its due time."""
        return self.lag > self.model.ladder[self.rung][5]

    def arrive(self, month: int) -> None:
        """Bring this month's help and authority."""
        self.authority.arrive(month)
        self.participation.arrive(month)
        self.coordination.arrive(month)
        meets = max(self.coordination.level, self.model.ladder[self.rung][4])
        self.coordination.level = meets * self.model.options.coordination_on

    def adopt(self, rung: int) -> None:
        """Come to a higher rung: consents and acts are cleared."""
        self.rung, self.lag, self.owing = rung, 0, True
        for seat in self.seats:
            seat.consented = seat.acted = False

    def fall(self) -> None:
        """Fall back; a rung that had been carried out needs no act."""
        self.rung = 0 if self.model.options.lapse_to_bottom else self.rung - 1
        self.in_force = min(self.in_force, self.rung)
        self.lag, self.owing = 0, self.in_force < self.rung
        for seat in self.seats:
            seat.consented, seat.acted = False, not self.owing

    def assess_risks(self) -> None:
        """The three risks of collective action."""
        model = self.model
        watched = model.options.in_monitoring * self.participation.level
        base = model.p["defection_base"] * self.temptation
        self.defection = base * (1.0 - 0.5 * watched)
        unmet = 0.5 * self.complexity * (1.0 - 0.5 * self.coordination.level)
        quarrel = self.division * (1.0 - self.authority.level)
        self.risk = 1.0 - (1.0 - unmet) * (1.0 - quarrel) * (1.0 - self.defection)

    def climb(self, month: int) -> None:
        """A month on the ladder: risks, falling back, consent, the next rung."""
        is_imposed = self.imposed.get(month, 0) > self.rung
        if is_imposed:
            self.adopt(self.imposed[month])
        self.assess_risks()
        if self.model.options.cleared_monthly:
            for seat in self.seats:
                seat.consented = False
        if not is_imposed and self._lapses():
            self.fall()
        elif self._is_asked(month):
            self._ask()

    def _is_asked(self, month: int) -> bool:
        below_top = self.rung < self.model.top
        return month >= self.opening and below_top and not self.owing

    def _ask(self) -> None:
        for seat in self.seats:
            if not seat.consented:
                seat.consider_consent()
        if self._rule_is_met():
            self.adopt(self.next_rung)

    def _lapses(self) -> bool:
        if self.rung == 0 or not any(seat.wants_out for seat in self.seats):
            return False
        return self.model.random.random() < self.model.p["lapse_rate"]

    def _rule_is_met(self) -> bool:
        enough = sum(seat.consented for seat in self.seats) >= self.quorum
        return enough and all(s.consented for s in self.seats if s.has_veto)

    def carry_out(self) -> None:
        """A month of work: output, and whether the adoption is complete."""
        value = self.model.ladder[self.in_force][0]
        kept, n = sum(seat.kept for seat in self.seats), len(self.seats)
        options = self.model.options
        needed = n if options.aggregate == WEAKEST else options.threshold
        part = kept / n if options.aggregate == MEAN else float(kept >= needed)
        self.output = value * self.benefit * part
        if self.owing:
            self.lag += 1
            if all(seat.acted for seat in self.seats):
                self.owing, self.is_completed = False, True

    def come_into_force(self) -> None:
        """What all have done is in force from the next month on."""
        if self.is_completed:
            self.in_force, self.is_completed = self.rung, False


@dataclass
class Evidence:
    """What one government has seen of another, and where."""

    kept: float
    broken: float
    weight: float  # of the other's idea in one's own
    seats: list[Seat] = field(default_factory=list)  # of the other, in shared matters

    def see(self, memory: float) -> None:
        """Note which words the other kept, broke or let wait."""
        shown = [s for seat in self.seats if (s := seat.shown()) is not None]
        n = max(1, len(shown))
        self.kept = memory * self.kept + sum(good for good, _ in shown) / n
        self.broken = memory * self.broken + sum(bad for _, bad in shown) / n

    def forget(self) -> None:
        """Keep only what institutions keep."""
        ladder = self.seats[0].matter.model.ladder
        stays = sum(ladder[seat.matter.in_force][1] for seat in self.seats)
        self.kept *= stays / len(self.seats)
        self.broken *= stays / len(self.seats)


class Government(mesa.Agent):
    """A government: its seats, what it has seen of others, its idea."""

    def __init__(self, model: Cooperation, idea: float, capacity: float) -> None:
        super().__init__(model)
        self.idea = self.idea_start = self.next_idea = idea
        self.capacity, self.n_open = capacity, 0
        self.seats: list[Seat] = []
        self.seen: dict[Government, Evidence] = {}
        self.advocacy = Influence(0.0, [])

    def trust_in(self, other: Government) -> float:
        """The expectation that another keeps its word."""
        seen = self.seen[other]
        return (seen.kept + 1.0) / (seen.kept + seen.broken + 2.0)

    def feel_pressure(self) -> None:
        """Take this month's pressure and advocacy."""
        month = self.model.month
        for seat in self.seats:
            seat.pressure.arrive(month, seat.trust)
        self.advocacy.arrive(month)

    def count_open_parts(self) -> None:
        """Count the parts still owed."""
        self.n_open = sum(s.matter.owing and not s.acted for s in self.seats)

    def work(self) -> None:
        """Act where an act is owed, and keep one's word or not."""
        for seat in self.seats:
            seat.consider_action()
            seat.keep_word()

    def see_words(self) -> None:
        """Note what every partner showed this month."""
        for seen in self.seen.values():
            seen.see(self.model.p["memory"])

    def turn_over(self) -> None:
        """Leaders may change: of what both sides knew, what is written stays."""
        if self.model.random.random() < self.model.p["turnover_rate"]:
            for other, seen in self.seen.items():
                seen.forget()
                other.seen[self].forget()

    def form_trust(self) -> None:
        """Form the trust that counts in each matter."""
        for seat in self.seats:
            seat.form_trust()

    def learn_belief(self) -> None:
        """Compare hopes and deliveries in every matter."""
        for seat in self.seats:
            seat.learn_belief()

    def form_idea(self) -> None:
        """Hear the neighbours, look at one's own matters."""
        p = self.model.p
        heard = sum(seen.weight * other.idea for other, seen in self.seen.items())
        lived = sum(seat.matter.rung > 0 for seat in self.seats) / len(self.seats)
        open_to = p["susceptibility"]
        social = (1.0 - open_to) * self.idea_start + open_to * heard
        moved = social + p["idea_rate"] * (lived - self.idea) + self.advocacy.level
        self.next_idea = min(1.0, max(0.0, moved))

    def hold_idea(self) -> None:
        """Take on the idea formed, all governments at once."""
        self.idea = self.next_idea


class Cooperation(mesa.Model):
    """Governments with matters in common, month by month."""

    def __init__(self, at: Situation, seed: int) -> None:
        super().__init__(rng=seed)
        s, start = at.encoded.structure, at.start
        self.at, self.options, self.month = at, at.encoded.options, 0
        self.p = {
            name: float(start.parameter[parameters.row(name), 0])
            for name in parameters.PARAMETERS
        }
        self.ladder = [tuple(map(float, rung)) for rung in s.ladder.T]
        self.top = len(self.ladder) - 1
        self.governments = [
            Government(self, float(idea), float(capacity))
            for idea, capacity in start.government[
                [state.IDEA_START, state.CAPACITY], :, 0
            ].T
        ]
        self.matters = [self._matter(m) for m in range(s.matter_site.size)]
        self._seat_parties()
        self._tie()
        self._advocate()
        self.agents.do("form_trust")
        self._recall()

    @property
    def mean_trust(self) -> float:
        """Mean trust over all ties."""
        trust = [g.trust_in(other) for g in self.governments for other in g.seen]
        return sum(trust) / len(trust)

    def step(self) -> None:
        """One month: every stage, all agents, before the next stage."""
        if self.month > 0:
            self._arrive()
        for matter in self.matters:
            matter.climb(self.month)
        self.agents.do("count_open_parts")
        self.agents.do("work")
        for matter in self.matters:
            matter.carry_out()
        self._learn()
        for matter in self.matters:
            matter.come_into_force()
        self.month += 1

    def _learn(self) -> None:
        if self.options.trust_moves:
            self.agents.do("see_words")
            self.agents.do("turn_over")
            self.agents.do("form_trust")
        if self.options.belief_moves:
            self.agents.do("learn_belief")
        if self.options.idea_moves:
            self.agents.do("form_idea")
            self.agents.do("hold_idea")

    def _arrive(self) -> None:
        self.agents.do("feel_pressure")
        for matter in self.matters:
            matter.arrive(self.month)

    def _recall(self) -> None:
        for matter in self.matters:
            for seat in matter.seats:
                seat.pressure.recall()
            for influence in (
                matter.authority,
                matter.coordination,
                matter.participation,
            ):
                influence.recall()
        self._arrive()

    # -- setting up

    def _matter(self, m: int) -> Matter:
        start, s, agenda = self.at.start.matter, self.at.encoded.structure, self._agenda
        specificity, measurability = start[
            [state.SPECIFICITY, state.MEASURABILITY], m, 0
        ]
        inequality, imbalance = start[[state.INEQUALITY, state.IMBALANCE], m, 0]
        beginning, options = self.at.encoded.beginning, self.options
        return Matter(
            model=self,
            opening=int(s.matter[state.OPENING, m]),
            leap=int(s.matter[state.LEAP, m]),
            quorum=int(s.matter[state.QUORUM, m]),
            complexity=float(start[state.COMPLEXITY, m, 0]),
            benefit=float(start[state.BENEFIT, m, 0]),
            cost_ratio=float(start[state.COST_RATIO, m, 0]),
            division=float(0.5 * (0.5 * inequality + 0.5 * imbalance)),
            temptation=float(0.5 * specificity + 0.5 * (1.0 - measurability)),
            authority=self._influence(
                agenda.authority, m, "pressure", options.pressure_on
            ),
            coordination=self._influence(agenda.coordination, m, "coordination"),
            participation=self._influence(
                agenda.participation, m, "participation", options.participation_on
            ),
            rung=int(beginning.rung[m]),
            in_force=int(beginning.in_force[m]),
            lag=int(beginning.lag[m]),
            imposed={
                int(month): int(rung)
                for month, place, rung in agenda.imposed.T
                if place == m
            },
        )

    @property
    def _agenda(self) -> state.Agenda:
        return self.at.encoded.agenda

    def _influence(
        self, schedule: Schedule, target: int, fades: str, on: float = 1.0
    ) -> Influence:
        keep = 2.0 ** (-1.0 / self.p[fades + "_half_life"])
        return Influence(keep, self._pushes(schedule, target), on)

    def _pushes(self, schedule: Schedule, target: int) -> list[Push]:
        strength, reach = self.at.start.strength[:, 0], self.p["reach"]
        pulses = [
            Push(float(strength[by]) * reach**levels, int(month))
            for month, to, by, levels in schedule.pulse.T.tolist()
            if to == target
        ]
        holds = [
            Push(float(strength[by]) * reach**levels, since, until, bool(fades))
            for since, until, to, by, levels, fades in schedule.hold.T.tolist()
            if to == target
        ]
        return pulses + holds

    def _seat_parties(self) -> None:
        s, start = self.at.encoded.structure, self.at.encoded.beginning
        for p in range(self.at.n_parties):
            matter = self.matters[s.party[state.MATTER, p]]
            seat = Seat(
                government=self.governments[s.party[state.GOVERNMENT, p]],
                matter=matter,
                stake=float(self.at.start.party[state.STAKE, p, 0]),
                has_veto=bool(s.party[state.VETO, p]),
                pressure=self._influence(
                    self._agenda.pressure, p, "pressure", self.options.pressure_on
                ),
                belief=self.p["belief_start"],
                acted=bool(start.acted[p]),
            )
            matter.seats.append(seat)
            seat.government.seats.append(seat)
        for matter in self.matters:
            members = [seat.government for seat in matter.seats]
            for seat in matter.seats:
                seat.partners = [g for g in members if g is not seat.government]

    def _tie(self) -> None:
        s, start = self.at.encoded.structure, self.at.start.tie
        rows = [state.WORDS_KEPT, state.WORDS_BROKEN, state.IDEA_WEIGHT]
        for e, (kept, broken, weight) in enumerate(start[rows, :, 0].T.tolist()):
            source = self.governments[s.tie[state.SOURCE, e]]
            target = self.governments[s.tie[state.TARGET, e]]
            own = [seat.matter for seat in source.seats]
            shared = [seat for seat in target.seats if seat.matter in own]
            source.seen[target] = Evidence(kept, broken, weight, shared)

    def _advocate(self) -> None:
        for place, government in enumerate(self.governments):
            pushes = self._pushes(self._agenda.advocacy, place)
            government.advocacy = Influence(1.0, pushes)
