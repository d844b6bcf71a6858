"""Every page of the room in a real browser: by ear, on a phone, in both languages, quiet."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils.timezone import now

from workspace.consent.services.on_behalf import enter_consent
from workspace.consent.services.proposing import (
    Text,
    change_text,
    prepare_proposal,
    propose,
    suggest_amendment,
)
from workspace.consent.services.stances import object_to
from workspace.matters.services.saying import give_words

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings(
        "ignore:Session-scoped fixtures defined as instance methods"
    ),
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
INSIDE = (
    "/", "/desk/", "/desk/below/", "/notices/", "/outlook/", "/ledger/", "/ledger/?verify=1",
    "/accounts/password/change/", "/accounts/2fa/", "/accounts/sessions/", "/nowhere/",
)  # fmt: skip
OUTSIDE = (
    "/accounts/login/",
    "/accounts/password/reset/",
    "/public/",
    "/public/speak/",
    "/public/receipt/",
    "/nowhere/",
)


@pytest.fixture
def busy(room):
    """A room with everything on the table at once."""
    at = now() - timedelta(days=2)
    texts = [
        Text("接通协议", f"先拆铁桩。\n费用{how}。", ("先拆铁桩", f"费用{how}", ""))
        for how in ("各半", "各三分之一", "按车流")
    ]
    give_words(by=room["anting"], at=at, matter=room.matter, text="我们愿意先拆。")
    draft = prepare_proposal(
        by=room["anting"], at=at, matter=room.matter, text=texts[0]
    )
    proposal = propose(by=room["anting"], at=at, proposal=draft)
    version = change_text(
        by=room["anting"],
        at=at,
        proposal=proposal,
        parent=proposal.version,
        text=texts[1],
    )
    suggest_amendment(by=room["baihe"], at=at, parent=version, text=texts[2])
    object_to(by=room["baihe"], at=at, version=version, reason="没有算过境车流")
    enter_consent(
        by=room["huaqiao"],
        at=at,
        version=version,
        unit=room.units["huaqiao"],
        evidence="电话",
    )
    return room


@pytest.fixture
def look(browser, live_server):
    """Open pages and return what is wrong with them."""

    def looked(pages, *, locale, width, user=None, dark=False):
        scheme = "dark" if dark else "light"
        context = browser.new_context(
            locale=locale, base_url=live_server.url, color_scheme=scheme,
            viewport={"width": width, "height": 900}, reduced_motion="reduce",
        )  # fmt: skip
        page = context.new_page()
        wrong: list[str] = []
        page.on(
            "console",
            lambda m: (
                wrong.append(m.text)
                if m.type == "error" and "404" not in m.text
                else None
            ),
        )
        page.on("pageerror", lambda e: wrong.append(str(e)))
        page.on(
            "request",
            lambda r: (
                None
                if r.url.startswith((live_server.url, "data:"))
                else wrong.append(r.url)
            ),
        )
        if user:
            page.goto("/accounts/login/")
            page.fill("[name=login]", user)
            page.fill("[name=password]", "tingqiao-room-1")
            page.click("form.sheet button.main")
        for path in pages:
            page.goto(path)
            page.evaluate(OPEN_ALL)
            page.evaluate(
                "document.querySelectorAll('details.who').forEach(d => d.open = false)"
            )
            found = Axe().run(page, options=RULES).response["violations"]
            wrong += [
                f"{path}: {v['id']} {[n['html'][:200] for n in v['nodes'][:3]]}"
                for v in found
            ]
            if page.evaluate(SIDEWAYS) > 0:
                wrong.append(f"{path}: scrolls sideways at {width}")
        context.close()
        return wrong

    return looked


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
@pytest.mark.parametrize(
    ("width", "dark"), [(1280, False), (390, True)], ids=["desk", "phone-dark"]
)
@pytest.mark.parametrize("user", ["huaqiao", "guowuyuan"])
def test_pages_are_sound_for_people_of_the_room(look, busy, user, locale, width, dark):
    pages = (
        *INSIDE,
        busy.matter.link,
        f"{busy.matter.link}case-file/",
        f"/acts/nature/{busy.matter.pk}/",
    )
    assert look(pages, locale=locale, width=width, user=user, dark=dark) == []


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_are_sound_for_strangers(look, busy, locale, width):
    assert look(OUTSIDE, locale=locale, width=width) == []
