"""What the pages show is what happens."""

from __future__ import annotations

import re

import pytest
from pages import ROOT, Command, check, commands, follow, run

PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("README*.md"), *ROOT.glob("docs/**/*.md"))
    if "```console" in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("told", PAGES)
def test_every_command_of_a_page_does_what_the_page_shows(told, tmp_path):
    assert follow(ROOT / told, tmp_path) > 0


def test_the_tutorial_and_both_readmes_are_among_the_pages_run():
    assert {"README.md", "README.zh.md", "docs/tutorials/first-case.md"} <= set(PAGES)


def test_make_demo_checks_and_forecasts_the_built_in_case(tmp_path):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.partition("\ndemo:")[2].partition("\n\n")[0]
    lines = re.findall(r"\$\(BIN\)/(tingqiao .*)", recipe)
    assert [line.split()[1] for line in lines] == ["check", "forecast"]
    for line in lines:
        done = run(line.replace("$(RUNS)", "64"), tmp_path)
        assert done.returncode == 0, done.stderr
    written = {path.name for path in (tmp_path / "out" / "tingqiaohe").iterdir()}
    assert written == {"report.html", "summary.json", "ensemble.nc"}


@pytest.mark.parametrize("recipe", ["demo", "test", "check", "help", "setup"])
def test_every_recipe_that_the_readme_names_exists(recipe):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{recipe}:.*## ", makefile, re.MULTILINE)


def test_a_page_is_read_as_commands_fragments_and_statuses():
    block = "$ echo one\none … two\n\n$ false\n[1]\n"
    assert list(commands(block)) == [
        Command("echo one", ("one", "two"), 0),
        Command("false", (), 1),
    ]


@pytest.mark.parametrize(
    "untrue", [Command("echo one", ("two",), 0), Command("false", (), 0)]
)
def test_a_page_that_shows_what_does_not_happen_fails(untrue, tmp_path):
    with pytest.raises(AssertionError):
        check(untrue, tmp_path)
