"""Every Python block of docs/frameworks.md and docs/moving.md is a program that runs and whose assertions hold."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_comparison import DIFFERENCES

DOCS = Path(__file__).resolve().parents[3] / "docs"


def programs() -> Iterator[object]:
    for name in ("frameworks", "moving"):
        text = (DOCS / f"{name}.md").read_text(encoding="utf-8")
        heading = name
        for match in re.finditer(r"^#+ ([^\n]*)$|^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            if match[1]:
                heading = match[1]
            else:
                yield pytest.param(heading, match[2], id=f"{name}-{heading}".replace(" ", "-"))


@pytest.mark.parametrize(("heading", "program"), list(programs()))
def test_program(heading: str, program: str, tmp_path: Path) -> None:
    """pytest's own block is a file of tests; each of the others runs in an interpreter of its own."""
    path = tmp_path / "test_program.py"
    path.write_text(program, encoding="utf-8")
    command = ["-m", "pytest", "-q", "-p", "no:cacheprovider"] if heading == "pytest" else []
    done = subprocess.run(
        [sys.executable, *command, str(path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_block_is_overlooked() -> None:
    text = "".join((DOCS / f"{name}.md").read_text(encoding="utf-8") for name in ("frameworks", "moving"))
    assert len(list(programs())) == text.count("```python") > 0


def test_every_library_of_the_table_has_its_section() -> None:
    text = (DOCS / "frameworks.md").read_text(encoding="utf-8")
    sections = {
        re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^## (.*)$", text, re.M)
    }
    assert set(re.findall(r"\]\(#([\w-]+)\)", text)) == sections


def table(title: str) -> list[list[str]]:
    """The rows of the table below a heading of docs/frameworks.md."""
    text = (DOCS / "frameworks.md").read_text(encoding="utf-8")
    section = text.split(f"## {title}\n", 1)[1].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows]


def test_the_releases_are_those_that_the_tests_run_with() -> None:
    wanted = (Path(__file__).parent / "requirements.in").read_text(encoding="utf-8")
    names = re.findall(r"^[\w-]+", wanted, re.MULTILINE)
    assert table("Releases") == [[name, importlib.metadata.version(name)] for name in sorted(names)]


def test_what_differs_is_what_the_comparison_allows() -> None:
    names = {"status": "HTTPStatus", "set": "StatusSet", "counts": "Tally"}
    allowed = [[names[kind], operation, why] for (kind, operation), why in DIFFERENCES.items()]
    assert table("What still differs") == allowed
