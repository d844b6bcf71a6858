"""The demo shows promises in every light, help on its way up, and an agreement half signed."""

from __future__ import annotations

import pytest
from towns import AT

from workspace.agreements.queries import for_room as agreements_of
from workspace.commitments.queries import for_room
from workspace.demo.people import mandate_of
from workspace.demo.seed import seed_demo
from workspace.matters.models.matter import Matter

pytestmark = pytest.mark.django_db


def test_the_demo_room_shows_every_light_help_and_a_turn_to_sign(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    seed_demo(AT)
    road, person = Matter.objects.get(code="M3a"), mandate_of("anting").person
    seen = for_room(road, person, AT)
    assert {p.light.kind for p in seen.promises} == {"ok", "due", "late"}
    assert seen.light.kind == "late"
    assert {p.state for p in seen.promises} == {"open", "closed"}
    assert all("示例" in p.row.title for p in seen.promises)
    (help_,) = seen.help
    assert help_.now.level > 1
    ((_, (issued,)),) = agreements_of(road, person, AT).agreements
    assert [turn.state for turn in issued.turns] == ["signed", "signed", "now"]
