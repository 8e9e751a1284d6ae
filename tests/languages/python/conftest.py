"""Settings of all tests of the Python package."""

import sys
from collections.abc import Iterator
from pathlib import Path

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


def cpython_only() -> dict[str, str]:
    """The tests of CPython's own insides, files or functions, each with the reason why others do not run it."""
    _, *lines = Path(__file__).with_name("cpython_only.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


# Some of these files cannot even be imported elsewhere.
collect_ignore = [] if sys.implementation.name == "cpython" else [name for name in cpython_only() if "::" not in name]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reasons = {} if sys.implementation.name == "cpython" else cpython_only()
    for item in items:
        name = item.nodeid.rpartition("/")[2].partition("[")[0]
        if name in reasons:
            item.add_marker(pytest.mark.skip(reason=reasons[name]))
