"""The report in a real browser: read by eye, by keyboard, by ear, on paper, offline."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.unit.report.synthetic import Shape, make_run

from tingqiao.case.entities import Text
from tingqiao.report.page import render_report

# pytest-base-url, which pytest-playwright brings, defines its fixture in a class.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Session-scoped fixtures defined as instance methods"
)

LONG = Text(
    "安亭、花桥、白鹤三镇跨省界河道水域保洁与违法建筑垃圾倾倒联合执法巡查事项",
    "Joint enforcement against illegally dumped construction waste and care of the "
    "cross-provincial waterways of Anting, Huaqiao and Baihe",
)
HOSTILE = Text("<script>window.hurt=1</script>", "<img src=x onerror='window.hurt=1'>")
SHAPES = {
    "sample": Shape(),
    "matrix": Shape(matters=6, governments=7),
    "web": Shape(matters=3, governments=3),
    "long": Shape(matters=3, governments=3, matter_name=LONG),
    "hostile": Shape(matters=2, governments=2, matter_name=HOSTILE),
    "tall": Shape(matters=3, top=6),
}
OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Debian's own Chromium, which asks for nothing by itself."""
    flags = (
        "--no-sandbox --disable-gpu --disable-quic --no-first-run "
        "--disable-background-networking --disable-component-update --disable-sync "
        "--disable-dev-shm-usage"
    )
    return {"executable_path": "/usr/bin/chromium", "args": flags.split()}


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    addresses = {}
    for name, shape in SHAPES.items():
        for language in ("zh", "en"):
            html = render_report(make_run(shape, runs=60), language=language)
            file = folder / f"{name}-{language}.html"
            file.write_text(html, encoding="utf-8")
            addresses[name, language] = file.as_uri()
    return addresses


@pytest.mark.parametrize(
    ("name", "language", "scheme", "width"),
    [
        ("sample", "zh", "light", 1280),
        ("sample", "en", "dark", 390),
        ("web", "zh", "dark", 1280),
        ("web", "en", "light", 390),
    ],
)
def test_axe_finds_no_fault(new_context, pages, name, language, scheme, width):
    context = new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(pages[name, language])
    page.evaluate(OPEN_ALL)
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()
    assert {"color-contrast", "svg-img-alt"} <= {
        p["id"] for p in found.response["passes"]
    }


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_scrolls_sideways(page, pages, name, language):
    page.goto(pages[name, language])
    page.evaluate(OPEN_ALL)
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_is_asked_for_and_nothing_complains(page, pages):
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(pages["sample", "zh"])
    assert asked == [pages["sample", "zh"]]
    assert said == []


def test_a_name_that_is_a_script_does_not_run(page, pages):
    page.goto(pages["hostile", "zh"])
    assert page.evaluate("window.hurt") is None
    assert page.get_by_text(HOSTILE.zh).first.is_visible()


def test_the_language_is_switched_by_keyboard_and_only_one_is_read(page, pages):
    page.goto(pages["sample", "zh"])
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.get_by_role("heading", level=1).inner_text().startswith("照现在的做法")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("radio", name="English").is_checked()
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.get_by_role("heading", level=1).inner_text().startswith("As things")
    page.get_by_text("中文", exact=True).click()
    assert page.get_by_role("radio", name="中文").is_checked()


def test_paper_carries_the_chosen_language_its_stamps_and_no_switch(page, pages):
    page.goto(pages["sample", "en"])
    page.emulate_media(media="print")
    words = page.locator("body").inner_text()
    assert "tingqiao forecast sample --runs 60 --months 120 --seed 0" in words
    assert not re.search("[\u4e00-\u9fff]{8}", words)
    assert not page.get_by_text("中文", exact=True).is_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_the_board_is_still_a_table_on_a_phone(page, pages):
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(pages["sample", "zh"])
    board = page.get_by_role("table", name="阶梯图")
    assert board.get_by_role("row").count() == 11
    here = board.get_by_text("2022-07")
    step = page.get_by_role("columnheader", name="协议共建")
    middle = here.bounding_box()["x"] + here.bounding_box()["width"] / 2
    box = step.bounding_box()
    assert box["x"] <= middle <= box["x"] + box["width"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_word_of_the_timeline_lies_on_another(page, pages, language):
    page.goto(pages["sample", language])
    boxes = page.evaluate(
        """language => [...document.querySelectorAll(`article.${language} .tl text`)]
        .map(t => [t.textContent, t.getBoundingClientRect()])
        .map(([w, b]) => [w, b.left, b.top + 2, b.right, b.bottom - 2])""",
        language,
    )
    assert len(boxes) > 12
    for i, (word, left, top, right, bottom) in enumerate(boxes):
        for other, left2, top2, right2, bottom2 in boxes[:i]:
            apart = right <= left2 or right2 <= left or bottom <= top2 or bottom2 <= top
            assert apart, (word, other)


def test_no_text_is_set_smaller_than_twelve_pixels(page, pages):
    page.goto(pages["sample", "zh"])
    page.evaluate(OPEN_ALL)
    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll('article.zh *')]
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
        .map(e => parseFloat(getComputedStyle(e).fontSize)
             * (e.ownerSVGElement ? e.ownerSVGElement.getScreenCTM().a : 1)))"""
    )
    assert smallest >= 12


def test_forced_colours_keep_the_figures_on_their_own_ground(new_context, pages):
    context = new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(pages["sample", "zh"])
    chart = page.locator("article.zh svg.chart").first
    kept = chart.evaluate(
        "e => [getComputedStyle(e).forcedColorAdjust, getComputedStyle(e).backgroundColor]"
    )
    assert kept[0] == "none"
    assert kept[1] not in ("rgba(0, 0, 0, 0)", "transparent")
