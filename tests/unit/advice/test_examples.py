"""What docstrings and pages show is what comes out, and no rule is left undescribed."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import tingqiao.advice.power
import tingqiao.advice.sharing
from tingqiao.advice.sharing import Property, all_rules

DOCS = Path(__file__).parents[3] / "docs"
MODULES = [
    module.name
    for package in (tingqiao.advice.sharing, tingqiao.advice.power)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_run(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("page", ["share-costs", "find-who-can-block"])
def test_examples_in_the_how_to_run(page):
    path = DOCS / "how-to" / f"{page}.md"
    results = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert results.attempted > 5
    assert results.failed == 0


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.name)
def test_the_reference_gives_each_rule_its_titles_source_and_properties(rule):
    page = (DOCS / "reference" / "sharing-rules.md").read_text(encoding="utf-8")
    flat = re.sub(r"\s+", " ", page)
    entry = flat[flat.index(f"`{rule.name}` {rule.title.zh}") :]
    assert rule.source.split(",")[0].split(" &")[0] in entry[:900]
    listed = re.search(r"性质 Properties: `([^`]*)`", entry).group(1)
    assert set(listed.split(", ")) == {property_.value for property_ in rule.properties}


@pytest.mark.parametrize("property_", list(Property))
def test_the_reference_explains_each_property(property_):
    page = (DOCS / "reference" / "sharing-rules.md").read_text(encoding="utf-8")
    assert f"| `{property_.value}` |" in page
