"""A case survives being saved and loaded, as a folder and as a workbook."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from tests.strategies import cases

from tingqiao.case.digest import case_digest
from tingqiao.case.load import load_case
from tingqiao.case.save import save_case, save_workbook

_SLOW_TO_DRAW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@_SLOW_TO_DRAW
@given(case=cases())
def test_a_saved_folder_loads_to_an_equal_case(case):
    with tempfile.TemporaryDirectory() as place:
        loaded = load_case(save_case(case, Path(place) / "case"))
    assert loaded == case
    assert case_digest(loaded) == case_digest(case)


@_SLOW_TO_DRAW
@given(case=cases())
def test_a_saved_workbook_loads_to_an_equal_case(case):
    with tempfile.TemporaryDirectory() as place:
        loaded = load_case(save_workbook(case, Path(place) / "case.xlsx"))
    assert loaded == case
    assert case_digest(loaded) == case_digest(case)
