"""Consent, rung by rung: asked, answered, changed, met, and never doubled."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from towns import AT, LATER, TOWNS, build_matter, mandate_of, seat

from workspace.accounts.permission import NotNow, NotPermitted
from workspace.consent.models import Proposal, Stance, StanceDraft
from workspace.consent.ruling import standings
from workspace.consent.services.on_behalf import (
    confirm_entered,
    deny_entered,
    enter_consent,
    expire_entered,
)
from workspace.consent.services.proposing import (
    Text,
    adopt_amendment,
    change_text,
    decline_amendment,
    prepare_proposal,
    propose,
    suggest_amendment,
    withdraw_proposal,
)
from workspace.consent.services.stances import (
    give_consent,
    object_to,
    prepare_stance,
    return_draft,
    stand_aside,
    withdraw_stance,
)
from workspace.ledger.chain import verify
from workspace.ledger.models import LedgerEntry
from workspace.matters.services.climbing import impose, lapse
from workspace.matters.services.parts import finish_part
from workspace.units.models import Notice, Power

pytestmark = pytest.mark.django_db
TEXT = Text("接通协议", "拆桩。\n费用各三分之一。", ("拆桩", "改线", "巡逻"))
OTHER = Text("接通协议", "拆桩。\n费用按过境车流分摊。", ("拆桩", "改线", "按车流"))


@pytest.fixture
def asked(room):
    proposal = prepare_proposal(by=room["anting"], at=AT, matter=room.matter, text=TEXT)
    return propose(by=room["anting"], at=AT, proposal=proposal)


def rung(room):
    room.matter.refresh_from_db()
    return room.matter.rung


def said(proposal, at=LATER):
    return standings(proposal.version, at)


def test_silence_is_a_state_of_every_party_from_the_start(asked):
    assert said(asked) == dict.fromkeys(TOWNS, "silent")


def test_the_rung_climbs_exactly_when_the_last_party_consents(room, asked):
    for n, code in enumerate(TOWNS):
        assert rung(room) == 2, n
        give_consent(by=room[code], at=LATER, version=asked.version)
    assert rung(room) == 3
    assert room.matter.climbs.get().cause == "consent"
    assert room.matter.parts_due.count() == 3
    assert room.matter.events.get(kind="agreement").rung == 3
    assert verify().holds


def test_standing_aside_does_not_block_but_two_must_consent(room, asked):
    stand_aside(by=room["anting"], at=LATER, version=asked.version)
    stand_aside(by=room["baihe"], at=LATER, version=asked.version)
    give_consent(by=room["huaqiao"], at=LATER, version=asked.version)
    assert rung(room) == 2
    give_consent(by=room["baihe"], at=LATER, version=asked.version)
    assert rung(room) == 3


def test_an_objection_blocks_and_is_told_to_all_with_its_reason(room, asked):
    give_consent(by=room["anting"], at=LATER, version=asked.version)
    give_consent(by=room["huaqiao"], at=LATER, version=asked.version)
    object_to(
        by=room["baihe"], at=LATER, version=asked.version, reason="没有算过境车流"
    )
    assert rung(room) == 2
    told = Notice.objects.filter(
        person=room["anting"].person, title_zh__contains="没有算过境车流"
    )
    assert told.exists()


def test_an_objection_without_a_reason_is_refused_in_words(room, asked):
    with pytest.raises(NotNow) as denial:
        object_to(by=room["baihe"], at=LATER, version=asked.version, reason=" ")
    assert "理由" in denial.value.says.zh
    assert "reason" in denial.value.says.en


def test_a_stance_is_replaced_not_edited(room, asked):
    give_consent(by=room["anting"], at=LATER, version=asked.version)
    object_to(by=room["anting"], at=LATER, version=asked.version, reason="再想想")
    kinds = asked.version.stances.filter(unit=room.units["anting"]).values_list(
        "kind", flat=True
    )
    assert list(kinds) == ["silent", "consent", "object"]
    assert said(asked)["anting"] == "object"


def test_taking_a_stance_back_is_silence_again(room, asked):
    give_consent(by=room["anting"], at=LATER, version=asked.version)
    withdraw_stance(
        by=room["anting"], at=LATER, version=asked.version, reason="待会议定"
    )
    assert said(asked)["anting"] == "silent"


def test_any_change_of_text_clears_every_stance(room, asked):
    first = asked.version
    give_consent(by=room["huaqiao"], at=LATER, version=first)
    second = change_text(
        by=room["anting"], at=LATER, proposal=asked, parent=first, text=OTHER
    )
    assert asked.version == second
    assert second.fingerprint != first.fingerprint
    assert said(asked) == dict.fromkeys(TOWNS, "silent")
    with pytest.raises(NotNow, match="不是现在的一稿"):
        give_consent(by=room["baihe"], at=LATER, version=first)


def test_between_the_last_edit_and_consent_lies_a_frozen_interval(room, asked):
    almost = asked.version.opens_at - timedelta(seconds=1)
    with pytest.raises(NotNow, match="冻结"):
        give_consent(by=room["anting"], at=almost, version=asked.version)
    give_consent(by=room["anting"], at=asked.version.opens_at, version=asked.version)


def test_an_amendment_changes_nothing_until_it_is_adopted(room, asked):
    first = asked.version
    give_consent(by=room["huaqiao"], at=LATER, version=first)
    amendment = suggest_amendment(by=room["baihe"], at=LATER, parent=first, text=OTHER)
    assert asked.version == first
    assert said(asked)["huaqiao"] == "consent"
    adopt_amendment(by=room["anting"], at=LATER, amendment=amendment)
    assert asked.version == amendment
    assert said(asked)["huaqiao"] == "silent"


def test_an_amendment_is_declined_for_a_reason_and_only_by_the_proposer(room, asked):
    amendment = suggest_amendment(
        by=room["baihe"], at=LATER, parent=asked.version, text=OTHER
    )
    with pytest.raises(NotPermitted, match="安亭镇"):
        decline_amendment(
            by=room["huaqiao"], at=LATER, amendment=amendment, reason="不"
        )
    decline_amendment(
        by=room["anting"], at=LATER, amendment=amendment, reason="车流没有数"
    )
    with pytest.raises(NotNow):
        adopt_amendment(by=room["anting"], at=LATER, amendment=amendment)


def test_two_editors_never_lose_text(room, asked):
    first = asked.version
    change_text(by=room["anting"], at=LATER, proposal=asked, parent=first, text=OTHER)
    with pytest.raises(NotNow, match="没有丢"):
        change_text(
            by=room["anting"], at=LATER, proposal=asked, parent=first, text=TEXT
        )
    with pytest.raises(NotNow, match="没有丢"):
        suggest_amendment(by=room["baihe"], at=LATER, parent=first, text=TEXT)


def test_two_editors_of_a_draft_never_lose_text_either(room):
    draft = prepare_proposal(by=room["anting"], at=AT, matter=room.matter, text=TEXT)
    first = draft.head
    second = change_text(
        by=room["anting"], at=AT, proposal=draft, parent=first, text=OTHER
    )
    with pytest.raises(NotNow, match="没有丢"):
        change_text(by=room["anting"], at=AT, proposal=draft, parent=first, text=TEXT)
    asked = propose(by=room["anting"], at=AT, proposal=draft)
    assert asked.version == second


def test_a_draft_is_seen_by_its_unit_only_until_it_is_put_to_all(room):
    draft = prepare_proposal(by=room["anting"], at=AT, matter=room.matter, text=TEXT)
    visible = Proposal.objects.visible_to
    assert visible(room["anting"].person, AT).exists()
    assert not visible(room["huaqiao"].person, AT).exists()
    propose(by=room["anting"], at=AT, proposal=draft)
    assert visible(room["huaqiao"].person, AT).exists()


def test_it_does_not_climb_before_the_parts_due_are_done(room, asked):
    for code in TOWNS:
        give_consent(by=room[code], at=LATER, version=asked.version)
    assert rung(room) == 3
    again = prepare_proposal(by=room["baihe"], at=LATER, matter=room.matter, text=TEXT)
    again = propose(by=room["baihe"], at=LATER, proposal=again)
    day_after = LATER + timedelta(days=1)
    for code in TOWNS:
        give_consent(by=room[code], at=day_after, version=again.version)
    assert rung(room) == 3
    assert room.matter.agreed_rung == 4
    for part in list(room.matter.parts_due):
        assert rung(room) == 3
        finish_part(by=room[part.unit.code], at=day_after, part=part)
    assert rung(room) == 4
    assert room.matter.agreed_rung is None


def test_what_was_agreed_and_waits_is_open_again_when_a_party_objects(room, asked):
    for code in TOWNS:
        give_consent(by=room[code], at=LATER, version=asked.version)
    again = prepare_proposal(by=room["baihe"], at=LATER, matter=room.matter, text=TEXT)
    again = propose(by=room["baihe"], at=LATER, proposal=again)
    day_after = LATER + timedelta(days=1)
    for code in TOWNS:
        give_consent(by=room[code], at=day_after, version=again.version)
    object_to(
        by=room["huaqiao"], at=day_after, version=again.version, reason="先办完再说"
    )
    assert rung(room) == 3
    assert room.matter.agreed_rung is None
    for part in list(room.matter.parts_due):
        finish_part(by=room[part.unit.code], at=day_after, part=part)
    assert rung(room) == 3


def test_a_proposal_taken_back_takes_what_was_agreed_with_it(room, asked):
    for code in TOWNS:
        give_consent(by=room[code], at=LATER, version=asked.version)
    again = prepare_proposal(by=room["baihe"], at=LATER, matter=room.matter, text=TEXT)
    again = propose(by=room["baihe"], at=LATER, proposal=again)
    day_after = LATER + timedelta(days=1)
    for code in TOWNS:
        give_consent(by=room[code], at=day_after, version=again.version)
    withdraw_proposal(by=room["baihe"], at=day_after, proposal=again, reason="条件变了")
    for part in list(room.matter.parts_due):
        finish_part(by=room[part.unit.code], at=day_after, part=part)
    assert rung(room) == 3
    assert room.matter.agreed_rung is None


@pytest.mark.parametrize("wrong", [2, 5, -1])
def test_a_mandate_names_another_rung_of_the_ladder(room, wrong):
    with pytest.raises(NotNow, match="阶梯"):
        impose(by=room["guowuyuan"], at=AT, matter=room.matter, rung=wrong, reason="x")


@pytest.mark.parametrize("wrong", [2, 3, -1])
def test_one_falls_back_to_a_lower_rung_only(room, wrong):
    with pytest.raises(NotNow, match="更低"):
        lapse(by=room["anting"], at=AT, matter=room.matter, rung=wrong, reason="x")


def test_a_quorum_climbs_over_an_objection_but_not_over_a_veto(room, asked):
    room.matter.quorum, room.matter.vetoes = 2, ["baihe"]
    room.matter.save()
    give_consent(by=room["anting"], at=LATER, version=asked.version)
    give_consent(by=room["huaqiao"], at=LATER, version=asked.version)
    assert rung(room) == 2
    give_consent(by=room["baihe"], at=LATER, version=asked.version)
    assert rung(room) == 3


def test_consent_entered_on_behalf_counts_only_once_confirmed(room, asked):
    give_consent(by=room["anting"], at=LATER, version=asked.version)
    give_consent(by=room["baihe"], at=LATER, version=asked.version)
    stance = enter_consent(
        by=room["huaqiao"],
        at=LATER,
        version=asked.version,
        unit=room.units["huaqiao"],
        evidence="电话记录",
    )
    assert said(asked)["huaqiao"] == "pending"
    assert rung(room) == 2
    confirm_entered(by=room["huaqiao"], at=LATER, stance=stance)
    assert rung(room) == 3


def test_consent_entered_on_behalf_lapses_by_itself_after_three_working_days(
    room, asked
):
    stance = enter_consent(
        by=room["huaqiao"],
        at=LATER,
        version=asked.version,
        unit=room.units["huaqiao"],
        evidence="电话记录",
    )
    assert f"{stance.confirm_by:%Y-%m-%d}" == "2026-11-27"
    after = stance.confirm_by + timedelta(seconds=1)
    assert said(asked, stance.confirm_by)["huaqiao"] == "pending"
    assert said(asked, after)["huaqiao"] == "silent", "without any job having run"
    with pytest.raises(NotNow):
        confirm_entered(by=room["huaqiao"], at=after, stance=stance)
    assert expire_entered(at=after) == 1
    assert expire_entered(at=after) == 0
    assert LedgerEntry.objects.filter(act="consent.consent_expired").count() == 1


def test_a_party_denies_what_was_entered_for_it(room, asked):
    seat(room.matter, room.units["shanghai"])
    stance = enter_consent(
        by=room["shanghai"],
        at=LATER,
        version=asked.version,
        unit=room.units["huaqiao"],
        evidence="会上口头同意",
    )
    deny_entered(by=room["huaqiao"], at=LATER, stance=stance, reason="会上没有表态")
    assert said(asked)["huaqiao"] == "silent"


def test_nobody_enters_consent_for_a_neighbour(room, asked):
    with pytest.raises(NotPermitted, match="不能代"):
        enter_consent(
            by=room["anting"],
            at=LATER,
            version=asked.version,
            unit=room.units["huaqiao"],
            evidence="听说的",
        )


def test_a_mandate_by_a_common_superior_skips_consent_and_says_so(room, asked):
    impose(by=room["guowuyuan"], at=LATER, matter=room.matter, rung=3, reason="防汛")
    assert rung(room) == 3
    assert room.matter.climbs.get().cause == "mandate"
    assert "未经各方表态" in LedgerEntry.objects.get(act="matters.imposed").sentence.zh
    with pytest.raises(NotNow):
        give_consent(by=room["anting"], at=LATER, version=asked.version)


def test_a_superior_of_some_parties_only_cannot_impose(room):
    with pytest.raises(NotPermitted) as denial:
        impose(by=room["shanghai"], at=AT, matter=room.matter, rung=3, reason="快")
    assert "国务院" in denial.value.remedy.zh
    assert "State Council" in denial.value.remedy.en


def test_a_lapse_is_an_act_that_ends_the_open_question(room, asked):
    lapse(by=room["huaqiao"], at=LATER, matter=room.matter, rung=0, reason="疫情封控")
    assert rung(room) == 0
    assert not Proposal.objects.live().exists()
    with pytest.raises(NotNow):
        give_consent(by=room["anting"], at=LATER, version=asked.version)


def test_a_proposal_taken_back_makes_room_for_another(room, asked):
    with pytest.raises(NotNow, match="已经有一份提案"):
        prepare_proposal(by=room["baihe"], at=AT, matter=room.matter, text=OTHER)
    withdraw_proposal(by=room["anting"], at=AT, proposal=asked, reason="重拟")
    prepare_proposal(by=room["baihe"], at=AT, matter=room.matter, text=OTHER)


def test_preparing_and_confirming_are_separate_powers(room, asked):
    clerk = mandate_of(room.units["huaqiao"], Power.PREPARE)
    chief = mandate_of(room.units["huaqiao"], Power.CONFIRM)
    with pytest.raises(NotPermitted, match="审签"):
        give_consent(by=clerk, at=LATER, version=asked.version)
    draft = prepare_stance(by=clerk, at=LATER, version=asked.version, kind="consent")
    assert said(asked)["huaqiao"] == "silent"
    stance = give_consent(by=chief, at=LATER, version=asked.version)
    draft.refresh_from_db()
    assert draft.stance == stance


def test_a_prepared_stance_goes_back_with_a_reason_and_stays_inside_the_unit(
    room, asked
):
    clerk = mandate_of(room.units["huaqiao"], Power.PREPARE)
    draft = prepare_stance(by=clerk, at=LATER, version=asked.version, kind="aside")
    with pytest.raises(NotPermitted):
        return_draft(by=room["anting"], at=LATER, draft=draft, reason="再议")
    return_draft(by=room["huaqiao"], at=LATER, draft=draft, reason="再议")
    assert StanceDraft.objects.get().returned_reason == "再议"
    assert LedgerEntry.objects.get(act="consent.stance_prepared").audience == "unit"


def test_an_ended_mandate_has_no_power_from_that_moment(room, asked):
    mandate = room["anting"]
    type(mandate).objects.filter(pk=mandate.pk).update(ended_at=AT)
    with pytest.raises(NotPermitted, match="有效期"):
        give_consent(by=mandate, at=LATER, version=asked.version)


def test_saying_the_same_twice_is_answered_kindly_and_recorded_once(room, asked):
    give_consent(by=room["anting"], at=LATER, version=asked.version)
    with pytest.raises(NotNow, match="已经是这个立场"):
        give_consent(by=room["anting"], at=LATER, version=asked.version)
    assert LedgerEntry.objects.filter(act="consent.consented").count() == 1


def test_the_act_and_its_entry_stand_or_fall_together(room, asked, monkeypatch):
    from workspace.consent.services import stances

    def fails(*_, **__):
        raise RuntimeError("power cut")

    monkeypatch.setattr(stances, "settle", fails)
    before = LedgerEntry.objects.count(), Notice.objects.count(), Stance.objects.count()
    with pytest.raises(RuntimeError):
        give_consent(by=room["anting"], at=LATER, version=asked.version)
    assert before == (
        LedgerEntry.objects.count(),
        Notice.objects.count(),
        Stance.objects.count(),
    )


def test_the_database_refuses_two_standing_stances_of_one_party(room, asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        Stance.objects.create(
            version=asked.version,
            unit=room.units["anting"],
            invited_at=AT,
            kind="silent",
        )


def test_a_two_party_matter_climbs_with_both(room):
    matter = build_matter(
        room.case, [room.units["anting"], room.units["huaqiao"]], 0, "river"
    )
    proposal = prepare_proposal(by=room["anting"], at=AT, matter=matter, text=TEXT)
    proposal = propose(by=room["anting"], at=AT, proposal=proposal)
    give_consent(by=room["anting"], at=LATER, version=proposal.version)
    with pytest.raises(NotPermitted, match="不是这件事的当事方"):
        give_consent(by=room["baihe"], at=LATER, version=proposal.version)
    give_consent(by=room["huaqiao"], at=LATER, version=proposal.version)
    matter.refresh_from_db()
    assert matter.rung == 1
