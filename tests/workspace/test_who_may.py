"""Every rule against every role: who may, and that each denial explains itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from promises import build_promises
from test_consent import OTHER, TEXT
from towns import AT, LATER, build_matter, mandate_of, seat

import workspace.agreements.rules
import workspace.commitments.rules
import workspace.consent.rules
import workspace.matters.rules
import workspace.units.rules
import workspace.voices.rules
from workspace.accounts.models import Duty, Person
from workspace.accounts.permission import Ask, Rule
from workspace.consent.services.on_behalf import enter_consent
from workspace.consent.services.proposing import (
    prepare_proposal,
    propose,
    suggest_amendment,
)
from workspace.consent.services.stances import prepare_stance
from workspace.ledger.acts import Act
from workspace.matters.services.climbing import impose
from workspace.units.models import Mandate, Power, Unit
from workspace.units.services import give_duty
from workspace.voices.services import Spoken, raise_voice

pytestmark = pytest.mark.django_db
RULES = {
    f"{module.__name__.split('.')[1]}.{name}": rule
    for module in (
        workspace.units.rules,
        workspace.matters.rules,
        workspace.consent.rules,
        workspace.voices.rules,
        workspace.commitments.rules,
        workspace.agreements.rules,
    )
    for name, rule in vars(module).items()
    if isinstance(rule, Rule)
}
PREPARING = {"clerk", "chief", "other clerk", "other chief"}
CONFIRMING = {"chief", "other chief"}
EVERYONE = {
    *PREPARING,
    "appointer",
    "superior appointer",
    "superior",
    "common superior",
    "mediator",
    "observer",
    "stranger",
    "ended",
    "system",
    "security",
    "audit",
}
# Which roles each rule lets through; "clerk" and "chief" are of Anting, who
# proposed, "other" is Huaqiao, on whose account a consent waits to be confirmed.
TABLE = {
    "units.GIVE_MANDATE": {"appointer", "superior appointer", "system"},
    "units.END_MANDATE": {"appointer", "superior appointer", "system"},
    "units.INVITE": {"appointer", "superior appointer", "system"},
    "units.ADD_UNIT": {"system"},
    "units.SET_HOLIDAYS": {"system"},
    "units.LOCK_PERSON": {"security"},
    "matters.RAISE_MATTER": {*CONFIRMING, "stranger"},
    "matters.STATE_NATURE": PREPARING,
    "matters.GIVE_WORDS": PREPARING,
    "matters.STATE_POSITION": CONFIRMING,
    "matters.ATTACH": PREPARING,
    "matters.LINK_EVIDENCE": PREPARING,
    "matters.GIVE_SEAT": CONFIRMING,
    "matters.FINISH_PART": {"chief"},
    "matters.LAPSE": CONFIRMING,
    "matters.IMPOSE": {"common superior"},
    "matters.CLOSE": CONFIRMING,
    "consent.PREPARE_TEXT": PREPARING,
    "consent.PROPOSE": {"chief"},
    "consent.CHANGE_TEXT": {"chief"},
    "consent.SUGGEST": PREPARING,
    "consent.ADOPT": {"chief"},
    "consent.DECLINE": {"chief"},
    "consent.PREPARE_STANCE": PREPARING,
    "consent.RETURN_STANCE": {"other chief"},
    "consent.CONSENT": CONFIRMING,
    "consent.STAND_ASIDE": CONFIRMING,
    "consent.OBJECT": CONFIRMING,
    "consent.WITHDRAW_STANCE": CONFIRMING,
    "consent.ENTER": {"clerk", "chief", "mediator"},
    "consent.CONFIRM_ENTERED": {"other chief"},
    "consent.DENY_ENTERED": {"other chief"},
    "consent.WITHDRAW_PROPOSAL": {"chief"},
    "voices.RAISE": EVERYONE,
    "voices.ANSWER": CONFIRMING,
    "voices.PUBLISH": CONFIRMING,
    "voices.ASK": CONFIRMING,
    "commitments.COMMIT": CONFIRMING,
    "commitments.REPORT": {"clerk", "chief"},
    "commitments.DELIVER": {"chief"},
    "commitments.VERIFY": {"other chief"},
    "commitments.RETURN": {"other chief"},
    "commitments.WITHDRAW": {"chief"},
    "commitments.ASK_EXTENSION": {"chief"},
    "commitments.OBJECT_EXTENSION": {"other chief"},
    "commitments.GRANT_EXTENSION": {"other chief"},
    "commitments.ASK_HELP": CONFIRMING,
    "commitments.RAISE_HELP": {"other chief"},
    "commitments.WITHDRAW_HELP": {"other chief"},
    "commitments.ANSWER_HELP": {"superior"},
    "agreements.ISSUE": CONFIRMING,
    "agreements.SIGN": {"chief"},
    "agreements.RETURN_SCAN": {"chief"},
    "agreements.REFUSE": {"chief"},
    "agreements.HAND_OVER": {"chief", "appointer"},
}


@pytest.fixture
def roles(room):
    units = room.units
    office = Unit.objects.create(code="office", name_zh="合作办", name_en="Office")
    far = Unit.objects.create(code="far", name_zh="远镇", name_en="Far town")
    for unit, role in ((office, "mediator"), (units["suzhou"], "observer")):
        seat(room.matter, unit, role)
    chief = (Power.PREPARE, Power.CONFIRM, Power.SIGN)
    ended = mandate_of(units["anting"], *chief, Power.APPOINT)
    Mandate.objects.filter(pk=ended.pk).update(ended_at=AT - timedelta(days=1))
    people = {
        kind.value: Person.objects.create_user(kind, name=kind) for kind in Duty.Kind
    }
    for kind, person in people.items():
        give_duty(at=AT, person=person, kind=kind)
    return {
        "clerk": mandate_of(units["anting"], Power.PREPARE),
        "chief": mandate_of(units["anting"], *chief),
        "other clerk": mandate_of(units["huaqiao"], Power.PREPARE),
        "other chief": mandate_of(units["huaqiao"], *chief),
        "appointer": mandate_of(units["anting"], Power.APPOINT),
        "superior appointer": mandate_of(units["jiading"], Power.APPOINT),
        "superior": mandate_of(units["jiading"], Power.SETTLE, Power.MEDIATE),
        "common superior": mandate_of(units["guowuyuan"], Power.SETTLE, Power.MEDIATE),
        "mediator": mandate_of(office, Power.MEDIATE),
        "observer": mandate_of(units["suzhou"], Power.OBSERVE),
        "stranger": mandate_of(far, *chief, Power.MEDIATE, Power.SETTLE, Power.APPOINT),
        "ended": ended,
        **people,
    }


@pytest.fixture
def rows(room):
    """For each rule, the row it is asked on and what else the act gives."""
    matter, units = room.matter, room.units
    idle = build_matter(room.case, [units["anting"], units["huaqiao"]], 0, "idle")
    due = build_matter(room.case, [units["anting"], units["huaqiao"]], 0, "due")
    due = impose(by=room["guowuyuan"], at=AT, matter=due, rung=1, reason="试点")
    drafted = build_matter(room.case, [units["anting"], units["huaqiao"]], 0, "drafted")
    draft = prepare_proposal(by=room["anting"], at=AT, matter=drafted, text=TEXT)
    proposal = propose(
        by=room["anting"],
        at=AT,
        proposal=prepare_proposal(by=room["anting"], at=AT, matter=matter, text=TEXT),
    )
    version = proposal.version
    amendment = suggest_amendment(by=room["baihe"], at=AT, parent=version, text=OTHER)
    prepared = prepare_stance(
        by=room["huaqiao"], at=LATER, version=version, kind="aside"
    )
    entered = enter_consent(
        by=room["huaqiao"],
        at=LATER,
        version=version,
        unit=units["huaqiao"],
        evidence="电话",
    )
    someone = Person.objects.create_user("someone", name="某人")
    spoken = Spoken("raise", "resident", units["anting"], "何时拆桩？")
    voice, _ = raise_voice(at=AT, case=room.case, spoken=spoken, matter=matter)
    reason, text = {"reason": "理由"}, {"text": "话"}
    made = build_promises(room)
    anting = {"unit": units["anting"]}
    return {
        "units.GIVE_MANDATE": (units["anting"], {"person": someone}),
        "units.END_MANDATE": (units["anting"], {}),
        "units.INVITE": (units["anting"], {"username": "new"}),
        "units.ADD_UNIT": (None, {}),
        "units.SET_HOLIDAYS": (None, {}),
        "units.LOCK_PERSON": (None, {"person": someone}),
        "matters.FINISH_PART": (due.parts.get(unit=units["anting"]), {}),
        "matters.LAPSE": (matter, {"rung": 0}),
        "matters.IMPOSE": (matter, {"rung": 3}),
        "matters.RAISE_MATTER": (room.case, {"code": "new"}),
        "consent.PREPARE_TEXT": (idle, {}),
        "consent.PROPOSE": (draft, {}),
        "consent.CHANGE_TEXT": (proposal, {"parent": version}),
        "consent.SUGGEST": (version, {"parent": version}),
        "consent.ADOPT": (amendment, {"parent": version}),
        "consent.DECLINE": (amendment, reason),
        "consent.RETURN_STANCE": (prepared, {}),
        "consent.OBJECT": (version, reason),
        "consent.WITHDRAW_STANCE": (version, reason),
        "consent.ENTER": (version, anting),
        "consent.CONFIRM_ENTERED": (entered, {}),
        "consent.DENY_ENTERED": (entered, reason),
        "consent.WITHDRAW_PROPOSAL": (proposal, reason),
        "voices.RAISE": (room.case, text),
        "voices.ANSWER": (voice, text),
        "voices.PUBLISH": (voice, text),
        "voices.ASK": (matter, text),
        "commitments.COMMIT": (matter, {}),
        "commitments.REPORT": (made.plain, {}),
        "commitments.DELIVER": (made.plain, {}),
        "commitments.VERIFY": (made.delivered, {}),
        "commitments.RETURN": (made.delivered, reason),
        "commitments.WITHDRAW": (made.plain, reason),
        "commitments.ASK_EXTENSION": (made.plain, reason),
        "commitments.OBJECT_EXTENSION": (made.extension, reason),
        "commitments.GRANT_EXTENSION": (made.extension, {}),
        "commitments.ASK_HELP": (matter, reason),
        "commitments.RAISE_HELP": (made.answered, reason),
        "commitments.WITHDRAW_HELP": (made.asked, reason),
        "commitments.ANSWER_HELP": (made.asked.steps.first(), reason),
        "agreements.ISSUE": (made.version.text, {}),
        "agreements.SIGN": (made.turn, {}),
        "agreements.RETURN_SCAN": (made.turn, {}),
        "agreements.REFUSE": (made.turn, reason),
        "agreements.HAND_OVER": (made.turn, {}),
    } | {
        name: (version if name.startswith("consent") else matter, {})
        for name in (
            "matters.STATE_NATURE",
            "matters.GIVE_WORDS",
            "matters.STATE_POSITION",
            "matters.ATTACH",
            "matters.LINK_EVIDENCE",
            "matters.GIVE_SEAT",
            "matters.CLOSE",
            "consent.PREPARE_STANCE",
            "consent.CONSENT",
            "consent.STAND_ASIDE",
        )
    }


def test_every_rule_has_a_row_in_the_table(rows):
    assert set(TABLE) == set(RULES) == set(rows)


def test_every_rule_is_named_after_an_act():
    assert {rule.name for rule in RULES.values()} <= {act.value for act in Act}


def test_each_rule_lets_through_exactly_the_roles_of_its_row(rows, roles):
    found = {}
    for name, rule in RULES.items():
        on, more = rows[name]
        found[name] = {
            who for who, by in roles.items() if rule.allows(by, on, LATER, **more)
        }
    assert found == TABLE


def test_every_denial_says_what_is_missing_and_who_can_help_in_both_languages(
    rows, roles
):
    n = 0
    for name, rule in RULES.items():
        on, more = rows[name]
        for by in roles.values():
            denial = rule.denial(Ask(by, on, LATER, more))
            if denial is not None:
                n += 1
                assert all([*denial.says, *denial.remedy]), name
                assert "{" not in "".join([*denial.says, *denial.remedy]), name
    assert n > len(RULES)
