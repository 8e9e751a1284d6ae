"""Draw docs/terminal.svg: what the installed command line shows on a terminal. `--check` only says whether it is fresh.

The command runs on a pseudo-terminal; rich turns its colours into a picture, always the same one.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).resolve().parent
PICTURE = HERE / "terminal.svg"
COLUMNS = 96
COMMANDS = ("httpstatus 499", "httpstatus tally access.log")
LINES = (7, 99)  # of each command; dots stand for what is left out


def shown(command: str) -> str:
    """What a command writes to a terminal."""
    terminal, end = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "", "COLUMNS": str(COLUMNS), "NO_COLOR": ""}
    with subprocess.Popen(command.split(), stdout=end, stderr=end, stdin=end, cwd=HERE, env=environment):
        os.close(end)
        written = b""
        while True:
            try:
                piece = os.read(terminal, 1 << 16)
            except OSError:  # Linux says so that nobody writes any more
                break
            if not piece:
                break
            written += piece
    os.close(terminal)
    return written.decode().replace("\r\n", "\n")


def draw() -> str:
    console = Console(record=True, width=COLUMNS, file=open(os.devnull, "w"), force_terminal=True, legacy_windows=False)  # noqa: SIM115
    for command, most in zip(COMMANDS, LINES, strict=True):
        lines = shown(command).rstrip("\n").split("\n")
        console.print(Text.assemble(("$ ", "dim"), (command, "bold")))
        console.print(Text.from_ansi("\n".join(lines[:most])))
        if len(lines) > most:
            console.print(Text("...", "dim"))
        console.print()
    svg = console.export_svg(title="httpstatus", unique_id="httpstatus")
    # No font is fetched from the web, and no line ends with a space.
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    return "\n".join(line.rstrip() for line in svg.splitlines() if line.strip()) + "\n"


def main() -> int:
    svg = draw()
    if sys.argv[1:] == ["--check"]:
        return 0 if PICTURE.read_text(encoding="utf-8") == svg else 1
    PICTURE.write_text(svg, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
