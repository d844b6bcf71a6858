"""Every link leads somewhere, and the index leads to every page."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("cases/*/*.md")]
)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
INDEX = ROOT / "docs" / "index.md"


def targets(page: Path) -> list[str]:
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.M | re.S)
    return [link for link in _LINK.findall(text) if "://" not in link]


@pytest.mark.parametrize("told", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_to_a_file(told):
    lost = [
        link
        for link in targets(told)
        if not (told.parent / unquote(link.partition("#")[0])).exists()
    ]
    assert lost == []


def test_the_index_leads_to_every_page():
    reached = {(INDEX.parent / link).resolve() for link in targets(INDEX)}
    pages = {path.resolve() for path in ROOT.glob("docs/*/*.md")}
    assert pages - reached == set()


@pytest.mark.parametrize(
    ("one", "two"), [("README.md", "README.zh.md"), ("README.zh.md", "README.md")]
)
def test_the_readmes_lead_to_each_other_and_show_one_picture(one, two):
    text = (ROOT / one).read_text("utf-8")
    assert f"]({two})" in text[:80]
    assert len(re.findall(r"!\[[^\]]+\]\([^)]+\)", text)) == 1
