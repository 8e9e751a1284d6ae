"""Running the command line as a user does: as another process, outside of the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

SCHEMA = json.loads(
    (Path(__file__).resolve().parents[3] / "docs" / "httpstatus.schema.json").read_text(encoding="utf-8")
)

MODULE = [sys.executable, "-m", "httpstatus"]
SCRIPT = [str(Path(sysconfig.get_path("scripts")) / "httpstatus")]
WITHOUT_RICH = [
    sys.executable,
    "-c",
    "import sys; sys.modules['rich'] = None; from httpstatus._cli import main; sys.exit(main())",
]

# Reads slowly, and by threads: files need not be large to be worth several, and every piece takes a while.
SLOWLY = """
import sys, time
from httpstatus import _cli, _logs
from httpstatus._cli import tally as _cli_tally

_cli_tally.WORTH_THREADS = 1
_logs.SHARE = _logs.PIECE = 1 << 17
_logs.cpu_count = lambda: 4
advance = _cli_tally.Watch.advance
_cli_tally.Watch.advance = lambda self, taken: (taken > 9 and time.sleep({seconds}), advance(self, taken))[1]
sys.exit(_cli.main())
"""


def slow(seconds: float) -> list[str]:
    """The command line that sleeps so long for every piece of a log."""
    return [sys.executable, "-c", SLOWLY.format(seconds=seconds)]


FOUND, NOTHING, USAGE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141

# What a terminal could act upon: controls of all kinds, marks that reorder text, halves of characters.
REORDERING = "\u202e\u2066\u200b\ufeff\u2028"
HOSTILE = "\x1b[31m\x1b]0;title\x07\r\x08\x7f\x9b2J" + REORDERING


def environment(**changes: str) -> dict[str, str]:
    """The environment without what would change the output."""
    changing = ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "PYTHONUNBUFFERED")
    kept = {name: value for name, value in os.environ.items() if name not in changing}
    return {**kept, "PYTHONIOENCODING": "utf-8", **changes}


def run(
    *arguments: str | bytes, command: Sequence[str] = MODULE, stdin: bytes = b"", cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run a command with its output to pipes."""
    done = subprocess.run(
        [*command, *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd or Path(__file__).anchor,
        env=environment(**env),
        timeout=60,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def found(*arguments: str, **options: Any) -> str:
    """The output of a command that has found something, and has not complained."""
    done = run(*arguments, **options)
    assert (done.returncode, done.stderr) == (FOUND, ""), done
    return done.stdout


def load(text: str, kind: str) -> Any:
    """JSON that the schema allows as a document of that kind."""
    assert text.isascii()
    data = json.loads(text)
    errors = list(Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": SCHEMA["$defs"]}).iter_errors(data))
    assert not errors, [(list(error.absolute_path), error.message[:200]) for error in errors[:3]]
    return data


def assert_harmless(text: str) -> None:
    """Nothing but line ends and what one can see."""
    assert all(character == "\n" or character.isprintable() for character in text), repr(text)


def fields(text: str) -> dict[str, list[str]]:
    """The fields of a page of plain text: what stands behind each label."""
    made: dict[str, list[str]] = {}
    for line in text.splitlines():
        label, _, value = line.partition("  ")
        made.setdefault(label, []).append(value.strip())
    return made
