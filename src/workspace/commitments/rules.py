"""Who may promise, report, verify and ask for help, and when; every denial explains itself."""

from __future__ import annotations

from workspace.accounts.permission import Condition, NotPermitted, Rule
from workspace.commitments import predicates as asks
from workspace.commitments.predicates import commitment_of, on_matter_of
from workspace.matters.rules import confirms, is_open, party, prepares, still_open
from workspace.units.rules import in_force
from workspace.wording import Words

ASK_OTHERS = Words("请改后再提交。", "Please change it and send it again.")


def _now(holds, says: Words, remedy: Words = ASK_OTHERS) -> Condition:
    return Condition(holds, says, remedy, timely=True)


open_matter = Condition(
    on_matter_of(commitment_of, is_open),
    still_open.says,
    still_open.remedy,
    timely=True,
)
reason = _now(
    asks.gives_reason,
    Words("请写明理由。", "Please give a reason."),
    Words("写一句话即可，各方都会看到。", "One sentence will do; all parties read it."),
)
named_parties = _now(
    asks.parties_named,
    Words(
        "协办方和核验方须是这件事的另外两个当事方。",
        "Who helps and who verifies must be two other parties of the matter.",
    ),
)
due_ahead = _now(
    asks.due_lies_ahead,
    Words("到期日须在今天之后。", "The due date must lie after today."),
)
rising_plan = _now(
    asks.plan_line_rises,
    Words(
        "计划线的日期须逐个往后，比例须在 0 到 1 之间逐个不减，且不晚于到期日。",
        "The plan line must go forward in time, up in share from 0 to 1, and end by the due date.",
    ),
)
own_part = _now(
    asks.part_is_ours,
    Words(
        "只能承担本单位在本级应办的事。",
        "It can carry only your own part of the present rung.",
    ),
)
open_parent = _now(
    asks.parent_is_open,
    Words(
        "上一层的承诺已办结、已报办成或已撤回。",
        "The commitment it is a piece of is closed, delivered or withdrawn.",
    ),
    Words("请另立一项承诺。", "Make it a commitment of its own."),
)
carrier = Condition(
    asks.is_carrier,
    lambda ask: Words("这项承诺由{unit}办。", "{unit} carries this commitment.").fill(
        unit=commitment_of(ask).owner.name
    ),
    Words("由牵头或协办单位报告。", "The owner or its partner reports on it."),
)
owner = Condition(
    asks.is_owner,
    lambda ask: Words("这项承诺是{unit}作的。", "{unit} made this commitment.").fill(
        unit=commitment_of(ask).owner.name
    ),
    Words("只有它自己能改。", "Only that unit can change it."),
)
other_side = Condition(
    asks.is_other_side,
    Words("这要由对方来答复。", "This is for the other side to answer."),
    Words(
        "由指定的核验方，或未指定时任一其他当事方办理。",
        "The named verifier can, or any other party where none is named.",
    ),
)
open_commitment = _now(
    asks.commitment_is_open,
    Words("这项承诺已办结或已撤回。", "This commitment is closed or withdrawn."),
    Words("如要继续，请另立一项。", "To go on, make a new one."),
)
not_delivered = _now(
    asks.is_not_delivered,
    Words(
        "已报办成，正等对方核验。", "It is reported as done and waits to be verified."
    ),
    Words("请等对方核验或退回。", "Wait until the other side verifies or returns it."),
)
delivered = _now(
    asks.is_delivered,
    Words("还没有待核验的办成报告。", "No report waits to be verified."),
    Words("等承办方报告办成。", "Wait until it is reported as done."),
)
closed_pieces = _now(
    asks.pieces_are_closed,
    Words("下面还有没办结的承诺。", "Pieces of it are still open."),
    Words("请先把它们办结或撤回。", "Close or withdraw them first."),
)
plain_share = _now(
    asks.share_lies_in_0_1,
    Words("完成比例须在 0 到 1 之间。", "The share done must lie between 0 and 1."),
)
shown_evidence = _now(
    asks.evidence_is_on_the_table,
    Words("佐证须是这件事的附件。", "Evidence must be a file of this matter."),
    Words("请先把文件上传到这件事。", "Attach the file to the matter first."),
)
before_due = _now(
    asks.is_not_due_yet,
    Words(
        "到期日当天及以后不能再申请延期。",
        "An extension is asked for before the due date.",
    ),
    Words(
        "请照实报告进度，或请上级帮助。",
        "Report how far it is, or ask a superior for help.",
    ),
)
not_asked = _now(
    asks.nothing_asked_yet,
    Words("已有一份延期申请。", "A later date is being asked for already."),
    Words("请等对方答复。", "Wait for the other side's answer."),
)
later = _now(
    asks.new_due_is_later,
    Words("新的到期日须晚于现在的。", "The new date must be later than the old."),
)
in_time = _now(
    asks.may_still_object,
    Words("答复期已过，或已经答复。", "The time to answer is over, or it is answered."),
    Words("可以催办，或请上级帮助。", "Send a reminder, or ask a superior for help."),
)
wanted_help = _now(
    asks.help_is_wanted,
    Words("这次求助已经了结。", "This request for help is settled."),
    Words("如还需要，请另提一次。", "Ask again if help is still needed."),
)
about_party = _now(
    asks.is_about_a_party,
    Words(
        "求助须针对这件事的一个当事方。", "Help is asked about a party of the matter."
    ),
)
some_superior = _now(
    asks.has_superior,
    Words("这个单位没有登记上级。", "No superior of that unit is entered."),
    Words("请系统管理员登记上级。", "Ask the system administrator to enter it."),
)
first_request = _now(
    asks.no_help_asked_yet,
    Words("已就此求助，还没有了结。", "Help has been asked for this already."),
    Words("请看那次求助走到哪一级。", "See how far that request has climbed."),
)
asker = Condition(
    asks.is_asker,
    Words("这次求助不是您的单位提的。", "Your unit did not ask for this help."),
    Words("由提出的单位办理。", "The unit that asked can do it."),
)
asked = Condition(
    asks.is_asked,
    lambda ask: Words("这次请的是{unit}。", "{unit} is asked.").fill(
        unit=ask.on.to.name
    ),
    Words("由该上级或其办事机构答复。", "That superior or its working office answers."),
)
reached = _now(
    asks.level_is_reached,
    Words("还没有升到这一级。", "The request has not climbed to this level yet."),
    Words("宽限期过后自动升到。", "It does when the grace below is over."),
)
unanswered = _now(
    asks.is_unanswered,
    Words("这一级已经答复。", "This level has answered."),
    Words("求助单位可以请再加力。", "Who asked may ask for more."),
)
answered = _now(
    asks.was_answered,
    Words("上级还没有答复。", "No superior has answered yet."),
    Words("宽限期过后自动升一级。", "It climbs by itself when the grace is over."),
)
power_for_tool = Condition(
    asks.has_the_power,
    Words(
        "这个办法需要更大的权限：告知、调解须有“调解”，其余须有“裁定与指令”。",
        "This means takes more power: to mediate for the first two, to settle for the rest.",
    ),
    Words("请交给本单位有此权限的同事。", "Pass it to a colleague who has it."),
)
tool_in_reach = Condition(
    asks.tool_is_in_reach,
    Words(
        "只有各方的共同上级才能裁定或指令。",
        "Only a common superior of all parties can settle or mandate.",
    ),
    Words(
        "可以告知、调解或授权；不够时会升到共同上级。",
        "Inform, mediate or authorise; if that fails it climbs to the common superior.",
    ),
)
graces = _now(
    asks.graces_are_workdays,
    Words(
        "每一级的宽限须是 1 到 60 个工作日。",
        "Each level has between 1 and 60 working days.",
    ),
)
weakest = _now(
    asks.is_weakest_or_says_why,
    Words("还有更轻的办法没有用过。", "A weaker means has not been tried yet."),
    Words(
        "请先用更轻的办法，或写明为什么不够。",
        "Use the weaker means first, or say why it would not do.",
    ),
)

_ON_OPEN = (open_matter, open_commitment)
_OWN = (in_force, owner, confirms, *_ON_OPEN)
_ANSWER = (in_force, other_side, confirms, *_ON_OPEN)

COMMIT = Rule(
    "commitments.committed",
    (
        in_force, party, confirms, still_open, named_parties, due_ahead,
        rising_plan, own_part, open_parent,
    ),
)  # fmt: skip
REPORT = Rule(
    "commitments.progress_reported",
    (
        in_force,
        carrier,
        prepares,
        *_ON_OPEN,
        not_delivered,
        plain_share,
        shown_evidence,
    ),
)
DELIVER = Rule(
    "commitments.delivered",
    (
        in_force, carrier, confirms, *_ON_OPEN, not_delivered, closed_pieces,
        shown_evidence,
    ),
)  # fmt: skip
VERIFY = Rule("commitments.verified", (*_ANSWER, delivered, closed_pieces))
RETURN = Rule("commitments.returned", (*_ANSWER, delivered, reason))
WITHDRAW = Rule("commitments.commitment_withdrawn", (*_OWN, closed_pieces, reason))
ASK_EXTENSION = Rule(
    "commitments.extension_asked",
    (*_OWN, not_delivered, before_due, not_asked, later, reason),
)
OBJECT_EXTENSION = Rule("commitments.extension_objected", (*_ANSWER, in_time, reason))
GRANT_EXTENSION = Rule("commitments.extension_granted", (*_ANSWER, in_time))
ASK_HELP = Rule(
    "commitments.help_asked",
    (
        in_force, party, confirms, still_open, about_party, some_superior,
        first_request, graces, reason,
    ),
)  # fmt: skip
RAISE_HELP = Rule(
    "commitments.help_raised",
    (in_force, asker, confirms, still_open, wanted_help, answered, reason),
)
WITHDRAW_HELP = Rule(
    "commitments.help_withdrawn",
    (in_force, asker, confirms, wanted_help, reason),
)
ANSWER_HELP = Rule(
    "commitments.help_answered",
    (
        in_force, asked, power_for_tool, tool_in_reach, wanted_help, reached,
        unanswered, weakest, reason,
    ),
)  # fmt: skip


def nobody_asked() -> NotPermitted:
    """What a superior is told where no request waits for its word."""
    return NotPermitted(ANSWER_HELP.name, reached.says, reached.remedy)
