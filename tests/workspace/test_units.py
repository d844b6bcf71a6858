"""Units, mandates, invitations, duties, working days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from towns import AT, mandate_of

from workspace.accounts.models import Duty, Person
from workspace.accounts.permission import NotNow, NotPermitted
from workspace.ledger.models import LedgerEntry
from workspace.units.holiday_tables import enter_known_years, read_table
from workspace.units.models import CalendarDay, Invitation, Mandate, Power, Unit
from workspace.units.services import (
    Term,
    add_unit,
    end_mandate,
    give_duty,
    give_mandate,
    invite,
    lock_person,
    take_invitation,
    unlock_person,
)
from workspace.units.tree import inferiors_of, lowest_common_superior, superiors_of
from workspace.units.workdays import (
    is_workday,
    months_later,
    workday_after,
    workdays_between,
    years_missing,
)
from workspace.wording import Words

pytestmark = pytest.mark.django_db
TERM = Term((Power.PREPARE,), AT)
TOO_SHORT, GOOD = "12345", "shi-yi-ge-zi-fu"


def on_duty(kind):
    person = Person.objects.create_user(kind, name=kind)
    give_duty(at=AT, person=person, kind=kind)
    return person


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["anting", "baihe"], "shanghai"),
        (["anting", "huaqiao"], "guowuyuan"),
        (["anting", "huaqiao", "baihe"], "guowuyuan"),
        (["anting", "jiading"], "shanghai"),
        (["anting"], "jiading"),
        (["shanghai", "kunshan"], "guowuyuan"),
        (["guowuyuan", "anting"], None),
    ],
)
def test_the_lowest_common_superior_stands_above_all_parties(room, codes, expected):
    found = lowest_common_superior([room.units[c] for c in codes])
    assert (found and found.code) == expected


def test_superiors_are_listed_nearest_first_and_inferiors_down_to_the_towns(room):
    line = [unit.code for unit in superiors_of(room.units["huaqiao"])]
    assert line == ["kunshan", "suzhou", "jiangsu", "guowuyuan"]
    assert {u.code for u in inferiors_of(room.units["jiangsu"])} == {
        "suzhou",
        "kunshan",
        "huaqiao",
    }


def test_a_mandate_gives_power_from_its_start_until_its_end(room):
    mandate = mandate_of(room.units["anting"], Power.CONFIRM)
    mandate.since, mandate.until = AT, AT + timedelta(days=1)
    mandate.save()
    moments = {
        AT - timedelta(seconds=1): False,
        AT: True,
        AT + timedelta(days=1): False,
    }
    for moment, expected in moments.items():
        assert mandate.is_in_force(moment) is expected
        assert (
            Mandate.objects.in_force(moment).filter(pk=mandate.pk).exists() is expected
        )


def test_who_appoints_gives_and_ends_mandates_for_their_unit_and_below(room):
    person = Person.objects.create_user("li", name="李")
    mandate = give_mandate(
        by=room["anting"], at=AT, person=person, unit=room.units["anting"], term=TERM
    )
    end_mandate(by=room["anting"], at=AT, mandate=mandate, reason="轮岗")
    with pytest.raises(NotNow, match="已经结束"):
        end_mandate(by=room["anting"], at=AT, mandate=mandate, reason="轮岗")
    with pytest.raises(NotPermitted, match="不能为这个单位授权"):
        give_mandate(
            by=room["anting"], at=AT, person=person, unit=room.units["baihe"], term=TERM
        )


def test_nobody_gives_a_mandate_to_themselves(room):
    with pytest.raises(NotPermitted, match="自己"):
        give_mandate(
            by=room["anting"],
            at=AT,
            person=room["anting"].person,
            unit=room.units["anting"],
            term=TERM,
        )


def test_an_invitation_is_good_once_and_for_a_week(room):
    _, token = invite(
        by=room["anting"],
        at=AT,
        username="zhao",
        name="赵",
        unit=room.units["anting"],
        term=TERM,
    )
    assert token not in Invitation.objects.get().token_hash
    with pytest.raises(ValidationError):
        take_invitation(token=token, password=TOO_SHORT, at=AT)
    person = take_invitation(token=token, password=GOOD, at=AT)
    assert person.check_password(GOOD)
    with pytest.raises(NotNow, match="已用过"):
        take_invitation(token=token, password=GOOD, at=AT)


def test_a_user_name_is_given_once_whatever_its_case(room):
    with pytest.raises(NotNow, match="已经有人用"):
        invite(
            by=room["anting"],
            at=AT,
            username="ANTING",
            name="某",
            unit=room.units["anting"],
            term=TERM,
        )


def test_an_invitation_out_of_date_is_refused(room):
    _, token = invite(
        by=room["anting"],
        at=AT,
        username="zhao",
        name="赵",
        unit=room.units["anting"],
        term=TERM,
    )
    with pytest.raises(NotNow):
        take_invitation(token=token, password=GOOD, at=AT + timedelta(days=7))


def test_the_three_duties_are_three_people(room):
    person = on_duty(Duty.Kind.SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        give_duty(at=AT, person=person, kind=Duty.Kind.AUDIT)


def test_each_duty_does_its_own_and_no_other(room):
    system, security, audit = (on_duty(kind) for kind in Duty.Kind)
    unit = add_unit(by=system, at=AT, code="new", name=Words("新镇", "New town"))
    assert unit == Unit.objects.get(code="new")
    for person in (security, audit, room["anting"].person):
        with pytest.raises(NotPermitted, match="系统管理员"):
            add_unit(by=person, at=AT, code="x", name=Words("某", "x"))
    for person in (system, audit):
        with pytest.raises(NotPermitted, match="安全管理员"):
            lock_person(by=person, at=AT, person=room["anting"].person)
    lock_person(by=security, at=AT, person=room["anting"].person)
    assert (
        not Mandate.objects.in_force(AT).filter(person=room["anting"].person).exists()
    )
    unlock_person(by=security, at=AT, person=room["anting"].person)
    assert Mandate.objects.in_force(AT).filter(person=room["anting"].person).exists()
    assert LedgerEntry.objects.filter(audience="office").count() == 6


def test_an_act_refused_leaves_nothing_behind(room):
    with pytest.raises(NotPermitted):
        invite(
            by=room["anting"],
            at=AT,
            username="q",
            name="钱",
            unit=room.units["baihe"],
            term=TERM,
        )
    assert not Person.objects.filter(username="q").exists()
    assert not LedgerEntry.objects.exists()


def test_the_national_holidays_of_2026_are_known():
    assert enter_known_years(AT) == [2026]
    assert enter_known_years(AT) == []
    assert not is_workday(date(2026, 10, 1))
    assert is_workday(date(2026, 10, 10)), "a Saturday made up for the holiday"
    assert not is_workday(date(2026, 10, 11))
    assert workday_after(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert workdays_between(date(2026, 9, 30), date(2026, 10, 10)) == 3


def test_a_missing_year_is_said_and_counts_monday_to_friday():
    enter_known_years(AT)
    assert years_missing(date(2026, 12, 30), date(2027, 1, 4)) == [2027]
    assert workday_after(date(2026, 12, 31), 1) == date(2027, 1, 1)


def test_every_entered_day_differs_from_the_plain_week():
    enter_known_years(AT)
    for day in CalendarDay.objects.all():
        assert day.is_workday == (day.day.weekday() >= 5)


def test_a_faulty_holiday_table_names_its_fault(tmp_path):
    path = tmp_path / "2027.toml"
    path.write_text('source = "x"\noff = [2026-01-01]\nworked = []\n')
    with pytest.raises(ValueError, match="2026-01-01"):
        read_table(path, at=AT)
    path.write_text("off = []\n")
    with pytest.raises(ValueError, match="source"):
        read_table(path, at=AT)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 1)), st.integers(0, 15))
def test_counting_working_days_there_and_back_agrees(day, n):
    assert workdays_between(day, workday_after(day, n)) == n


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-11-23", 2, "2027-01-23"),
        ("2026-12-01", 0, "2026-12-01"),
    ],
)
def test_months_later_stays_within_the_month(day, months, expected):
    assert months_later(date.fromisoformat(day), months) == date.fromisoformat(expected)


def test_a_moment_near_midnight_belongs_to_the_day_in_shanghai():
    from workspace.units.workdays import end_of, local_day

    late = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
    assert local_day(late) == date(2026, 11, 24)
    assert local_day(end_of(date(2026, 11, 24))) == date(2026, 11, 24)
