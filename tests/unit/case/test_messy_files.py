"""Files as they come: marks, line ends, other encodings, broken quotes and syntax."""

import pytest
from tests.unit.case.conftest import faults_of

from tingqiao.case import load
from tingqiao.case.digest import case_digest
from tingqiao.case.faults import CaseError
from tingqiao.case.load import builtin_cases, load_case, read_case


def rewrite(path, change):
    path.write_bytes(change(path.read_bytes()))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: b"\xef\xbb\xbf" + data, id="a byte order mark"),
        pytest.param(lambda data: data.replace(b"\n", b"\r\n"), id="CRLF"),
        pytest.param(lambda data: data.replace(b"\n", b"\r"), id="CR alone"),
        pytest.param(lambda data: data.replace(b"\n", b"\n\n"), id="blank lines"),
        pytest.param(lambda data: data.rstrip(b"\n"), id="no last line end"),
        pytest.param(lambda data: data.replace(b",", b", "), id="blanks beside commas"),
        pytest.param(lambda data: data.replace(b"0.5", b"0.500"), id="zeros"),
        pytest.param(lambda data: data + b",,,,,,,,,,,,,\n", id="a row of commas"),
    ],
)
def test_what_says_the_same_loads_to_the_same_case(folder, change):
    before = load_case(folder)
    for path in folder.glob("*.csv"):
        rewrite(path, change)
    assert load_case(folder) == before
    assert case_digest(load_case(folder)) == case_digest(before)


def test_crlf_and_a_mark_are_accepted_in_toml_and_notes(folder):
    before = load_case(folder)
    for name in ("case.toml", "notes.md"):
        rewrite(
            folder / name, lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
        )
    assert load_case(folder) == before


@pytest.mark.parametrize(
    "file", ["governments.csv", "matters.csv", "case.toml", "notes.md"]
)
def test_gbk_is_recognised_with_its_line_and_nothing_else_is_told(folder, file):
    path = folder / file
    text = path.read_text()
    path.write_bytes(text.encode("gb18030"))
    first = next(n for n, line in enumerate(text.split("\n"), 1) if not line.isascii())
    (fault,) = faults_of(folder)
    assert (fault.file, fault.line) == (file, first)
    assert "GBK" in fault.rule.zh
    assert "UTF-8" in fault.remedy.zh


def test_utf16_is_recognised(folder):
    rewrite(folder / "ties.csv", lambda data: data.decode().encode("utf-16"))
    (fault,) = faults_of(folder)
    assert "UTF-16" in fault.rule.en


def test_bytes_of_no_encoding_are_a_fault(folder):
    rewrite(folder / "ties.csv", lambda data: data + b"\xff\x00\xff")
    (fault,) = faults_of(folder)
    assert (fault.line, fault.rule.en) == (5, "the file is not UTF-8")


@pytest.mark.parametrize("file", ["ties.csv", "case.toml", "notes.md"])
def test_nul_bytes_are_told_with_their_line(folder, file):
    rewrite(folder / file, lambda data: data.replace(b"\n", b"\n\x00", 1))
    (fault,) = faults_of(folder)
    assert (fault.file, fault.line) == (file, 2)
    assert "U+0000" in fault.rule.zh


def test_a_quoted_cell_may_hold_line_breaks_and_lines_are_still_counted(folder):
    path = folder / "events.csv"
    path.write_text(
        path.read_text().replace(
            "居民反映界河漂浮垃圾（虚构）", '"居民反映\n漂浮""垃圾"""'
        )
    )
    assert load_case(folder).events[0].text.zh == '居民反映\n漂浮"垃圾"'
    path.write_text(path.read_text().replace("2024-03,bus", "2024-03,bsu"))
    (fault,) = faults_of(folder)
    assert fault.line == 4


def test_an_unclosed_quote_is_told_where_it_opens(folder):
    path = folder / "events.csv"
    path.write_text(path.read_text().replace("甲乙两镇互换", '"甲乙两镇互换'))
    (fault,) = faults_of(folder)
    assert (fault.file, fault.line) == ("events.csv", 3)
    assert "quotes" in fault.rule.en


def test_an_unclosed_quote_before_much_text_is_told_where_it_opens(folder):
    path = folder / "events.csv"
    row = "2024-03,bus,jia,information,,a,a,S1,\n"
    path.write_text(path.read_text() + row.replace(",a,", ',"a,', 1) + row * 5_000)
    (fault,) = faults_of(folder)
    assert fault.line == 5


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [("Yi Town,west,", "Yi Town,", 7), ("Yi Town,west,", "Yi, Town,west,", 9)],
)
def test_a_row_with_too_few_or_too_many_cells_is_one_fault(spoil, old, new, count):
    (fault,) = spoil("governments.csv", old, new)
    assert (fault.line, fault.rule.en) == (6, f"has {count} cells for 8 columns")


def test_a_huge_cell_is_a_fault_and_is_shown_short(spoil):
    (fault,) = spoil("events.csv", "居民反映", "居" * 40_000)
    assert (fault.line, fault.column) == (2, "text_zh")
    assert "32767" in fault.rule.en
    assert len(fault.describe("zh")) < 300


def test_semicolons_between_columns_are_recognised(folder):
    rewrite(folder / "ties.csv", lambda data: data.replace(b",", b";"))
    (fault,) = faults_of(folder)
    assert fault.rule.en == "the columns are not separated by commas"


def test_a_table_without_header_is_one_fault_that_gives_the_header(folder):
    path = folder / "ties.csv"
    path.write_text(path.read_text().partition("\n")[2])
    (fault,) = faults_of(folder)
    assert "from,to,dependence,kept,broken,basis" in fault.remedy.en


def test_an_empty_file_is_one_fault(folder):
    (folder / "ties.csv").write_text("")
    (fault,) = faults_of(folder)
    assert fault.rule.en == "the file is empty"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('id = "a"\nname = { zh = 三镇 }\n', 2),
        ('id = "a"\n\n\nmonths = \n', 4),
        ("start = 2025-01\n", 1),
    ],
)
def test_a_toml_error_names_its_line_and_nothing_else(folder, text, line):
    (folder / "case.toml").write_text(text)
    (fault,) = faults_of(folder)
    assert (fault.file, fault.line) == ("case.toml", line)


@pytest.mark.parametrize("text", ["a = " + "[" * 5_000, "a = " + "9" * 5_000])
def test_toml_that_breaks_parsers_is_a_fault(folder, text):
    (folder / "case.toml").write_text(text)
    (fault,) = faults_of(folder)
    assert fault.file == "case.toml"


def test_a_folder_in_place_of_a_file_is_a_fault(folder):
    (folder / "ties.csv").unlink()
    (folder / "ties.csv").mkdir()
    (fault,) = faults_of(folder)
    assert (fault.file, "cannot be read" in fault.rule.en) == ("ties.csv", True)


def test_a_linked_file_is_read(folder, tmp_path):
    before = load_case(folder)
    moved = (folder / "ties.csv").rename(tmp_path / "elsewhere.csv")
    (folder / "ties.csv").symlink_to(moved)
    assert load_case(folder) == before


def test_a_file_that_is_not_read_is_noticed(folder):
    (folder / "tie.csv").write_text("x")
    _, notices = read_case(folder)
    assert [notice.file for notice in notices] == ["tie.csv"]


@pytest.mark.parametrize("source", ["nowhere", "nowhere/at/all", "x" * 5_000, "a\0b"])
def test_a_case_that_is_nowhere_is_a_fault_that_lists_the_built_in_ones(source):
    with pytest.raises(CaseError) as raised:
        load_case(source)
    (fault,) = raised.value.faults
    assert fault.file == source


def test_a_misspelt_built_in_case_is_guessed():
    with pytest.raises(CaseError) as raised:
        load_case("tingqiaohee")
    assert "tingqiaohe" in raised.value.faults[0].remedy.en


@pytest.mark.parametrize("name", builtin_cases())
def test_built_in_cases_load_by_name_and_by_path(name):
    case = load_case(name)
    assert case.id == name


def test_a_hundred_thousand_events_load(folder):
    path = folder / "events.csv"
    rows = (
        f"{2000 + i % 20}-{1 + i % 12:02d},bus,jia;yi,meeting,0.{i % 9},第{i}次,no. {i},S1,\n"
        for i in range(100_000)
    )
    path.write_text(path.read_text() + "".join(rows))
    case = load_case(folder)
    assert len(case.events) == 100_003
    assert case.events[-1].text.zh == "第99999次"


def test_a_file_of_over_128_megabytes_is_refused_unread(folder):
    with (folder / "events.csv").open("r+b") as file:
        file.truncate(2**27 + 1)
    (fault,) = faults_of(folder)
    assert "128 MB" in fault.rule.en


def test_without_the_folder_of_cases_none_is_built_in(monkeypatch, tmp_path):
    monkeypatch.setattr(load, "_builtin_folder", lambda: tmp_path / "none")
    assert builtin_cases() == ()
