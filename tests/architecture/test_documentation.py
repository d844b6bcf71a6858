"""Every parameter, submodel and term is described where readers look for it."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import pytest

import tingqiao
from tingqiao.model.parameters import PARAMETERS

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "src" / "tingqiao" / "model"
ODD = (ROOT / "docs/explanation/model.md").read_text("utf-8")
GLOSSARY = (ROOT / "GLOSSARY.md").read_text("utf-8")
SUBMODELS = sorted(
    path for path in (MODEL / "submodels").glob("*.py") if path.stem != "__init__"
)
HEADINGS = (
    "Purpose and patterns",
    "Entities, state variables, and scales",
    "Process overview and scheduling",
    "Design concepts",
    "Initialisation",
    "Input data",
    "Submodels",
)
TERMS = re.findall(
    r"^\| ([a-z][^|]*) \| [^|]+ \| ([^|]+) \| ([^|]+) \| [^|]+ \| ([^|]+) \|$",
    GLOSSARY,
    re.M,
)


@pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=lambda p: p.name)
def test_every_parameter_has_unit_range_basis_and_meaning(parameter):
    assert parameter.unit
    assert parameter.basis
    assert parameter.symbol
    assert parameter.meaning.zh
    assert parameter.meaning.en
    assert parameter.low <= parameter.default <= parameter.high
    assert parameter.scale == "linear" or parameter.low > 0.0


def test_the_glossary_lists_exactly_the_parameters_of_the_model():
    section = GLOSSARY.partition("## 常数")[2]
    listed = dict(re.findall(r"^\| ([^|]+) \| `(\w+)` \|", section, re.M))
    assert listed == {p.symbol: p.name for p in PARAMETERS.values()}


def test_no_two_parameters_share_a_symbol():
    symbols = [parameter.symbol for parameter in PARAMETERS.values()]
    assert len(symbols) == len(set(symbols))


def test_the_odd_has_its_seven_headings_in_order():
    found = re.findall(r"^## (\d)\. .* · (.+)$", ODD, re.M)
    assert found == [(str(n), name) for n, name in enumerate(HEADINGS, 1)]


@pytest.mark.parametrize("path", SUBMODELS, ids=lambda path: path.stem)
def test_every_submodel_stands_in_the_odd_and_in_the_glossary(path):
    number = re.search(r"ODD (7\.\d+)", path.read_text("utf-8"))[1]
    assert re.search(rf"^### {re.escape(number)} .*`{path.name}`", ODD, re.M)
    assert f"`{path.name}` {number}" in GLOSSARY


def test_every_section_of_the_odd_that_the_code_cites_exists():
    cited = {
        number
        for path in MODEL.rglob("*.py")
        for number in re.findall(r"ODD (7\.\d+)", path.read_text("utf-8"))
    }
    assert cited <= set(re.findall(r"^### (7\.\d+) ", ODD, re.M))


def names_of_the_core() -> set[str]:
    """Every name and field that the core's sources use, in lower case."""
    found: set[str] = set()
    for path in (ROOT / "src" / "tingqiao").rglob("*.py"):
        found |= {path.stem}
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for field in ("id", "name", "attr", "arg"):
                word = getattr(node, field, None)
                if isinstance(word, str):
                    found.add(word.lower())
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value.lower())
    return found


def test_every_code_name_of_the_glossary_is_used_in_the_code():
    used = names_of_the_core()
    named = {
        word.lower() for _, _, code, _ in TERMS for word in re.findall(r"`(\w+)`", code)
    }
    assert len(TERMS) > 80
    assert named - used == set()


def test_no_term_of_the_glossary_stands_twice():
    terms = [term for term, _, _, _ in TERMS if term != "term"]
    assert len(terms) == len(set(terms))


@pytest.mark.parametrize("name", tingqiao.__all__)
def test_every_public_name_is_there_and_on_the_page_of_the_interface(name):
    assert getattr(tingqiao, name) is not None
    page = (ROOT / "docs/reference/api.md").read_text("utf-8")
    assert f"## `tq.{name}`" in page


def test_the_changelog_opens_with_the_version_of_the_package():
    version = importlib.import_module("tingqiao.provenance").version()
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(r"^## (\S+)", changes, re.M)[1] == version
    assert f"version: {version}" in (ROOT / "CITATION.cff").read_text("utf-8")


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs/adr").glob("*.md")), ids=lambda path: path.stem
)
def test_every_decision_fits_a_page_and_says_what_was_refused(path):
    text = path.read_text("utf-8")
    assert len(text.split()) <= 500
    headings = re.findall(r"^## (.+)$", text, re.M)
    assert set(headings) == {"Decision", "Context", "Consequences"}
    assert re.match(rf"# {int(path.stem[:4])}\. ", text)
