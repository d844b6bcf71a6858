"""Who is waited for, for what, and until when: said once for rooms, desks and board."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from workspace.commitments.models import Commitment, EscalationStep, Progress
from workspace.consent.models import StanceDraft, TextVersion
from workspace.matters.models.matter import Matter, Part
from workspace.pages.queries.stances import Asked, Said, asked_of
from workspace.units.models import Unit
from workspace.units.workdays import local_day
from workspace.voices.models import Voice
from workspace.wording import Words


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing one unit is waited for."""

    unit: Unit
    matter: Matter | None
    what: Words
    note: Words
    link: str
    until: date | None
    at: date  # today, to say how far off that is

    @property
    def days(self) -> int | None:
        """Days from today; below 0 when past."""
        return (self.until - self.at).days if self.until else None

    @property
    def how_far(self) -> Words:
        """How far off it is, in words."""
        if self.days is None:
            return Words("没有定期限", "no date set")
        if self.days < 0:
            return Words(f"过了 {-self.days} 天", f"{-self.days} days past")
        if self.days == 0:
            return Words("今天", "today")
        return Words(f"还有 {self.days} 天", f"in {self.days} days")


def waited_for(matters: Iterable[Matter], at: datetime) -> list[Waiting]:
    """Everything waited for on these matters, what is soonest due first."""
    rows = {matter.pk: matter for matter in matters}
    found: list[Waiting] = []
    for pk, asked in asked_of(rows.values(), at).items():
        found += _by_question(rows[pk], asked, at)
    found += _parts(rows, at) + _commitments(rows, at) + _verifications(rows, at)
    found += _suggestions(rows, at) + _help(rows, at)
    return soonest_first(found)


def waited_inside(unit: Unit, matters: Iterable[Matter], at: datetime) -> list[Waiting]:
    """What waits inside the unit, which nobody else sees: drafts to confirm."""
    rows = {matter.pk: matter for matter in matters}
    return soonest_first(_drafts(unit, rows, at) + _texts(unit, rows, at))


def soonest_first(found: list[Waiting]) -> list[Waiting]:
    """Ordered by date; what has none comes last."""
    return sorted(found, key=lambda w: w.until or date.max)


def _by_question(matter: Matter, asked: Asked, at: datetime) -> list[Waiting]:
    if asked.version.opens_at > at:
        return []
    found = [_one(matter, asked, said, at) for said in asked.stances]
    objected = [s for s in asked.stances if s.kind == "object"]
    if objected:
        found.append(_to_objections(matter, asked, objected, at))
    return [w for w in found if w is not None]


def _one(matter: Matter, asked: Asked, said: Said, at: datetime) -> Waiting | None:
    rung = matter.case.rung_name(asked.proposal.rung)
    link = f"{matter.link}#proposal"
    if said.kind == "pending":
        what = Words("确认代录的同意", "Confirm the consent entered for you")
        note = Words("过期作废，按未表态计", "void when late: counts as no answer")
        until = local_day(said.stance.confirm_by)
        return Waiting(said.stance.unit, matter, what, note, link, until, local_day(at))
    if said.kind != "silent":
        return None
    what = Words("对“{rung}”表态", "Answer on “{rung}”").fill(rung=rung)
    note = _also_silent(asked, said)
    until = asked.proposal.answer_by
    return Waiting(said.stance.unit, matter, what, note, link, until, local_day(at))


def _also_silent(asked: Asked, said: Said) -> Words:
    others = [
        s.stance.unit.name for s in asked.stances if s.kind == "silent" and s != said
    ]
    if not others:
        return Words("只等这一方", "the only one still to answer")
    zh, en = "、".join(w.zh for w in others), ", ".join(w.en for w in others)
    return Words(f"{zh}也未表态", f"{en} not answered either")


def _to_objections(
    matter: Matter, asked: Asked, objected: list[Said], at: datetime
) -> Waiting:
    names = [s.stance.unit.name for s in objected]
    zh, en = "、".join(w.zh for w in names), ", ".join(w.en for w in names)
    return Waiting(
        asked.proposal.unit,
        matter,
        Words("回应异议：改稿或撤回", "Meet the objection: amend or withdraw"),
        Words(f"{zh}有异议", f"{en} objected"),
        f"{matter.link}#proposal",
        asked.proposal.answer_by,
        local_day(at),
    )


def _parts(rows: dict[int, Matter], at: datetime) -> list[Waiting]:
    due = Part.objects.filter(matter__in=rows, done_at=None, by_commitments=False)
    return [
        Waiting(
            part.unit,
            rows[part.matter_id],
            Words("办完“{rung}”应办的事", "Finish what “{rung}” asks of you").fill(
                rung=rows[part.matter_id].case.rung_name(part.rung)
            ),
            Words("办完才能再上一级", "before it is done the matter cannot climb"),
            f"{rows[part.matter_id].link}#parts",
            part.due,
            local_day(at),
        )
        for part in due.select_related("unit")
        if part.round == rows[part.matter_id].round
    ]


def _commitments(rows: dict[int, Matter], at: datetime) -> list[Waiting]:
    promised = Commitment.objects.open().filter(matter__in=rows)
    reported = Progress.objects.filter(is_final=True, verification=None)
    waiting = promised.exclude(pk__in=reported.values("commitment"))
    return [
        Waiting(
            promise.owner,
            rows[promise.matter_id],
            Words(promise.title, promise.title),
            Words("我方承诺", "our commitment"),
            f"{rows[promise.matter_id].link}#commitments",
            promise.due,
            local_day(at),
        )
        for promise in waiting.select_related("owner")
    ]


def _verifications(rows: dict[int, Matter], at: datetime) -> list[Waiting]:
    reports = Progress.objects.filter(
        is_final=True, verification=None, commitment__matter__in=rows,
        commitment__closed_at=None, commitment__withdrawn_at=None,
    )  # fmt: skip
    return [
        Waiting(
            report.commitment.verifier,
            rows[report.commitment.matter_id],
            Words("核实：{title}", "Verify: {title}").fill(
                title=report.commitment.title
            ),
            Words("{unit}报已办成", "{unit} reports it delivered").fill(
                unit=report.commitment.owner.name
            ),
            f"{rows[report.commitment.matter_id].link}#commitments",
            None,
            local_day(at),
        )
        for report in reports.select_related(
            "commitment__owner", "commitment__verifier"
        )
        if report.commitment.verifier is not None
    ]


def _suggestions(rows: dict[int, Matter], at: datetime) -> list[Waiting]:
    open_texts = TextVersion.objects.filter(
        proposal__matter__in=rows, proposal__withdrawn_at=None,
        proposal__opened_at__isnull=False, adopted_at=None, declined_at=None,
    ).select_related("proposal__unit", "unit")  # fmt: skip
    return [
        Waiting(
            text.proposal.unit,
            rows[text.proposal.matter_id],
            Words("答复修改意见", "Answer the amendment"),
            Words("{unit}提出", "suggested by {unit}").fill(unit=text.unit.name),
            f"{rows[text.proposal.matter_id].link}#amendments",
            None,
            local_day(at),
        )
        for text in open_texts
        if text.proposal.round == rows[text.proposal.matter_id].round
        and text.unit_id != text.proposal.unit_id
    ]


def _help(rows: dict[int, Matter], at: datetime) -> list[Waiting]:
    asked = EscalationStep.objects.waiting(at).filter(escalation__matter__in=rows)
    return [
        Waiting(
            step.to,
            rows[step.escalation.matter_id],
            Words("答复求助", "Answer the call for help"),
            Words(step.escalation.reason, step.escalation.reason),
            f"{rows[step.escalation.matter_id].link}#asked-help",
            step.grace_until,
            local_day(at),
        )
        for step in asked.select_related("to", "escalation")
    ]


def _drafts(unit: Unit, rows: dict[int, Matter], at: datetime) -> list[Waiting]:
    drafts = StanceDraft.objects.open().filter(
        unit=unit, version__proposal__matter__in=rows
    )
    return [
        _inside(
            unit,
            rows[draft.version.proposal.matter_id],
            Words("审签拟办的表态", "Confirm the prepared stance"),
            "#proposal",
            at,
        )
        for draft in drafts.select_related("version__proposal")
        if draft.version.proposal.round == rows[draft.version.proposal.matter_id].round
    ]


def _texts(unit: Unit, rows: dict[int, Matter], at: datetime) -> list[Waiting]:
    what = Words("提请各方，或改好再提", "Put the draft to all, or improve it")
    return [
        _inside(unit, matter, what, "#proposal", at)
        for matter in rows.values()
        for draft in matter.proposals.live().filter(unit=unit, opened_at=None)
    ]


def _inside(
    unit: Unit, matter: Matter, what: Words, anchor: str, at: datetime
) -> Waiting:
    note = Words("只有本单位看得到", "seen by our unit only")
    return Waiting(unit, matter, what, note, matter.link + anchor, None, local_day(at))


def unanswered_voices(unit: Unit, voices, at: datetime) -> list[Waiting]:
    """What residents and firms said in this place that no unit has answered."""
    what = Words("答复反映", "Answer a voice")
    found: list[Voice] = list(voices.filter(place=unit, replies=None)[:20])
    return [
        Waiting(
            unit,
            voice.matter,
            what,
            Words(voice.text[:40], voice.text[:40]),
            voice.link,
            None,
            local_day(at),
        )
        for voice in found
    ]
