"""One matter's room: everything its page shows, read for one person at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workspace.accounts.models import Person
from workspace.consent.differences import Change, differences
from workspace.consent.models import StanceDraft, TextVersion
from workspace.consent.ruling import rule_in_words
from workspace.matters.models.case import Rung
from workspace.matters.models.matter import Climb, Matter, Part
from workspace.matters.models.saying import Position, Statement
from workspace.matters.timeline import Line, timeline
from workspace.pages.acts import consenting, handling
from workspace.pages.acts.doing import Doing, Way, way
from workspace.pages.queries.stances import Asked, asked_of
from workspace.pages.queries.waiting import Waiting, waited_for
from workspace.units.models import Mandate, Power, Unit
from workspace.units.workdays import years_missing
from workspace.wording import Words

AT_FIRST = 15  # lines of the story before the rest is folded away


@dataclass(frozen=True, slots=True)
class Step:
    """One stair: done, now, next or beyond."""

    rung: Rung
    state: str
    note: Words


@dataclass(frozen=True, slots=True)
class Side:
    """One party's words, and what it said before."""

    unit: Unit
    now: Statement | None
    older: list[Statement]


@dataclass(frozen=True, slots=True)
class Amendment:
    """Other words that were suggested: what they change, and the answers to them."""

    text: TextVersion
    changed: list[list[Change]]
    ways: list[Way]


@dataclass(frozen=True, slots=True)
class Question:
    """The open proposal, with what the person may do about it."""

    asked: Asked
    parent: TextVersion | None
    changed: list[list[Change]]
    amendments: list[Amendment]
    draft: StanceDraft | None
    consent: Way
    main: list[Way]
    more: list[Way]
    is_frozen: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal not put to anyone yet: only the drafting unit has it."""

    text: TextVersion
    ways: list[Way]


@dataclass(frozen=True, slots=True)
class OwnPart:
    """A party's part on this rung, and its act if it is the person's own."""

    part: Part
    way: Way


@dataclass(frozen=True, slots=True)
class Room:
    """Everything on the page of one matter."""

    matter: Matter
    units: list[Unit]
    superior: Unit | None
    steps: list[Step]
    rule: Words
    question: Question | None
    draft: Draft | None
    prepare: Way
    sides: list[Side]
    positions: list[Position]
    parts: list[OwnPart]
    story: list[Line]
    waits: list[Waiting]
    ways: dict[str, Way]
    missing_years: list[int]

    @property
    def recent(self) -> list[Line]:
        """What happened last."""
        return self.story[:AT_FIRST]

    @property
    def earlier(self) -> list[Line]:
        """What happened before, folded away."""
        return self.story[AT_FIRST:]


def room_of(matter: Matter, person: Person, by: Mandate | None, at: datetime) -> Room:
    """The room of a matter that came through `visible_to`."""
    asked = asked_of([matter], at).get(matter.pk)
    waits = waited_for([matter], at)
    return Room(
        matter=matter,
        units=matter.units,
        superior=matter.superior,
        steps=_steps(matter, asked),
        rule=rule_in_words(matter),
        question=_question(asked, by, at) if asked else None,
        draft=_draft(matter, person, by, at),
        prepare=way(consenting.PREPARE, matter, by, at),
        sides=_sides(matter),
        positions=_positions(matter, person, at),
        parts=_parts(matter, by, at),
        story=timeline(matter, person, at),
        waits=waits,
        ways=_rarer(matter, by, at),
        missing_years=years_missing(at.date(), *(w.until for w in waits if w.until)),
    )


def _steps(matter: Matter, asked: Asked | None) -> list[Step]:
    since = {c.to_rung: f"{c.at:%Y-%m}" for c in matter.climbs.all()}
    if matter.rung_since:
        since[matter.rung] = matter.rung_since[:7]
    return [
        _step(matter, rung, since.get(rung.number, ""), asked)
        for rung in matter.case.rungs.all()
    ]


def _step(matter: Matter, rung: Rung, since: str, asked: Asked | None) -> Step:
    if rung.number < matter.rung:
        return Step(rung, "done", Words(since, since))
    if rung.number == matter.rung:
        note = Words(f"{since} 起", f"since {since}") if since else Words("", "")
        return Step(rung, "now", note)
    if asked and rung.number == asked.proposal.rung:
        note = (
            Words("待履行，再升", "agreed; parts due")
            if matter.agreed_rung
            else Words("提案中", "proposed")
        )
        return Step(rung, "next", note)
    return Step(rung, "", Words("", ""))


def _question(asked: Asked, by: Mandate | None, at: datetime) -> Question:
    text = asked.version
    parent = _before(text)
    return Question(
        asked=asked,
        parent=parent,
        changed=differences(parent.body, text.body) if parent else [],
        amendments=_amendments(asked, by, at),
        draft=_own_draft(asked, by),
        consent=way(consenting.CONSENT, text, by, at),
        main=_main_ways(asked, by, at),
        more=_more_ways(asked, by, at),
        is_frozen=text.opens_at > at,
    )


def _before(text: TextVersion) -> TextVersion | None:
    adopted = text.proposal.versions.filter(adopted_at__isnull=False)
    return adopted.filter(number__lt=text.number).order_by("number").last()


def _own_draft(asked: Asked, by: Mandate | None) -> StanceDraft | None:
    if by is None:
        return None
    drafts = asked.version.drafts.open().filter(unit=by.unit)
    return drafts.select_related("mandate__person").first()


def _main_ways(asked: Asked, by: Mandate | None, at: datetime) -> list[Way]:
    ways = [
        way(d, asked.version, by, at) for d in (consenting.ASIDE, consenting.OBJECT)
    ]
    own = [
        s for s in asked.stances if by is not None and s.stance.unit_id == by.unit_id
    ]
    if own and own[0].kind == "pending":
        pair = (consenting.CONFIRM, consenting.DENY)
        return [way(d, own[0].stance, by, at) for d in pair] + ways
    return ways


def _more_ways(asked: Asked, by: Mandate | None, at: datetime) -> list[Way]:
    text = asked.version
    own = [
        s.kind
        for s in asked.stances
        if by is not None and s.stance.unit_id == by.unit_id
    ]
    found: list[Doing] = []
    if own and own[0] not in ("silent", "pending"):
        found.append(consenting.TAKE_BACK)
    if by is not None and not by.may(Power.CONFIRM):
        found.append(consenting.PREPARE_STANCE)
    found.append(
        consenting.CHANGE
        if by and by.unit_id == asked.proposal.unit_id
        else consenting.SUGGEST
    )
    ways = [way(d, text, by, at) for d in found]
    return [
        *ways,
        *_entering(asked, by, at),
        way(consenting.WITHDRAW, asked.proposal, by, at),
    ]


def _entering(asked: Asked, by: Mandate | None, at: datetime) -> list[Way]:
    silent = [s.stance.unit for s in asked.stances if s.kind == "silent"]
    for unit in silent:
        if by is not None and consenting.ENTER.rule.allows(
            by, asked.version, at, unit=unit
        ):
            form = consenting.ENTER.form(row=asked.version, by=by, auto_id="enter-%s")
            return [Way(consenting.ENTER, asked.version, form, None)]
    return []


def _amendments(asked: Asked, by: Mandate | None, at: datetime) -> list[Amendment]:
    texts = asked.proposal.versions.filter(
        adopted_at=None, prepared_at__gte=asked.proposal.opened_at
    )
    pair = (consenting.ADOPT, consenting.DECLINE)
    return [
        Amendment(
            text,
            differences(text.parent.body, text.body),
            [way(d, text, by, at) for d in pair],
        )
        for text in texts.select_related(
            "unit", "parent", "proposal__matter__case", "proposal__unit"
        )
        if text.parent is not None
    ]


def _draft(
    matter: Matter, person: Person, by: Mandate | None, at: datetime
) -> Draft | None:
    drafts = matter.proposals.live().visible_to(person, at).filter(opened_at=None)
    proposal = drafts.select_related("matter__case", "unit").first()
    if proposal is None or proposal.head is None:
        return None
    ways = [
        way(consenting.PUT, proposal, by, at),
        way(consenting.CHANGE, proposal.head, by, at),
        way(consenting.WITHDRAW, proposal, by, at),
    ]
    return Draft(proposal.head, ways)


def _sides(matter: Matter) -> list[Side]:
    said = list(matter.statements.select_related("unit").order_by("-at"))
    return [
        _side(unit, [s for s in said if s.unit_id == unit.pk]) for unit in matter.units
    ]


def _side(unit: Unit, said: list[Statement]) -> Side:
    now = next((s for s in said if s.stands), None)
    return Side(unit, now, [s for s in said if not s.stands])


def _positions(matter: Matter, person: Person, at: datetime) -> list[Position]:
    seen = Position.objects.visible_to(person, at).filter(matter=matter, stands=True)
    return list(seen.select_related("unit"))


def _parts(matter: Matter, by: Mandate | None, at: datetime) -> list[OwnPart]:
    rows = matter.parts.filter(round=matter.round).select_related(
        "unit", "matter__case"
    )
    return [OwnPart(part, way(handling.PART_DONE, part, by, at)) for part in rows]


def _rarer(matter: Matter, by: Mandate | None, at: datetime) -> dict[str, Way]:
    return {
        d.name.replace("-", "_"): way(d, matter, by, at) for d in handling.ON_THE_MATTER
    }


def imposed(matter: Matter) -> Climb | None:
    """The last change of rung, where it was a superior's word and nobody was asked."""
    last = matter.climbs.last()
    return last if last is not None and last.cause == Climb.Cause.MANDATE else None
