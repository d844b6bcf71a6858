"""New and saved cases: complete or not there at all, and never over another."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tingqiao.case import save
from tingqiao.case.digest import case_digest
from tingqiao.case.faults import CaseError
from tingqiao.case.format_page import format_page
from tingqiao.case.ladder import default_ladder
from tingqiao.case.load import load_case, read_case
from tingqiao.case.new import new_case
from tingqiao.case.save import save_case, save_workbook

ROOT = Path(__file__).parents[3]


def test_a_new_case_loads_without_a_notice_and_rests_on_judgement(tmp_path):
    case, notices = read_case(new_case(tmp_path / "new" / "case"))
    assert notices == ()
    assert len(case.matters) == 3
    rows = (*case.governments, *case.matters, *case.shares, *case.ties)
    assert {row.basis.kind for row in rows} == {"judgement"}


def test_a_new_case_may_fill_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load_case(new_case(".")).id == "three-towns"
    assert (tmp_path / "case.toml").exists()


@pytest.mark.parametrize(
    "write", [new_case, lambda path: save_case(load_case("tingqiaohe"), path)]
)
def test_nothing_is_written_over(tmp_path, write):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CaseError) as raised:
        write(tmp_path)
    assert "不会覆盖" in raised.value.describe("zh")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_workbook_is_not_written_over(tmp_path):
    path = tmp_path / "case.xlsx"
    path.write_bytes(b"mine")
    with pytest.raises(CaseError):
        save_workbook(load_case("tingqiaohe"), path)
    assert path.read_bytes() == b"mine"


def test_a_place_that_cannot_be_written_is_a_fault(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CaseError) as raised:
        new_case(tmp_path / "file" / "case")
    assert "cannot be written" in raised.value.describe("en")


def test_an_interrupted_save_leaves_nothing(tmp_path, monkeypatch):
    def interrupt(part, whole):
        raise KeyboardInterrupt

    case = load_case("tingqiaohe")
    monkeypatch.setattr(Path, "rename", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save_case(case, tmp_path / "case")
    with pytest.raises(KeyboardInterrupt):
        save_workbook(case, tmp_path / "case.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_text_too_long_for_a_cell_is_a_fault_not_a_cut(tmp_path, folder):
    path = folder / "notes.md"
    path.write_text("x" * 40_000)
    with pytest.raises(CaseError) as raised:
        save_workbook(load_case(folder), tmp_path / "case.xlsx")
    assert "32767" in raised.value.describe("en")
    assert not (tmp_path / "case.xlsx").exists()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("case.toml", "months = 120", "months = 121"),
        ("case.toml", "甲、乙", "甲，乙"),
        ("governments.csv", "1..2", "1..2.0000000000000004"),
        ("governments.csv", "Bing Town,west", "Bing Town,east"),
        ("matters.csv", "quorum:2", "quorum:3"),
        ("matters.csv", "2025-06", ""),
        ("matters.csv", '0.9,"', '0.91,"'),
        ("shares.csv", "0.1,judgement", "0.1,S1"),
        ("ties.csv", "0,1,judgement", "0,2,judgement"),
        ("events.csv", "2024-03,", "2024-03-01,"),
        ("events.csv", "*,nation", "bus,nation"),
        ("sources.csv", ",B", ",A"),
        ("notes.md", "1. ", "2. "),
    ],
)
def test_the_digest_knows_every_value(folder, file, old, new):
    before = case_digest(load_case(folder))
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    assert case_digest(load_case(folder)) != before


def test_the_digest_is_sixteen_hexadecimal_digits():
    digest = case_digest(load_case("tingqiaohe"))
    assert len(digest) == 16
    assert int(digest, 16) >= 0


def test_the_digest_takes_nothing_that_no_case_holds():
    case = replace(load_case("tingqiaohe"), unit=object())
    with pytest.raises(TypeError, match="holds no object"):
        case_digest(case)


def test_the_default_ladder_is_that_of_the_model():
    ladder = default_ladder()
    assert [rung.name.en for rung in ladder] == [
        "alone",
        "exchange",
        "consultation",
        "agreement",
        "joint body",
    ]
    assert [rung.value for rung in ladder] == [0, 0.25, 0.5, 0.75, 1]
    assert [rung.transaction_cost for rung in ladder] == pytest.approx(
        [(k / 4) ** 1.5 for k in range(5)], abs=1e-15
    )
    assert [rung.due for rung in ladder] == [0, 3, 6, 18, 24]


def test_the_page_on_the_case_format_is_the_generated_one():
    page = ROOT / "docs" / "reference" / "case-format.md"
    rewrite = "python -m tingqiao.case.format_page > docs/reference/case-format.md"
    assert page.read_text(encoding="utf-8") == format_page(), f"run: {rewrite}"


def test_the_command_that_rewrites_the_page_writes_it():
    command = [sys.executable, "-m", "tingqiao.case.format_page"]
    written = subprocess.run(command, capture_output=True, check=True)
    assert written.stdout.decode("utf-8") == format_page()


def test_the_parts_written_are_all_there_is(tmp_path, folder):
    names = {
        path.name for path in save_case(load_case(folder), tmp_path / "saved").iterdir()
    }
    assert names == {path.name for path in folder.iterdir()}
    assert save.place_folder(tmp_path / "one", {"a.txt": "a"}).is_dir()
