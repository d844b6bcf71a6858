"""Three towns, their superiors and their people: a small room to act in.

Made for tests; the shares, people and numbers are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from workspace.accounts.models import Person
from workspace.matters.models.case import Case, Member, Rung
from workspace.matters.models.matter import Matter, Party, Seat
from workspace.matters.spans import Span
from workspace.units.models import Mandate, Power, Unit

AT = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)  # a Monday, 09:30 in Shanghai
LATER = AT + timedelta(hours=24)  # when a text put at AT has thawed
TREE = {
    "guowuyuan": ("国务院", "State Council", None),
    "shanghai": ("上海市", "Shanghai", "guowuyuan"),
    "jiangsu": ("江苏省", "Jiangsu", "guowuyuan"),
    "suzhou": ("苏州市", "Suzhou", "jiangsu"),
    "jiading": ("嘉定区", "Jiading", "shanghai"),
    "qingpu": ("青浦区", "Qingpu", "shanghai"),
    "kunshan": ("昆山市", "Kunshan", "suzhou"),
    "anting": ("安亭镇", "Anting", "jiading"),
    "baihe": ("白鹤镇", "Baihe", "qingpu"),
    "huaqiao": ("花桥镇", "Huaqiao", "kunshan"),
}
TOWNS = ("anting", "huaqiao", "baihe")
LADDER = ("各自为政", "信息互通", "联席会商", "协议共建", "共同机构")
LADDER_EN = ("alone", "exchange", "consultation", "agreement", "joint body")
EVERY_PARTY_POWER = (Power.PREPARE, Power.CONFIRM, Power.SIGN, Power.APPOINT)


@dataclass
class Room:
    """A small room: units and mandates by code, one case, one matter."""

    units: dict[str, Unit]
    mandates: dict[str, Mandate]
    case: Case
    matter: Matter

    def __getitem__(self, code: str) -> Mandate:
        return self.mandates[code]


def mandate_of(unit: Unit, *powers: Power, name: str = "") -> Mandate:
    """A new person who may act for the unit with those powers."""
    username = name or f"{unit.code}-{Mandate.objects.count()}"
    person = Person.objects.create_user(username, name=username)
    return Mandate.objects.create(
        person=person,
        unit=unit,
        powers=[p.value for p in powers],
        since=AT - timedelta(days=90),
    )


def build_room(rung: int = 2) -> Room:
    """The towns with one matter on `rung`, nothing due, nobody asked."""
    units: dict[str, Unit] = {}
    for code, (zh, en, superior) in TREE.items():
        units[code] = Unit.objects.create(
            code=code, name_zh=zh, name_en=en, superior=units.get(superior)
        )
    case = Case.objects.create(
        code="towns",
        name_zh="三镇",
        name_en="Three towns",
        money="万元",
        start="2026-11",
    )
    for number, (zh, en) in enumerate(zip(LADDER, LADDER_EN, strict=True)):
        Rung.objects.create(
            case=case,
            number=number,
            name_zh=zh,
            name_en=en,
            value=number / 4,
            enforcement=number / 4,
            transaction_cost=number / 4,
            autonomy_cost=number / 4,
            coordination=number / 4,
            due=6 * number,
        )
    for order, code in enumerate(TREE):
        Member.objects.create(
            case=case,
            unit=units[code],
            order=order,
            capacity=Span(2.0, 2.0),
            idea=Span(0.5, 0.5),
        )
    mandates = {
        code: mandate_of(units[code], *EVERY_PARTY_POWER, name=code) for code in TOWNS
    }
    for code in set(TREE) - set(TOWNS):
        mandates[code] = mandate_of(units[code], Power.SETTLE, Power.MEDIATE, name=code)
    return Room(
        units, mandates, case, build_matter(case, [units[c] for c in TOWNS], rung)
    )


def build_matter(
    case: Case, units: list[Unit], rung: int, code: str = "road"
) -> Matter:
    """A matter of those parties."""
    matter = Matter.objects.create(
        case=case,
        code=code,
        name_zh="断头路",
        name_en="Dead-end road",
        rung=rung,
        complexity=Span(0.4, 0.6),
        benefit=Span(10.0, 10.0),
        cost=Span(4.0, 4.0),
        specificity=Span(0.5, 0.5),
        measurability=Span(0.7, 0.7),
    )
    for order, unit in enumerate(units):
        Party.objects.create(matter=matter, unit=unit, order=order)
    return matter


def seat(matter: Matter, unit: Unit, role: str = "mediator") -> Seat:
    """A seat for a unit that is no party."""
    return Seat.objects.create(matter=matter, unit=unit, role=role, given_at=AT)
