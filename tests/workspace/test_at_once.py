"""Many hands at once: what happens in parallel leaves one true line."""

from __future__ import annotations

import threading
from collections import Counter

import pytest
from django.db import connection
from test_consent import OTHER, TEXT
from towns import AT, LATER, TOWNS, build_room

from workspace.accounts.permission import Denied
from workspace.consent.models import Stance, TextVersion
from workspace.consent.services.proposing import change_text, prepare_proposal, propose
from workspace.consent.services.stances import give_consent, object_to
from workspace.ledger.chain import verify
from workspace.ledger.models import LedgerEntry
from workspace.matters.models.matter import Climb, Matter

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked():
    room = build_room()
    draft = prepare_proposal(by=room["anting"], at=AT, matter=room.matter, text=TEXT)
    return room, propose(by=room["anting"], at=AT, proposal=draft)


def all_at_once(acts):
    """Run the acts in parallel; what each came to: `done`, or the name of its denial."""
    came_to, gate = [], threading.Barrier(len(acts))

    def run(act):
        try:
            gate.wait()
            act()
            came_to.append("done")
        except Denied as denial:
            came_to.append(type(denial).__name__)
        except Exception as fault:
            came_to.append(repr(fault))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(came_to)


def test_twenty_consents_of_one_party_at_once_give_one(asked):
    room, proposal = asked

    def consent():
        give_consent(by=room["anting"], at=LATER, version=proposal.version)

    assert all_at_once([consent] * 20) == {"done": 1, "NotNow": 19}
    assert Stance.objects.standing().filter(kind="consent").count() == 1
    assert LedgerEntry.objects.filter(act="consent.consented").count() == 1
    assert verify().holds


def test_all_parties_consenting_at_once_climb_once(asked):
    room, proposal = asked

    def consent_of(code):
        return lambda: give_consent(by=room[code], at=LATER, version=proposal.version)

    assert all_at_once([consent_of(code) for code in TOWNS])["done"] == 3
    assert Matter.objects.get().rung == 3
    assert Climb.objects.count() == 1
    assert verify().holds


def test_an_objection_racing_the_last_consents_either_blocks_or_comes_too_late(asked):
    room, proposal = asked
    for code in ("anting", "huaqiao"):
        give_consent(by=room[code], at=LATER, version=proposal.version)

    def consent():
        give_consent(by=room["baihe"], at=LATER, version=proposal.version)

    def objection():
        object_to(by=room["anting"], at=LATER, version=proposal.version, reason="等等")

    came_to = all_at_once([consent, objection])
    climbed = Matter.objects.get().rung == 3
    assert came_to == ({"done": 1, "NotNow": 1} if climbed else {"done": 2})
    assert verify().holds


def test_two_editors_at_once_make_one_version(asked):
    room, proposal = asked
    parent = proposal.version

    def edit():
        change_text(
            by=room["anting"], at=LATER, proposal=proposal, parent=parent, text=OTHER
        )

    assert all_at_once([edit] * 4) == {"done": 1, "NotNow": 3}
    assert TextVersion.objects.count() == 2
    assert Stance.objects.filter(version__number=2).count() == 3
