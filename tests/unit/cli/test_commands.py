"""The commands as a user types them: what they print, write and refuse."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest
import xarray as xr
from typer.testing import CliRunner

from tingqiao.cli.app import app

FILES = ["ensemble.nc", "report.html", "summary.json"]


def run(*words):
    return CliRunner().invoke(app, list(words))


def test_cases_lists_the_builtin_cases():
    told = json.loads(run("cases", "--json").stdout)
    assert [case["id"] for case in told] == ["fengjing", "qingwujia", "tingqiaohe"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_check_says_what_a_case_rests_on(language):
    told = run("check", "tingqiaohe", "--lang", language)
    assert told.exit_code == 0
    assert ("凭判断" if language == "zh" else "on judgement") in told.stdout


def test_a_new_case_checks_and_forecasts(tmp_path):
    folder = tmp_path / "own"
    assert run("new", str(folder)).exit_code == 0
    assert run("check", str(folder)).exit_code == 0
    out = tmp_path / "out"
    told = run(
        "forecast",
        str(folder),
        "--runs",
        "64",
        "--months",
        "24",
        "--out",
        str(out),
        "--quiet",
    )
    assert told.exit_code == 0, told.output
    assert sorted(path.name for path in out.iterdir()) == FILES


def test_new_refuses_a_folder_that_is_not_empty(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    assert run("new", str(tmp_path)).exit_code == 2
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_faulty_case_is_told_in_full_with_status_two(tmp_path):
    run("new", str(tmp_path / "own"))
    matters = tmp_path / "own" / "matters.csv"
    text = matters.read_text("utf-8").replace("judgement", "nowhere")
    matters.write_text(text, encoding="utf-8")
    told = run("check", str(tmp_path / "own"), "--lang", "en")
    assert told.exit_code == 2
    assert "matters.csv" in told.stderr
    assert "Traceback" not in told.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["forecast", "nowhere"], "nowhere"),
        (["forecast", "tingqiaohe", "--plan", "nothing"], "no-superiors"),
        (["forecast", "tingqiaohe", "--param", "memory"], "name=value"),
        (["forecast", "tingqiaohe", "--param", "mood=1"], "sharpness"),
        (["forecast", "tingqiaohe", "--param", "memory=2"], "0.8..0.995"),
        (["forecast", "tingqiaohe", "--param", "memory=nan"], "name=value"),
        (["forecast", "tingqiaohe", "--runs", "0"], "runs"),
        (["forecast", "tingqiaohe", "--plan", "leap", "--plan", "leap"], "leap"),
        (["share", "nowhere.csv", "--cost"], "nowhere.csv"),
        (["share", "nowhere.csv"], "--cost"),
        (["power", "nowhere.toml"], "nowhere.toml"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_without_a_traceback(words, said):
    told = run(*words, "--lang", "en")
    assert told.exit_code == 2, told.output
    assert said in told.stderr
    assert "Traceback" not in told.output


def test_forecast_compares_plans_and_keeps_the_contract(tmp_path):
    plan = tmp_path / "help.toml"
    plan.write_text('id = "help"\n[[coordination]]\nstrength = 0.8\n', encoding="utf-8")
    told = run(
        "forecast", "tingqiaohe", "--plan", "recorded", "--plan", str(plan), "--runs", "64",
        "--months", "25", "--seed", "7", "--out", str(tmp_path / "o"), "--json", "--quiet",
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    document = json.loads(told.stdout)
    assert document == json.loads((tmp_path / "o" / "summary.json").read_text("utf-8"))
    assert (document["seed"], document["runs"], document["months"]) == (7, 64, 25)
    assert set(document["plans"]) == {"help"}
    metro = document["matters"]["M1"]
    assert len(metro["p_rung"]) == 3
    assert all(abs(sum(row) - 1.0) < 1e-6 for row in metro["p_rung"])
    assert set(metro["months_to_rung"]["4"]) >= {"p10", "p50", "p90", "p_never"}
    parts = metro["willingness"]["kunshan"]["parts"]
    assert set(parts) == {"tension", "dependence", "cost", "pressure", "idea", "trust"}
    assert abs(sum(document["evidence"].values()) - 1.0) < 1e-9


def test_the_netcdf_opens_with_its_stamp_and_whole_runs(tmp_path):
    run(
        "forecast",
        "fengjing",
        "--runs",
        "32",
        "--months",
        "12",
        "--out",
        str(tmp_path),
        "--quiet",
    )
    written = tmp_path / "ensemble.nc"
    with xr.open_dataset(written, engine="h5netcdf") as summary:
        assert summary.attrs["case_id"] == "fengjing"
        assert summary["p_rung"].attrs["units"] == "1"
    with xr.open_dataset(written, engine="h5netcdf", group="paths") as paths:
        assert paths["rung"].sizes["run"] == 8


def test_files_of_the_user_in_the_output_folder_stay(tmp_path):
    (tmp_path / "notes.txt").write_text("keep")
    run(
        "forecast",
        "fengjing",
        "--runs",
        "16",
        "--months",
        "6",
        "--out",
        str(tmp_path),
        "--quiet",
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *FILES[:1],
        "notes.txt",
        *FILES[1:],
    ]


@pytest.mark.skipif(os.name == "nt", reason="signals differ")
def test_an_interrupt_leaves_no_partial_output(tmp_path):
    command = [
        sys.executable,
        "-c",
        "from tingqiao.cli import main; main()",
        "forecast",
        "tingqiaohe",
    ]
    words = ["--runs", "500000", "--out", str(tmp_path / "out"), "--lang", "en"]
    process = subprocess.Popen([*command, *words], stderr=subprocess.PIPE, text=True)
    time.sleep(8.0)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert "nothing half-written" in said
    assert "Traceback" not in said
    assert not (tmp_path / "out").exists()


def test_share_prints_the_contract(tmp_path):
    game = tmp_path / "tva.csv"
    game.write_text(
        "coalition,value\n1,163520\n2,140826\n3,250096\n1;2,301607\n1;3,378821\n2;3,367370\n1;2;3,412584\n",
        encoding="utf-8",
    )
    told = json.loads(
        run("share", str(game), "--cost", "--rule", "shapley", "--json").stdout
    )
    assert (told["kind"], told["total"]) == ("cost", 412584)
    assert told["rules"]["shapley"]["1"] == pytest.approx(117829)
    assert told["in_core"] == {"shapley": True}
    assert run("share", str(game), "--cost").exit_code == 0


def test_power_names_who_can_block():
    told = json.loads(run("power", "tingqiaohe", "--json").stdout)
    assert told["matters"]["M7"]["parties"]["blocks_alone"] == [
        "anting",
        "huaqiao",
        "baihe",
    ]
    assert run("power", "tingqiaohe").exit_code == 0
