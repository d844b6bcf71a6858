"""A plan file becomes a plan, or a full list of what is wrong with it."""

from __future__ import annotations

import re

import pytest

from tingqiao.case.entities import ConsentRule, Range
from tingqiao.case.load import load_case
from tingqiao.model.plan import Aggregate, Frozen, Without
from tingqiao.plans.builtin import BUILTIN_PLANS
from tingqiao.plans.read import PlanError, read_plan

EVERYTHING = """
id = "everything"
name = {zh = "全都写上", en = "everything"}
trust_start = 0.7
without = ["participation"]
frozen = ["macro", "trust"]

[[pressure]]
by = "shanghai"
strength = "0.4..0.8"
from = "2027-03"
until = 24
matters = ["M7"]
on = ["baihe"]
fade_with_trust = true

[[pressure]]
by = "lowest"
strength = 0.3

[[coordination]]
strength = 0.5
until = 12

[[participation]]
strength = 1
matters = ["M3a"]

[[advocacy]]
by = "guowuyuan"
strength = 0.01

[[imposed]]
by = "lowest"
month = 6
rung = 3
matters = ["M9c"]

[opening]
M4 = "2028-01"
[consent]
M7 = "quorum:2,veto:huaqiao"
[leap]
"*" = 3
[shares]
M2 = {jiading = 0.4, kunshan = 0.6}
[options]
cleared_monthly = true
aggregate = "threshold"
threshold = 2
escalate_after = 6
attention = 1
"""


@pytest.fixture(scope="module")
def case():
    return load_case("tingqiaohe")


def test_every_key_of_a_plan_reaches_the_plan(case):
    plan = read_plan(EVERYTHING, "everything.toml", case)
    first, second = plan.pressure
    assert (first.by, first.strength, first.start, first.until) == (
        "shanghai",
        Range(0.4, 0.8),
        3,
        24,
    )
    assert first.on == ("baihe",)
    assert first.fade_with_trust
    assert second.until is None
    assert plan.imposed[0].rung == 3
    assert plan.opening == {"M4": 13}
    assert plan.consent == {"M7": ConsentRule(2, ("huaqiao",))}
    assert plan.leap == {"*": 3}
    assert plan.shares == {"M2": {"jiading": 0.4, "kunshan": 0.6}}
    assert plan.without == {Without.PARTICIPATION}
    assert plan.frozen == {Frozen.MACRO, Frozen.TRUST}
    assert plan.aggregate is Aggregate.THRESHOLD
    assert (plan.threshold, plan.escalate_after, plan.attention) == (2, 6, 1)
    assert plan.cleared_monthly
    assert plan.trust_start == 0.7


def test_a_month_before_the_start_counts_from_the_start(case):
    plan = read_plan('id = "x"\n[opening]\nM4 = "2020-01"\n', "x.toml", case)
    assert plan.opening == {"M4": 0}


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ('name = {zh = "没有名"}', "id"),
        ('id = "空 格"', "id"),
        ('id = "x"\ncolour = "red"', "colour"),
        ('id = "x"\n[[pressure]]\nby = "shanghai"\nstrength = 1.2', "pressure.1.strength"),
        ('id = "x"\n[[pressure]]\nby = "shanghai"\nstrength = "0.8..0.4"', "pressure.1.strength"),
        ('id = "x"\n[[pressure]]\nby = "shanghai"\nstrength = "strong"', "pressure.1.strength"),
        ('id = "x"\n[[pressure]]\nby = "nanjing"\nstrength = 0.5', "pressure.1.by"),
        ('id = "x"\n[[coordination]]\nstrength = 0.5\nmatters = ["M99"]', "coordination.1.matters"),
        ('id = "x"\n[[coordination]]\nstrength = 0.5\nfrom = "2027-13"', "coordination.1.from"),
        ('id = "x"\n[leap]\nM7 = 9', "leap.M7"),
        ('id = "x"\n[consent]\nM7 = "most"', "consent.M7"),
        ('id = "x"\n[consent]\nM7 = "quorum:4"', "consent.M7"),
        ('id = "x"\n[consent]\nM7 = "quorum:2,veto:kunshan"', "consent.M7"),
        ('id = "x"\n[shares]\nM2 = {jiading = 0.4, kunshan = 0.4}', "shares.M2"),
        ('id = "x"\n[shares]\nM2 = {jiading = 1.0}', "shares.M2"),
        ('id = "x"\n[[imposed]]\nby = "shanghai"\nmonth = 3\nrung = 3\nmatters = ["M7"]', "imposed.1.by"),
        ('id = "x"\nwithout = ["luck"]', "without.1"),
        ('id = "x"\n[options]\nescalate_after = 0', "options.escalate_after"),
    ],
)  # fmt: skip
def test_a_fault_names_its_place_in_both_languages(case, text, column):
    with pytest.raises(PlanError) as error:
        read_plan(text, "plan.toml", case)
    assert [fault.column for fault in error.value.faults] == [column]
    for language in ("zh", "en"):
        told = error.value.describe(language)
        assert "plan.toml" in told
        assert column in told
    assert error.value.describe("zh").startswith("方案有 1 处错误")
    assert re.search("[一-鿿]", error.value.faults[0].rule.zh)


def test_all_faults_are_told_at_once(case):
    text = 'id = "x"\n[leap]\nM7 = 9\nM98 = 2\n[opening]\nM99 = 1\n'
    with pytest.raises(PlanError) as error:
        read_plan(text, "plan.toml", case)
    assert len(error.value.faults) == 3


def test_broken_toml_is_a_fault_with_its_line(case):
    with pytest.raises(PlanError, match="line 2"):
        read_plan('id = "x"\nname = = 3\n', "plan.toml", case)


def test_the_builtin_plans_are_those_promised():
    assert list(BUILTIN_PLANS) == [
        "recorded",
        "no-superiors",
        "no-coordination",
        "no-participation",
        "leap",
        "early-push",
        "fading-push",
    ]
