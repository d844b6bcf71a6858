"""Python examples on pages and in docstrings give what they show."""

from __future__ import annotations

import doctest
import importlib
import re
import tomllib
from pathlib import Path

import pytest

from tingqiao.case.load import load_case
from tingqiao.plans.builtin import BUILTIN_PLANS
from tingqiao.plans.form import (
    AdvocacyForm,
    ImpositionForm,
    OptionsForm,
    PlanForm,
    PushForm,
    SupportForm,
)
from tingqiao.plans.read import read_plan

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src"
WRITE_A_PLAN = (ROOT / "docs/how-to/write-a-plan.md").read_text("utf-8")
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
    if ">>> " in path.read_text("utf-8")
)
MODULES = sorted(
    ".".join(path.relative_to(SOURCES).with_suffix("").parts)
    for path in SOURCES.glob("tingqiao/**/*.py")
    if ">>> " in path.read_text("utf-8") and path.name != "__init__.py"
)
PLANS = dict(re.findall(r"^```toml (\S+)\n(.*?)^```$", WRITE_A_PLAN, re.M | re.S))
FORMS = {
    "pressure": PushForm,
    "coordination": SupportForm,
    "participation": SupportForm,
    "advocacy": AdvocacyForm,
    "imposed": ImpositionForm,
    "options": OptionsForm,
}


@pytest.mark.parametrize("told", PAGES)
def test_examples_of_a_page_give_what_they_show(told):
    found = doctest.testfile(
        str(ROOT / told), module_relative=False, encoding="utf-8", verbose=False
    )
    assert found.attempted > 0
    assert found.failed == 0


@pytest.mark.parametrize("module", MODULES)
def test_examples_of_docstrings_give_what_they_show(module):
    assert doctest.testmod(importlib.import_module(module)).failed == 0


def test_the_example_of_the_package_runs():
    assert doctest.testmod(importlib.import_module("tingqiao")).failed == 0


@pytest.mark.parametrize("name", ["pilot.toml", "everything.toml", "taken-away.toml"])
def test_the_plans_of_the_how_to_are_plans(name):
    case = load_case(ROOT / "src/tingqiao/case/starter")
    assert read_plan(PLANS[name], name, case).id == Path(name).stem


def test_the_how_to_shows_every_key_that_a_plan_may_have():
    shown = tomllib.loads(PLANS["everything.toml"])
    top = set(shown) | set(tomllib.loads(PLANS["taken-away.toml"]))
    assert top == set(PlanForm.model_fields)
    for section, form in FORMS.items():
        keys = {field.alias or name for name, field in form.model_fields.items()}
        written = shown[section]
        row = written if isinstance(written, dict) else written[0]
        assert set(row) == keys


def test_the_how_to_names_every_built_in_plan():
    table = WRITE_A_PLAN.partition("## 内置的方案")[2].partition("## ")[0]
    assert re.findall(r"^\| `([\w-]+)` \|", table, re.M) == list(BUILTIN_PLANS)
