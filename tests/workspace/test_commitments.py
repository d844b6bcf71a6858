"""Promises with a date: made, reported, verified, extended, and told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from towns import AT, build_matter, mandate_of

from workspace.accounts.permission import NotNow, NotPermitted
from workspace.commitments.models import Reminder
from workspace.commitments.queries import for_desk, for_room, lights_of_matters
from workspace.commitments.services.extending import (
    ask_extension,
    grant_extension,
    object_to_extension,
)
from workspace.commitments.services.morning import enter_what_passed
from workspace.commitments.services.promising import commit, withdraw_commitment
from workspace.commitments.services.reporting import (
    Report,
    deliver,
    report_progress,
    return_delivery,
    verify_delivery,
)
from workspace.commitments.terms import Terms, due_in
from workspace.ledger.models import LedgerEntry
from workspace.matters.models.record import RecordEvent
from workspace.matters.services.climbing import impose
from workspace.matters.services.saying import attach
from workspace.units.models import Notice, Power, Unit

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 7)  # ten working days after AT
DONE = Report("铁桩已拆。")


def day(n):
    return AT + timedelta(days=n)


@pytest.fixture
def promise(room):
    def make(who="anting", **more):
        terms = Terms(**{"title": "拆桩", "wanted": "桥面无桩", "due": DUE} | more)
        return commit(by=room[who], at=AT, matter=room.matter, terms=terms)

    return make


@pytest.fixture
def due_matter(room):
    """A matter where Anting and Huaqiao each owe a part."""
    units = [room.units["anting"], room.units["huaqiao"]]
    matter = build_matter(room.case, units, 0, "due")
    return impose(by=room["guowuyuan"], at=AT, matter=matter, rung=1, reason="试点")


def light(room, row, at):
    seen = for_room(row.matter, room["anting"].person, at)
    return next(p.light.kind for p in seen.promises if p.row == row)


def test_due_dates_are_counted_in_working_days(room):
    assert due_in(10, AT) == DUE


def test_a_commitment_is_told_to_all_and_shown_green(room, promise):
    row = promise()
    assert light(room, row, AT) == "ok"
    entry = LedgerEntry.objects.get(act="commitments.committed")
    assert entry.sentence.zh == "安亭镇承诺：拆桩，2026-12-07 前。"
    assert Notice.objects.filter(person=room["huaqiao"].person).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"due": date(2026, 11, 23)},
        {"plan_line": ((date(2026, 12, 1), 0.5), (date(2026, 11, 30), 0.6))},
        {"plan_line": ((date(2026, 12, 1), 0.5), (date(2026, 12, 2), 0.4))},
        {"plan_line": ((date(2026, 12, 8), 0.5),)},
        {"plan_line": ((date(2026, 12, 1), 1.5),)},
    ],
)
def test_dates_and_plan_lines_that_cannot_be_are_refused(promise, wrong):
    with pytest.raises(NotNow):
        promise(**wrong)


def test_who_helps_and_who_verifies_are_two_other_parties(room, promise):
    for name in ("anting", "jiading"):
        with pytest.raises(NotNow, match="当事方"):
            promise(verifier=room.units[name])
    with pytest.raises(NotNow):
        promise(verifier=room.units["baihe"], co_owner=room.units["baihe"])
    assert promise(verifier=room.units["baihe"]).verifier == room.units["baihe"]


def test_behind_its_plan_line_it_is_yellow_until_a_report_catches_up(room, promise):
    row = promise(plan_line=((date(2026, 11, 25), 0.4),))
    assert light(room, row, day(2)) == "ok"
    assert light(room, row, day(3)) == "due"
    report_progress(
        by=room["anting"], at=day(3), commitment=row, report=Report("拆了一半", 0.5)
    )
    assert light(room, row, day(3)) == "ok"


def test_it_warns_for_its_last_five_working_days_and_is_red_from_the_day_after(
    room, promise
):
    row = promise()
    assert [light(room, row, day(n)) for n in (7, 8, 14, 15)] == [
        "ok",
        "due",
        "due",
        "late",
    ]


def test_a_report_carries_evidence_of_its_own_matter_only(room, promise):
    row, here = promise(), ContentFile(b"%PDF")
    file = attach(
        by=room["anting"], at=AT, matter=room.matter, file=here, name="桩.pdf"
    )
    told = report_progress(
        by=room["anting"],
        at=AT,
        commitment=row,
        report=Report("拆了", 0.5, (file,)),
    )
    assert list(told.evidence.all()) == [file]
    other = build_matter(room.case, [room.units["anting"]], 0, "other")
    elsewhere = attach(
        by=room["anting"], at=AT, matter=other, file=ContentFile(b"%PDF"), name="b.pdf"
    )
    with pytest.raises(NotNow, match="附件"):
        deliver(
            by=room["anting"],
            at=AT,
            commitment=row,
            report=Report("拆完", evidence=(elsewhere,)),
        )


def test_what_is_delivered_in_time_waits_green_until_the_other_side_verifies(
    room, promise
):
    row = promise()
    deliver(by=room["anting"], at=day(14), commitment=row, report=DONE)
    assert light(room, row, day(20)) == "ok"
    with pytest.raises(NotPermitted, match="对方"):
        verify_delivery(by=room["anting"], at=day(20), commitment=row)
    closed = verify_delivery(by=room["huaqiao"], at=day(20), commitment=row)
    assert closed.closed_at == day(20)
    enter_what_passed(at=day(30))
    assert not RecordEvent.objects.filter(kind="late").exists()


def test_a_named_verifier_is_the_only_one_to_answer(room, promise):
    row = promise(verifier=room.units["baihe"])
    deliver(by=room["anting"], at=day(1), commitment=row, report=DONE)
    with pytest.raises(NotPermitted):
        verify_delivery(by=room["huaqiao"], at=day(1), commitment=row)
    assert verify_delivery(by=room["baihe"], at=day(1), commitment=row).closed_at


def test_what_is_sent_back_after_its_date_turns_red_and_is_entered_as_late_once(
    room, promise
):
    row = promise()
    deliver(by=room["anting"], at=day(14), commitment=row, report=DONE)
    with pytest.raises(NotNow, match="理由"):
        return_delivery(by=room["huaqiao"], at=day(16), commitment=row, reason=" ")
    return_delivery(by=room["huaqiao"], at=day(16), commitment=row, reason="还有两根")
    assert light(room, row, day(16)) == "late"
    for n in (16, 17, 18):
        enter_what_passed(at=day(n))
    deliver(by=room["anting"], at=day(18), commitment=row, report=DONE)
    assert light(room, row, day(18)) == "late"
    late = RecordEvent.objects.get(kind="late")
    assert (late.actors, late.matter) == (["anting"], room.matter)
    verify_delivery(by=room["huaqiao"], at=day(19), commitment=row)
    assert light(room, row, day(19)) == "ok"


def test_a_parent_is_as_red_as_its_worst_child_and_closes_last(room, promise):
    parent = promise(due=date(2027, 1, 29))
    child = promise("huaqiao", title="出车", parent=parent)
    assert light(room, parent, day(15)) == "late"
    with pytest.raises(NotNow, match="下面"):
        deliver(by=room["anting"], at=day(15), commitment=parent, report=DONE)
    deliver(by=room["huaqiao"], at=day(15), commitment=child, report=DONE)
    verify_delivery(by=room["anting"], at=day(15), commitment=child)
    assert light(room, parent, day(15)) == "ok"
    deliver(by=room["anting"], at=day(15), commitment=parent, report=DONE)


def test_a_part_is_done_when_its_last_commitment_is_verified(room, due_matter):
    part = due_matter.parts.get(unit=room.units["anting"])
    rows = [
        commit(
            by=room["anting"],
            at=AT,
            matter=due_matter,
            terms=Terms(title, "x", DUE, part=part),
        )
        for title in ("一", "二")
    ]
    for row in rows:
        part.refresh_from_db()
        assert part.by_commitments
        assert part.done_at is None
        deliver(by=room["anting"], at=day(1), commitment=row, report=DONE)
        verify_delivery(by=room["huaqiao"], at=day(1), commitment=row)
    part.refresh_from_db()
    assert part.done_at == day(1)


def test_withdrawing_every_commitment_does_not_do_the_part(room, due_matter):
    part = due_matter.parts.get(unit=room.units["anting"])
    row = commit(
        by=room["anting"],
        at=AT,
        matter=due_matter,
        terms=Terms("一", "x", DUE, part=part),
    )
    withdraw_commitment(by=room["anting"], at=day(1), commitment=row, reason="改做法")
    part.refresh_from_db()
    assert part.done_at is None
    assert LedgerEntry.objects.get(act="commitments.commitment_withdrawn").sentence.zh


def test_another_party_s_part_cannot_be_carried(room, due_matter):
    part = due_matter.parts.get(unit=room.units["huaqiao"])
    with pytest.raises(NotNow, match="本单位"):
        commit(
            by=room["anting"],
            at=AT,
            matter=due_matter,
            terms=Terms("一", "x", DUE, part=part),
        )


def more_time(room, row, at, new_due=date(2026, 12, 21)):
    return ask_extension(
        by=room["anting"], at=at, commitment=row, new_due=new_due, reason="雨雪"
    )


def test_more_time_is_asked_before_the_due_date_and_for_a_later_one(room, promise):
    row = promise()
    with pytest.raises(NotNow, match="当天"):
        more_time(room, row, day(14))
    with pytest.raises(NotNow, match="晚于"):
        more_time(room, row, day(1), new_due=DUE)


def test_silence_grants_more_time_whether_or_not_a_job_has_run(room, promise):
    row = promise()
    asked = more_time(room, row, day(10))
    assert asked.object_by == DUE
    assert light(room, row, day(15)) == "ok"
    with pytest.raises(NotNow, match="答复期"):
        object_to_extension(
            by=room["huaqiao"], at=day(15), extension=asked, reason="太久"
        )
    enter_what_passed(at=day(15))
    row.refresh_from_db()
    assert row.due == date(2026, 12, 21)
    assert LedgerEntry.objects.filter(act="commitments.extension_granted").count() == 1


def test_a_second_extension_counts_from_the_first_even_without_a_job(room, promise):
    row = promise()
    more_time(room, row, day(1))
    with pytest.raises(NotNow, match="已有"):
        more_time(room, row, day(2), date(2027, 1, 8))
    assert more_time(room, row, day(14), date(2027, 1, 8)).old_due == date(2026, 12, 21)


def test_the_other_side_may_object_or_agree_at_once(room, promise):
    row = promise()
    asked = more_time(room, row, day(1))
    object_to_extension(by=room["baihe"], at=day(2), extension=asked, reason="等不起")
    assert light(room, row, day(15)) == "late"
    again = more_time(room, row, day(7))
    with pytest.raises(NotPermitted):
        grant_extension(by=room["anting"], at=day(7), extension=again)
    grant_extension(by=room["huaqiao"], at=day(7), extension=again)
    row.refresh_from_db()
    assert row.due == date(2026, 12, 21)


def test_reminders_go_out_once_an_occasion_and_to_those_who_carry_it(room, promise):
    row = promise(co_owner=room.units["huaqiao"])
    Notice.objects.all().delete()
    for n in range(20):
        enter_what_passed(at=day(n))
    told = Reminder.objects.order_by("pk").values_list("occasion", flat=True)
    assert list(told) == ["before_due", "due", "late"]
    mine = Notice.objects.filter(person=room["anting"].person)
    assert {n.title.zh for n in mine} >= {"拆桩，2026-12-07 到期", "今天到期：拆桩"}
    baihe = Notice.objects.filter(person=room["baihe"].person)
    assert not baihe.filter(title_zh__contains="今天到期").exists()
    assert row.reminders.count() == 3


def test_a_desk_shows_what_we_owe_and_what_waits_for_our_word(room, promise):
    row = promise(verifier=room.units["baihe"])
    deliver(by=room["anting"], at=day(1), commitment=row, report=DONE)
    ours, theirs = (
        for_desk(room.units[name], room[name].person, day(1))
        for name in ("anting", "baihe")
    )
    assert [p.row for p in ours.owes] == [row]
    assert [p.row for p in theirs.to_verify] == [row]
    bystander = for_desk(room.units["huaqiao"], room["huaqiao"].person, day(1))
    assert [p.row for p in bystander.owed] == [row]
    assert not bystander.to_verify


def test_a_stranger_reads_no_commitment(room, promise):
    promise()

    far = Unit.objects.create(code="far", name_zh="远镇")
    person = mandate_of(far, Power.CONFIRM).person
    assert for_room(room.matter, person, AT).promises == ()


def test_the_board_shows_the_worst_open_light_of_a_matter(room, promise):
    promise()
    promise(title="别的", due=date(2027, 1, 29))
    assert lights_of_matters([room.matter], day(15))[room.matter.pk].kind == "late"
    assert room.matter.pk in lights_of_matters([room.matter], AT)
