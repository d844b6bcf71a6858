"""Every rule of the format, broken once: one fault, at its place, with a remedy."""

from typing import NamedTuple

import pytest
from tests.unit.case.conftest import faults_of

from tingqiao.case.entities import Range
from tingqiao.case.faults import CaseError
from tingqiao.case.load import load_case, read_case


class Broken(NamedTuple):
    """A rule broken by putting `new` for `old`, and the fault to expect."""

    what: str
    file: str
    old: str
    new: str
    line: int
    column: str
    value: str
    rule: str


ONE_FAULT = [
    Broken(
        "an unknown superior",
        "governments.csv",
        "yi,乙镇,Yi Town,west",
        "yi,乙镇,Yi Town,wset",
        6,
        "superior",
        "wset",
        "no such government",
    ),
    Broken(
        "an unknown party",
        "matters.csv",
        "jia;yi,,1",
        "jia;yy,,1",
        2,
        "parties",
        "yy",
        "no such government",
    ),
    Broken(
        "an unknown matter in shares",
        "shares.csv",
        "road,bing",
        "rod,bing",
        4,
        "matter",
        "rod",
        "no such matter",
    ),
    Broken(
        "an unknown matter in events",
        "events.csv",
        "2024-03,bus",
        "2024-03,bsu",
        3,
        "matter",
        "bsu",
        "no such matter",
    ),
    Broken(
        "an unknown actor",
        "events.csv",
        "jia;yi,information",
        "jia;x,information",
        3,
        "actors",
        "x",
        "no such government",
    ),
    Broken(
        "an unknown source",
        "events.csv",
        "(made up),S1",
        "(made up),S9",
        2,
        "sources",
        "S9",
        "no such source",
    ),
    Broken(
        "an unknown source in a basis",
        "ties.csv",
        "jia,yi,0.3..0.5,2,0,judgement",
        "jia,yi,0.3..0.5,2,0,S7;judgement",
        2,
        "basis",
        "S7",
        "no such source",
    ),
    Broken(
        "a reversed range",
        "matters.csv",
        "0.5..0.7",
        "0.7..0.5",
        3,
        "complexity",
        "0.7..0.5",
        "reversed",
    ),
    Broken(
        "a share above one",
        "matters.csv",
        "0.2..0.4,,1,",
        "0.2..1.4,,1,",
        2,
        "complexity",
        "0.2..1.4",
        "[0, 1]",
    ),
    Broken(
        "a benefit of zero",
        "matters.csv",
        "0.2..0.4,,1,",
        "0.2..0.4,,0,",
        2,
        "benefit",
        "0",
        "> 0",
    ),
    Broken(
        "a negative cost",
        "matters.csv",
        "1,0.2..0.4,0.2",
        "1,-0.2..0.4,0.2",
        2,
        "cost",
        "-0.2..0.4",
        ">= 0",
    ),
    Broken(
        "no capacity",
        "governments.csv",
        "town,1..2",
        "town,0..2",
        7,
        "capacity",
        "0..2",
        "> 0",
    ),
    Broken(
        "a word for a number",
        "matters.csv",
        "0.5..0.7",
        "high",
        3,
        "complexity",
        "high",
        "number or a range",
    ),
    Broken(
        "a percentage",
        "matters.csv",
        "0.5..0.7",
        "50%",
        3,
        "complexity",
        "50%",
        "number or a range",
    ),
    Broken(
        "infinity",
        "matters.csv",
        "1.5..2.5",
        "1..1e999",
        3,
        "benefit",
        "1..1e999",
        "number or a range",
    ),
    Broken(
        "an empty complexity",
        "matters.csv",
        "0.5..0.7",
        "",
        3,
        "complexity",
        "",
        "may not be empty",
    ),
    Broken(
        "a day that is not",
        "events.csv",
        "2024-09-12",
        "2023-02-30",
        4,
        "date",
        "2023-02-30",
        "no such day",
    ),
    Broken(
        "a thirteenth month",
        "events.csv",
        "2024-03",
        "2024-13",
        3,
        "date",
        "2024-13",
        "no such month",
    ),
    Broken(
        "a year too far",
        "events.csv",
        "2024-03",
        "2101-03",
        3,
        "date",
        "2101-03",
        "1900-2100",
    ),
    Broken(
        "a date with slashes",
        "events.csv",
        "2024-03",
        "2024/3",
        3,
        "date",
        "2024/3",
        "YYYY-MM",
    ),
    Broken(
        "a year as a month",
        "matters.csv",
        "2025-06",
        "2025",
        4,
        "opened",
        "2025",
        "YYYY-MM",
    ),
    Broken(
        "shares that miss one",
        "shares.csv",
        "bing,0.1",
        "bing,0.3",
        4,
        "share",
        "0.3",
        "sum to 1.1..1.3",
    ),
    Broken(
        "a share of no party",
        "shares.csv",
        "road,bing,0.1",
        "road,west,0.1",
        4,
        "government",
        "west",
        "not a party",
    ),
    Broken(
        "a repeated share",
        "shares.csv",
        "road,yi,",
        "road,jia,",
        3,
        "government",
        "jia",
        "already given on line 2",
    ),
    Broken(
        "a single party",
        "matters.csv",
        "jia;yi,,1",
        "jia,,1",
        2,
        "parties",
        "jia",
        "at least two",
    ),
    Broken(
        "a repeated party",
        "matters.csv",
        "jia;yi,,1",
        "jia;yi;jia,,1",
        2,
        "parties",
        "jia",
        "more than once",
    ),
    Broken(
        "a spare semicolon",
        "matters.csv",
        "jia;yi,,1",
        "jia;yi;,,1",
        2,
        "parties",
        "jia;yi;",
        "missing beside",
    ),
    Broken(
        "a veto of no party",
        "matters.csv",
        "veto:jia",
        "veto:west",
        4,
        "consent",
        "west",
        "not a party",
    ),
    Broken(
        "a quorum of none",
        "matters.csv",
        "quorum:2",
        "quorum:0",
        4,
        "consent",
        "quorum:0,veto:jia",
        "1..3",
    ),
    Broken(
        "a quorum of more than all",
        "matters.csv",
        "quorum:2",
        "quorum:4",
        4,
        "consent",
        "quorum:4,veto:jia",
        "1..3",
    ),
    Broken(
        "a consent rule unheard of",
        "matters.csv",
        "0.8..0.9,all",
        "0.8..0.9,most",
        2,
        "consent",
        "most",
        "must be all",
    ),
    Broken(
        "a rung above the ladder",
        "matters.csv",
        "jia;yi,,1",
        "jia;yi,,5",
        2,
        "rung",
        "5",
        "rungs 0 to 4",
    ),
    Broken(
        "a broken rung",
        "matters.csv",
        "jia;yi,,1",
        "jia;yi,,1.5",
        2,
        "rung",
        "1.5",
        "whole number",
    ),
    Broken(
        "a rung of an event above the ladder",
        "events.csv",
        "(made up),S1,",
        "(made up),S1,9",
        2,
        "rung",
        "9",
        "rungs 0 to 4",
    ),
    Broken(
        "a kind unheard of",
        "events.csv",
        ",information,",
        ",informaton,",
        3,
        "kind",
        "informaton",
        "must be one of",
    ),
    Broken(
        "a strength above one",
        "events.csv",
        "0.3..0.5",
        "0.3..1.5",
        4,
        "strength",
        "0.3..1.5",
        "[0, 1]",
    ),
    Broken(
        "a grade unheard of",
        "sources.csv",
        "https://example.org/,B",
        "https://example.org/,D",
        2,
        "grade",
        "D",
        "must be one of",
    ),
    Broken(
        "a tie to oneself",
        "ties.csv",
        "bing,jia",
        "bing,bing",
        4,
        "to",
        "bing",
        "tie to itself",
    ),
    Broken(
        "a repeated tie",
        "ties.csv",
        "bing,jia",
        "jia,yi",
        4,
        "to",
        "yi",
        "already given on line 2",
    ),
    Broken(
        "words broken below zero",
        "ties.csv",
        "0,1,judgement",
        "0,-1,judgement",
        4,
        "broken",
        "-1",
        ">= 0",
    ),
    Broken(
        "a basis beside default",
        "ties.csv",
        "0,1,judgement",
        "0,1,default;S1",
        4,
        "basis",
        "default;S1",
        "stands alone",
    ),
    Broken(
        "a government without a name",
        "governments.csv",
        "yi,乙镇,Yi Town",
        "yi,,",
        6,
        "name_zh",
        "",
        "both names",
    ),
    Broken(
        "a government above itself",
        "governments.csv",
        "Yi Town,west",
        "Yi Town,yi",
        6,
        "superior",
        "yi",
        "its own superior",
    ),
    Broken(
        "too many months",
        "case.toml",
        "months = 120",
        "months = 1201",
        13,
        "months",
        "1201",
        "[1, 1200]",
    ),
    Broken(
        "no months",
        "case.toml",
        "months = 120",
        "months = 0",
        13,
        "months",
        "0",
        "[1, 1200]",
    ),
    Broken(
        "a start without a month",
        "case.toml",
        '"2025-01"',
        '"2025"',
        12,
        "start",
        "2025",
        "YYYY-MM",
    ),
    Broken(
        "no name at all",
        "case.toml",
        'zh = "三镇入门案例（虚构）", en = "Three towns, a made-up first case"',
        "",
        1,
        "name.zh",
        "",
        "both names",
    ),
    Broken(
        "no id", "case.toml", 'id = "three-towns"', "", 1, "id", "", "may not be empty"
    ),
    Broken(
        "an id with a path",
        "case.toml",
        '"three-towns"',
        '"../three"',
        8,
        "id",
        "../three",
        "no slash",
    ),
    Broken(
        "a list for a unit",
        "case.toml",
        '"relative"',
        '["relative"]',
        11,
        "unit",
        "['relative']",
        "single value",
    ),
]


@pytest.mark.parametrize("broken", ONE_FAULT, ids=lambda broken: broken.what)
def test_a_broken_rule_is_one_fault_at_its_place(spoil, broken):
    (fault,) = spoil(broken.file, broken.old, broken.new)
    expected = (broken.file, broken.line, broken.column, broken.value)
    assert (fault.file, fault.line, fault.column, fault.value) == expected
    assert broken.rule in fault.rule.en
    assert fault.rule.zh
    assert all(fault.remedy)


@pytest.mark.parametrize(
    ("old", "new", "file", "value", "remedy"),
    [
        ("0.5..0.7", "０．５..０．７", "matters.csv", "０．５..０．７", "0.5..0.7"),
        ("jia;yi;bing", "jia；yi；bing", "matters.csv", "jia；yi；bing", "jia;yi;bing"),
        ("2024-09-12", "２０２４-09-12", "events.csv", "２０２４-09-12", "2024-09-12"),
        ("2025-06", "２０２５－０６", "matters.csv", "２０２５－０６", "2025-06"),
        (
            "quorum:2",
            "quorum：2",
            "matters.csv",
            "quorum：2,veto:jia",
            "quorum:2,veto:jia",
        ),
    ],
)
def test_full_width_typing_is_named_and_its_half_width_form_given(
    spoil, old, new, file, value, remedy
):
    (fault,) = spoil(file, old, new)
    assert fault.value == value
    assert "全角" in fault.rule.zh
    assert fault.remedy.zh.endswith(remedy)


@pytest.mark.parametrize("file", ["governments.csv", "matters.csv", "sources.csv"])
def test_a_repeated_id_names_the_line_that_had_it_first(folder, file):
    path = folder / file
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines, lines[1]]))
    (fault,) = faults_of(folder)
    assert (fault.file, fault.line, fault.column) == (file, len(lines) + 1, "id")
    assert fault.rule.en == "the id is that of line 2"


def test_a_cycle_of_superiors_is_told_once_with_its_chain(spoil):
    (fault,) = spoil(
        "governments.csv",
        "east,东省,East Province,nation",
        "east,东省,East Province,jia",
    )
    assert (fault.line, fault.column) == (3, "superior")
    assert "east → jia → east" in fault.rule.en


def test_all_faults_are_listed_at_once_in_the_order_of_the_files(folder, spoil):
    path = folder / "ties.csv"
    path.write_text(path.read_text().replace("bing,jia", "bing,bing"))
    path = folder / "matters.csv"
    path.write_text(
        path.read_text()
        .replace("0.5..0.7", "0.9..0.7", 1)
        .replace("quorum:2", "quorum:9")
    )
    faults = spoil(
        "governments.csv",
        "nation,中央,The nation,,nation,2",
        "nation,中央,The nation,,nation,-2",
    )
    assert [(f.file, f.line, f.column) for f in faults] == [
        ("governments.csv", 2, "capacity"),
        ("matters.csv", 3, "complexity"),
        ("matters.csv", 4, "consent"),
        ("ties.csv", 4, "to"),
    ]


def test_the_error_reads_in_both_languages(spoil, folder):
    spoil("matters.csv", "0.5..0.7", "0.5..1.7")
    with pytest.raises(CaseError) as raised:
        load_case(folder, language="en")
    english = (
        'matters.csv, line 3, column complexity, value "0.5..1.7": must lie in [0, 1]'
    )
    chinese = "matters.csv 第 3 行 complexity 列的值“0.5..1.7”：应在范围内：[0, 1]"
    assert english in str(raised.value)
    assert chinese in raised.value.describe("zh")


@pytest.mark.parametrize("file", ["case.toml", "governments.csv", "matters.csv"])
def test_a_missing_required_file_is_one_fault(folder, file):
    (folder / file).unlink()
    (fault,) = faults_of(folder)
    assert fault.file == file


@pytest.mark.parametrize("file", ["governments.csv", "matters.csv"])
def test_a_table_without_rows_is_one_fault(folder, file):
    path = folder / file
    path.write_text(path.read_text().splitlines()[0] + "\n")
    (fault,) = faults_of(folder)
    assert (fault.file, fault.rule.en) == (file, "there is nothing below the header")


def test_optional_files_may_be_missing(folder):
    for name in ("shares.csv", "ties.csv", "events.csv", "sources.csv", "notes.md"):
        (folder / name).unlink()
    case = load_case(folder)
    assert (case.shares, case.ties, case.events, case.sources, case.notes) == (
        (),
        (),
        (),
        (),
        "",
    )


def test_sources_that_are_cited_but_missing_are_one_fault(folder):
    (folder / "sources.csv").unlink()
    (fault,) = faults_of(folder)
    assert (fault.file, "S1" in fault.rule.en) == ("sources.csv", True)


def test_a_missing_column_is_one_fault_that_knows_its_misspelling(spoil):
    (fault,) = spoil("matters.csv", "specificity", "Specificty")
    assert (fault.line, fault.column) == (1, "specificity")
    assert fault.remedy.en == "rename the column Specificty to specificity"


def test_a_column_given_twice_is_a_fault(folder):
    path = folder / "ties.csv"
    path.write_text(
        "\n".join(
            f"{line},{'kept' if i == 0 else '1'}"
            for i, line in enumerate(path.read_text().splitlines())
        )
    )
    (fault,) = faults_of(folder)
    assert (fault.column, fault.rule.en) == ("kept", "the column is there twice")


def test_an_extra_column_is_noticed_once_and_not_read(folder):
    path = folder / "ties.csv"
    path.write_text(
        "\n".join(
            f"{line},{'remark' if i == 0 else 'x'}"
            for i, line in enumerate(path.read_text().splitlines())
        )
    )
    _, notices = read_case(folder)
    assert [n.describe("en") for n in notices] == [
        "ties.csv, line 1: columns that are not read: remark"
    ]


def test_columns_may_stand_in_any_order(folder):
    before = load_case(folder)
    path = folder / "ties.csv"
    rows = [line.split(",")[::-1] for line in path.read_text().splitlines()]
    path.write_text("\n".join(",".join(row) for row in rows))
    assert load_case(folder) == before


def test_an_event_table_needs_no_column_rung(folder):
    path = folder / "events.csv"
    path.write_text(
        "\n".join(line.rpartition(",")[0] for line in path.read_text().splitlines())
    )
    assert all(event.rung is None for event in load_case(folder).events)


def test_the_share_of_a_party_left_out_is_zero(folder):
    (folder / "shares.csv").write_text(
        "matter,government,share,basis\nriver,jia,0.6,S1\nriver,yi,0.4,S1\n"
    )
    shares = {(s.matter, s.government): s.share for s in load_case(folder).shares}
    assert shares["river", "bing"] == Range(0.0, 0.0)


def test_parameters_are_held_to_the_ranges_of_the_model(folder, spoil):
    ranges = {"sharpness": Range(1.0, 15.0), "memory": Range(0.8, 0.995)}
    path = folder / "case.toml"
    path.write_text(
        path.read_text() + '\n[parameters]\nsharpnes = 6\nmemory = "0.7..0.9"\n'
    )
    unknown, outside = faults_of(folder, parameter_ranges=ranges)
    assert (unknown.column, "sharpness" in unknown.remedy.en) == (
        "parameters.sharpnes",
        True,
    )
    assert (outside.column, outside.value, outside.rule.en) == (
        "parameters.memory",
        "0.7..0.9",
        "the parameter lies in [0.8, 0.995]",
    )
    assert load_case(folder).parameters["memory"] == Range(0.7, 0.9)


def test_matters_whose_parties_share_no_superior_are_noticed(folder):
    path = folder / "governments.csv"
    path.write_text(path.read_text().replace("Province,nation", "Province,"))
    _, notices = read_case(folder)
    assert [notice.line for notice in notices] == [2, 3, 4]
    assert "no superior" in notices[0].message.en


def test_grade_c_alone_and_events_without_source_are_noticed(folder):
    path = folder / "sources.csv"
    path.write_text(path.read_text().replace("org/,B", "org/,C"))
    path = folder / "events.csv"
    path.write_text(path.read_text().replace("(made up),S1", "(made up),", 1))
    _, notices = read_case(folder)
    assert [(n.file, n.line) for n in notices] == [
        ("events.csv", 3),
        ("events.csv", 4),
        ("events.csv", 2),
    ]


LADDER = """
[[ladder]]
name = { zh = "零", en = "none" }
value = 0
enforcement = 0
transaction_cost = 0
autonomy_cost = 0
coordination = 0
due = 0

[[ladder]]
name_zh = "一"
name_en = ""
value = 0.4
enforcement = 0.2
transaction_cost = 0.3
autonomy_cost = 0.1
coordination = 0.2
due = 6

[[ladder]]
name = { zh = "二", en = "two" }
value = 1
enforcement = 0.5
transaction_cost = 1
autonomy_cost = 0.2
coordination = 0.6
due = 12
"""


def test_a_case_may_bring_its_own_ladder(folder):
    path = folder / "case.toml"
    path.write_text(path.read_text() + LADDER)
    case = load_case(folder)
    assert [rung.name.zh for rung in case.ladder] == ["零", "一", "二"]
    assert (case.top, case.ladder[1].value, case.ladder[2].due) == (2, 0.4, 12)


@pytest.mark.parametrize(
    ("old", "new", "column", "rule"),
    [
        ("value = 1", "value = 0.3", "value", "lower than on the rung below"),
        ("value = 0\n", "value = 0.1\n", "value", "its value is 0"),
        ("enforcement = 0.5", "enforcement = 1.5", "enforcement", "[0, 1]"),
        (
            "transaction_cost = 0.3",
            'transaction_cost = "0.1..0.3"',
            "transaction_cost",
            "may not be a range",
        ),
        ("due = 12", "due = -1", "due", ">= 0"),
        ("due = 12", "", "due", "may not be empty"),
        ('name_zh = "一"', 'name_zh = ""', "name_zh", "both names"),
    ],
)
def test_a_faulty_ladder_names_rung_and_column(folder, old, new, column, rule):
    path = folder / "case.toml"
    path.write_text(path.read_text() + LADDER.replace(old, new, 1))
    (fault,) = faults_of(folder)
    assert (fault.column, rule in fault.rule.en) == (column, True)
    assert path.read_text().splitlines()[fault.line - 1] == "[[ladder]]"


def test_a_ladder_of_one_rung_is_a_fault(folder):
    path = folder / "case.toml"
    path.write_text(path.read_text() + LADDER.split("\n\n")[0])
    assert "at least rungs 0 and 1" in faults_of(folder)[0].rule.en


@pytest.mark.parametrize(
    ("ladder", "rule"),
    [
        ("ladder = 3", "must be [[ladder]] tables"),
        ("ladder = []", "must name the columns"),
        ("[[ladder]]\nheight = 3", "must name the columns"),
    ],
)
def test_a_ladder_that_is_none_is_one_fault(folder, ladder, rule):
    path = folder / "case.toml"
    text = path.read_text()
    path.write_text(
        f"{ladder}\n{text}" if "=" in ladder.split("\n")[0] else text + ladder
    )
    (fault,) = faults_of(folder)
    assert rule in fault.rule.en


def test_keys_that_are_not_read_are_noticed_and_truth_is_no_number(folder):
    path = folder / "case.toml"
    path.write_text(
        'colour = "red"\n' + path.read_text() + "[parameters]\nmemory = true\n"
    )
    (fault,) = faults_of(folder)
    assert (fault.column, fault.value) == ("parameters.memory", "true")
    path.write_text(path.read_text().replace("true", "0.9"))
    _, (notice,) = read_case(folder)
    assert notice.message.en == "keys that are not read: colour"


def test_an_id_with_a_separator_is_a_fault(folder):
    path = folder / "sources.csv"
    path.write_text(path.read_text() + "S；2,a,,,,A\n")
    (fault,) = faults_of(folder)
    assert (fault.line, fault.column, fault.value) == (3, "id", "S；2")


def test_shares_that_miss_one_name_the_party_without_one(spoil):
    (fault,) = spoil("shares.csv", "road,yi,0.4..0.5,judgement\n", "")
    assert fault.rule.en.startswith("the shares of road sum to 0.5..0.6")
    assert fault.remedy.en == "add the share of yi"


def test_a_settings_table_that_is_a_list_is_one_fault(folder):
    path = folder / "case.toml"
    path.write_text(path.read_text() + "[[parameters]]\nmemory = 0.9\n")
    (fault,) = faults_of(folder)
    assert (fault.column, fault.rule.en) == ("parameters", "must be a single value")
