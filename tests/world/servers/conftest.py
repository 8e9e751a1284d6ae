"""Every test here ends in bounded time, and leaves no server behind."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import httpstatus
import pytest
from exchanges import Traffic
from nginx_server import Nginx, make_certificates, running
from programs import HERE

LIMIT = 60  # seconds for one test with the servers that it starts


def pytest_configure() -> None:
    # Whoever ends the run before its time ends the servers too: as Ctrl-C does, fixtures are left in order.
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    def expired(*_: object) -> None:
        raise TimeoutError(f"{item.nodeid} has not ended within {LIMIT} seconds")

    before = signal.signal(signal.SIGALRM, expired)
    signal.alarm(LIMIT)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="session", autouse=True)
def _installed() -> None:
    package = Path(httpstatus.__file__).resolve()
    assert HERE.parents[2] / "python" not in package.parents, f"{package} is the checkout, not what was installed"


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("certificates")
    make_certificates(folder)
    return folder


@pytest.fixture(scope="session")
def traffic(tmp_path_factory: pytest.TempPathFactory, certificates: Path) -> Traffic:
    with running(tmp_path_factory.mktemp("nginx"), certificates) as nginx:
        return Traffic(nginx)


@pytest.fixture
def nginx(tmp_path: Path, certificates: Path) -> Iterator[Nginx]:
    with running(tmp_path / "nginx", certificates) as server:
        yield server
