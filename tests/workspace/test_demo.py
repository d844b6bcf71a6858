"""The demo room: full, honest, and only where it is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from towns import AT

from workspace.accounts.models import Person
from workspace.accounts.permission import NotNow
from workspace.consent.models import Proposal
from workspace.consent.ruling import standings
from workspace.demo.seed import seed_demo
from workspace.ledger.chain import verify
from workspace.ledger.models import LedgerEntry
from workspace.matters.models.matter import Matter
from workspace.outlook.case_out import case_from_rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def test_the_demo_stands_in_the_middle_of_a_rung():
    people = seed_demo(AT)
    road = Matter.objects.get(code="M3a")
    assert road.rung == 2
    proposal = Proposal.objects.live().get(matter=road)
    assert proposal.rung == 3
    assert proposal.version.number == 3
    said = standings(proposal.version, AT)
    assert said == {"anting": "consent", "huaqiao": "pending", "baihe": "object"}
    assert {"anting", "huaqiao", "baihe", "tiaojie", "guancha"} <= {
        p.username for p in people
    }
    assert verify().holds
    assert list(LedgerEntry.objects.values_list("at", flat=True)) == sorted(
        LedgerEntry.objects.values_list("at", flat=True)
    )


def test_every_invented_word_is_marked_as_a_sample():
    seed_demo(AT)
    road = Matter.objects.get(code="M3a")
    assert all("示例" in s.text for s in road.statements.all())
    assert Person.objects.filter(is_demo=False).count() == 0


def test_demo_passwords_are_told_once_and_open_the_door(client):
    people = {p.username: p.password for p in seed_demo(AT)}
    assert seed_demo(AT) == []
    answer = client.post(
        "/accounts/login/", {"login": "huaqiao", "password": people["huaqiao"]}
    )
    assert answer.status_code == 302
    assert "博园路" in client.get("/").content.decode()


def test_a_real_room_takes_no_demo_people(settings):
    settings.CONFIGURATION = replace(settings.CONFIGURATION, demo=False)
    with pytest.raises(NotNow, match="演示"):
        seed_demo(AT)
    assert not Person.objects.exists()


def test_the_demo_record_is_still_a_valid_case():
    from tingqiao.model.history import replay

    seed_demo(AT)
    case = case_from_rows(Matter.objects.get(code="M3a").case)
    assert replay(case).rung["M3a"] == 2, (
        "what was done in the room is the model's record too"
    )
