"""Two towns and their superior take a matter up one rung, as people would."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings(
        "ignore:Session-scoped fixtures defined as instance methods"
    ),
]
MOST_TABS = 150
SAID = {
    "zh-CN": {
        "user": "登录名", "password": "密码", "sign in": "登录", "title": "标题",
        "propose": "提议上到下一级", "line": "第一条：用大白话写同意的是什么",
        "body": "全文", "keep": "存为拟稿", "put": "提请各方表态", "put it": "提请各方",
        "object": "提出异议并写明理由", "objects": "提出异议", "reason": "理由（各方都会看到）",
        "suggest": "提出修改意见", "adopt": "采纳修改意见", "adopt it": "采纳，换成这一稿",
        "consent 1": "同意第 1 稿", "consent 2": "同意第 2 稿", "objected": "有异议",
        "silent": "未表态", "climbed": "升到“协议共建”", "open": "接通协议",
    },
    "en-GB": {
        "user": "user name", "password": "Password", "sign in": "Sign in", "title": "Title",
        "propose": "Propose the next rung", "line": "Line 1: in plain words, what is consented to",
        "body": "The whole text", "keep": "Keep as a draft", "put": "Put it to all parties",
        "put it": "Put it to all", "object": "Object, with a reason", "objects": "Object",
        "reason": "Reason (read by all parties)", "suggest": "Suggest an amendment",
        "adopt": "Adopt the amendment", "adopt it": "Adopt it", "consent 1": "Consent to version 1",
        "consent 2": "Consent to version 2", "objected": "objects", "silent": "no answer yet",
        "climbed": "agreement", "open": "接通协议",
    },
}  # fmt: skip


@dataclass
class Hand:
    """Somebody at the machine: with a mouse, or with the keyboard alone."""

    page: Page
    said: dict[str, str]
    keyboard_only: bool

    def press(self, where: Locator) -> None:
        if not self.keyboard_only:
            where.click()
            return
        self._reach(where)
        self.page.keyboard.press("Enter")

    def write(self, where: Locator, text: str) -> None:
        if not self.keyboard_only:
            where.fill(text)
            return
        self._reach(where)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def button(self, name: str) -> Locator:
        return (
            self.page.get_by_role("button", name=self.said[name], exact=True)
            .locator("visible=true")
            .first
        )

    def summary(self, name: str) -> Locator:
        return self.page.locator("summary", has_text=self.said[name]).first

    def field(self, name: str) -> Locator:
        return self.page.get_by_label(self.said[name]).locator("visible=true").first

    def _reach(self, where: Locator) -> None:
        expect(where).to_be_visible()
        for _ in range(MOST_TABS):
            if where.evaluate("e => e === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {where}")


@pytest.fixture
def sit_down(browser, live_server, room):
    """Sign somebody in at a machine of their own."""
    contexts = []

    def sit(code: str, locale: str, keyboard_only: bool) -> Hand:
        scripts = keyboard_only  # the mouse does without scripts altogether
        context = browser.new_context(
            locale=locale, base_url=live_server.url, java_script_enabled=scripts
        )
        contexts.append(context)
        hand = Hand(context.new_page(), SAID[locale], keyboard_only)
        hand.page.goto("/accounts/login/")
        hand.write(hand.page.locator("[name=login]"), code)
        hand.write(hand.page.locator("[name=password]"), "tingqiao-room-1")
        hand.press(hand.button("sign in"))
        expect(hand.page.locator("details.who")).to_be_visible()
        hand.page.goto(room.matter.link)
        return hand

    yield sit
    for context in contexts:
        context.close()


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("keyboard_only", [False, True], ids=["mouse", "keyboard"])
def test_a_matter_climbs_after_an_objection_and_an_amendment(
    sit_down, room, locale, keyboard_only
):
    room.matter.parties.filter(unit=room.units["baihe"]).delete()  # two towns
    anting = sit_down("anting", locale, keyboard_only)
    huaqiao = sit_down("huaqiao", locale, keyboard_only)
    superior = sit_down("guowuyuan", locale, keyboard_only)

    _propose(anting)
    huaqiao.page.reload()
    huaqiao.press(huaqiao.summary("object"))
    huaqiao.write(huaqiao.field("reason"), "费用没有算过境车流")
    huaqiao.press(huaqiao.button("objects"))
    expect(huaqiao.page.locator(".told")).to_be_visible()

    anting.page.reload()
    row = anting.page.locator("tr", has_text="费用没有算过境车流")
    expect(row).to_contain_text(anting.said["objected"])
    _amend(huaqiao)
    anting.page.reload()
    anting.press(anting.summary("adopt"))
    anting.press(anting.button("adopt it"))
    expect(anting.page.locator(".deed .rows")).to_contain_text(anting.said["silent"])

    anting.press(anting.button("consent 2"))
    huaqiao.page.reload()
    huaqiao.press(huaqiao.button("consent 2"))
    expect(huaqiao.page.locator(".steps .now")).to_be_visible()
    room.matter.refresh_from_db()
    assert room.matter.rung == 3
    superior.page.reload()
    expect(superior.page.locator(".story li").first).to_contain_text(
        superior.said["climbed"]
    )
    expect(superior.page.locator(".consent-to button")).to_have_count(0)


def _propose(hand: Hand) -> None:
    hand.press(hand.summary("propose"))
    hand.write(hand.field("title"), "接通协议")
    hand.write(hand.field("line"), "先拆铁桩")
    hand.write(hand.field("body"), "先拆铁桩。\n费用各半。")
    hand.press(hand.button("keep"))
    expect(hand.page.locator(".deed-head")).to_contain_text("接通协议")
    hand.press(hand.summary("put"))
    hand.press(hand.button("put it"))
    expect(hand.button("consent 1")).to_be_visible()


def _amend(hand: Hand) -> None:
    hand.page.reload()
    hand.press(hand.summary("suggest"))
    hand.write(hand.field("body"), "先拆铁桩。\n费用按车流。")
    hand.press(
        hand.page.locator(
            "details[open] button",
            has_text=hand.said["suggest"]
            if "提" in hand.said["suggest"]
            else "Suggest it",
        ).first
    )
    expect(hand.page.locator("#amendments")).to_be_visible()
