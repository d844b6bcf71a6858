"""Filling the demo room, once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from tingqiao.case.load import load_case
from workspace.accounts.models import Person
from workspace.accounts.permission import NotNow
from workspace.demo.people import DemoPerson, invite_cast
from workspace.demo.road import play_road
from workspace.matters.models.matter import Matter
from workspace.outlook.case_in import import_case
from workspace.outlook.services import ask_forecast
from workspace.units.models import Unit
from workspace.wording import Words

CASE, ROAD = "tingqiaohe", "M3a"
OPEN_FOR = 120  # days the demo room claims to have been open
SHORT = {"shanghai": "沪", "jiangsu": "苏", "suzhou": "苏州", "zhejiang": "浙"}


@transaction.atomic
def seed_demo(at: datetime) -> list[DemoPerson]:
    """The demo room stands: case, people, one matter in the middle of a rung.

    Returns the people with their passwords, which are kept nowhere else; an
    empty list where the room has been filled before.

    Raises
    ------
    NotNow
        Outside demo mode: a real room never holds demo people.
    """
    if not settings.CONFIGURATION.demo:
        raise NotNow(
            "demo.seed",
            Words(
                "这不是演示系统，不放演示人员。",
                "This is no demo room: it takes no demo people.",
            ),
            Words(
                "请用 make demo，或设 TINGQIAO_DEMO=1。",
                "Use make demo, or set TINGQIAO_DEMO=1.",
            ),
        )
    if Person.objects.filter(is_demo=True).exists():
        return []
    opening = at - timedelta(days=OPEN_FOR)
    case = import_case(load_case(CASE), at=opening, is_demo=True)
    _name_units()
    people = invite_cast(opening)
    play_road(Matter.objects.get(case=case, code=ROAD), at)
    ask_forecast(by=None, at=at, case=case)
    return people


def _name_units() -> None:
    for code, short in SHORT.items():
        Unit.objects.filter(code=code).update(short_zh=short)
    office = Unit.objects.get(code="csjhezuoban")
    office.kind = Unit.Kind.OFFICE
    office.save(update_fields=["kind"])
    Unit.objects.filter(code="guowuyuan").update(working_office=office)
