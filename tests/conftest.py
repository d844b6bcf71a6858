"""Marks for tests of every kind."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "slow: takes about a minute; leave out with -m 'not slow'"
    )
