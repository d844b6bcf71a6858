"""Every page, opened by everyone who may come to it and by those who may not."""

from __future__ import annotations

import pytest
from django.test import Client
from towns import build_matter, mandate_of, seat

from workspace.accounts.models import Duty, Person
from workspace.consent.services.proposing import Text, prepare_proposal, propose
from workspace.matters.services.saying import attach, state_position
from workspace.units.models import Power

PAGES = (
    "/",
    "/desk/",
    "/desk/below/",
    "/notices/",
    "/outlook/",
    "/ledger/",
    "/public/",
    "/public/speak/",
    "/public/receipt/",
)
TEXT = Text("接通协议", "拆铁桩。\n修路。", ("拆铁桩", "修路", ""))


def client_of(mandate, language: str = "zh-hans") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(mandate.person)
    return client


def asked(room, at):
    draft = prepare_proposal(by=room["anting"], at=at, matter=room.matter, text=TEXT)
    return propose(by=room["anting"], at=at, proposal=draft)


@pytest.fixture
def live(room):
    """The room with an open question whose frozen interval is over."""
    from datetime import timedelta

    from django.utils.timezone import now

    asked(room, now() - timedelta(days=5))
    return room


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("code", ["anting", "baihe", "jiading", "guowuyuan"])
def test_every_page_opens_for_parties_and_superiors(live, code, language):
    client = client_of(live[code], language)
    for page in (*PAGES, live.matter.link, f"{live.matter.link}case-file/"):
        response = client.get(page)
        assert response.status_code == 200, page
        assert ('lang="en"' in response.text[:200]) == (language == "en"), page


@pytest.mark.parametrize("page", ["/", "/desk/", "/ledger/", "/outlook/", "/notices/"])
def test_a_stranger_is_asked_to_sign_in(db, page):
    response = Client().get(page)
    assert response.status_code == 302
    assert response["location"].startswith("/accounts/login/")


@pytest.mark.parametrize("page", ["/public/", "/public/speak/", "/public/receipt/"])
def test_the_public_pages_are_open_to_everyone(live, page):
    assert Client().get(page).status_code == 200


def test_a_room_is_not_there_for_a_unit_that_has_no_part_in_it(live):
    other = build_matter(
        live.case, [live.units["anting"], live.units["baihe"]], 1, "two"
    )
    response = client_of(live["huaqiao"]).get(other.link)
    assert response.status_code == 404
    assert "最低共同" not in response.text
    assert other.name_zh in client_of(live["shanghai"]).get(other.link).text


def test_the_auditor_reads_the_ledger_and_no_matter(live):
    auditor = Person.objects.create_user("audit", name="审计")
    Duty.objects.create(person=auditor, kind="audit", given_at=live["anting"].since)
    client = Client()
    client.force_login(auditor)
    assert "提请各方" in client.get("/ledger/").text
    assert live.matter.link not in client.get("/").text
    assert client.get(live.matter.link).status_code == 404


def test_an_ended_mandate_opens_nothing_from_that_moment_on(live):
    mandate = live["anting"]
    client = client_of(mandate)
    assert client.get(live.matter.link).status_code == 200
    type(mandate).objects.filter(pk=mandate.pk).update(ended_at=mandate.since)
    assert client.get(live.matter.link).status_code == 404
    assert "没有在有效期内的授权" in client.get("/").text


def test_no_other_party_and_no_superior_reads_a_position_kept_to_oneself(live):
    state_position(
        by=live["anting"], at=live["anting"].since, matter=live.matter,
        text="底线：三成", visibility="own",
    )  # fmt: skip
    assert "底线：三成" in client_of(live["anting"]).get(live.matter.link).text
    for code in ("huaqiao", "jiading", "guowuyuan"):
        page = client_of(live[code]).get(live.matter.link).text
        assert "底线：三成" not in page
        assert (
            "三成"
            not in client_of(live[code]).get(f"{live.matter.link}case-file/").text
        )


def test_who_prepares_is_offered_to_prepare_and_not_to_confirm(live):
    clerk = mandate_of(live.units["huaqiao"], Power.PREPARE)
    page = client_of(clerk).get(live.matter.link).text
    assert "/acts/prepare-stance/" in page
    assert "/acts/consent/" not in page
    assert "需要“审签”权限" in page


def test_the_mediator_is_offered_to_enter_a_spoken_consent(live):
    seat(live.matter, live.units["suzhou"])
    page = client_of(live["suzhou"]).get(live.matter.link).text
    assert "/acts/enter/" in page
    assert "/acts/consent/" not in page


def test_a_common_superior_is_offered_to_set_the_rung_and_a_near_one_is_not(live):
    assert "/acts/impose/" in client_of(live["guowuyuan"]).get(live.matter.link).text
    assert "/acts/impose/" not in client_of(live["jiading"]).get(live.matter.link).text


def test_a_file_comes_as_a_download_and_only_to_the_room(live):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("清单.txt", "甲".encode())
    row = attach(
        by=live["anting"],
        at=live["anting"].since,
        matter=live.matter,
        file=file,
        name="清单.txt",
    )
    response = client_of(live["baihe"]).get(f"/files/{row.pk}/")
    assert response["content-disposition"].startswith("attachment")
    assert b"".join(response.streaming_content) == "甲".encode()
    outsider = mandate_of(live.units["kunshan"], Power.OBSERVE)
    stranger = build_matter(
        live.case, [live.units["anting"], live.units["baihe"]], 1, "b"
    )
    row.matter = stranger
    row.save()
    assert client_of(outsider).get(f"/files/{row.pk}/").status_code == 404


def test_the_board_says_what_waits_and_where_a_matter_stands(live):
    page = client_of(live["huaqiao"]).get("/").text
    assert "花桥镇有 1 件要办" in page
    assert "对“协议共建”表态" in page
    assert "共同上级：国务院" in page
    assert "尚无承诺" in page


def test_an_empty_board_says_so(room):
    lonely = mandate_of(room.units["suzhou"], Power.CONFIRM)
    room.matter.parties.filter(unit=room.units["huaqiao"]).delete()
    page = client_of(lonely).get("/").text
    assert "您这里还没有跨界事项" in page


def test_many_parties_and_a_short_ladder_still_make_a_board(room):
    room.case.rungs.filter(number__gt=2).delete()
    build_matter(room.case, list(room.units.values()), 1, "many")
    page = client_of(room["anting"]).get("/").text
    assert "board of-3" in page
    assert "没有共同上级" in page


def test_one_person_with_two_mandates_chooses_for_whom_to_act(live):
    person = live["anting"].person
    second = mandate_of(live.units["baihe"], Power.CONFIRM)
    second.person = person
    second.save()
    client = client_of(live["anting"])
    assert "安亭镇有" in client.get("/").text
    assert (
        client.post("/acting/", {"mandate": second.pk, "next": "/"}).status_code == 302
    )
    assert "白鹤镇有" in client.get("/").text


def test_nobody_acts_under_the_mandate_of_another(live):
    client = client_of(live["anting"])
    client.post("/acting/", {"mandate": live["baihe"].pk, "next": "//evil.example/"})
    assert "安亭镇有" in client.get("/").text


def test_choosing_a_mandate_never_leads_off_the_host(live):
    client = client_of(live["anting"])
    response = client.post("/acting/", {"mandate": "1", "next": "//evil.example/"})
    assert response["location"] == "/"
