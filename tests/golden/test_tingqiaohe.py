"""Did the numbers change? If they should have: `make golden`, and a note that says why."""

from __future__ import annotations

import tomllib

import pytest
from tests.golden.refresh import FILE, numbers


def test_the_numbers_are_those_of_the_last_change_note() -> None:
    golden = tomllib.loads(FILE.read_text(encoding="utf-8"))
    found = numbers()
    assert found.keys() == golden.keys()
    for plan, told in golden.items():
        # counts are exact; means of numbers may differ in their order of summing
        assert found[plan] == pytest.approx(told, rel=1e-12), plan
