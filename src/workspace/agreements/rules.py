"""Who may issue, sign, refuse and hand over, and when; every denial explains itself."""

from __future__ import annotations

from workspace.accounts.permission import Ask, Condition, Rule
from workspace.agreements import predicates as asks
from workspace.matters.rules import confirms, party
from workspace.units.models import Power
from workspace.units.rules import having, in_force
from workspace.wording import Words

signs = having(Power.SIGN)


def _now(holds, says: Words, remedy: Words) -> Condition:
    return Condition(holds, says, remedy, timely=True)


def _still_with(ask: Ask) -> Words:
    held = ask.on.assigned_to
    said = Words("这一份由{person}签署。", "{person} signs this one.")
    return said.fill(person=held.person.name if held else "")


in_party = Condition(asks.is_party, party.says, party.remedy)
agreed = _now(
    asks.is_agreed,
    Words("各方还没有就这一稿达成一致。", "The parties have not agreed on this text."),
    Words("请先让各方表态，升级后再印发。", "Let all parties answer first."),
)
every_party = _now(
    asks.is_every_party_once,
    Words("签署顺序须包括每个当事方一次。", "The order must name each party once."),
    Words("请改后再印发。", "Change the order and issue again."),
)
algorithm = _now(
    asks.has_algorithm,
    Words("本机不支持这种指纹算法。", "This machine cannot make that fingerprint."),
    Words(
        "请用 SHA-256；SM3 需 OpenSSL 1.1.1 以上。",
        "Use SHA-256; SM3 needs OpenSSL 1.1.1.",
    ),
)
unfinished = _now(
    asks.is_not_complete,
    Words("这一稿各方都已签署。", "All parties have signed this text."),
    Words(
        "如要改动，请就新的文本征求同意。", "To change it, ask consent to a new text."
    ),
)
own_turn = Condition(
    asks.is_own_turn,
    lambda ask: Words("这一份由{unit}签署。", "{unit} signs this one.").fill(
        unit=ask.on.unit.name
    ),
    Words("由该单位办理。", "That unit can."),
)
assigned = Condition(
    asks.is_assigned,
    _still_with,
    Words(
        "可请其转交；授权已结束的，本单位可直接转交。", "Ask for it to be handed over."
    ),
)
current = _now(
    asks.is_current,
    Words("这一版已被新的一版取代。", "A later version has been issued."),
    Words(
        "请看最新一版。签署只对一版有效。",
        "See the latest: a signature holds for one version.",
    ),
)
still_open = _now(
    asks.is_open,
    Words(
        "您的单位已签署或已拒签这一版。",
        "Your unit has signed or refused this version.",
    ),
    Words(
        "不必再办；要改请印发新的一版。",
        "Nothing is left to do; a change takes a new version.",
    ),
)
unrefused = _now(
    asks.nobody_refused,
    Words("有一方没有签署这一版。", "A party refused to sign this version."),
    Words("请看其理由，改后印发新的一版。", "Read its reason and issue a new version."),
)
turn = _now(
    asks.others_have_signed,
    lambda ask: Words(
        "还没有轮到，{unit}先签。", "Not your turn: {unit} signs first."
    ).fill(unit=ask.on.comes_after.first().unit.name),
    Words("请等前面的单位签完。", "Wait until those before you have signed."),
)
this_version = _now(
    asks.is_this_version,
    Words("您看到的不是这一版。", "What you read is not this version."),
    Words("请重新打开页面再签。", "Open the page again, then sign."),
)
scan = _now(
    asks.is_a_scan,
    Words("这个文件不是可用的扫描件。", "This file is no usable scan."),
    Words(
        "请用 PDF、JPG 或 PNG，不超过 20 MB，不能是空文件。",
        "Use PDF, JPG or PNG, up to 20 MB, not empty.",
    ),
)
reason = _now(
    asks.gives_reason,
    Words("请写明理由。", "Please give a reason."),
    Words("写一句话即可，各方都会看到。", "One sentence will do; all parties read it."),
)
hands_over = Condition(
    asks.may_hand_over,
    _still_with,
    Words(
        "由其本人转交；其授权结束后本单位可转交。", "They can pass it on themselves."
    ),
)
taker = _now(
    asks.takes_it_over,
    Words("接手的人没有本单位的签署权限。", "Who takes it may not sign for this unit."),
    Words(
        "请先由本单位有“授权”权限的人授权。",
        "Let who appoints give them the power first.",
    ),
)

_SIGN = (
    in_force, own_turn, signs, assigned, current, still_open, unrefused, turn,
    this_version,
)  # fmt: skip

ISSUE = Rule(
    "agreements.issued",
    (in_force, in_party, confirms, agreed, every_party, algorithm, unfinished),
)
SIGN = Rule("agreements.signed", _SIGN)
RETURN_SCAN = Rule("agreements.scan_received", (*_SIGN, scan))
REFUSE = Rule(
    "agreements.refused",
    (in_force, own_turn, signs, assigned, current, still_open, reason),
)
HAND_OVER = Rule(
    "agreements.handed_over",
    (
        in_force, own_turn, having(Power.SIGN, Power.APPOINT), hands_over, current,
        still_open, taker,
    ),
)  # fmt: skip
