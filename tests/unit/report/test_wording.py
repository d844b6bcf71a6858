import math

import pytest

from tingqiao.case.entities import Month
from tingqiao.report import wording


def test_english_counts_are_words_below_a_hundred():
    said = [wording.english_count(n) for n in (0, 1, 12, 13, 20, 21, 99, 100, -1)]
    assert said == [
        "none", "one", "twelve", "thirteen", "twenty", "twenty-one", "ninety-nine",
        "100", "-1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "零"),
        (1, "一"),
        (2, "两"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (32, "三十二"),
        (100, "100"),
    ],
)
def test_counts_are_said_as_before_a_measure_word(number, said):
    assert wording.chinese_count(number) == said


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.0, "0%"),
        (0.001, "<1%"),
        (0.345, "34%"),
        (0.999, ">99%"),
        (1.0, "100%"),
        (math.nan, "—"),
    ],
)
def test_a_small_chance_is_never_called_none_nor_a_large_one_certain(chance, said):
    assert wording.percent(chance) == said


def test_an_unknown_interval_is_left_out():
    assert wording.percent_range(math.nan, 0.4) == ""
    assert wording.percent_range(0.211, 0.492) == "21–49"


def test_signs_are_true_and_nought_has_none():
    assert [wording.signed(x) for x in (3.2, -3.2, 0.2, -0.2)] == ["+3", "−3", "0", "0"]


def test_spans_are_years_where_whole():
    assert wording.horizon(60).zh == "5 年"
    assert wording.horizon(12).en == "1 year"
    assert wording.horizon(7).en == "7 months"
    assert wording.horizon(18).zh == "18 个月"


def test_months_are_read_out_in_either_language():
    assert wording.calendar_month(Month(2031, 11), "zh") == "2031 年 11 月"
    assert wording.calendar_month(Month(2031, 11), "en") == "November 2031"


def test_what_never_comes_is_said_in_words():
    assert wording.months_or_never(math.inf, "en") == "not within the horizon"
    assert wording.months_or_never(14.2, "zh") == "14"


def test_plurals_of_the_words_used():
    assert [wording.plural(2, noun) for noun in ("matter", "party")] == [
        "matters",
        "parties",
    ]
    assert wording.plural(1, "year") == "year"


def test_units_are_told_in_the_readers_language_where_known():
    assert wording.unit_name("万元", "en") == "10,000 yuan"
    assert wording.unit_name("koku", "en") == "koku"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "0"),
        (12.345, "12.3"),
        (1234.5, "1,234"),
        (math.inf, "—"),
        (-250.0, "−250"),
    ],
)
def test_quantities_have_three_digits(value, said):
    assert wording.amount(value) == said
