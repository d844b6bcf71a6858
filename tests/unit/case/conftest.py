"""A small valid case to spoil, one way a test."""

from pathlib import Path

import pytest

from tingqiao.case.faults import CaseError, Fault
from tingqiao.case.load import load_case
from tingqiao.case.new import new_case


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The starter case, in a folder of its own."""
    return new_case(tmp_path / "case")


@pytest.fixture
def spoil(folder):
    """Replace text in a file of the case (once), and give back the faults."""

    def spoiled(file: str, old: str, new: str) -> tuple[Fault, ...]:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return faults_of(folder)

    return spoiled


def faults_of(source: Path, **options) -> tuple[Fault, ...]:
    with pytest.raises(CaseError) as raised:
        load_case(source, **options)
    return raised.value.faults
