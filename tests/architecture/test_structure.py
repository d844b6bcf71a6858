"""How the tree is built: arrows, names, sizes, docstrings, no cycles."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"
MODULES = sorted(
    path
    for path in SRC.rglob("*.py")
    if "migrations" not in path.relative_to(SRC).parts
)
CORE = [path for path in MODULES if path.relative_to(SRC).parts[0] == "tingqiao"]
ATTICS = {"utils", "util", "helpers", "common", "misc", "base", "manager"}
LONGEST = 400
_MACHINE = re.compile(r"(?<![\w.])/(?:work|tmp|home|root|Users)/\w")


def name_of(path: Path) -> str:
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name]


def test_the_import_contracts_hold():
    tool = Path(sys.executable).with_name("lint-imports")
    environment = os.environ | {"PYTHONPATH": str(SRC)}
    done = subprocess.run(
        [str(tool), "--no-cache"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_no_module_is_an_attic(path):
    assert not ATTICS & set(path.relative_to(SRC).with_suffix("").parts)


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_no_module_is_longer_than_it_can_be_read(path):
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


def imported(path: Path) -> Iterator[tuple[str, str]]:
    """Module and name of what is imported with this module, not later by a function."""
    waiting: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)
        elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            waiting += [n for n in ast.iter_child_nodes(node) if not is_for_types(n)]


def modules_behind(path: Path, known: set[str]) -> set[str]:
    """Our modules that this one needs: a name that is a module stands for itself."""
    needed = {
        f"{module}.{name}" if f"{module}.{name}" in known else module
        for module, name in imported(path)
    }
    return (needed & known) - {name_of(path)}


def is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)


def test_no_modules_import_each_other_in_a_circle():
    known = {name_of(path) for path in MODULES}
    graph = {name_of(path): modules_behind(path, known) for path in MODULES}
    TopologicalSorter(graph).prepare()  # raises CycleError, naming the circle


@pytest.mark.parametrize("path", CORE, ids=relative)
def test_no_module_of_the_core_imports_the_package_root(path):
    assert not {"tingqiao", "workspace"} & {module for module, _ in imported(path)}


def test_no_module_reaches_up_by_relative_imports():
    climbing = [
        relative(path)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level > 0
    ]
    assert climbing == []


@pytest.mark.parametrize("path", CORE, ids=relative)
def test_every_public_thing_of_the_core_says_what_it_is(path):
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), "the module"
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, kinds)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_nothing_in_the_tree_speaks_of_one_machine():
    here = Path(__file__)
    told = [
        f"{relative(path)}: {found[0]}"
        for path in tracked()
        if path != here
        and path.suffix in {".py", ".md", ".toml", ".csv", ".html", ""}
        and path.is_file()
        and (found := _MACHINE.search(path.read_text("utf-8", errors="ignore")))
    ]
    assert told == []


def test_every_dependency_has_a_reason():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    project = tomllib.loads(text)
    groups = [
        project["project"]["dependencies"],
        *project["project"]["optional-dependencies"].values(),
        *project["dependency-groups"].values(),
    ]
    needed = [name for group in groups for name in group]
    unexplained = [
        name for name in needed if not re.search(rf'"{re.escape(name)}",\s*# \w', text)
    ]
    assert unexplained == []
