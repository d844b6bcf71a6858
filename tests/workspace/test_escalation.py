"""Help climbs level by level to the lowest common superior, read off the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from towns import AT, build_matter, mandate_of

from workspace.accounts.permission import NotNow, NotPermitted
from workspace.commitments.levels import LAG, PRESETS
from workspace.commitments.models import Escalation, EscalationStep, Tool
from workspace.commitments.queries import for_desk, for_room
from workspace.commitments.services.helping import (
    Answer,
    Call,
    answer_help,
    answer_lag,
    ask_help,
    raise_help,
    withdraw_help,
)
from workspace.commitments.services.morning import enter_what_passed
from workspace.commitments.services.promising import commit
from workspace.commitments.services.reporting import Report, deliver, verify_delivery
from workspace.commitments.terms import Terms
from workspace.ledger.models import LedgerEntry
from workspace.matters.models.matter import Climb
from workspace.matters.models.record import RecordEvent
from workspace.units.models import Notice, Power, Unit

pytestmark = pytest.mark.django_db
CHAIN = ["kunshan", "suzhou", "jiangsu", "guowuyuan"]  # above Huaqiao
DUE = date(2026, 12, 7)


def day(n):
    return AT + timedelta(days=n)


@pytest.fixture
def call(room):
    return Call(room.units["huaqiao"], "桩没有拆")


@pytest.fixture
def asked(room, call):
    return ask_help(by=room["anting"], at=AT, matter=room.matter, call=call)


@pytest.fixture
def lagging(room):
    terms = Terms("拆桩", "无桩", DUE)
    return commit(by=room["huaqiao"], at=AT, matter=room.matter, terms=terms)


def come_to(room, at):
    (request,) = for_room(room.matter, room["anting"].person, at).help
    return request.now.to.code if request.now else None


def step_of(asked, code):
    return asked.steps.get(to__code=code)


def answer(room, asked, code, tool, at=AT, **more):
    step = step_of(asked, code)
    return answer_help(
        by=room[code], at=at, step=step, answer=Answer(tool, "请办", **more)
    )


def test_the_13710_preset_gives_each_level_its_working_days(room, asked):
    assert PRESETS["13710"] == (1, 3, 7, 10)
    assert [s.to.code for s in asked.steps.all()] == CHAIN
    until = [s.grace_until for s in asked.steps.all()]
    # Mon 23 Nov; 1 → Tue 24; from Wed 25: 3 → Mon 30; from Tue 1 Dec: 7, and so on
    assert until == [
        date(2026, 11, 24),
        date(2026, 11, 30),
        date(2026, 12, 10),
        date(2026, 12, 25),
    ]


def test_it_climbs_by_the_clock_without_any_job(room, asked):
    said = [come_to(room, day(n)) for n in (0, 1, 2, 7, 8, 17, 18, 300)]
    assert said == [
        "kunshan", "kunshan", "suzhou", "suzhou",
        "jiangsu", "jiangsu", "guowuyuan", "guowuyuan",
    ]  # fmt: skip


def test_it_stops_at_the_lowest_common_superior(room):
    two = [room.units["anting"], room.units["baihe"]]
    matter = build_matter(room.case, two, 0, "two")
    call = Call(room.units["baihe"], "没有接口")
    asked = ask_help(by=room["anting"], at=AT, matter=matter, call=call)
    assert [s.to.code for s in asked.steps.all()] == ["qingpu", "shanghai"]


@given(graces=st.lists(st.integers(1, 30), min_size=1, max_size=6), n=st.data())
def test_levels_only_rise_and_every_grace_is_kept(graces, n):
    from workspace.commitments.levels import lay_out

    asked = Escalation(graces=graces)
    units = [Unit(pk=i, code=str(i)) for i in range(5)]
    start = datetime(2026, 11, 23, 1, tzinfo=UTC)
    steps = lay_out(asked, units, start)
    moments = [step.asked_at for step in steps]
    assert moments == sorted(moments)
    for k, (step, after) in enumerate(pairwise(steps)):
        assert step.grace_until > step.asked_at.date()
        assert after.asked_at.date() >= step.grace_until
        assert (after.asked_at - step.asked_at).days >= graces[
            min(k, len(graces) - 1)
        ] - 1
    one, other = sorted(n.draw(st.tuples(st.integers(0, 400), st.integers(0, 400))))
    count = [sum(m <= start + timedelta(days=d) for m in moments) for d in (one, other)]
    assert count[0] <= count[1]


def test_a_level_not_reached_cannot_answer_and_a_reached_one_can(room, asked):
    with pytest.raises(NotNow, match="没有升到"):
        answer(room, asked, "suzhou", Tool.INFORM)
    assert answer(room, asked, "suzhou", Tool.INFORM, at=day(2)).tool == "inform"


def test_only_the_superior_asked_or_its_working_office_answers(room, asked):
    step = step_of(asked, "kunshan")
    with pytest.raises(NotPermitted, match="昆山"):
        answer_help(by=room["jiading"], at=AT, step=step, answer=Answer("inform", "好"))
    office = Unit.objects.create(code="office", name_zh="合作办")
    Unit.objects.filter(code="kunshan").update(working_office=office)
    desk = mandate_of(office, Power.MEDIATE)
    assert for_desk(office, desk.person, AT).to_answer[0].to.code == "kunshan"
    answer_help(
        by=desk, at=AT, step=step_of(asked, "kunshan"), answer=Answer("inform", "好")
    )
    assert not for_desk(office, desk.person, AT).to_answer


def test_a_stronger_tool_than_the_weakest_left_takes_a_reason(room, asked):
    with pytest.raises(NotNow, match="更轻"):
        answer(room, asked, "kunshan", Tool.MEDIATE)
    why = {"why_not_weaker": "已经告知过两次"}
    assert answer(room, asked, "kunshan", Tool.MEDIATE, **why).why_not_weaker
    entry = LedgerEntry.objects.get(act="commitments.help_answered")
    assert "已经告知过两次" in entry.content


def test_only_a_common_superior_settles_or_mandates(room, asked):
    for tool in (Tool.SETTLE, Tool.MANDATE):
        with pytest.raises(NotPermitted, match="共同上级"):
            answer(room, asked, "jiangsu", tool, day(8), why_not_weaker="急")


def test_settling_ends_it_and_enters_pressure_in_the_record(room, asked):
    answer(room, asked, "guowuyuan", Tool.SETTLE, day(20), why_not_weaker="拖得太久")
    asked.refresh_from_db()
    assert asked.settled_at == day(20)
    event = RecordEvent.objects.get(matter=room.matter)
    assert (event.kind, event.actors) == ("pressure", ["guowuyuan"])
    assert not EscalationStep.objects.waiting(day(30)).exists()


def test_a_mandate_of_a_rung_skips_consent_and_says_so(room, asked):
    answer(
        room, asked, "guowuyuan", Tool.MANDATE, day(20), why_not_weaker="已裁定", rung=3
    )
    room.matter.refresh_from_db()
    assert room.matter.rung == 3
    assert Climb.objects.get().cause == "mandate"
    assert RecordEvent.objects.filter(kind="mandate").count() == 1


def test_a_mandate_without_a_rung_is_a_mandate_in_the_record(room, asked):
    answer(room, asked, "guowuyuan", Tool.MANDATE, day(20), why_not_weaker="已裁定")
    assert RecordEvent.objects.get().kind == "mandate"
    assert not Climb.objects.exists()


def test_an_answer_stops_the_climb_until_more_is_asked(room, asked):
    answer(room, asked, "kunshan", Tool.INFORM)
    assert come_to(room, day(100)) == "kunshan"
    raise_help(by=room["anting"], at=day(10), escalation=asked, reason="没有动静")
    assert come_to(room, day(10)) == "suzhou"
    asked = Escalation.objects.get()
    assert asked.weakest_left == Tool.MEDIATE
    answer(room, asked, "suzhou", Tool.MEDIATE, day(10))
    raise_help(by=room["anting"], at=day(11), escalation=asked, reason="还不够")
    assert come_to(room, day(11)) == "jiangsu"
    assert Escalation.objects.get().weakest_left == Tool.AUTHORISE


def test_the_common_superior_can_be_asked_again(room):
    two = [room.units["anting"], room.units["baihe"]]
    matter = build_matter(room.case, two, 0, "two")
    call = Call(room.units["baihe"], "没有接口", graces=(1,))
    asked = ask_help(by=room["anting"], at=AT, matter=matter, call=call)
    answer(room, asked, "shanghai", Tool.INFORM, day(5))
    raise_help(by=room["anting"], at=day(6), escalation=asked, reason="不够")
    again = Escalation.objects.get().steps.last()
    assert (again.to.code, again.level) == ("shanghai", 3)


def test_more_cannot_be_asked_before_anyone_answered(room, asked):
    with pytest.raises(NotNow, match="没有答复"):
        raise_help(by=room["anting"], at=day(1), escalation=asked, reason="快")


def test_withdrawn_help_climbs_no_further_and_only_who_asked_withdraws(room, asked):
    with pytest.raises(NotPermitted):
        withdraw_help(by=room["huaqiao"], at=day(1), escalation=asked, reason="x")
    withdraw_help(by=room["anting"], at=day(1), escalation=asked, reason="已谈妥")
    assert come_to(room, day(100)) == "kunshan"
    enter_what_passed(at=day(100))
    assert not LedgerEntry.objects.filter(act="commitments.help_raised").exists()


def test_the_same_help_is_not_asked_twice(room, asked, call):
    with pytest.raises(NotNow, match="已就此"):
        ask_help(by=room["baihe"], at=AT, matter=room.matter, call=call)


def test_help_is_asked_about_parties_with_a_superior_and_sensible_graces(room, call):
    odd = Call(room.units["jiading"], "x")
    with pytest.raises(NotNow, match="当事方"):
        ask_help(by=room["anting"], at=AT, matter=room.matter, call=odd)
    for graces in ((), (0,), (61,)):
        slow = Call(call.about, "x", graces=graces)
        with pytest.raises(NotNow, match="宽限"):
            ask_help(by=room["anting"], at=AT, matter=room.matter, call=slow)


def test_a_job_enters_each_level_reached_once_and_tells_its_superior(room, asked):
    Notice.objects.all().delete()
    for n in (1, 2, 2, 3, 8, 8):
        enter_what_passed(at=day(n))
    raised = LedgerEntry.objects.filter(act="commitments.help_raised")
    assert [e.sentence.zh[-4:] for e in raised] == ["苏州市。", "江苏省。"]
    suzhou = Notice.objects.filter(person=room["suzhou"].person)
    assert [n.title.zh for n in suzhou] == ["请您帮一把：断头路"]


def test_a_commitment_long_past_its_date_asks_for_help_itself(room, lagging):
    assert LAG == 5
    # due Mon 7 Dec; five working days later is Mon 14
    assert for_room(room.matter, room["anting"].person, day(21)).help == ()
    assert come_to(room, day(22)) == "kunshan"
    assert come_to(room, day(24)) == "suzhou"
    (step,) = for_desk(room.units["kunshan"], room["kunshan"].person, day(22)).to_answer
    assert step.pk is None
    enter_what_passed(at=day(24))
    enter_what_passed(at=day(25))
    assert Escalation.objects.get().asked_by is None
    assert come_to(room, day(24)) == "suzhou"


def test_a_superior_answers_a_lag_no_job_has_entered(room, lagging):
    given = Answer(Tool.INFORM, "已督促")
    with pytest.raises(NotPermitted):
        answer_lag(by=room["kunshan"], at=day(15), commitment=lagging, answer=given)
    answer_lag(by=room["kunshan"], at=day(22), commitment=lagging, answer=given)
    assert come_to(room, day(60)) == "kunshan"
    assert Escalation.objects.count() == 1


def test_what_is_verified_needs_no_help_any_more(room, lagging):
    enter_what_passed(at=day(24))
    deliver(by=room["huaqiao"], at=day(24), commitment=lagging, report=Report("已拆"))
    verify_delivery(by=room["anting"], at=day(25), commitment=lagging)
    assert Escalation.objects.get().settled_at == day(25)
