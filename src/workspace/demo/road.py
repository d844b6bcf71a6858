"""Sample acts on the dead-end road: two rungs climbed, the third being asked for.

Invented from end to end, as the demo strip says; only the matter, its parties
and its past events are from the public record.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from workspace.consent.models import Proposal
from workspace.consent.services.on_behalf import enter_consent
from workspace.consent.services.proposing import (
    Text,
    adopt_amendment,
    change_text,
    prepare_proposal,
    propose,
    suggest_amendment,
)
from workspace.consent.services.stances import give_consent, object_to
from workspace.demo.agreements import play_signing
from workspace.demo.commitments import play_promises
from workspace.demo.people import mandate_of
from workspace.matters.models.matter import Matter, Seat
from workspace.matters.services.parts import finish_part
from workspace.matters.services.raising import give_seat
from workspace.matters.services.saying import give_words
from workspace.units.models import Unit

TOWNS = ("anting", "huaqiao", "baihe")
WORDS = {
    "anting": "桥是现成的，拦着的是几根铁桩。我们愿意先拆。（示例）",
    "huaqiao": "路通了，夜里的治安谁来管，要先写清楚。（示例）",
    "baihe": "时代名邸的居民盼了多年，可这笔巡逻的钱我们出得最不合算。（示例）",
}
EXCHANGE = Text(
    "三镇互通博园路–新东路–白虬江路情况",
    "三镇每月互报道路、桥梁和治安情况。\n联系人由各镇自定。",
    ("每月互报路桥和治安情况", "各镇定一名联系人", ""),
)
MEETINGS = Text(
    "三镇就博园路–新东路–白虬江路定期会商",
    "三镇每季度会商一次，轮流召集。\n会商纪要三方留存。",
    ("每季度会商一次", "轮流召集，纪要三方留存", ""),
)
OPENING = "拆顾浦车城桥的铁桩，改设限高架；拆除由安亭、花桥各派一队。\n新东路西段厂房段改线，花桥出路基，白鹤出接口，工期14个月。\n接通后{years}内，夜间治安巡逻由三镇轮值，费用{who}。"
LAST = "任何一方逾期三十日未完成本段工程的，另两方可请求最低共同上级协调。"


def _opening(years: str, who: str, *more: str) -> Text:
    body = "\n".join([OPENING.format(years=years, who=who), *more])
    patrol = f"接通后{years}内，夜间治安巡逻由三镇轮值，费用{who}"
    return Text("三镇接通博园路–新东路–白虬江路协议", body, (*_TWO_LINES, patrol))


_TWO_LINES = (
    "拆顾浦车城桥的铁桩，改设限高架；拆除由安亭、花桥各派一队",
    "新东路西段厂房段改线，花桥出路基，白鹤出接口，工期14个月",
)


def play_road(matter: Matter, at: datetime) -> Matter:
    """Take the matter to the middle of the third rung, every act by its own service."""
    _speak(matter, at - timedelta(days=80))
    _climb(matter, "anting", EXCHANGE, at - timedelta(days=75))
    _climb(matter, "huaqiao", MEETINGS, at - timedelta(days=50))
    matter.refresh_from_db()
    play_signing(matter, at)
    play_promises(matter, at)
    proposal = _negotiate(matter, at - timedelta(days=7))
    _answer(proposal, at - timedelta(days=2))
    matter.refresh_from_db()
    return matter


def _speak(matter: Matter, at: datetime) -> None:
    for code, text in WORDS.items():
        give_words(by=mandate_of(code), at=at, matter=matter, text=text)
    office = Unit.objects.get(code="csjhezuoban")
    watcher = Unit.objects.get(code="taicang")
    for unit, role in ((office, Seat.Role.MEDIATOR), (watcher, Seat.Role.OBSERVER)):
        give_seat(by=mandate_of("anting"), at=at, matter=matter, unit=unit, role=role)


def _climb(matter: Matter, proposer: str, text: Text, at: datetime) -> None:
    by = mandate_of(proposer)
    draft = prepare_proposal(by=by, at=at, matter=matter, text=text)
    proposal = propose(by=by, at=at, proposal=draft)
    for day, code in enumerate(TOWNS, start=2):
        moment = at + timedelta(days=day)
        give_consent(by=mandate_of(code), at=moment, version=proposal.version)
    for day, code in enumerate(TOWNS, start=8):
        matter.refresh_from_db()
        part = matter.parts_due.get(unit__code=code)
        finish_part(by=mandate_of(code), at=at + timedelta(days=day), part=part)


def _negotiate(matter: Matter, at: datetime) -> Proposal:
    anting, baihe = mandate_of("anting"), mandate_of("baihe")
    text = _opening("一年", "由受益方协商")
    draft = prepare_proposal(by=anting, at=at, matter=matter, text=text)
    proposal = propose(by=anting, at=at, proposal=draft)
    longer = suggest_amendment(
        by=baihe,
        at=at + timedelta(days=1),
        parent=proposal.version,
        text=_opening("两年", "由受益方协商"),
    )
    adopt_amendment(by=anting, at=at + timedelta(days=2), amendment=longer)
    change_text(
        by=anting,
        at=at + timedelta(days=3),
        proposal=proposal,
        parent=proposal.version,
        text=_opening("两年", "各三分之一", LAST),
    )
    return proposal


def _answer(proposal: Proposal, at: datetime) -> None:
    version = proposal.version
    give_consent(
        by=mandate_of("anting"), at=at, version=version, reason="经镇长办公会（示例）"
    )
    enter_consent(
        by=mandate_of("tiaojie"),
        at=at + timedelta(days=1),
        version=version,
        unit=Unit.objects.get(code="huaqiao"),
        evidence="电话同意，附通话记录（示例）",
    )
    object_to(
        by=mandate_of("baihe"),
        at=at + timedelta(days=1, hours=6),
        version=version,
        reason="“各三分之一”没有算过境车流。改按车流分摊即可同意。（示例）",
    )
