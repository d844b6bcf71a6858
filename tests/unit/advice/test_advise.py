"""`tingqiao advise`: sentences with intervals, one strict document, the same by seed."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from tests.strategies import cases
from typer.testing import CliRunner

import tingqiao as tq
from tingqiao.advice.advise import advise
from tingqiao.advice.sharing.by_model import only
from tingqiao.case.save import save_case
from tingqiao.cli.app import app
from tingqiao.report.advice import (
    advice_document,
    advice_table,
    institution_sentence,
    superior_sentence,
)

MATTERS = ("M6", "M8", "M13")


@pytest.fixture(scope="module")
def case():
    whole = tq.load_case("tingqiaohe")
    return only(whole, [m for m in whole.matters if m.id in MATTERS])


@pytest.fixture(scope="module")
def advice(case):
    return advise(case, runs=60, months=48, seed=4)


@pytest.fixture(scope="module")
def document(advice):
    return json.loads(json.dumps(advice_document(advice), allow_nan=False))


def test_every_matter_and_every_stalled_one_is_advised_on(case, document):
    assert set(document["institutions"]) == set(MATTERS)
    assert set(document["superiors"]) <= set(MATTERS)
    assert document["superiors"]


def test_the_stamp_says_what_the_advice_was_made_from(case, document):
    stamp = document["provenance"]
    assert stamp["case_digest"] == tq.case_digest(case)
    assert (stamp["seed"], stamp["runs"], stamp["months"]) == (4, 60, 48)


def test_the_same_seed_gives_the_same_advice(case, document):
    again = advise(case, runs=60, months=48, seed=4)
    assert json.loads(json.dumps(advice_document(again))) == document


def test_no_recommendation_is_made_that_the_model_cannot_tell_from_its_rival(document):
    for choice in document["institutions"].values():
        assert (choice["recommended"] is None) == (not choice["told_apart"])
        said_nothing = "no difference found" in choice["sentence"]["en"]
        assert said_nothing == (not choice["told_apart"])
        if choice["told_apart"]:
            assert choice["ahead_of_runner_up"]["low"] > 0


def test_every_chance_and_amount_in_a_sentence_comes_with_its_interval(advice, case):
    sentences = [institution_sentence(c, case) for c in advice.institutions]
    sentences += [superior_sentence(g, case) for g in advice.superiors]
    for said in (text for pair in sentences for text in pair):
        assert len(re.findall(r"\d%", said)) == len(re.findall(r"\d% \[", said))


def test_no_interval_is_upside_down(document):
    def walk(node):
        if isinstance(node, dict):
            if set(node) == {"value", "low", "high"}:
                yield node
            for child in node.values():
                yield from walk(child)
        elif isinstance(node, list):
            for child in node:
                yield from walk(child)

    found = list(walk(document))
    assert len(found) > 50
    assert all(i["low"] <= i["high"] for i in found)


def test_the_table_has_a_sentence_for_each_in_both_languages(advice):
    rows = len(advice.institutions) + len(advice.superiors)
    assert advice_table(advice, "zh").row_count == rows
    assert advice_table(advice, "en").row_count == rows


def test_the_command_writes_what_it_prints(case, tmp_path):
    one = replace(only(case, [case.matter("M8")]), months=24)
    folder = tmp_path / "case"
    save_case(one, folder)
    told = CliRunner().invoke(
        app,
        [
            "advise",
            str(folder),
            "--runs",
            "40",
            "--json",
            "--quiet",
            "--out",
            str(tmp_path / "out"),
        ],
    )
    assert told.exit_code == 0
    written = (tmp_path / "out" / "advice.json").read_text(encoding="utf-8")
    assert json.loads(written)["institutions"].keys() == {"M8"}


def test_a_case_that_is_not_there_is_refused_without_a_traceback(tmp_path):
    told = CliRunner().invoke(app, ["advise", str(tmp_path / "nothing")])
    assert told.exit_code == 2
    assert "Traceback" not in told.output


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_any_valid_case_is_advised_on_in_strict_json_with_finite_numbers(case):
    document = advice_document(advise(case, runs=40, months=12))
    json.dumps(document, allow_nan=False)
    assert set(document["institutions"]) == {matter.id for matter in case.matters}
