"""Agreed texts out for the seals, and the seals that come back."""

from __future__ import annotations

import hashlib
import threading
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from docx import Document
from towns import LATER, TOWNS, build_room, mandate_of

from workspace.accounts.permission import Denied, NotNow, NotPermitted
from workspace.agreements.house_template import FILE, build
from workspace.agreements.models import AgreementVersion, Signature
from workspace.agreements.queries import for_room, signatures_waiting_for
from workspace.agreements.services import (
    hand_over,
    issue_agreement,
    refuse_to_sign,
    return_scan,
    sign,
)
from workspace.consent.services.proposing import Text, prepare_proposal, propose
from workspace.consent.services.stances import give_consent
from workspace.ledger.models import LedgerEntry
from workspace.units.models import Mandate, Notice, Power, Unit

pytestmark = pytest.mark.django_db
AT = LATER + timedelta(days=1)
TEXT = Text("三镇协议", "第一条 拆桩。\n第二条 轮值。", ("拆桩", "轮值", ""))
PDF = b"%PDF-1.7 sealed"


def agreed_text(room, text=TEXT):
    start = AT - timedelta(days=1)
    draft = prepare_proposal(
        by=room["anting"], at=start - timedelta(days=1), matter=room.matter, text=text
    )
    proposal = propose(by=room["anting"], at=start - timedelta(days=1), proposal=draft)
    for code in TOWNS:
        give_consent(by=room[code], at=start, version=proposal.version)
    return proposal.version


@pytest.fixture
def issued(room):
    return issue_agreement(by=room["anting"], at=AT, text=agreed_text(room))


def turn(version, code):
    return version.signatures.get(unit__code=code)


def sign_as(room, version, code, by=None, at=AT):
    return sign(
        by=by or room[code],
        at=at,
        signature=turn(version, code),
        fingerprint=version.fingerprint,
    )


def content_of(field):
    with field.open("rb") as file:
        return file.read()


def all_text(content):
    page = Document(BytesIO(content))
    cells = [cell.text for t in page.tables for row in t.rows for cell in row.cells]
    foot = [p.text for p in page.sections[0].footer.paragraphs]
    return "\n".join([*(p.text for p in page.paragraphs), *cells, *foot])


def test_the_shipped_template_is_the_one_the_code_builds():
    made = BytesIO()
    build().save(made)
    for part in ("word/document.xml", "word/footer1.xml"):
        shipped = zipfile.ZipFile(FILE).read(part)
        assert zipfile.ZipFile(made).read(part) == shipped


def test_the_word_file_holds_text_parties_and_fingerprint(issued):
    content = content_of(issued.word_file)
    assert hashlib.new(issued.algorithm, content).hexdigest() == issued.fingerprint
    said = all_text(content)
    for words in (
        "三镇协议",
        "第一条 拆桩。",
        "第二条 轮值。",
        "甲方：安亭镇",
        "丙方：白鹤镇",
    ):
        assert words in said
    assert issued.text.short_fingerprint in said
    assert "{" not in said


@pytest.mark.parametrize(
    "name",
    [
        "{{ 7*7 }}", "{% for x in ().__class__.__mro__ %}x{% endfor %}", "{#注#}",
        "<w:p/><w:br/>", "&lt;w:t&gt;", "a\x00\x0b]]>\ufffe", "{{ title.__class__ }}", "{_{ x }_}",
    ],
)  # fmt: skip
def test_hostile_names_and_lines_come_out_as_text(room, name):
    Unit.objects.filter(code="baihe").update(name_zh=name.replace("\x00", ""))
    text = Text(
        name.replace("\x00", ""), f"前\n{name}后".replace("\x00", ""), ("一", "", "")
    )
    version = issue_agreement(by=room["anting"], at=AT, text=agreed_text(room, text))
    said = all_text(content_of(version.word_file))
    if name not in {"a\x00\x0b]]>\ufffe", "{_{ x }_}"}:
        assert said.count(name) == 4  # title, party, line, table
    assert "49" not in said.replace(version.text.short_fingerprint, "")


def test_sm3_fingerprints_are_made_where_the_machine_has_them(room):
    if "sm3" not in hashlib.algorithms_available:
        pytest.skip("this OpenSSL has no SM3")
    version = issue_agreement(
        by=room["anting"], at=AT, text=agreed_text(room), algorithm="sm3"
    )
    digest = hashlib.new("sm3", content_of(version.word_file)).hexdigest()
    assert (version.algorithm, version.fingerprint) == ("sm3", digest)
    with pytest.raises(NotNow, match="算法"):
        issue_agreement(by=room["anting"], at=AT, text=version.text, algorithm="md5")


def test_only_a_text_all_agreed_on_is_issued(room):
    draft = prepare_proposal(by=room["anting"], at=AT, matter=room.matter, text=TEXT)
    proposal = propose(by=room["anting"], at=AT, proposal=draft)
    with pytest.raises(NotNow, match="达成一致"):
        issue_agreement(by=room["anting"], at=AT, text=proposal.version)


def test_the_order_names_each_party_once(room):
    text, units = agreed_text(room), [room.units[c] for c in TOWNS]
    for order in (units[:2], [*units, units[0]], [*units[:2], room.units["jiading"]]):
        with pytest.raises(NotNow, match="顺序"):
            issue_agreement(by=room["anting"], at=AT, text=text, order=order)


def test_parties_sign_in_their_order_and_get_a_receipt(room, issued):
    with pytest.raises(NotNow, match="安亭镇先签"):
        sign_as(room, issued, "huaqiao")
    for code in TOWNS:
        (mine,) = signatures_waiting_for(room.units[code], room[code].person, AT)
        assert mine.row == turn(issued, code)
        signed = sign_as(room, issued, code)
        entry = LedgerEntry.objects.order_by("-seq").first()
        assert signed.receipt.startswith(f"ledger {entry.seq} · {entry.hash[:4]}")
    assert AgreementVersion.objects.get().is_complete
    with pytest.raises(NotNow):
        sign_as(room, issued, "anting")
    with pytest.raises(NotNow, match="都已签署"):
        issue_agreement(by=room["anting"], at=AT, text=issued.text)


@pytest.mark.parametrize(
    ("content", "suffix"),
    [(PDF, ".pdf"), (b"\xff\xd8\xff\xe0x", ".jpg"), (b"\x89PNG\r\n\x1a\nx", ".png")],
)
def test_a_sealed_scan_comes_back_under_its_own_name_with_its_hash(
    room, issued, content, suffix
):
    signed = return_scan(
        by=room["anting"],
        at=AT,
        signature=turn(issued, "anting"),
        fingerprint=issued.fingerprint,
        scan=ContentFile(content, name="../../evil.exe"),
    )
    assert signed.scan_sha256 == hashlib.sha256(content).hexdigest()
    assert signed.scan.name.startswith("scans/" + signed.scan_sha256[:32])
    assert signed.scan.name.endswith(suffix)
    assert content_of(signed.scan) == content
    assert signed.scan_sha256 in LedgerEntry.objects.order_by("-seq")[0].content


@pytest.mark.parametrize(
    "content", [b"", b"MZ\x90", b"<html>", b"PK\x03\x04", b" %PDF-"]
)
def test_what_is_no_scan_is_refused_whatever_its_name(room, issued, content):
    with pytest.raises(NotNow, match="扫描件"):
        return_scan(
            by=room["anting"],
            at=AT,
            signature=turn(issued, "anting"),
            fingerprint=issued.fingerprint,
            scan=ContentFile(content, name="a.pdf"),
        )


def test_a_scan_too_large_is_refused(room, issued):
    scan = ContentFile(PDF)
    scan.size = 20 * 2**20 + 1
    with pytest.raises(NotNow, match="扫描件"):
        return_scan(
            by=room["anting"],
            at=AT,
            signature=turn(issued, "anting"),
            fingerprint=issued.fingerprint,
            scan=scan,
        )


def test_a_signature_holds_for_one_version_only(room, issued):
    sign_as(room, issued, "anting")
    again = issue_agreement(by=room["huaqiao"], at=AT, text=issued.text)
    assert (again.number, again.parent) == (2, issued)
    assert turn(again, "anting").signed_at is None
    with pytest.raises(NotNow, match="取代"):
        sign_as(room, issued, "huaqiao")
    with pytest.raises(NotNow, match="不是这一版"):
        sign(by=room["anting"], at=AT, signature=turn(again, "anting"), fingerprint="0")
    ((_, versions),) = for_room(room.matter, room["anting"].person, AT).agreements
    assert [(v.row.number, v.is_current) for v in versions] == [(2, True), (1, False)]


def test_a_refusal_has_a_reason_is_told_to_all_and_stops_the_round(room, issued):
    Notice.objects.all().delete()
    baihe = turn(issued, "baihe")
    with pytest.raises(NotNow, match="理由"):
        refuse_to_sign(by=room["baihe"], at=AT, signature=baihe, reason="")
    refuse_to_sign(by=room["baihe"], at=AT, signature=baihe, reason="数字有误")
    told = Notice.objects.filter(title_zh__contains="数字有误")
    assert {n.person for n in told} >= {room["anting"].person, room["huaqiao"].person}
    with pytest.raises(NotNow, match="没有签署"):
        sign_as(room, issued, "anting")
    assert not signatures_waiting_for(room.units["anting"], room["anting"].person, AT)


def test_a_colleague_takes_over_when_the_signer_s_mandate_ended(room, issued):
    colleague = mandate_of(room.units["anting"], Power.SIGN)
    with pytest.raises(NotPermitted, match="签署"):
        sign_as(room, issued, "anting", by=colleague)
    with pytest.raises(NotPermitted):
        hand_over(by=colleague, at=AT, signature=turn(issued, "anting"), to=colleague)
    Mandate.objects.filter(pk=room["anting"].pk).update(ended_at=AT)
    ((_, (now,)),) = for_room(room.matter, room["huaqiao"].person, AT).agreements
    assert now.turns[0].needs_hand_over
    hand_over(by=colleague, at=AT, signature=turn(issued, "anting"), to=colleague)
    assert sign_as(room, issued, "anting", by=colleague).signed_by == colleague


def test_it_is_handed_only_to_one_who_may_sign_for_the_unit(room, issued):
    clerk = mandate_of(room.units["anting"], Power.PREPARE)
    for to in (clerk, room["huaqiao"]):
        with pytest.raises(NotNow, match="接手"):
            hand_over(by=room["anting"], at=AT, signature=turn(issued, "anting"), to=to)


def test_nobody_signs_for_another_unit(room, issued):
    with pytest.raises(NotPermitted, match="安亭镇"):
        sign_as(room, issued, "anting", by=room["huaqiao"])


def test_an_agreed_text_waits_to_be_issued_and_strangers_see_nothing(room):
    text = agreed_text(room)
    assert for_room(room.matter, room["anting"].person, AT).to_issue == (text,)
    far = mandate_of(Unit.objects.create(code="far", name_zh="远镇"), Power.CONFIRM)
    assert for_room(room.matter, far.person, AT).to_issue == ()


@pytest.mark.django_db(transaction=True)
def test_two_hands_signing_at_once_sign_once():
    room = build_room()
    issued = issue_agreement(by=room["anting"], at=AT, text=agreed_text(room))
    came_to, gate = [], threading.Barrier(6)

    def run():
        gate.wait()
        try:
            sign_as(room, issued, "anting")
            came_to.append("done")
        except Denied:
            came_to.append("denied")
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(came_to) == ["denied"] * 5 + ["done"]
    assert LedgerEntry.objects.filter(act="agreements.signed").count() == 1
    assert Signature.objects.exclude(signed_at=None).count() == 1
