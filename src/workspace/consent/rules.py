"""Who may propose, amend and take a stance, and when; every denial explains itself."""

from __future__ import annotations

from workspace.accounts.permission import Condition, Rule
from workspace.consent.predicates import (
    draft_is_open,
    has_reason,
    is_based_on_current,
    is_current_text,
    is_live,
    is_not_put_yet,
    is_own_stance,
    is_party_spoken_for,
    is_proposer,
    is_put_to_all,
    is_suggestion,
    is_thawed,
    may_enter_for,
    nothing_asked,
    on_proposal,
    proposal_of,
    rung_is_open,
    version_of,
    waits_for_word,
)
from workspace.matters.rules import party, still_open
from workspace.units.models import Power
from workspace.units.rules import having, in_force
from workspace.units.workdays import SHANGHAI
from workspace.wording import Words

in_party = Condition(on_proposal(party.holds), party.says, party.remedy)
on_open_matter = Condition(
    on_proposal(still_open.holds), still_open.says, still_open.remedy, timely=True
)
proposer = Condition(
    is_proposer,
    lambda ask: Words("提案是{unit}提的。", "The proposal was made by {unit}.").fill(
        unit=proposal_of(ask).unit.name
    ),
    Words(
        "您可以提出修改意见，由提案方采纳。", "Suggest an amendment; they can adopt it."
    ),
)
open_rung = Condition(
    rung_is_open,
    Words(
        "这件事已经到顶或已办结，没有下一级可提。", "There is no next rung to propose."
    ),
    Words(
        "可以就承诺和协议继续办理。",
        "Commitments and agreements can still be worked on.",
    ),
    timely=True,
)
one_question = Condition(
    nothing_asked,
    Words(
        "下一级已经有一份提案在征求意见。",
        "A proposal of the next rung is already open.",
    ),
    Words(
        "请在那份提案上表态或提出修改。",
        "Take a stance on it, or suggest an amendment.",
    ),
    timely=True,
)
live = Condition(
    is_live,
    Words(
        "这份提案已撤回，或事项已经换了级。",
        "The proposal was withdrawn or the matter has moved.",
    ),
    Words("请看这件事现在的提案。", "Look at the matter's present proposal."),
    timely=True,
)
put_to_all = Condition(
    is_put_to_all,
    Words(
        "这份提案还在拟稿，没有提请各方。",
        "The proposal is a draft; nobody has been asked yet.",
    ),
    Words(
        "由提案方有“审签”权限的人提请。",
        "Who confirms in the proposing unit can put it to all.",
    ),
    timely=True,
)
not_put_yet = Condition(
    is_not_put_yet,
    Words("这份提案已经提请各方。", "The proposal has already been put to all."),
    Words("要改文字，请改出新的一稿。", "To change the text, make a new version."),
    timely=True,
)
current_text = Condition(
    is_current_text,
    Words(
        "文字已经改过，这不是现在的一稿。",
        "The text has changed; this version no longer stands.",
    ),
    Words(
        "请重新打开页面，读现在的一稿。",
        "Open the page again and read the present version.",
    ),
    timely=True,
)
thawed = Condition(
    is_thawed,
    lambda ask: Words(
        "这一稿还在冻结期，{when} 起可以表态。",
        "This version is frozen; stances open at {when}.",
    ).fill(when=f"{version_of(ask).opens_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"),
    Words(
        "这段时间供各方读稿、会商，等到点即可。",
        "The interval is for reading; it ends by itself.",
    ),
    timely=True,
)
suggestion = Condition(
    is_suggestion,
    Words("这条修改意见已经答复过。", "This amendment has been answered."),
    Words("如要再改，请另提一条。", "To change more, suggest another."),
    timely=True,
)
based_on_current = Condition(
    is_based_on_current,
    Words(
        "您改的不是现在的一稿，别人已先改过。", "Somebody changed the text before you."
    ),
    Words(
        "您写的没有丢：请对照现在的一稿合并后再提交。",
        "Nothing you wrote is lost: merge it with the present version and send it again.",
    ),
    timely=True,
)
reasoned = Condition(
    has_reason,
    Words("这一步要写明理由。", "This needs a reason."),
    Words(
        "请写一两句话，各方都会看到。", "Write a line or two; all parties will read it."
    ),
    timely=True,
)
own_stance = Condition(
    is_own_stance,
    Words("这是另一方的表态。", "This stance is another party's."),
    Words("由那一方自己办。", "That party deals with it."),
)
pending = Condition(
    waits_for_word,
    Words(
        "没有待确认的代录同意，或已过期作废。",
        "No consent waits to be confirmed, or its time is over.",
    ),
    Words("可以直接表态。", "Take a stance directly."),
    timely=True,
)
open_draft = Condition(
    draft_is_open,
    Words("这份拟办已经处理过。", "This prepared stance has been dealt with."),
    Words("可以直接表态，或重新拟办。", "Take a stance, or prepare another."),
    timely=True,
)
writer_for = Condition(
    may_enter_for,
    Words("您不能代这一方录入。", "You cannot enter this party's word."),
    Words(
        "可由该方自己的人，或本事项的调解人录入。",
        "Its own people, or the mediator of the matter, can.",
    ),
)
spoken_for = Condition(
    is_party_spoken_for,
    Words("这一方已经表过态，或不是当事方。", "This party has spoken, or is no party."),
    Words("要改表态，由该方自己改。", "To change its stance, it must act itself."),
    timely=True,
)

prepares = having(Power.PREPARE, Power.CONFIRM)
confirms = having(Power.CONFIRM)

PREPARE_TEXT = Rule(
    "consent.text_prepared",
    (in_force, party, prepares, still_open, open_rung, one_question),
)
PROPOSE = Rule("consent.proposed", (in_force, proposer, confirms, live, not_put_yet))
CHANGE_TEXT = Rule(
    "consent.text_changed", (in_force, proposer, confirms, live, based_on_current)
)
SUGGEST = Rule(
    "consent.amendment_suggested",
    (in_force, in_party, prepares, live, put_to_all, based_on_current),
)
ADOPT = Rule(
    "consent.text_changed",
    (in_force, proposer, confirms, live, suggestion, based_on_current),
)
DECLINE = Rule(
    "consent.amendment_declined",
    (in_force, proposer, confirms, live, suggestion, reasoned),
)
_ASKED = (live, put_to_all, current_text, thawed)
PREPARE_STANCE = Rule(
    "consent.stance_prepared", (in_force, in_party, prepares, *_ASKED)
)
RETURN_STANCE = Rule(
    "consent.stance_returned", (in_force, own_stance, confirms, open_draft)
)
CONSENT = Rule("consent.consented", (in_force, in_party, confirms, *_ASKED))
STAND_ASIDE = Rule("consent.stood_aside", (in_force, in_party, confirms, *_ASKED))
OBJECT = Rule("consent.objected", (in_force, in_party, confirms, *_ASKED, reasoned))
WITHDRAW_STANCE = Rule(
    "consent.consent_withdrawn", (in_force, in_party, confirms, *_ASKED, reasoned)
)
ENTER = Rule("consent.consent_entered", (in_force, writer_for, *_ASKED, spoken_for))
CONFIRM_ENTERED = Rule(
    "consent.consent_confirmed",
    (in_force, own_stance, confirms, live, current_text, pending),
)
DENY_ENTERED = Rule(
    "consent.consent_denied",
    (in_force, own_stance, confirms, live, current_text, pending, reasoned),
)
WITHDRAW_PROPOSAL = Rule(
    "consent.proposal_withdrawn", (in_force, proposer, confirms, live, reasoned)
)
