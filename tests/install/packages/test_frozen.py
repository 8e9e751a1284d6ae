"""A program frozen by PyInstaller and by cx_Freeze says the same as before, and brings the package along."""

import os
import subprocess
from pathlib import Path

import pytest
from support import ROOT

TOOLS = ROOT / "build" / "venv-frozen" / "bin"
PROGRAM = Path(__file__).parent / "frozen" / "program.py"
TOOL = {
    "pyinstaller": ["pyinstaller", "--log-level=WARN", "--specpath=.", PROGRAM],
    "cx_Freeze": ["cxfreeze", "build_exe", "--silent", f"--script={PROGRAM}", "--build-exe=dist/program"],
}
QUERIES = [["404"], ["499", "--json"], ["nonsense"], ["smtp:550", "5.1.1", "ws:1006"], ["search", "gateway timeout"]]


@pytest.fixture(scope="module", params=TOOL)
def frozen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, made in a folder that has nothing else."""
    ask = "import sysconfig; print(sysconfig.get_config_var('Py_ENABLE_SHARED'))"
    if request.param == "pyinstaller" and output(TOOLS / "python", "-c", ask).stdout == "0\n":
        pytest.skip("PyInstaller needs a CPython with a shared library")
    folder = tmp_path_factory.mktemp(request.param)
    command = [TOOLS / TOOL[request.param][0], *TOOL[request.param][1:]]
    environment = {**os.environ, "PYINSTALLER_CONFIG_DIR": str(folder / "cache"), "HOME": str(folder)}
    made = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=environment)
    assert made.returncode == 0, made.stdout + made.stderr
    return folder / "dist" / "program" / "program"


def output(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", env={"COLUMNS": "100"})


def test_what_it_loads(frozen: Path) -> None:
    expected, found = output(TOOLS / "python", PROGRAM), output(frozen)
    assert (found.returncode, found.stderr) == (0, "")
    package, *lines = found.stdout.splitlines()
    assert frozen.parent in Path(package).parents
    assert lines == expected.stdout.splitlines()[1:]
    assert len(lines) == 6


@pytest.mark.parametrize("query", QUERIES, ids=" ".join)
def test_the_command(frozen: Path, query: list[str]) -> None:
    expected, found = output(TOOLS / "python", PROGRAM, *query), output(frozen, *query)
    assert expected.stdout + expected.stderr
    assert (found.returncode, found.stdout, found.stderr) == (expected.returncode, expected.stdout, expected.stderr)


def test_the_command_counts(frozen: Path, tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    log.write_text("200\n404\n404\n", encoding="ascii")
    found = output(frozen, "tally", "--csv", log)
    assert (found.returncode, found.stdout) == (0, output(TOOLS / "python", PROGRAM, "tally", "--csv", log).stdout)
    assert "404,2" in found.stdout
