"""Who may hear, answer and publish what residents, firms and associations say."""

from __future__ import annotations

import rules

from workspace.accounts.permission import Ask, Condition, Rule
from workspace.units.models import Power
from workspace.units.rules import having, in_force
from workspace.wording import Words

LONGEST = 2000  # characters of one voice


@rules.predicate
def is_concerned(ask: Ask) -> bool:
    """Whether the asker's unit is where the voice comes from, or party to its matter."""
    voice = ask.on
    if voice.place == ask.by.unit:
        return True
    return (
        voice.matter is not None
        and voice.matter.parties.filter(unit=ask.by.unit).exists()
    )


@rules.predicate
def is_party_to_question(ask: Ask) -> bool:
    """Whether the asker's unit is party to the matter asked about."""
    return ask.on.parties.filter(unit=ask.by.unit).exists()


@rules.predicate
def says_something(ask: Ask) -> bool:
    """Whether there are words, and not too many."""
    return 0 < len(str(ask.more["text"]).strip()) <= LONGEST


@rules.predicate
def is_unpublished(ask: Ask) -> bool:
    """Whether the voice has not been published yet."""
    return ask.on.published_at is None


concerned = Condition(
    is_concerned,
    Words("这条反映不归贵单位办。", "This voice is not for your unit."),
    Words(
        "由所在地或本事项的当事方答复。",
        "Its place, or a party to the matter, answers.",
    ),
)
party = Condition(
    is_party_to_question,
    Words("您的单位不是这件事的当事方。", "Your unit is not a party to this matter."),
    Words("可由当事方来问。", "One of the parties can ask."),
)
worded = Condition(
    says_something,
    Words(
        "请写明内容，不超过 2000 字。", "Please say it in words, up to 2000 characters."
    ),
    Words("改好再提交即可。", "Change it and send it again."),
    timely=True,
)
unpublished = Condition(
    is_unpublished,
    Words("这条反映已经公开过。", "This voice has been published."),
    Words("可以再答复一次，答复也会告诉本人。", "Answer again; who spoke is told."),
    timely=True,
)

prepares = having(Power.PREPARE, Power.CONFIRM)
confirms = having(Power.CONFIRM)

RAISE = Rule("voices.raised", (worded,))
ANSWER = Rule("voices.answered", (in_force, concerned, confirms, worded))
PUBLISH = Rule("voices.published", (in_force, concerned, confirms, worded, unpublished))
ASK = Rule("voices.asked", (in_force, party, confirms, worded))
