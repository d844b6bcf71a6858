"""Every act and its ledger entry stand or fall together, whatever act it is."""

from __future__ import annotations

import inspect
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core import serializers
from django.db import transaction
from test_consent import OTHER, TEXT
from test_matters import NATURE_OF_RIVER
from towns import AT, LATER, build_matter

import workspace.units.services as units
import workspace.voices.services as voices
from workspace.accounts.models import Duty, Person
from workspace.consent.services import on_behalf, proposing, stances
from workspace.ledger.models import LedgerEntry
from workspace.matters.services import climbing, parts, raising, saying
from workspace.units.models import Power, Unit
from workspace.wording import Words

pytestmark = pytest.mark.django_db
MODULES = {
    module.__name__.removesuffix(".services").rsplit(".", 1)[1]: module
    for module in (
        on_behalf, proposing, stances, climbing, parts, raising, saying, units, voices
    )
}  # fmt: skip
# Called inside other acts, in their transaction, and recorded by them.
INNER = {"agree_rung", "unagree_rung", "climb_if_done"}
SERVICES = {
    f"{short}.{name}"
    for short, module in MODULES.items()
    for name, thing in vars(module).items()
    if getattr(thing, "__module__", "") == module.__name__
    and callable(thing)
    and not inspect.isclass(thing)
    and not name.startswith("_")
    and name not in INNER
}


@pytest.fixture
def acts(room):
    """One call of every service, each ready to succeed."""
    matter, unit = room.matter, room.units
    two = [unit["anting"], unit["huaqiao"]]
    a, h = room["anting"], room["huaqiao"]
    idle = build_matter(room.case, two, 0, "idle")
    due = climbing.impose(
        by=room["guowuyuan"],
        at=AT,
        matter=build_matter(room.case, two, 0, "due"),
        rung=1,
        reason="x",
    )
    part = due.parts.get(unit=unit["anting"])
    draft = proposing.prepare_proposal(
        by=a, at=AT, matter=build_matter(room.case, two, 0, "draft"), text=TEXT
    )
    asked = proposing.prepare_proposal(by=a, at=AT, matter=matter, text=TEXT)
    asked = proposing.propose(by=a, at=AT, proposal=asked)
    version = asked.version
    amendment = proposing.suggest_amendment(by=h, at=AT, parent=version, text=OTHER)
    prepared = stances.prepare_stance(by=h, at=LATER, version=version, kind="aside")
    entered = on_behalf.enter_consent(
        by=h, at=LATER, version=version, unit=unit["huaqiao"], evidence="电话"
    )
    stances.give_consent(by=room["baihe"], at=LATER, version=version)
    people = {k.value: Person.objects.create_user(k, name=k) for k in Duty.Kind}
    for kind, person in people.items():
        units.give_duty(at=AT, person=person, kind=kind)
    someone = Person.objects.create_user("someone", name="某人")
    office = Unit.objects.create(code="office", name_zh="合作办")
    term = units.Term((Power.PREPARE,), AT)
    spoken = voices.Spoken("raise", "resident", unit["anting"], "何时拆桩？")
    voice, _ = voices.raise_voice(at=AT, case=room.case, spoken=spoken, matter=matter)
    given = units.give_mandate(
        by=a, at=AT, person=someone, unit=unit["anting"], term=term
    )
    _, token = units.invite(
        by=a, at=AT, username="invited", name="新人", unit=unit["anting"], term=term
    )
    on, v = {"at": LATER}, {"at": LATER, "version": version}
    words = {"text": "话", **on}
    return {
        "on_behalf.enter_consent": {"by": a, "unit": unit["anting"], "evidence": "会上", **v},
        "on_behalf.confirm_entered": {"by": h, "stance": entered, **on},
        "on_behalf.deny_entered": {"by": h, "stance": entered, "reason": "没有", **on},
        "on_behalf.expire_entered": {"at": LATER + timedelta(days=30)},
        "proposing.prepare_proposal": {"by": a, "matter": idle, "text": TEXT, **on},
        "proposing.propose": {"by": a, "proposal": draft, **on},
        "proposing.change_text": {"by": a, "proposal": asked, "parent": version, "text": OTHER, **on},
        "proposing.suggest_amendment": {"by": h, "parent": version, "text": OTHER, **on},
        "proposing.adopt_amendment": {"by": a, "amendment": amendment, **on},
        "proposing.decline_amendment": {"by": a, "amendment": amendment, "reason": "不", **on},
        "proposing.withdraw_proposal": {"by": a, "proposal": asked, "reason": "重拟", **on},
        "stances.give_consent": {"by": a, **v},
        "stances.stand_aside": {"by": a, **v},
        "stances.object_to": {"by": a, "reason": "不妥", **v},
        "stances.withdraw_stance": {"by": room["baihe"], "reason": "再议", **v},
        "stances.prepare_stance": {"by": a, "kind": "consent", **v},
        "stances.return_draft": {"by": h, "draft": prepared, "reason": "再议", **on},
        "climbing.lapse": {"by": a, "matter": matter, "rung": 0, "reason": "x", **on},
        "climbing.impose": {"by": room["guowuyuan"], "matter": matter, "rung": 3, "reason": "x", **on},
        "parts.finish_part": {"by": a, "part": part, **on},
        "parts.carry_part": {"by": a, "part": part, "n_open": 0, **on},
        "raising.raise_matter": {
            "by": a, "case": room.case, "code": "new", "name": Words("新", "new"),
            "parties": two, "nature": NATURE_OF_RIVER, **on,
        },
        "raising.state_nature": {"by": a, "matter": matter, "nature": NATURE_OF_RIVER, **on},
        "raising.give_seat": {"by": a, "matter": matter, "unit": office, "role": "mediator", **on},
        "raising.close_matter": {"by": a, "matter": matter, "reason": "办结", **on},
        "saying.give_words": {"by": a, "matter": matter, **words},
        "saying.state_position": {"by": a, "matter": matter, "visibility": "own", **words},
        "saying.attach": {"by": a, "matter": matter, "file": pdf(), "name": "a.pdf", **on},
        "saying.link_evidence": {
            "by": a, "matter": matter, "title": "公告", "url": "https://a.gov.cn", **on
        },
        "units.add_unit": {"by": people["system"], "code": "x", "name": Words("新", "new"), **on},
        "units.give_mandate": {
            "by": a, "person": someone, "unit": unit["anting"], "term": term, **on
        },
        "units.end_mandate": {"by": a, "mandate": given, "reason": "轮岗", **on},
        "units.invite": {
            "by": a, "username": "y", "name": "又", "unit": unit["anting"], "term": term, **on
        },
        "units.take_invitation": {"token": token, "password": "qiao-tou-xiang-jian", **on},
        "units.lock_person": {"by": people["security"], "person": someone, **on},
        "units.unlock_person": {"by": people["security"], "person": someone, **on},
        "units.set_holidays": {
            "by": people["system"], "year": 2027, "days": {date(2027, 1, 1): False},
            "source": "通知", **on,
        },
        "units.give_duty": {"person": someone, "kind": "system", **on},
        "units.appoint_administrator": {"username": "z", "name": "员", "kind": "audit", **on},
        "voices.raise_voice": {"case": room.case, "spoken": spoken, **on},
        "voices.answer_voice": {"by": a, "voice": voice, **words},
        "voices.publish_voice": {"by": a, "voice": voice, **words},
        "voices.ask_public": {"by": a, "matter": matter, "until": date(2026, 12, 1), **words},
    }  # fmt: skip


def pdf():
    from django.core.files.base import ContentFile

    return ContentFile(b"%PDF")


def everything():
    rows = [
        row
        for model in apps.get_models()
        for row in model._default_manager.order_by("pk")
    ]
    return serializers.serialize("json", rows)


def call(name, given):
    module, function = name.split(".")
    return getattr(MODULES[module], function)(**given)


def test_every_service_is_tried_here(acts):
    assert set(acts) == SERVICES


def test_an_act_whose_entry_fails_has_not_happened(acts, monkeypatch):
    def fails(*_, **__):
        raise OSError("disk full")

    before = everything()
    for name, given in acts.items():
        with monkeypatch.context() as patch:
            patch.setattr(LedgerEntry, "save", fails)
            with pytest.raises(OSError, match="disk full"):
                call(name, given)
        assert everything() == before, name


def test_an_act_that_succeeds_is_entered(acts):
    n_entries = LedgerEntry.objects.count()
    for name, given in acts.items():
        with transaction.atomic():
            call(name, given)
            assert LedgerEntry.objects.count() > n_entries, name
            transaction.set_rollback(True)
