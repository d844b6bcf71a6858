"""Whether a plan fits a case: ids it has, superiors who may, rungs that exist."""

from __future__ import annotations

from collections.abc import Iterator

from tingqiao.case.entities import Case, ConsentRule, Matter, Text
from tingqiao.case.faults import Fault
from tingqiao.case.tree import Tree, tree_of
from tingqiao.model.plan import LOWEST
from tingqiao.plans.form import ImpositionForm, PlanForm

_SHARES_SLACK = 0.01


def faults_for(form: PlanForm, case: Case, file: str) -> Iterator[Fault]:
    """Every fault of a well-formed plan in the light of one case."""
    yield from _Fit(case, file).faults(form)


class _Fit:
    """One plan held against one case."""

    def __init__(self, case: Case, file: str) -> None:
        self.case, self.file = case, file
        self.matters = {m.id: m for m in case.matters}
        self.governments = {g.id for g in case.governments}
        self.tree: Tree = tree_of(case.governments)

    def faults(self, form: PlanForm) -> Iterator[Fault]:
        """All of them, in the order of the form."""
        yield from self._levers(form)
        for i, imposed in enumerate(form.imposed, 1):
            yield from self._imposed(f"imposed.{i}", imposed)
        for name in ("opening", "consent", "leap"):
            yield from self._matters(name, tuple(getattr(form, name)))
        for matter, rung in form.leap.items():
            yield from self._rung(f"leap.{matter}", rung)
        for matter, rule in form.consent.items():
            yield from self._rule(matter, rule)
        for matter, shares in form.shares.items():
            yield from self._shares(matter, shares)

    def _levers(self, form: PlanForm) -> Iterator[Fault]:
        for i, push in enumerate(form.pressure, 1):
            yield from self._superior(f"pressure.{i}.by", push.by)
            yield from self._matters(f"pressure.{i}.matters", push.matters)
            yield from self._governments(f"pressure.{i}.on", push.on)
        for name in ("coordination", "participation"):
            for i, support in enumerate(getattr(form, name), 1):
                yield from self._matters(f"{name}.{i}.matters", support.matters)
        for i, advocacy in enumerate(form.advocacy, 1):
            yield from self._governments(f"advocacy.{i}.by", (advocacy.by,))

    def _fault(self, place: str, value: object, rule: Text, remedy: Text) -> Fault:
        return Fault(self.file, None, None, place, str(value), rule, remedy)

    def _matters(self, place: str, ids: tuple[str, ...]) -> Iterator[Fault]:
        for matter in ids:
            if matter != "*" and matter not in self.matters:
                known = ", ".join(self.matters)
                yield self._fault(
                    place,
                    matter,
                    Text("案例里没有这件事项", "the case has no such matter"),
                    Text(f"用这些之一：*, {known}", f"use one of: *, {known}"),
                )

    def _governments(self, place: str, ids: tuple[str, ...]) -> Iterator[Fault]:
        for government in ids:
            if government not in self.governments:
                yield self._fault(
                    place,
                    government,
                    Text("案例里没有这个政府", "the case has no such government"),
                    Text("用 governments.csv 里的 id", "use an id of governments.csv"),
                )

    def _superior(self, place: str, by: str) -> Iterator[Fault]:
        if by != LOWEST:
            yield from self._governments(place, (by,))

    def _imposed(self, place: str, imposed: ImpositionForm) -> Iterator[Fault]:
        by = imposed.by
        yield from self._superior(f"{place}.by", by)
        yield from self._matters(f"{place}.matters", imposed.matters)
        yield from self._rung(f"{place}.rung", imposed.rung)
        if by == LOWEST or by not in self.governments:
            return
        for matter in self._chosen(imposed.matters):
            if not all(self.tree.is_above(by, party) for party in matter.parties):
                yield self._fault(
                    f"{place}.by",
                    by,
                    Text(
                        f"不是“{matter.id}”各方的共同上级，无权设定",
                        f"is not a common superior of the parties of '{matter.id}'",
                    ),
                    Text(
                        "写 lowest，或指明事项", "write 'lowest', or name the matters"
                    ),
                )

    def _chosen(self, ids: tuple[str, ...]) -> list[Matter]:
        if "*" in ids:
            return list(self.case.matters)
        return [self.matters[matter] for matter in ids if matter in self.matters]

    def _rung(self, place: str, rung: int) -> Iterator[Fault]:
        if rung > self.case.top:
            top = self.case.top
            yield self._fault(
                place,
                rung,
                Text(f"阶梯最高是第 {top} 级", f"the ladder ends at rung {top}"),
                Text(f"写 1 到 {top}", f"write 1 to {top}"),
            )

    def _rule(self, matter: str, rule: ConsentRule) -> Iterator[Fault]:
        for chosen in self._chosen((matter,)):
            n = len(chosen.parties)
            strangers = [veto for veto in rule.vetoes if veto not in chosen.parties]
            if strangers or (rule.quorum or 0) > n:
                yield self._fault(
                    f"consent.{matter}",
                    ", ".join(strangers) or rule.quorum,
                    Text(
                        f"“{chosen.id}”只有 {n} 方：{'、'.join(chosen.parties)}",
                        f"'{chosen.id}' has {n} parties: {', '.join(chosen.parties)}",
                    ),
                    Text(
                        "法定数不超过方数，否决者须是当事方",
                        "ask for at most that many; vetoes must be parties",
                    ),
                )

    def _shares(self, matter: str, shares: dict[str, float]) -> Iterator[Fault]:
        yield from self._matters("shares", (matter,))
        if matter not in self.matters:
            return
        parties = set(self.matters[matter].parties)
        total = sum(shares.values())
        if set(shares) != parties or abs(total - 1.0) > _SHARES_SLACK:
            yield self._fault(
                f"shares.{matter}",
                shares,
                Text(
                    "须给出每一方的份额，合计为 1",
                    "must give every party a share, summing to 1",
                ),
                Text(
                    f"各方：{'、'.join(sorted(parties))}",
                    f"the parties: {', '.join(sorted(parties))}",
                ),
            )
