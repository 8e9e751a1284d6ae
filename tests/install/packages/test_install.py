"""As a newcomer: an empty environment, what pip chooses among the wheels, the first answer, and nothing left behind."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from support import DIST, VERSION, pythons

ANSWER = "import httpstatus; print(httpstatus.__version__, httpstatus.phrase(404))"


def files(environment: Path) -> set[Path]:
    """All but folders, since pip leaves those that others may use, such as share/man."""
    return {path for path in environment.rglob("*") if not path.is_dir() and "__pycache__" not in path.parts}


@pytest.mark.parametrize("version", pythons())
def test_install_and_uninstall(version: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    environment = tmp_path / "environment"
    subprocess.run([pythons()[version], "-m", "venv", environment], check=True)
    before = files(environment)
    python = environment / "bin" / "python"
    pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check"]

    began = time.perf_counter()
    subprocess.run(
        [*pip, "install", "--no-index", f"--find-links={DIST}", "--only-binary=:all:", "httpstatus"], check=True
    )
    answer = subprocess.run([python, "-c", ANSWER], capture_output=True, text=True, check=True, cwd=tmp_path)
    seconds = time.perf_counter() - began
    assert answer.stdout == f"{VERSION} Not Found\n"
    with capsys.disabled():
        print(f"\n{version}: {seconds:.1f} s from pip install to the first answer", file=sys.stderr)

    command = [environment / "bin" / "httpstatus", "404"]
    assert "Not Found" in subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path).stdout
    subprocess.run([*pip, "check"], check=True)
    subprocess.run([*pip, "uninstall", "--yes", "httpstatus"], check=True)
    assert files(environment) == before
    assert list(environment.rglob("*httpstatus*")) == []
