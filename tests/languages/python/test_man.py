"""httpstatus(1) is that of the command line: `make man` has been run since its parsers changed."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from httpstatus._cli import arguments as _cli_arguments

from core.generate.man import command

ROOT = Path(__file__).resolve().parents[3]
PARSERS = ["query_parser", "list_parser", "search_parser", "tally_parser"]


def test_the_page_is_fresh() -> None:
    page = (ROOT / command.PAGE).read_text(encoding="utf-8")
    assert page == command.emit(ROOT), "run `make man` and commit what it writes"


@pytest.mark.parametrize("name", PARSERS)
def test_every_argument_is_told(name: str) -> None:
    parser = getattr(_cli_arguments, name)()
    page = re.sub(r"\\(?:f[BIR]|&|%)", "", command.emit(ROOT)).replace("\\-", "-")
    assert page.count("\n.TP\n-h, --help\n") == len(PARSERS)
    for action in parser._actions:
        for word in [*action.option_strings, action.metavar]:
            assert word is None or re.search(rf"^\.TP\n.*{word}", page, re.MULTILINE), word


def test_the_page_is_installed() -> None:
    """With the package, where man looks for the pages of what stands in PATH."""
    assert (Path(sys.prefix) / "share/man/man1/httpstatus.1").read_bytes() == (
        ROOT / "docs/man/httpstatus.1"
    ).read_bytes()
