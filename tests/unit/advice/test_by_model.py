"""v(S) by the model: what a coalition can carry, on the same draws for all."""

import pytest

import tingqiao as tq
from tingqiao.advice.sharing.by_model import clusters_within, game_from_model, only
from tingqiao.advice.sharing.faults import GameError

BRIDGES = ("M3a", "M3b", "M6")  # anting-huaqiao-baihe, qingpu-kunshan, anting-huaqiao


@pytest.fixture(scope="module")
def case():
    return tq.load_case("tingqiaohe")


@pytest.fixture(scope="module")
def game(case):
    return game_from_model(case, BRIDGES, runs=64, months=36, seed=3)


def test_all_together_obtain_what_a_forecast_of_these_matters_gives(case, game):
    alone = only(case, [m for m in case.matters if m.id in BRIDGES])
    run = tq.simulate(alone, runs=64, months=36, seed=3)
    assert game.total == pytest.approx(run.per_run.benefit_total.mean(), rel=1e-12)


def test_one_alone_or_with_the_wrong_partner_obtains_nothing(game):
    assert not game.alone.any()
    assert game.value("anting", "qingpu") == 0.0


def test_matters_that_share_no_government_add_up(game):
    towns, banks = ("anting", "huaqiao", "baihe"), ("qingpu", "kunshan")
    both = game.value(*towns) + game.value(*banks)
    assert game.value(*towns, *banks) == pytest.approx(both, rel=1e-12)


def test_two_of_three_towns_carry_only_the_matter_of_two(case, game):
    pair = only(case, [case.matter("M6")])
    run = tq.simulate(pair, runs=64, months=36, seed=3)
    expected = run.per_run.benefit_total.mean()
    assert game.value("anting", "huaqiao") == pytest.approx(expected, rel=1e-12)


def test_every_positive_value_comes_with_its_error(game):
    assert ((game.values > 0.0) == (game.errors > 0.0)).all()


def test_a_chain_of_matters_is_one_cluster_until_its_link_is_missing():
    matters = (0b0011, 0b1100, 0b0110)
    assert clusters_within(0b1111, matters) == ((0, 1, 2),)
    assert clusters_within(0b1011, matters) == ((0,),)


def test_an_unknown_matter_is_refused_with_those_that_exist(case):
    with pytest.raises(GameError) as told:
        game_from_model(case, ["M99"], runs=1)
    assert "M99" in told.value.describe("en")
    assert "M14" in told.value.describe("en")
