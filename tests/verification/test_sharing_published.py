"""Published shares, to the rounding of their sources.

Where a source prints exact numbers the tolerance is 1e-9 of them.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from tingqiao.advice import sharing
from tingqiao.advice.sharing import Game

EXACT = 1e-9


def in_size_order(values: list[float], kind: str = "benefit") -> Game:
    """A game whose values stand by size of coalition, then by players: 1 2 3 12 13 23 123."""
    n = (len(values) + 1).bit_length() - 1
    coalitions = [c for k in range(1, n + 1) for c in combinations("123456"[:n], k)]
    return Game.from_table(dict(zip(coalitions, values, strict=True)), kind)


def airport(costs: list[float]) -> Game:
    players = "abcdefgh"[: len(costs)]
    cost = dict(zip(players, costs, strict=True))
    return Game.from_function(players, lambda who: max(cost[p] for p in who), "cost")


def bankruptcy(estate: float, claims: list[float]) -> Game:
    """O'Neill's game: a coalition gets what is left once all others are paid in full."""
    players = "abcdefgh"[: len(claims)]
    claim = dict(zip(players, claims, strict=True))
    return Game.from_function(
        players,
        lambda who: max(0.0, estate - sum(claim[p] for p in players if p not in who)),
    )


TVA = in_size_order(
    [163520, 140826, 250096, 301607, 378821, 367370, 412584], kind="cost"
)


@pytest.mark.parametrize(
    ("rule", "amounts", "rounding"),
    [
        ("shapley", [117829, 100756.5, 193998.5], 1e-6),
        ("nucleolus", [116234, 93540, 202810], 1e-6),
        ("scrb", [117475.54, 99157.29, 195951.16], 0.005),
    ],
)
def test_tennessee_valley_is_shared_as_straffin_and_heaney_1981_report(
    rule, amounts, rounding
):
    assert getattr(sharing, rule)(TVA).amounts == pytest.approx(amounts, abs=rounding)


@pytest.mark.parametrize(
    ("costs", "shapley", "nucleolus"),
    [
        ([1, 2, 3], [1 / 3, 5 / 6, 11 / 6], [0.5, 0.75, 1.75]),
        ([8, 11, 13, 18], [2, 3, 4, 9], [3.25, 3.25, 3.25, 8.25]),
    ],
)
def test_runways_are_shared_as_littlechild_and_owen_1973_derive(
    costs, shapley, nucleolus
):
    game = airport(costs)
    assert sharing.shapley(game).amounts == pytest.approx(shapley, rel=EXACT)
    assert sharing.nucleolus(game).amounts == pytest.approx(nucleolus, rel=EXACT)


@pytest.mark.parametrize(
    ("estate", "awards"),
    [
        (100, [100 / 3, 100 / 3, 100 / 3]),
        (200, [50, 75, 75]),
        (300, [50, 100, 150]),
        (400, [50, 125, 225]),
        (500, [200 / 3, 500 / 3, 800 / 3]),
    ],
)
def test_the_talmud_divides_estates_as_aumann_and_maschler_1985_tabulate(
    estate, awards
):
    claims = [100, 200, 300]
    game = bankruptcy(estate, claims)
    assert sharing.contested_garment(estate, claims) == pytest.approx(awards, rel=EXACT)
    assert sharing.nucleolus(game).amounts == pytest.approx(awards, rel=EXACT)
    assert sharing.talmud(game).amounts == pytest.approx(awards, rel=EXACT)


def test_the_contested_garment_goes_three_quarters_to_one_quarter():
    assert sharing.contested_garment(1, [1, 0.5]).tolist() == [0.75, 0.25]


@pytest.mark.parametrize(
    ("estate", "awards"), [(200, [100 / 3, 250 / 3, 250 / 3]), (300, [50, 100, 150])]
)
def test_random_arrival_is_the_shapley_value_of_the_bankruptcy_game(estate, awards):
    claims = [100, 200, 300]
    assert sharing.first_come(estate, claims) == pytest.approx(awards, rel=EXACT)
    game = bankruptcy(estate, claims)
    assert sharing.shapley(game).amounts == pytest.approx(awards, rel=EXACT)
    assert sharing.random_arrival(game).amounts == pytest.approx(awards, rel=EXACT)


@pytest.mark.parametrize(
    ("estate", "awards", "losses"),
    [
        (200, [200 / 3, 200 / 3, 200 / 3], [0, 50, 150]),
        (300, [100, 100, 100], [0, 100, 200]),
    ],
)
def test_equal_awards_and_equal_losses_are_those_of_the_survey_by_thomson_2003(
    estate, awards, losses
):
    assert sharing.equal_awards(estate, [100, 200, 300]) == pytest.approx(awards)
    assert sharing.equal_losses(estate, [100, 200, 300]) == pytest.approx(losses)


def test_a_river_is_shared_as_ambec_and_sprumont_2002_propose():
    river = Game.from_table({"up": 2, "down": 5.5, "up;down": 13.5})
    assert dict(sharing.downstream_incremental(river)) == {"up": 2, "down": 11.5}
    assert dict(sharing.upstream_incremental(river)) == {"up": 8, "down": 5.5}


def test_an_estate_of_36_is_shared_as_ferguson_works_out():
    """Ferguson, Game Theory, part IV: debts 10, 20, 30."""
    game = bankruptcy(36, [10, 20, 30])
    assert sharing.shapley(game).amounts == pytest.approx([6, 11, 19], rel=EXACT)
    assert sharing.nucleolus(game).amounts == pytest.approx([5, 10.5, 20.5], rel=EXACT)


def test_gloves_go_to_the_scarce_side_in_the_nucleolus_only():
    """Shapley 1953's market with one left and two right gloves."""
    game = in_size_order([0, 0, 0, 1, 1, 0, 1])
    assert sharing.shapley(game).amounts == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    assert sharing.nucleolus(game).amounts == pytest.approx([1, 0, 0], abs=EXACT)
    assert sharing.in_core(game, sharing.nucleolus(game))
    assert not sharing.in_core(game, sharing.shapley(game))


def test_three_equal_voters_have_an_empty_core_with_epsilon_one_third():
    game = in_size_order([0, 0, 0, 1, 1, 1, 1])
    assert sharing.nucleolus(game).amounts == pytest.approx([1 / 3] * 3)
    assert sharing.least_core(game).epsilon == pytest.approx(1 / 3, rel=EXACT)
    assert sharing.cost_of_stability(game) == pytest.approx(0.5, rel=EXACT)


def test_the_nucleolus_of_a_constant_sum_majority_is_its_homogeneous_weights():
    """Peleg 1968: [3; 2, 1, 1, 1], the apex game of four."""
    weights = dict(zip("abcd", [2, 1, 1, 1], strict=True))
    game = Game.from_function(
        "abcd", lambda who: float(sum(weights[p] for p in who) >= 3)
    )
    assert sharing.nucleolus(game).amounts == pytest.approx([0.4, 0.2, 0.2, 0.2])
    assert sharing.shapley(game).amounts == pytest.approx([1 / 2, 1 / 6, 1 / 6, 1 / 6])


def test_insurers_share_as_lemaire_1991_reports():
    game = in_size_order([46125, 17437.5, 5812.5, 69187.5, 53812.5, 30750, 90000])
    assert sharing.shapley(game).amounts == pytest.approx([51750, 25875, 12375])
    assert sharing.nucleolus(game).amounts == pytest.approx(
        [52687.5, 24468.75, 12843.75]
    )


def test_the_prenucleolus_may_leave_somebody_worse_off_than_alone():
    """Peleg & Sudhoelter 2007, example 5.5.12."""
    game = in_size_order([0, 0, 0, 10, 0, 0, 2])
    assert sharing.prenucleolus(game).amounts == pytest.approx([3, 3, -4])
    assert sharing.nucleolus(game).amounts == pytest.approx([1, 1, 0], abs=EXACT)


def test_the_per_capita_nucleolus_is_that_of_young_1985():
    """Page 68: the savings of the cost game, and the same as costs."""
    costs = [15, 20, 55, 35, 61, 65, 78]
    savings = sharing.per_capita_nucleolus(in_size_order([0, 0, 0, 0, 9, 10, 12]))
    assert savings.amounts == pytest.approx([2 / 3, 7 / 6, 61 / 6])
    paid = sharing.per_capita_nucleolus(in_size_order(costs, "cost"))
    assert paid.amounts == pytest.approx([15 - 2 / 3, 20 - 7 / 6, 55 - 61 / 6])


@pytest.mark.parametrize(
    ("values", "amounts"),
    [
        (
            [0, 0, 0, 0, 5, 5, 8, 9, 10, 8, 13, 15, 16, 17, 21],
            [3.5, 4.5, 5.5, 7.5],
        ),
        ([68, 102, 0, 170, 710, 762, 992], [149, 192, 651]),
        ([100, 0, 0, 150, 160, 0, 160], [155, 0, 5]),
    ],
)
def test_the_nucleolus_is_that_of_worked_examples(values, amounts):
    """The manuals of the R packages CoopGame and coopProductGame; a sale of land."""
    assert sharing.nucleolus(in_size_order(values)).amounts == pytest.approx(
        amounts, abs=EXACT * 1000
    )


SKANE = [
    "A",
    "21.95",
    "H",
    "17.08",
    "K",
    "10.91",
    "L",
    "15.88",
    "M",
    "20.81",
    "T",
    "21.98",
    "AH",
    "34.69",
    "AK",
    "32.86",
    "AL",
    "37.83",
    "AM",
    "42.76",
    "AT",
    "43.93",
    "HK",
    "22.96",
    "HL",
    "25.00",
    "HM",
    "37.89",
    "HT",
    "39.06",
    "KL",
    "26.79",
    "KM",
    "31.45",
    "KT",
    "32.89",
    "LM",
    "31.10",
    "LT",
    "37.86",
    "MT",
    "39.41",
    "AHK",
    "40.74",
    "AHL",
    "43.22",
    "AHM",
    "55.50",
    "AHT",
    "56.67",
    "AKL",
    "48.74",
    "AKM",
    "53.40",
    "AKT",
    "54.84",
    "ALM",
    "53.05",
    "ALT",
    "59.81",
    "AMT",
    "61.36",
    "HKL",
    "27.26",
    "HKM",
    "42.55",
    "HKT",
    "44.94",
    "HLM",
    "45.81",
    "HLT",
    "46.98",
    "HMT",
    "56.49",
    "KLM",
    "42.01",
    "KLT",
    "48.77",
    "KMT",
    "50.32",
    "LMT",
    "51.46",
    "AHKL",
    "48.95",
    "AHKM",
    "60.25",
    "AHKT",
    "62.72",
    "AHLM",
    "64.03",
    "AHLT",
    "65.20",
    "AHMT",
    "74.10",
    "AKLM",
    "63.96",
    "AKLT",
    "70.72",
    "AKMT",
    "72.27",
    "ALMT",
    "73.41",
    "HKLM",
    "48.07",
    "HKLT",
    "49.24",
    "HKMT",
    "59.35",
    "HLMT",
    "64.41",
    "KLMT",
    "56.61",
    "AHKLM",
    "69.76",
    "AHKLT",
    "70.93",
    "AHKMT",
    "77.42",
    "AHLMT",
    "83.00",
    "AKLMT",
    "73.97",
    "HKLMT",
    "66.46",
    "AHKLMT",
    "83.82",
]


@pytest.mark.parametrize(
    ("rule", "amounts"),
    [
        ("scrb", [19.54, 13.28, 5.62, 10.90, 16.66, 17.82]),
        ("shapley", [20.01, 10.71, 6.61, 10.37, 16.94, 19.18]),
        ("nucleolus", [20.35, 12.06, 5.00, 8.61, 18.32, 19.49]),
        ("per_capita_nucleolus", [20.03, 12.52, 3.94, 9.07, 18.54, 19.71]),
    ],
)
def test_the_waterworks_of_skane_are_shared_as_young_okada_and_hashimoto_1982_report(
    rule, amounts
):
    """The table of costs is itself rounded to 0.01, so shares agree to 0.015."""
    costs = {
        tuple(who): float(cost)
        for who, cost in zip(SKANE[::2], SKANE[1::2], strict=True)
    }
    game = Game.from_table(costs, "cost")
    assert np.abs(getattr(sharing, rule)(game).amounts - amounts).max() <= 0.015


def test_two_bargainers_split_as_nash_and_kalai_smorodinsky_say():
    """The textbook triangle (0, 0), (1, 0), (0, 2) cut at u1 = 1/2 for the second."""
    outcomes = np.array([[0.0, 2.0], [0.5, 1.0], [0.5, 0.0], [0.0, 0.0]])
    cut = sharing.Outcomes(outcomes, np.zeros(2))
    assert cut.nash() == pytest.approx([0.5, 1.0], abs=1e-6)
    assert cut.kalai_smorodinsky() == pytest.approx([1 / 3, 4 / 3], rel=EXACT)


def test_an_outside_option_binds_only_when_it_is_better_than_the_bargain():
    """Binmore, Shaked & Sutton 1989: the pie of 10, options of 3 and of 7."""
    assert sharing.Table(10, (0, 0), outside=(3, 0)).nash().tolist() == [5, 5]
    assert sharing.Table(10, (0, 0), outside=(7, 0)).nash().tolist() == [7, 3]
