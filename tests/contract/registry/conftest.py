"""The registry's own tests: its rules, its generator and its reference. They need no build, but for the slow ones."""

from __future__ import annotations

import copy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
pytest.importorskip("tomllib" if sys.version_info >= (3, 11) else "tomli", reason="the registry is TOML")

from core.generate import lint  # noqa: E402
from core.generate.load import Registry, load  # noqa: E402

Files = dict[str, Any]
Generate = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: builds C, the Python extension and the Lua module in a copy of the tree")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load()


@pytest.fixture(scope="session")
def pristine() -> Files:
    files, findings = lint.read()
    assert findings == []
    return files


@pytest.fixture
def files(pristine: Files) -> Files:
    """The registry's files, to be spoilt by a test."""
    return copy.deepcopy(pristine)


@pytest.fixture(scope="session")
def generate() -> Generate:
    """Run core/generate as the Makefile does."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "core.generate", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)

    return run
