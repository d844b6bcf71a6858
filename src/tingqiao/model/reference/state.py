"""What moves in one run, by name."""

from __future__ import annotations

from dataclasses import dataclass, field

from tingqiao.model.reference.world import Pair, Party

ByName = dict[str, float]


@dataclass
class Standing:
    """Where one matter stands."""

    rung: int
    in_force: int
    lag: int
    owing: bool
    stalled: int = 0
    waiting: int = 0
    moved: bool = False  # came to another rung this month
    completed: bool = False  # all have acted this month


@dataclass
class State:
    """Everything that moves. What is felt of the outside goes by target."""

    matter: dict[str, Standing]
    consent: dict[Party, bool]
    acted: dict[Party, bool]
    belief: dict[Party, float]
    idea: ByName
    kept: dict[Pair, float]
    broken: dict[Pair, float]
    pressure: dict[Party, float] = field(default_factory=dict)
    authority: ByName = field(default_factory=dict)
    coordination: ByName = field(default_factory=dict)
    participation: ByName = field(default_factory=dict)
    advocacy: ByName = field(default_factory=dict)
    trust: dict[Pair, float] = field(default_factory=dict)
    word: dict[Party, bool] = field(default_factory=dict)  # kept this month
    output: ByName = field(default_factory=dict)
    desk: dict[str, int] = field(default_factory=dict)  # matters, by superior


@dataclass
class Path:
    """One run month by month, month 0 being the start."""

    rung: list[dict[str, int]] = field(default_factory=list)
    in_force: list[dict[str, int]] = field(default_factory=list)
    consent: list[dict[Party, bool]] = field(default_factory=list)
    acted: list[dict[Party, bool]] = field(default_factory=list)
    trust: list[dict[Pair, float]] = field(default_factory=list)
    idea: list[ByName] = field(default_factory=list)
    belief: list[dict[Party, float]] = field(default_factory=list)
    pressure: list[dict[Party, float]] = field(default_factory=list)
    coordination: list[ByName] = field(default_factory=list)
    output: list[ByName] = field(default_factory=list)

    def note(self, now: State) -> None:
        """Add the end of a month."""
        self.rung.append({m: s.rung for m, s in now.matter.items()})
        self.in_force.append({m: s.in_force for m, s in now.matter.items()})
        self.consent.append(dict(now.consent))
        self.acted.append(dict(now.acted))
        self.trust.append(dict(now.trust))
        self.idea.append(dict(now.idea))
        self.belief.append(dict(now.belief))
        self.pressure.append(dict(now.pressure))
        self.coordination.append(dict(now.coordination))
        self.output.append(dict(now.output))
