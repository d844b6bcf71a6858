"""Acting through the forms: done, refused with the reason, and nothing written lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now
from towns import build_matter, mandate_of

from workspace.consent.models import Proposal, Stance
from workspace.consent.services.proposing import (
    Text,
    change_text,
    prepare_proposal,
    propose,
)
from workspace.ledger.models import LedgerEntry
from workspace.matters.models.matter import Matter
from workspace.pages.acts.table import ACTS
from workspace.units.models import Power, Unit
from workspace.voices.models import Voice

TEXT = Text("接通协议", "拆铁桩。\n修路。", ("拆铁桩", "修路", ""))
WRITTEN = {"title": "接通协议", "line_1": "拆铁桩", "body": "拆铁桩。"}


def client_of(mandate) -> Client:
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(mandate.person)
    return client


@pytest.fixture
def proposal(room) -> Proposal:
    at = now() - timedelta(days=5)
    draft = prepare_proposal(by=room["anting"], at=at, matter=room.matter, text=TEXT)
    return propose(by=room["anting"], at=at, proposal=draft)


def test_three_towns_climb_by_pressing_three_buttons(room, proposal):
    for code in ("anting", "huaqiao", "baihe"):
        client = client_of(room[code])
        page = client.get(room.matter.link).text
        (address,) = set(re.findall(r'action="(/acts/consent/\d+/)"', page))
        response = client.post(address, follow=True)
        assert response.status_code == 200
    assert Matter.objects.get().rung == 3
    assert "升到" in response.text


def test_a_draft_is_written_put_to_all_and_answered(room):
    anting = client_of(room["anting"])
    response = anting.post(f"/acts/prepare/{room.matter.pk}/", WRITTEN, follow=True)
    assert "拟稿已存" in response.text
    assert "接通协议" not in client_of(room["baihe"]).get(room.matter.link).text
    draft = Proposal.objects.get()
    assert "冻结到" in anting.post(f"/acts/put/{draft.pk}/", follow=True).text
    assert "接通协议" in client_of(room["baihe"]).get(room.matter.link).text


def test_an_objection_without_a_reason_goes_back_to_who_wrote_it(room, proposal):
    version = proposal.version
    response = client_of(room["baihe"]).post(
        f"/acts/object/{version.pk}/", {"reason": ""}
    )
    assert response.status_code == 400
    assert 'role="alert"' in response.text
    assert not Stance.objects.filter(kind="object").exists()


def test_a_denied_act_is_a_page_that_says_why_and_who_can(room, proposal):
    version = proposal.version
    response = client_of(room["jiading"]).post(f"/acts/consent/{version.pk}/")
    assert response.status_code == 403
    assert "您的单位不是这件事的当事方。" in response.text
    assert "可由当事方的人来办。" in response.text


def test_who_was_overtaken_keeps_every_word_and_sees_the_present_text(room, proposal):
    old = proposal.version
    newer = Text("接通协议", "拆铁桩，先拆。", ("拆铁桩", "", ""))
    change_text(by=room["anting"], at=now(), proposal=proposal, parent=old, text=newer)
    mine = WRITTEN | {"body": "我们连夜写的改法"}
    response = client_of(room["baihe"]).post(f"/acts/suggest/{old.pk}/", mine)
    assert response.status_code == 409
    assert "我们连夜写的改法" in response.text
    assert "拆铁桩，先拆。" in response.text
    assert f"/acts/suggest/{proposal.version.pk}/" in response.text


def test_an_act_on_what_one_may_not_see_is_not_there(room, proposal):
    other = build_matter(room.case, [room.units["anting"], room.units["baihe"]], 1, "b")
    before = LedgerEntry.objects.count()
    client = client_of(room["huaqiao"])
    for name in ("words", "position", "prepare", "lapse", "close", "commit"):
        assert client.get(f"/acts/{name}/{other.pk}/").status_code == 404
        assert (
            client.post(f"/acts/{name}/{other.pk}/", {"text": "x"}).status_code == 404
        )
    assert LedgerEntry.objects.count() == before


def test_there_is_no_act_of_that_name(room):
    assert client_of(room["anting"]).get("/acts/destroy/1/").status_code == 404


@pytest.mark.parametrize("name", sorted(ACTS))
def test_every_act_of_the_table_says_what_it_does_in_both_languages(name):
    doing = ACTS[name]
    for words in (doing.title, doing.button, doing.done):
        assert words.zh
        assert words.en
        assert words.zh != words.en


def test_an_act_without_the_token_of_a_page_is_refused(room):
    client = Client(enforce_csrf_checks=True)
    client.force_login(room["anting"].person)
    response = client.post(f"/acts/words/{room.matter.pk}/", {"text": "话"})
    assert response.status_code == 403
    assert "这一页您不能看" in response.text or "not open to you" in response.text


def test_what_is_written_is_shown_as_written_never_as_markup(room):
    client = client_of(room["anting"])
    client.post(
        f"/acts/words/{room.matter.pk}/", {"text": "<script>alert(1)</script>{x}"}
    )
    page = client.get(room.matter.link).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{x}" in page
    assert "<script>alert" not in page


def test_the_common_superior_sets_a_rung_and_the_room_says_nobody_was_asked(room):
    told = {"rung": "3", "reason": "汛期将至"}
    client_of(room["guowuyuan"]).post(f"/acts/impose/{room.matter.pk}/", told)
    page = client_of(room["anting"]).get(room.matter.link).text
    assert "没有征求各方" in page
    assert "汛期将至" in page


def test_a_resident_raises_a_matter_and_finds_the_answer_by_the_receipt(room):
    told = {
        "kind": "raise", "who": "resident", "place": room.units["anting"].pk,
        "text": "桥上的铁桩什么时候拆？", "contact": "13800000000",
    }  # fmt: skip
    page = Client().post("/public/speak/", told).text
    receipt = re.search(r'class="receipt">([^<]+)<', page).group(1)
    voice = Voice.objects.get()
    official = client_of(room["anting"])
    assert "13800000000" in official.get(voice.link).text
    assert client_of(room["baihe"]).get(voice.link).status_code == 404
    official.post(f"/acts/answer/{voice.pk}/", {"text": "下月拆。"})
    assert "下月拆。" in Client().post("/public/receipt/", {"receipt": receipt}).text
    assert (
        "没有这个回执"
        in Client(headers={"accept-language": "zh"})
        .post("/public/receipt/", {"receipt": "x"})
        .text
    )
    assert "铁桩什么时候拆" not in Client().get("/public/").text


def test_the_ledger_page_filters_verifies_and_exports_what_one_may_read(room, proposal):
    client = client_of(room["anting"])
    assert "核对无误" in client.get("/ledger/?verify=1").text
    assert "没有符合的账目" in client.get("/ledger/?unit=nobody").text
    lines = b"".join(client.get("/ledger/export/").streaming_content).splitlines()
    assert len(lines) == LedgerEntry.objects.count()
    mine = b"".join(client_of(room["jiading"]).get("/ledger/export/").streaming_content)
    assert b"consent.text_prepared" not in mine
    assert b"consent.proposed" in mine


def test_a_date_that_is_none_in_the_filter_is_told_and_shows_everything(room, proposal):
    page = client_of(room["anting"]).get("/ledger/?since=yesterday")
    assert page.status_code == 200
    assert 'role="alert"' in page.text


def test_notices_are_read_once_and_for_all(room, proposal):
    client = client_of(room["baihe"])
    assert "未读" in client.get("/notices/").text
    client.post("/notices/read/")
    assert "· 未读" not in client.get("/notices/").text


def test_a_commitment_is_made_reported_and_verified_in_the_room(room):
    due = (now() + timedelta(days=30)).date().isoformat()
    told = {"title": "交检测报告", "wanted": "报告盖章", "due": due}
    anting, baihe = client_of(room["anting"]), client_of(room["baihe"])
    anting.post(f"/acts/commit/{room.matter.pk}/", told)
    promise = room.matter.commitments.get()
    assert "交检测报告" in baihe.get("/desk/").text
    anting.post(f"/acts/deliver/{promise.pk}/", {"text": "已交"})
    page = baihe.post(f"/acts/verify/{promise.pk}/", follow=True).text
    promise.refresh_from_db()
    assert promise.closed_at is not None
    assert "交检测报告" in Client().get("/public/").text
    assert "已核验办结" in page


def test_help_is_asked_of_the_nearest_superior_and_answered_from_its_desk(room):
    told = {"about": room.units["baihe"].pk, "reason": "检测报告过了期"}
    page = client_of(room["anting"]).post(
        f"/acts/ask-help/{room.matter.pk}/", told, follow=True
    )
    assert "已送最近的上级" in page.text
    qingpu = client_of(room["qingpu"])
    desk = qingpu.get("/desk/below/").text
    assert "检测报告过了期" in desk
    (address,) = set(re.findall(r'href="(/acts/answer-help/\d+/)"', desk))
    answer = {"tool": "mediate", "text": "请贵镇本周内交报告"}
    refused = qingpu.post(address, answer)
    assert refused.status_code == 409  # stronger than it need be, and no word why
    qingpu.post(address, answer | {"tool": "inform"})
    room_page = client_of(room["baihe"]).get(room.matter.link).text
    assert "告知：请贵镇本周内交报告" in room_page


def test_an_agreed_text_goes_out_for_the_seals_and_is_signed_in_the_room(
    room, proposal
):
    for code in ("anting", "huaqiao", "baihe"):
        client_of(room[code]).post(f"/acts/consent/{proposal.version.pk}/")
    anting, baihe = client_of(room["anting"]), client_of(room["baihe"])
    page = anting.post(f"/acts/issue/{proposal.version.pk}/", follow=True).text
    (word,) = set(re.findall(r'href="(/agreements/\d+/word/)"', page))
    file = anting.get(word)
    assert file["content-disposition"].startswith("attachment")
    assert b"".join(file.streaming_content).startswith(b"PK")
    outside = Unit.objects.create(code="taicang", name_zh="太仓市")
    stranger = client_of(mandate_of(outside, Power.CONFIRM))
    assert stranger.get(word).status_code == 404
    (address,) = set(re.findall(r'action="(/acts/sign/\d+/)"', page))
    (seen,) = set(re.findall(r'name="fingerprint" value="([0-9a-f]+)"', page))
    assert baihe.post(address, {"fingerprint": seen}).status_code == 403
    assert anting.post(address, {"fingerprint": "0" * 64}).status_code == 409
    signed = anting.post(address, {"fingerprint": seen}, follow=True).text
    assert "已签" in signed
    assert "ledger " in signed
