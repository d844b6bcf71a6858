"""Demo people: one for each duty a visitor may want to try."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from workspace.accounts.models import Duty, Person
from workspace.units.models import Mandate, Power, Unit
from workspace.units.services import Term, give_duty, give_mandate
from workspace.wording import Words

CLERK = (Power.PREPARE,)
CHIEF = (Power.PREPARE, Power.CONFIRM, Power.SIGN, Power.APPOINT)
HEAD = (Power.MEDIATE, Power.SETTLE, Power.OBSERVE)

# user name, unit, office held, powers
CAST = (
    ("anting-jingban", "anting", "经办（示例）", CLERK),
    ("anting", "anting", "负责人（示例）", CHIEF),
    ("huaqiao-jingban", "huaqiao", "经办（示例）", CLERK),
    ("huaqiao", "huaqiao", "负责人（示例）", CHIEF),
    ("baihe-jingban", "baihe", "经办（示例）", CLERK),
    ("baihe", "baihe", "负责人（示例）", CHIEF),
    ("jiading", "jiading", "分管领导（示例）", (*CHIEF, *HEAD)),
    ("qingpu", "qingpu", "分管领导（示例）", (*CHIEF, *HEAD)),
    ("kunshan", "kunshan", "分管领导（示例）", (*CHIEF, *HEAD)),
    ("shanghai", "shanghai", "分管领导（示例）", (*CHIEF, *HEAD)),
    ("suzhou", "suzhou", "分管领导（示例）", (*CHIEF, *HEAD)),
    ("jiangsu", "jiangsu", "分管领导（示例）", (*CHIEF, *HEAD)),
    ("guowuyuan", "guowuyuan", "共同上级（示例）", HEAD),
    ("tiaojie", "csjhezuoban", "调解人（示例）", (Power.MEDIATE, Power.PREPARE)),
    ("guancha", "taicang", "观察员（示例）", (Power.OBSERVE,)),
)
DUTIES = (
    ("xitong", "系统管理员（示例）", Duty.Kind.SYSTEM),
    ("anquan", "安全管理员（示例）", Duty.Kind.SECURITY),
    ("shenji", "审计员（示例）", Duty.Kind.AUDIT),
)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Who may sign in to the demo, and as whom; the password is told once."""

    username: str
    password: str
    unit: Words
    title: str


def invite_cast(at: datetime) -> list[DemoPerson]:
    """The demo people, their duties and mandates; their passwords are in the answer only."""
    told = []
    for username, title, kind in DUTIES:
        person, password = _person(username, title)
        give_duty(at=at, person=person, kind=kind)
        told.append(DemoPerson(username, password, Words("本系统", "the room"), title))
    system = Person.objects.get(username="xitong")
    units = Unit.objects.with_code([code for _, code, _, _ in CAST])
    for username, code, title, powers in CAST:
        person, password = _person(username, f"{units[code].name_zh}{title}")
        term = Term(powers, at, title=title)
        give_mandate(by=system, at=at, person=person, unit=units[code], term=term)
        told.append(DemoPerson(username, password, units[code].name, title))
    return told


def mandate_of(username: str) -> Mandate:
    """The mandate of a demo person."""
    return Mandate.objects.select_related("person", "unit").get(
        person__username=username
    )


def _person(username: str, name: str) -> tuple[Person, str]:
    password = secrets.token_urlsafe(9)
    person = Person.objects.create_user(
        username, name=name, password=password, is_demo=True
    )
    return person, password
