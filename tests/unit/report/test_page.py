import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from tests.unit.report.synthetic import Shape, make_run

from tingqiao.case.entities import Text
from tingqiao.report.page import render_report, safe_link

SHAPES = {
    "the sample": Shape(),
    "two governments": Shape(matters=3, governments=2),
    "twelve governments": Shape(matters=16, governments=12),
    "thirty matters": Shape(matters=30, governments=9),
    "a single matter": Shape(matters=1, governments=2),
    "all at the top": Shape(matters=3, at_top=True),
    "no events": Shape(matters=4, events=False),
    "a short ladder": Shape(top=2),
    "a ladder of one step": Shape(matters=3, top=1),
    "a long ladder": Shape(top=6),
    "eighteen months": Shape(months=18),
    "seven months": Shape(matters=2, months=7),
    "one month": Shape(matters=2, months=1),
    "another unit": Shape(matters=2, unit="relative"),
}
HOSTILE = Text(
    '<script>alert("甲")</script>"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>'\"</style><script>alert(2)</script>&amp;{{ 7*7 }}",
)


class Reader(HTMLParser):
    """What a page is made of: its elements, their attributes, and unclosed ones."""

    VOID = {"meta", "link", "input", "br", "img"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.elements, self.open = [], []
        self.text = []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def read(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


@pytest.fixture(scope="module")
def sample():
    return read(render_report(make_run()))


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_of_case_renders_well_formed_and_small(name):
    html = render_report(make_run(SHAPES[name], runs=60))
    page = read(html)
    assert page.open == []
    assert len(html.encode("utf-8")) < 1_500_000
    said = {word for text in page.text for word in text.split()}
    assert not said & {"nan", "inf", "-inf", "nan%"}
    assert "None" not in {text.strip() for text in page.text}


def test_no_id_is_used_twice_and_every_reference_finds_one(sample):
    ids = [a["id"] for _, a in sample.elements if "id" in a]
    assert len(ids) == len(set(ids))
    wanted = {
        a[k] for _, a in sample.elements for k in ("aria-labelledby", "for") if k in a
    }
    assert wanted <= set(ids)


def test_the_page_asks_for_nothing_and_runs_nothing(sample):
    tags = [tag for tag, _ in sample.elements]
    assert "script" not in tags
    assert tags.count("style") == 1
    for tag, attributes in sample.elements:
        assert not [name for name in attributes if name.startswith("on")]
        assert "style" not in attributes
        assert "src" not in attributes
        if tag == "link":
            assert attributes["href"] == "data:,"


def test_the_page_forbids_itself_everything_but_its_own_style():
    html = render_report(make_run(Shape(matters=2)))
    style = re.search(r"<style>(.*?)</style>", html, re.S).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html).group(1)
    assert f"style-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "url(" not in style
    assert "@import" not in style


def test_names_that_look_like_markup_stay_words():
    shape = Shape(matters=2, matter_name=HOSTILE)
    run = make_run(shape)
    government = replace(run.case.governments[3], name=HOSTILE)
    governments = (*run.case.governments[:3], government, *run.case.governments[4:])
    source = replace(run.case.sources[0], title="<b>x", url="javascript:alert(3)")
    events = tuple(replace(event, text=HOSTILE) for event in run.case.events)
    run.case = replace(
        run.case, name=HOSTILE, governments=governments, notes="<script>alert(4)",
        unit="<i>", sources=(source,), events=events,
    )  # fmt: skip
    page = read(render_report(run))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "b>x", "i"}
    assert not [a for _, a in page.elements if a.get("href", "").startswith("java")]
    assert "{{ 7*7 }}" in " ".join(page.text)


def test_both_languages_are_whole_and_marked(sample):
    articles = [a for tag, a in sample.elements if tag == "article"]
    assert [a["lang"] for a in articles] == ["zh-CN", "en"]
    headings = [tag for tag, _ in sample.elements if tag == "h2"]
    assert len(headings) % 2 == 0


@pytest.mark.parametrize(("language", "lang"), [("zh", "zh-CN"), ("en", "en")])
def test_the_chosen_language_comes_first_and_is_switched_on(language, lang):
    page = read(render_report(make_run(Shape(matters=2)), language=language))
    attributes = dict(reversed(page.elements))
    assert attributes["html"]["lang"] == lang
    assert attributes["article"]["lang"] == lang
    chosen = [a["id"] for tag, a in page.elements if tag == "input" and "checked" in a]
    assert chosen == [f"show-{language}"]


def test_every_figure_has_a_name_with_numbers_in_it(sample):
    named = 0
    waiting = False
    for tag, attributes in sample.elements:
        if waiting:
            assert tag == "title"
        waiting = tag == "svg" and attributes.get("role") == "img"
        named += waiting
        if tag == "svg" and not waiting:
            assert attributes.get("aria-hidden") == "true"
    assert named > 20


def test_the_same_run_gives_the_same_page():
    assert render_report(make_run()) == render_report(make_run())


def test_a_command_given_is_the_command_shown():
    run = make_run(Shape(matters=2))
    assert "tingqiao forecast sample --runs 200 --months 120 --seed 0" in render_report(
        run
    )
    shown = render_report(run, command="tingqiao forecast ./my 'case'")
    assert "tingqiao forecast ./my &#39;case&#39;" in shown


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://a.cn/x", "https://a.cn/x"),
        ("http://a.cn", "http://a.cn"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//a.cn", None),
        ("", None),
    ],
)
def test_only_addresses_of_the_web_become_links(address, link):
    assert safe_link(address) == link
