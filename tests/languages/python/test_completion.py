"""The completion of shells: it is that of the command line, and bash, zsh and fish take it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import httpstatus
import pytest
from httpstatus._cli import arguments

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "docs" / "completion"
FILES = {"bash": "httpstatus.bash", "zsh": "_httpstatus", "fish": "httpstatus.fish"}
PARSERS = [arguments.query_parser, arguments.list_parser, arguments.search_parser, arguments.tally_parser]

WORDS = [
    ("ta", ["tally"]),
    ("", ["list", "search", "tally"]),
    ("tally --f", ["--format", "--fail-if", "--follow"]),
    ("tally --format clo", ["cloudfront"]),
    ("list --origin cloud", ["cloudflare", "cloudfront", "cloudinary"]),
    ("list --standing d", ["deprecated", "draft"]),
    ("--color a", ["auto", "always"]),
    ("search --color n", ["never"]),
]

BASH = """
source "$1"
shift
COMP_WORDS=(httpstatus "$@")
COMP_CWORD=$#
function=$(complete -p httpstatus)
function=${function##*-F }
"${function%% *}"
printf '%s\\n' "${COMPREPLY[@]}"
"""


def needs(shell: str) -> str:
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"{shell} is not installed")
    return found


def lines(*command: str) -> list[str]:
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == ""
    return [line.partition("\t")[0] for line in done.stdout.splitlines()]


@pytest.mark.parametrize("shell", FILES)
def test_every_option_and_name_is_there(shell: str) -> None:
    text = (FOLDER / FILES[shell]).read_text(encoding="utf-8")
    for make in PARSERS:
        for action in make()._actions:
            for option in action.option_strings:
                in_fish = f"-l {option[2:]}" if option.startswith("--") else f"-s {option[1:]}"
                assert (in_fish if shell == "fish" else option) in text, option
    for name in httpstatus.origins():
        assert name in text


@pytest.mark.parametrize(("typed", "expected"), WORDS)
def test_bash(typed: str, expected: list[str]) -> None:
    found = lines(needs("bash"), "-c", BASH, "bash", str(FOLDER / FILES["bash"]), *typed.split(" "))
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(("typed", "expected"), WORDS)
def test_fish(typed: str, expected: list[str]) -> None:
    script = f'source "{FOLDER / FILES["fish"]}"; complete -C "httpstatus {typed}"'
    found = lines(needs("fish"), "--no-config", "-c", script)
    assert set(found) >= set(expected)
    assert not typed or all(each.startswith(typed.split(" ")[-1]) for each in found)


def test_zsh() -> None:
    assert lines(needs("zsh"), "-n", str(FOLDER / FILES["zsh"])) == []
