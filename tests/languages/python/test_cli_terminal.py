"""The command line on a terminal: colour, width, the progress bar, and Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

import httpstatus
import pytest
from cli_runner import FOUND, HOSTILE, INTERRUPTED, MODULE, NOTHING, WITHOUT_RICH, environment, found, slow

if sys.platform == "win32":
    pytest.skip("this system has no pseudo-terminals", allow_module_level=True)

import fcntl
import pty
import struct
import termios

pytest.importorskip("rich")

ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
BAR = "━"


def on_terminal(
    *arguments: str,
    command: Sequence[str] = MODULE,
    columns: int = 80,
    cwd: Path | None = None,
    meanwhile: Callable[[int], None] = lambda master: None,
    stdout: int | None = None,
    **env: str,
) -> tuple[int, str]:
    """Run a command whose streams are a terminal; returns its exit status and what the terminal got."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))

    def take_the_terminal() -> None:
        os.setsid()
        fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs the tests in the background has it ignored

    process = subprocess.Popen(
        [*command, *arguments],
        stdin=slave,
        stdout=slave if stdout is None else stdout,
        stderr=slave,
        cwd=cwd or Path(__file__).anchor,
        env=environment(**{"TERM": "xterm-256color", **env}),
        preexec_fn=take_the_terminal,
    )
    os.close(slave)
    helper = threading.Thread(target=meanwhile, args=(master,))
    helper.start()
    got = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:  # Linux says so when the other side is gone
            break
        if not piece:
            break
        got += piece
    helper.join()
    os.close(master)
    return process.wait(timeout=20), got.decode().replace("\r\n", "\n")


def test_colour() -> None:
    status, text = on_terminal("404")
    assert status == FOUND
    assert COLOUR.search(text)
    assert "404 Not Found" in ESCAPE.sub("", text)


@pytest.mark.parametrize("arguments", [["404"], ["list"], ["4xx"], ["search", "timeout"]])
@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_where_it_is_not_wanted(arguments: list[str], env: dict[str, str]) -> None:
    status, text = on_terminal(*arguments, **env)
    assert status == FOUND
    assert "\x1b" not in text


def test_an_empty_no_color_does_not_count() -> None:
    assert COLOUR.search(on_terminal("404", NO_COLOR="")[1])


# What is asked for, the environment, whether a pipe gets color, and whether a terminal does.
COLORS = [
    ([], {}, False, True),
    (["--color=auto"], {}, False, True),
    (["--color=always"], {}, True, True),
    (["--color", "always"], {"NO_COLOR": "1"}, True, True),
    (["--color=always"], {"TERM": "dumb"}, True, True),
    (["--color=never"], {}, False, False),
    (["--color=never"], {"FORCE_COLOR": "1"}, False, False),
    ([], {"FORCE_COLOR": "1"}, True, True),
    ([], {"FORCE_COLOR": ""}, False, True),
    ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
    ([], {"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
]


@pytest.mark.parametrize(("option", "env", "pipe", "terminal"), COLORS)
def test_when_there_is_color(option: list[str], env: dict[str, str], pipe: bool, terminal: bool) -> None:
    assert bool(COLOUR.search(found("404", *option, **env))) == pipe
    status, text = on_terminal("404", *option, **env)
    assert status == FOUND
    assert bool(COLOUR.search(text)) == terminal


@pytest.mark.parametrize("arguments", [["list", "4xx"], ["search", "timeout"], ["tally", "log"]])
def test_each_command_takes_color(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"404\n")
    assert COLOUR.search(found(*arguments, "--color=always", cwd=tmp_path))
    assert not COLOUR.search(on_terminal(*arguments, "--color=never", cwd=tmp_path)[1])


@pytest.mark.parametrize("command", [MODULE, WITHOUT_RICH])
@pytest.mark.parametrize("columns", [40, 60, 100])
def test_words_and_addresses_are_whole(command: list[str], columns: int) -> None:
    """Whatever the width is, no word of a page or a table is broken, and no address is cut off."""
    queries = ["503", "4xx", "smtp"]
    shown = ESCAPE.sub("", on_terminal(*queries, command=command, columns=columns)[1]).split()
    missing = set(found(*queries).split()) - set(shown)
    assert not missing, sorted(missing)[:5]


@pytest.mark.parametrize("command", [MODULE, WITHOUT_RICH])
@pytest.mark.parametrize("columns", [40, 60, 100])
def test_the_width_of_the_terminal(command: list[str], columns: int) -> None:
    page = ESCAPE.sub("", on_terminal("503", "499", command=command, columns=columns)[1])
    wide = [line for line in page.splitlines() if len(line.rstrip()) > columns]
    assert all(" " not in line[13:].strip() for line in wide), wide  # a long word cannot be wrapped
    assert len(page.splitlines()) > len(found("503", "499").splitlines())
    unwrapped = " ".join(found("503", "499").split())
    explanation = httpstatus.lookup(503).explanation
    assert explanation in unwrapped
    assert " ".join(explanation.split()[:3]) in " ".join(page.split())


@pytest.mark.parametrize("arguments", [["404"], ["list"], ["smtp"]])
def test_without_rich_the_text_is_plain(arguments: list[str]) -> None:
    status, text = on_terminal(*arguments, command=WITHOUT_RICH)
    assert status == FOUND
    assert "\x1b" not in text
    assert len(text.splitlines()) >= len(found(*arguments).splitlines())


def test_all_of_a_table_is_there() -> None:
    text = ESCAPE.sub("", on_terminal("list", columns=100)[1])
    for line in found("list").splitlines():
        assert line.split(None, 3)[3] in text


def test_json_has_no_colour() -> None:
    assert on_terminal("404", "--json") == (FOUND, found("404", "--json"))


@pytest.mark.parametrize("command", [MODULE, WITHOUT_RICH])
def test_names_are_no_markup_and_no_escapes(tmp_path: Path, command: list[str]) -> None:
    names = ["[red]x", ":smile:", HOSTILE]
    for name in names:
        (tmp_path / name).write_bytes(b"404\n")
    status, text = on_terminal("tally", *names, HOSTILE + "missing", command=command, cwd=tmp_path)
    assert status == NOTHING
    assert "[red]x  " in text
    assert "  :smile:  " in text
    assert all(each == "\n" or each.isprintable() for each in ESCAPE.sub("", text))
    assert "\\x1b[31m" in text
    assert "\x1b[31m\x1b" not in text


@pytest.mark.parametrize("command", [MODULE, WITHOUT_RICH])
def test_bars(tmp_path: Path, command: list[str]) -> None:
    """A bar beside each share, and one for each interval; a pipe gets none."""
    entries = [(0, 200)] * 9 + [(2, 404)]
    lines = [f'h - - [30/Nov/2026:12:{at:02d}:00 +0000] "GET / HTTP/1.1" {code} 1\n' for at, code in entries]
    (tmp_path / "log").write_text("".join(lines))
    shares = ESCAPE.sub("", on_terminal("tally", "log", command=command, columns=100, cwd=tmp_path)[1])
    assert re.search(r"^200 +9 +90\.00% +█{18}  OK$", shares, re.MULTILINE)
    assert re.search(r"^404 +1 +10\.00% +█{2}  +Not Found$", shares, re.MULTILINE)
    times = ESCAPE.sub("", on_terminal("tally", "--per=1m", "log", command=command, columns=100, cwd=tmp_path)[1])
    assert re.search(r"T12:00Z +9 +9 +0 +█{20}\n.*T12:01Z +0 +0 +0\n.*T12:02Z +1 +0 +1 +██▎\n", times)
    assert "█" not in found("tally", "log", cwd=tmp_path)
    ascii_only = on_terminal("tally", "log", command=command, columns=100, cwd=tmp_path, PYTHONIOENCODING="ascii")[1]
    assert re.search(r"90\.00% +#{18}  OK$", ESCAPE.sub("", ascii_only), re.MULTILINE)


def test_following_redraws(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"404\n" * 9)

    def grow(master: int) -> None:
        time.sleep(3)
        with (tmp_path / "log").open("ab") as file:
            file.write(b"503\n" * 1234)
        time.sleep(3)
        os.write(master, b"\x03")

    status, text = on_terminal("tally", "--follow", "log", cwd=tmp_path, meanwhile=grow)
    assert status == FOUND
    drawn = text.split("\x1b[H\x1b[J")
    assert len(drawn) == 4  # nothing, twice what was there, and the result
    assert "1234" not in drawn[1]
    assert "1234" in drawn[2]
    assert "1234" in drawn[3]


# ---- Long logs ----


def slowly(path: Path, pieces: int = 15) -> Callable[[int], None]:
    """Something that writes a log into a named pipe, and takes a second and a half for it."""

    def write(_: int) -> None:
        with path.open("wb", buffering=0) as pipe:
            for _ in range(pieces):
                pipe.write(b"404\n" * 1000)
                time.sleep(0.1)

    return write


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "slow\x1b[red].log"
    os.mkfifo(path)
    return path


def test_a_progress_bar_for_a_log_that_takes_long(pipe: Path) -> None:
    status, text = on_terminal("tally", pipe.name, cwd=pipe.parent, meanwhile=slowly(pipe), columns=120)
    assert status == FOUND
    assert BAR in text
    assert "slow\\x1b[red].log" in text
    afterwards = text[text.rindex(BAR) :]
    assert "15000" in afterwards
    assert "\x1b[2K" in afterwards.partition("15000")[0]  # its line is wiped


def test_the_bar_knows_how_far_it_is(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"404\n" * 200_000)
    status, text = on_terminal("tally", "log", command=slow(0.4), cwd=tmp_path, columns=120)
    assert status == FOUND
    shares = [int(share) for share in re.findall(r"(\d+)%.*?kB", text)]
    assert shares == sorted(shares)
    assert any(0 < share < 100 for share in shares)


def test_the_bar_is_on_standard_error(pipe: Path, tmp_path: Path) -> None:
    with (tmp_path / "out").open("wb") as out:
        status, text = on_terminal(
            "tally", pipe.name, cwd=pipe.parent, meanwhile=slowly(pipe), columns=120, stdout=out.fileno()
        )
    assert status == FOUND
    assert BAR in text
    assert "15000" not in text
    written = (tmp_path / "out").read_text()
    assert "\x1b" not in written
    assert "404      15000  100.00%  Not Found" in written


def test_no_bar_for_a_short_log(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"404\n")
    status, text = on_terminal("tally", "log", cwd=tmp_path)
    assert status == FOUND
    assert BAR not in text


def test_no_progress_bar_without_rich(pipe: Path) -> None:
    """The table is all that the terminal gets; the bars of its shares need no rich."""
    status, text = on_terminal(
        "tally", pipe.name, cwd=pipe.parent, meanwhile=slowly(pipe), command=WITHOUT_RICH, columns=120
    )
    assert status == FOUND
    full = "█" * 20
    assert text.splitlines() == [
        "code     count    share  " + " " * len(full) + "  phrase",
        f"404      15000  100.00%  {full}  Not Found",
        "",
        f"4xx      15000  100.00%  {full}  Client Error",
        "",
        "total    15000",
        "skipped      0",
    ]


def unread(pipe: BinaryIO) -> int:
    """How many bytes are in a pipe: on a busy machine it takes a while to read them."""
    (count,) = struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)))
    return int(count)


@pytest.mark.parametrize("command", [MODULE, WITHOUT_RICH])
def test_ctrl_c(pipe: Path, command: list[str]) -> None:
    def press(master: int) -> None:
        with pipe.open("wb", buffering=0) as end:
            for _ in range(10):
                end.write(b"404\n" * 1000)
                time.sleep(0.1)
            while unread(end):
                time.sleep(0.1)
            time.sleep(0.5)
            os.write(master, b"\x03")
            time.sleep(0.5)

    status, text = on_terminal("tally", pipe.name, command=command, cwd=pipe.parent, meanwhile=press, columns=120)
    assert status == INTERRUPTED
    assert "Traceback" not in text
    assert "10000" in text
    assert "partial" in text
    assert "interrupted: the result is partial" in text
