"""Type checkers on the installed package: its stubs are complete, good programs pass, and bad ones are found out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

TYPED = Path(__file__).resolve().parents[1] / "python/typed"
PYTHONS = ["3.10", "3.11", "3.12", "3.13", "3.14"]
# pyright looks for packages with the first Python on the PATH.
ENVIRONMENT = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
ENVIRONMENT.pop("MYPYPATH", None)
ENVIRONMENT.pop("PYTHONPATH", None)


def run(folder: Path, module: str, *arguments: str) -> str:
    """The output of a checker, which runs in a folder without a configuration."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=ENVIRONMENT,
        timeout=600,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def mypy(program: Path, version: str, folder: Path) -> dict[int, str]:
    """What mypy has to say: lines with a message."""
    settings = ["--strict", "--warn-unreachable", "--config-file=", f"--python-version={version}"]
    output = run(folder, "mypy", *settings, f"--python-executable={sys.executable}", str(program))
    return {int(line): message for line, message in re.findall(r"\.py:(\d+): error: (.*)", output)}


def pyright(program: Path, version: str, folder: Path) -> dict[int, str]:
    """What pyright has to say, under the rules that the program asks for itself: strict."""
    assert "\n# pyright: strict\n" in program.read_text(encoding="utf-8")
    report = json.loads(run(folder, "pyright", "--outputjson", f"--pythonversion={version}", str(program)))
    assert report["summary"]["filesAnalyzed"] == 1
    return {each["range"]["start"]["line"] + 1: each["message"] for each in report["generalDiagnostics"]}


Checker = Callable[[Path, str, Path], dict[int, str]]
CHECKERS = pytest.mark.parametrize("checker", [mypy, pyright])


@CHECKERS
@pytest.mark.parametrize("version", PYTHONS)
def test_a_good_program(checker: Checker, version: str, tmp_path: Path) -> None:
    assert checker(TYPED / "good.py", version, tmp_path) == {}


@CHECKERS
@pytest.mark.parametrize("version", [PYTHONS[0], PYTHONS[-1]])
def test_a_bad_program(checker: Checker, version: str, tmp_path: Path) -> None:
    lines = (TYPED / "bad.py").read_text(encoding="utf-8").splitlines()
    wanted = {
        number
        for number, line in enumerate(lines, 1)
        if line.endswith(("# wrong", f"# wrong for {checker.__name__}"))  # type: ignore[attr-defined]
    }
    found = checker(TYPED / "bad.py", version, tmp_path)
    assert set(found) == wanted, {number: (lines[number - 1], found.get(number)) for number in set(found) ^ wanted}
    assert len(wanted) > 40


def test_the_stubs_are_complete(tmp_path: Path) -> None:
    """pyright knows the type of every public symbol, and finds a docstring for every public function and class."""
    report = json.loads(run(tmp_path, "pyright", "--verifytypes", "httpstatus", "--ignoreexternal", "--outputjson"))
    completeness = report["typeCompleteness"]
    assert completeness["completenessScore"] == 1
    assert completeness["exportedSymbolCounts"]["withKnownType"] > 500
    silent = [
        symbol["name"]
        for symbol in completeness["symbols"]
        for diagnostic in symbol.get("diagnostics", [])
        if "No docstring" in diagnostic["message"]
    ]
    assert [name for name in silent if "._" not in name] == []
