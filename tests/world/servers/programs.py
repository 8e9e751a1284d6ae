"""The programs that these tests start: where they are, and what it means when they are missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PATIENCE = 15.0  # seconds that any single step may take
HERE = Path(__file__).resolve().parent


def required(name: str, package: str) -> str:
    """The path of a program without which these tests prove nothing: its absence is a failure."""
    variable = name.upper()
    wanted = os.environ.get(variable) or name
    # Debian does not have sbin in everyone's PATH.
    found = shutil.which(wanted, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if not found:
        pytest.fail(f"{wanted} is not installed, and this test needs it: install {package}, or name it by {variable}=")
    return found


def run(*command: str | os.PathLike[str], folder: Path | None = None) -> str:
    """Run a command to its end and give what it has printed."""
    done = subprocess.run(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    if done.returncode:
        pytest.fail(f"{command[0]} has ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def run_lua(script: str, *arguments: str | os.PathLike[str]) -> list[list[str]]:
    """Run a Lua script of this folder, and give the cells of the lines that it prints."""
    missing = [name for name in ("LUA", "LUA_PATH", "LUA_CPATH") if not os.environ.get(name)]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not set: they say which Lua has the installed rock")
    printed = run(os.environ["LUA"], HERE / script, *arguments)
    return [line.split("\t") for line in printed.splitlines()]
