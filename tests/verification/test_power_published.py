"""Published power indices, to the rounding of their sources."""

from __future__ import annotations

import pytest

from tingqiao.advice.power import (
    Assembly,
    WeightedVote,
    banzhaf,
    consent_assembly,
    deegan_packel,
    johnston,
    shapley_shubik,
    standing,
)
from tingqiao.case.entities import ConsentRule

PERMANENT = tuple(f"P{i}" for i in range(5))
ELECTED = tuple(f"E{i}" for i in range(10))
EEC_1958 = {"FR": 4, "DE": 4, "IT": 4, "BE": 2, "NL": 2, "LU": 1}


def test_the_security_council_gives_each_permanent_member_a_hundred_times_more():
    """Nine of fifteen and five vetoes: Straffin 1994; Taylor & Pacelli 2008."""
    rule = consent_assembly(PERMANENT + ELECTED, ConsentRule(9, PERMANENT))
    power, counts = shapley_shubik(rule), banzhaf(rule)
    assert power["P0"] == pytest.approx(0.1963, abs=5e-5)
    assert power["E0"] == pytest.approx(4 / 2145, rel=1e-12)
    assert power["P0"] == pytest.approx(421 / 2145, rel=1e-12)
    assert (counts.swings["P0"], counts.swings["E0"]) == (848, 84)
    assert standing(rule).blocks_alone == PERMANENT


def test_the_council_of_six_left_luxembourg_without_power():
    """EEC 1958, quota 12 of 17: Brams 1976."""
    rule = WeightedVote(tuple(EEC_1958), tuple(EEC_1958.values()), 12)
    power, counts = shapley_shubik(rule), banzhaf(rule)
    assert power["FR"] == pytest.approx(14 / 60)
    assert power["BE"] == pytest.approx(9 / 60)
    assert power["LU"] == 0
    assert list(counts.swings.values()) == [10, 10, 10, 6, 6, 0]
    assert counts.normalised["FR"] == pytest.approx(5 / 21)
    assert counts.normalised["NL"] == pytest.approx(3 / 21)


def test_nassau_county_gave_three_boroughs_everything():
    """Banzhaf 1965: 31, 31, 28, 21, 2, 2 with quota 58."""
    weights = {"H1": 31, "H2": 31, "OB": 28, "NH": 21, "LB": 2, "GC": 2}
    shares = banzhaf(Assembly.from_weights(weights, 58)).normalised
    assert [shares[b] for b in ("H1", "H2", "OB")] == pytest.approx([1 / 3] * 3)
    assert [shares[b] for b in ("NH", "LB", "GC")] == [0, 0, 0]


def test_four_indices_of_the_company_with_50_49_and_1_differ():
    """The textbook [51; 50, 49, 1]: Straffin 1994; Taylor & Pacelli 2008."""
    rule = Assembly.from_weights({"a": 50, "b": 49, "c": 1}, 51)
    assert list(shapley_shubik(rule).values()) == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    assert list(banzhaf(rule).normalised.values()) == pytest.approx([0.6, 0.2, 0.2])
    assert list(deegan_packel(rule).values()) == pytest.approx([0.5, 0.25, 0.25])
    assert list(johnston(rule).values()) == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_four_three_two_and_one_of_six_share_power_as_shapley_and_shubik_say():
    """[6; 4, 3, 2, 1]: Straffin 1994 gives (10, 6, 6, 2)/24 and (5, 3, 3, 1)/12."""
    rule = WeightedVote(("a", "b", "c", "d"), (4, 3, 2, 1), 6)
    expected = [10 / 24, 6 / 24, 6 / 24, 2 / 24]
    assert list(shapley_shubik(rule).values()) == pytest.approx(expected)
    shares = [5 / 12, 3 / 12, 3 / 12, 1 / 12]
    assert list(banzhaf(rule).normalised.values()) == pytest.approx(shares)


def test_a_chair_of_one_hundred_senators_counts_as_one_of_a_hundred_and_one():
    """By symmetry, each of 101 equal votes has 1/101: beyond listing coalitions."""
    voters = tuple(map(str, range(101)))
    power = shapley_shubik(WeightedVote(voters, (1,) * 101, 51))
    assert list(power.values()) == pytest.approx([1 / 101] * 101)
