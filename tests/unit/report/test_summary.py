import json
import math

import numpy as np
import pytest
from tests.unit.report.synthetic import Shape, make_run

from tingqiao.report.summary import summary_document


@pytest.fixture(scope="module")
def document():
    return json.loads(json.dumps(summary_document(make_run()), allow_nan=False))


def test_the_summary_carries_its_stamps(document):
    assert document["version"] == "0.1.0"
    assert set(document["case"]) >= {"id", "digest"}
    assert document["parameters"]["digest"].startswith("19abe27f")
    assert (document["seed"], document["runs"], document["months"]) == (0, 200, 120)


def test_chances_are_given_for_every_twelfth_month_and_every_rung(document):
    for matter in document["matters"].values():
        rows = np.array(matter["p_rung"])
        assert rows.shape == (11, 5)
        assert rows.sum(axis=1) == pytest.approx(np.ones(11), abs=1e-5)


def test_what_is_never_reached_is_null_and_its_share_is_told(document):
    far = [m["months_to_rung"]["4"] for m in document["matters"].values()]
    assert any(times["p90"] is None for times in far)
    for times in far:
        assert set(times) == {"p10", "p50", "p90", "p_never"}
        assert (times["p90"] is None) == (times["p_never"] > 0.1)


def test_parts_of_willingness_add_up_to_its_log_odds(document):
    for matter in document["matters"].values():
        for willing in matter["willingness"].values():
            assert list(willing["parts"]) == [
                "tension", "dependence", "cost", "pressure", "idea", "trust",
            ]  # fmt: skip
            w = willing["value"]
            odds = math.log(w / (1 - w))
            assert sum(willing["parts"].values()) == pytest.approx(odds, abs=1e-4)


def test_lag_lapse_trust_benefit_and_evidence_are_there(document):
    matter = document["matters"]["M0"]
    assert set(matter["lag"]) == {"p10", "p50", "p90", "p_late"}
    assert 0 <= matter["p_lapse"] <= 1
    assert set(document["trust"]["120"]) == {"p10", "p50", "p90"}
    assert len(document["benefit"]) == 121
    shares = document["evidence"]
    assert shares["source"] + shares["judgement"] + shares["default"] == pytest.approx(
        1
    )


def test_a_summary_of_matters_at_the_top_is_strict_json_too():
    run = make_run(Shape(matters=2, at_top=True))
    run.summary["willingness_part"].loc[:] = np.nan
    run.summary["p_late"].loc[:] = np.nan
    text = json.dumps(summary_document(run), allow_nan=False)
    willing = json.loads(text)["matters"]["M0"]["willingness"]
    assert {w["value"] for w in willing.values()} == {None}
