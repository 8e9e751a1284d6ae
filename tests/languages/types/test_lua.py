"""The Lua annotations under emmylua_check, which reads what LuaLS reads: a good program passes, a bad one is found out.

tests/languages/lua/meta_spec.lua holds the annotations against the module itself, with or without a checker.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[3]
PROGRAMS = CHECKOUT / "tests/languages/types/lua"
CHECKER = shutil.which("emmylua_check", path=str(CHECKOUT / "build/cargo/bin")) or shutil.which("emmylua_check")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[int, str]]:
    """What the checker says of each file: lines with a message."""
    if CHECKER is None:
        pytest.skip("emmylua_check is not here: make test-types EMMYLUA=1 makes it")
    folder = tmp_path_factory.mktemp("lua")
    shutil.copytree(CHECKOUT / "lua/httpstatus", folder / "library/httpstatus")  # as a rock lays it out
    for program in PROGRAMS.glob("*.lua"):
        shutil.copy(program, folder)
    done = subprocess.run(
        [CHECKER, "--output-format", "json", str(folder)], capture_output=True, text=True, check=False, timeout=120
    )
    reports = json.loads(done.stdout)
    return {
        Path(report["file"]).name: {
            each["range"]["start"]["line"] + 1: each["message"] for each in report["diagnostics"]
        }
        for report in reports
    }


def test_the_annotations_and_a_good_program(found: dict[str, dict[int, str]]) -> None:
    assert found["meta.lua"] == {}
    assert found["good.lua"] == {}


def test_a_bad_program(found: dict[str, dict[int, str]]) -> None:
    lines = (PROGRAMS / "bad.lua").read_text(encoding="utf-8").splitlines()
    wanted = {number for number, line in enumerate(lines, 1) if line.endswith("-- wrong")}
    assert set(found["bad.lua"]) == wanted, found["bad.lua"]
    assert len(wanted) > 15
