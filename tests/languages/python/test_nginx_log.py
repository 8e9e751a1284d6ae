"""A log that a real nginx writes: every code is counted, and those that only nginx knows are named as its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import httpstatus
import pytest

MAKE_LOG = Path(__file__).resolve().parents[2] / "install/demo/make_log.py"

if not shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"):
    pytest.skip("nginx is not installed", allow_module_level=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("nginx")
    subprocess.run([sys.executable, MAKE_LOG, made], check=True, timeout=120)
    return made


def test_the_counts_are_what_the_client_saw(folder: Path) -> None:
    lines = (folder / "expected").read_text().splitlines()
    expected = {int(code): int(count) for code, count in map(str.split, lines)}
    tally = httpstatus.tally_log(folder / "access.log")
    assert dict(tally) == expected
    assert tally.skipped == 0
    assert {200, 206, 301, 304, 400, 403, 404, 405, 408, 413, 416, 444, 499, 500, 502, 503, 504} <= set(expected)


def test_codes_that_only_nginx_knows(folder: Path) -> None:
    tally = httpstatus.tally_log(folder / "access.log")
    unregistered = [code for code in tally if not httpstatus.is_registered(code)]
    assert unregistered == [444, 499]
    for code in unregistered:
        assert httpstatus.meanings(code)[0].origin == "nginx"
        assert httpstatus.phrase(code, origin="nginx")
