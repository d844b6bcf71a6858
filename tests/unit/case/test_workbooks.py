"""Workbooks: typed cells, formulas, merged cells, hidden sheets, hostile archives."""

import tracemalloc
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from tests.unit.case.conftest import faults_of

from tingqiao.case.digest import case_digest
from tingqiao.case.entities import Month, PartialDate, Range
from tingqiao.case.load import builtin_cases, load_case, read_case
from tingqiao.case.save import save_case, save_workbook


@pytest.fixture
def path(folder, tmp_path) -> Path:
    """The starter case as a workbook."""
    return save_workbook(load_case(folder), tmp_path / "case.xlsx")


@pytest.fixture
def edit(path):
    """Change the workbook as a spreadsheet program would."""

    def edited(change) -> Path:
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)
        return path

    return edited


@pytest.mark.parametrize("name", builtin_cases())
def test_folder_and_workbook_give_the_same_case_and_digest(name, tmp_path):
    case = load_case(name)
    saved = load_case(save_case(case, tmp_path / "folder"))
    book = load_case(save_workbook(case, tmp_path / "case.xlsx"))
    assert saved == book == case
    assert case_digest(saved) == case_digest(book) == case_digest(case)


def test_a_workbook_saved_again_by_a_spreadsheet_is_the_same_case(folder, edit):
    assert load_case(edit(lambda book: None)) == load_case(folder)


def test_cells_may_be_of_their_type(folder, edit):
    def type_cells(book):
        book["events"]["A4"].value = date(2024, 9, 12)
        book["events"]["A4"].number_format = "yyyy/m/d"
        book["events"]["A3"].value = date(2024, 3, 1)
        book["events"]["A3"].number_format = '[$-804]yyyy"年"m"月"'
        book["events"]["A2"].value = 2023
        book["matters"]["E4"].value = date(2025, 6, 1)
        book["matters"]["E4"].number_format = "mmm-yy"
        book["matters"]["I2"].value = "1.0"
        book["shares"]["C4"].value = 0.1
        book["case"]["B7"].value = date(2025, 1, 1)
        book["case"]["B8"].value = "120"

    assert load_case(edit(type_cells)) == load_case(folder)


def test_ids_may_be_numbers(edit):
    def number_sources(book):
        book["sources"]["A2"].value = 7
        for row in (2, 3, 4):
            book["events"][f"H{row}"].value = 7

    case = load_case(edit(number_sources))
    assert case.sources[0].id == "7"
    assert case.events[0].sources == ("7",)


def test_a_day_shown_as_a_month_stays_a_day_unless_it_is_the_first(edit):
    def show(book):
        book["events"]["A4"].value = date(2024, 9, 12)
        book["events"]["A4"].number_format = "mmm-yy"

    assert load_case(edit(show)).events[2].date == PartialDate(2024, 9, 12)


def test_a_time_of_day_is_no_date(edit):
    def with_time(book):
        book["events"]["A4"].value = datetime.combine(date(2024, 9, 12), time(8, 30))

    (fault,) = faults_of(edit(with_time))
    assert (fault.file, fault.line, fault.cell, fault.column) == (
        "events",
        4,
        "A4",
        "date",
    )


@pytest.mark.parametrize(
    ("sheet", "cell", "column"),
    [
        ("matters", "I3", "benefit"),
        ("events", "F2", "text_zh"),
        ("case", "B8", "months"),
    ],
)
def test_a_formula_is_a_fault_at_its_cell(edit, sheet, cell, column):
    def calculate(book):
        book[sheet][cell].value = "=1+1"

    (fault,) = faults_of(edit(calculate))
    assert (fault.file, fault.cell, fault.column, fault.value) == (
        sheet,
        cell,
        column,
        "=1+1",
    )
    assert "粘贴" in fault.remedy.zh


def test_an_error_value_is_a_fault(edit):
    def fail(book):
        book["matters"]["I3"].value = "#DIV/0!"

    (fault,) = faults_of(edit(fail))
    assert (fault.cell, fault.value) == ("I3", "#DIV/0!")


def test_text_that_begins_with_an_equals_sign_is_text(folder, tmp_path):
    path = folder / "events.csv"
    path.write_text(path.read_text().replace("居民反映", "=居民反映"))
    case = load_case(folder)
    book = save_workbook(case, tmp_path / "case.xlsx")
    assert load_case(book) == case
    assert openpyxl.load_workbook(book)["events"]["F2"].data_type == "s"


def test_a_fault_in_a_cell_names_sheet_line_and_cell(edit):
    def widen(book):
        book["matters"]["G3"].value = 1.5

    (fault,) = faults_of(edit(widen))
    assert (fault.file, fault.line, fault.cell, fault.value) == (
        "matters",
        3,
        "G3",
        "1.5",
    )
    assert "单元格 G3" in fault.describe("zh")


def test_a_fault_in_the_settings_names_its_cell(edit):
    def shorten(book):
        book["case"]["B8"].value = 0

    (fault,) = faults_of(edit(shorten))
    assert (fault.file, fault.cell, fault.column) == ("case", "B8", "months")


def test_merged_cells_are_told_one_by_one_and_nothing_else(edit):
    def merge(book):
        book["matters"].merge_cells("B2:B3")
        book["matters"].merge_cells("D2:E2")

    faults = faults_of(edit(merge))
    assert [(f.file, f.line, f.cell) for f in faults] == [
        ("matters", 2, "B2"),
        ("matters", 2, "D2"),
    ]
    assert "合并" in faults[0].rule.zh


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_of_the_case_is_a_fault(edit, state):
    def hide(book):
        book["shares"].sheet_state = state

    (fault,) = faults_of(edit(hide))
    assert (fault.file, fault.rule.en) == ("shares", "the sheet is hidden")


def test_other_sheets_are_noticed_hidden_or_not(edit):
    def add(book):
        book.create_sheet("draft")
        book.create_sheet("old").sheet_state = "hidden"

    _, notices = read_case(edit(add))
    assert [notice.describe("en") for notice in notices] == [
        "draft: this sheet is not read",
        "old: this hidden sheet is not read",
    ]


def test_headings_over_the_settings_are_passed_over(folder, edit):
    def head(book):
        book["case"].insert_rows(1)
        book["case"]["A1"].value, book["case"]["B1"].value = "key", "value"

    assert load_case(edit(head)) == load_case(folder)


def test_blank_rows_and_blank_first_rows_keep_the_lines_right(edit):
    def push(book):
        book["matters"].insert_rows(3, 2)
        book["matters"].insert_rows(1)
        book["matters"]["G6"].value = 7

    (fault,) = faults_of(edit(push))
    assert (fault.line, fault.cell) == (6, "G6")


def test_jottings_beside_the_table_are_noticed(edit):
    def jot(book):
        book["matters"]["Q2"].value = "?"

    _, (notice,) = read_case(edit(jot))
    assert (notice.file, "right of the columns" in notice.message.en) == (
        "matters",
        True,
    )


def test_a_ladder_and_parameters_and_notes_are_read_from_sheets(edit):
    def add(book):
        ladder = book.create_sheet("ladder")
        ladder.append(
            [
                "name_zh",
                "name_en",
                "value",
                "enforcement",
                "transaction_cost",
                "autonomy_cost",
                "coordination",
                "due",
            ]
        )
        ladder.append(["零", "none", 0, 0, 0, 0, 0, 0])
        ladder.append(["一", "one", 1, 0.5, 1, 0.2, "0.4", 12])
        book["matters"]["F2"].value = 1
        book["case"].append(["parameters.memory", "0.8..0.9"])
        book["case"].append(["parameters.sharpness", 6])
        del book["notes"]
        notes = book.create_sheet("notes")
        for text in ("first", None, 2, "=no formula"):
            notes.append([text])
        notes["A4"].data_type = "s"

    case = load_case(edit(add))
    assert [rung.name.en for rung in case.ladder] == ["none", "one"]
    assert case.parameters == {"memory": Range(0.8, 0.9), "sharpness": Range(6.0, 6.0)}
    assert case.notes == "first\n\n2\n=no formula"
    assert case.start == Month(2025, 1)


def test_a_missing_sheet_is_a_fault(edit):
    (fault,) = faults_of(edit(lambda book: book.remove(book["matters"])))
    assert fault.file == "matters"


def test_a_sheet_that_states_its_size_wrongly_is_read_whole(folder, path, tmp_path):
    edited = rezip(
        path,
        tmp_path,
        lambda name, data: data.replace(
            b"<sheetData>", b'<dimension ref="A1"/><sheetData>'
        ),
    )
    assert load_case(edited) == load_case(folder)


def rezip(path: Path, place: Path, change, more=()) -> Path:
    """The workbook with its parts changed, and more parts."""
    edited = place / "edited.xlsx"
    with (
        zipfile.ZipFile(path) as old,
        zipfile.ZipFile(edited, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in more:
            new.writestr(name, data)
    return edited


def test_a_bomb_is_refused_before_parsing_with_little_memory(tmp_path):
    bomb = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(2**10 + 1):  # a gigabyte and a little more
            part.write(bytes(2**20))
    assert bomb.stat().st_size < 8 * 2**20
    tracemalloc.start()
    (fault,) = faults_of(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "128 MB" in fault.rule.en
    assert peak < 100 * 2**20


def test_a_bomb_that_understates_its_size_is_refused(path, tmp_path):
    bomb = rezip(
        path, tmp_path, lambda name, data: data, [("xl/media/a.bin", bytes(2**28))]
    )
    data = bomb.read_bytes()
    bomb.write_bytes(
        data.replace((2**28).to_bytes(4, "little"), (2**10).to_bytes(4, "little"))
    )
    (fault,) = faults_of(bomb)
    assert fault.rule.en == "the workbook is damaged"


def test_many_middling_parts_that_add_up_are_refused(path, tmp_path):
    more = [(f"xl/media/{number}.bin", bytes(15 * 2**20)) for number in range(9)]
    (fault,) = faults_of(rezip(path, tmp_path, lambda name, data: data, more))
    assert "128 MB" in fault.rule.en


def test_a_single_part_of_high_ratio_is_refused(path, tmp_path):
    more = [("xl/media/a.bin", bytes(17 * 2**20))]
    (fault,) = faults_of(rezip(path, tmp_path, lambda name, data: data, more))
    assert "128 MB" in fault.rule.en


def test_thousands_of_parts_are_refused(path, tmp_path):
    more = [(f"xl/media/{number}", b"") for number in range(2_001)]
    (fault,) = faults_of(rezip(path, tmp_path, lambda name, data: data, more))
    assert "2000 parts" in fault.rule.en


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("dtd", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"]
)
def test_entities_are_refused_before_parsing(path, tmp_path, dtd, part):
    def define(name, data):
        head, mark, rest = data.partition(
            b"<worksheet"
            if b"<worksheet" in data
            else b"<workbook"
            if b"<workbook" in data
            else b"<Types"
        )
        return head + dtd + mark + rest if name == part else data

    (fault,) = faults_of(rezip(path, tmp_path, define))
    assert "DTD" in fault.rule.en


def test_a_workbook_with_macros_is_refused(path, tmp_path):
    more = [("xl/vbaProject.bin", b"x")]
    (fault,) = faults_of(rezip(path, tmp_path, lambda name, data: data, more))
    assert "macros" in fault.rule.en


def test_a_row_far_below_does_not_hang(path, tmp_path):
    def push(name, data):
        return (
            data.replace(b'<row r="3"', b'<row r="99999999999"')
            if "sheet2" in name
            else data
        )

    assert faults_of(rezip(path, tmp_path, push))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "not an .xlsx"),
        (b"id,name\n1,2\n", "not an .xlsx"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old .xls"),
        (b"PK\x03\x04" + bytes(600), "damaged"),
    ],
)
def test_what_is_no_workbook_is_a_fault(tmp_path, data, word):
    path = tmp_path / "case.xlsx"
    path.write_bytes(data)
    (fault,) = faults_of(path)
    assert (fault.file, word in fault.rule.en) == ("case.xlsx", True)


@pytest.mark.parametrize("cut", [0.3, 0.9, 0.999])
def test_a_truncated_workbook_is_a_fault(path, cut):
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * cut)])
    (fault,) = faults_of(path)
    assert fault.file == "case.xlsx"


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml"]
)
def test_a_garbled_part_is_a_fault(path, tmp_path, part):
    edited = rezip(
        path,
        tmp_path,
        lambda name, data: data[: len(data) // 2] if name == part else data,
    )
    (fault,) = faults_of(edited)
    assert "cannot be parsed" in fault.rule.en


def test_a_zip_of_something_else_is_a_fault(tmp_path):
    path = tmp_path / "case.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    (fault,) = faults_of(path)
    assert "cannot be parsed" in fault.rule.en


def test_a_file_of_over_32_megabytes_is_refused_unread(tmp_path):
    path = tmp_path / "case.xlsx"
    with path.open("wb") as file:
        file.truncate(2**25 + 1)
    (fault,) = faults_of(path)
    assert "32 MB" in fault.rule.en


def test_a_directory_of_parts_too_long_to_hold_is_refused(path):
    data = bytearray(path.read_bytes())
    end = data.rindex(b"PK\x05\x06")
    data[end + 12 : end + 16] = (2**21).to_bytes(4, "little")
    path.write_bytes(data)
    (fault,) = faults_of(path)
    assert "2000 parts" in fault.rule.en


def test_other_compressions_are_refused(tmp_path):
    path = tmp_path / "case.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>" * 100)
    (fault,) = faults_of(path)
    assert fault.rule.en == "the workbook is damaged"


def test_a_part_locked_with_a_password_is_refused(path):
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    (fault,) = faults_of(path)
    assert "password" in fault.rule.en


def test_a_workbook_that_may_not_be_read_is_a_fault(path, monkeypatch):
    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (fault,) = faults_of(path)
    assert fault.rule.en == "cannot be read (Permission denied)"


def test_many_merged_ranges_are_told_up_to_twenty_or_so(edit):
    def merge(book):
        for row in range(1, 9_000, 2):
            book["ties"].merge_cells(f"H{row}:H{row + 1}")

    assert 20 <= len(faults_of(edit(merge))) < 9_000


def test_a_sheet_without_the_columns_is_one_fault(edit):
    def blank(book):
        book["ties"].delete_rows(1, 9)

    (fault,) = faults_of(edit(blank))
    assert (fault.file, fault.line) == ("ties", 1)


def test_a_key_given_twice_is_a_fault(edit):
    (fault,) = faults_of(edit(lambda book: book["case"].append(["unit", "万元"])))
    assert (fault.column, fault.rule.en) == ("unit", "the key is there twice")
