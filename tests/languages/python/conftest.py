"""Settings of all tests of the Python package."""

import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from surface import forget

# Runs are repeatable, and no slow machine makes them fail.
settings.register_profile(
    "tests", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("tests")


@pytest.fixture
def copies() -> Iterator[None]:
    """For tests that use copies of the package: has the one that all use in sys.modules afterwards."""
    used = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "httpstatus"}
    yield
    forget()
    sys.modules.update(used)
