"""Hostile input: texts and numbers made to be slow, huge or harmful, and files that change under the reader."""

from __future__ import annotations

import contextlib
import gzip
import inspect
import io
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpstatus
import pytest
from cli_runner import INTERRUPTED, NOTHING, USAGE, assert_harmless, environment, load, run
from httpstatus import HTTPStatus, StatusSet, Tally, UnknownStatusError, _logs, tally_log
from httpstatus._cli.queries import answer
from support import functions_of_a_number, public_functions

HUGE = 10**5000  # more digits than Python writes
SHORT = 500  # characters of a message that somebody may have to read

# Whatever a terminal could act upon, or that hides or reorders what stands around it.
CONTROLS = "".join(
    map(chr, [*range(1, 0x20), *range(0x7F, 0xA0), 0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x2028, 0x202F),
              *range(0x2060, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC), 0xE0001, 0xE0020, 0xE007F])
)  # fmt: skip

REPEATED = ["x", "\x1b", "\n", " ", '"', "\\", "'", "_", "404.", "250-", "250-a\n", "2xx,", "!404,", "404 ", "5.1.1 ",
            "110 - \"\",", "HTTP/1.1 ", "not found ", "\N{PILE OF POO}", "\udc80"]  # fmt: skip


def calls(text: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Every public function with a text for each of its parameters, the ones before it being 404."""
    for name, function in public_functions():
        parameters = inspect.signature(function).parameters
        for place, parameter in enumerate(parameters.values()):
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
                yield f"{name}({parameter.name}=)", lambda f=function, p=parameter.name: f(404, **{p: text})
            elif place < 2:
                yield f"{name}({place})", lambda f=function, n=place: f(*[404] * n, text)


# ---- Errors ----


def error_of(call: Callable[[], Any]) -> Exception | None:
    try:
        call()
    except Exception as error:
        return error
    return None


def test_ints_of_thousands_of_digits() -> None:
    """Python writes no such int; the error that says so is not the one that was promised."""
    for name, function in functions_of_a_number().items():
        for number in (HUGE, -HUGE):
            error = error_of(lambda f=function, n=number: f(n))
            if error is not None:
                assert "thousands of digits" in str(error), name
                assert isinstance(error, TypeError if "str or bytes" in str(error) else ValueError), name
                assert not name.endswith(("lookup", "reply", "error")) or type(error) is UnknownStatusError
    for call in (
        lambda: StatusSet(HUGE),
        lambda: StatusSet([HUGE]),
        lambda: Tally({HUGE: 1}),
        lambda: Tally({404: HUGE}),
        lambda: Tally({}, skipped=-HUGE),
        lambda: httpstatus.iis.substatus(404, HUGE),
        lambda: httpstatus.lookup(HUGE, "nginx"),
        lambda: HTTPStatus.from_code(HUGE),
        lambda: tally_log(b"", threads=-HUGE),
    ):
        with pytest.raises(ValueError, match="thousands of digits"):
            call()  # type: ignore[no-untyped-call]
    assert httpstatus.tally([HUGE, -HUGE]).skipped == 2
    assert HUGE not in StatusSet("000-999")


@pytest.mark.parametrize("piece", REPEATED, ids=ascii)
def test_messages_are_short_and_can_be_shown(piece: str) -> None:
    """Whatever was given, an error fits on a screen, and is one line that does nothing to a terminal."""
    texts: list[str | bytes] = [piece * (200_000 // len(piece)), CONTROLS + piece]
    texts += [text.encode(errors="surrogatepass") for text in texts if isinstance(text, str)]
    for text in texts:
        for name, call in calls(text):
            error = error_of(call)
            if isinstance(error, OSError):
                assert name == "tally_log(0)"  # the path is in it, as in every other OSError
            elif error is not None:
                assert isinstance(error, (ValueError, TypeError, LookupError)), name
                said = str(error.args[0])
                assert len(said) <= SHORT, name
                assert_harmless(said)
                assert "\n" not in said, name


# ---- Time and memory ----


PACKAGE = str(Path(str(httpstatus.__file__)).parent)


def lines_run(call: Callable[[], Any]) -> int:
    """How many lines of the package's Python a call runs: what it costs, whatever else the machine does."""
    count = 0

    def trace(frame: Any, event: str, _: object) -> Any:
        nonlocal count
        if not frame.f_code.co_filename.startswith(PACKAGE):
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    assert count > 0
    return count


@pytest.mark.parametrize("piece", REPEATED, ids=ascii)
def test_queries_cost_linear_time(piece: str) -> None:
    for form in ("{}", "nginx:{}", "smtp:{}", "404{}", "{}404", "HTTP/1.1 404 {}", "550 {}", "warning:{}", "2xx,{}"):
        answer(form.format(piece))  # what is loaded once
        short, middle, long = (
            lines_run(lambda n=n, f=form: answer(f.format(piece * n))) for n in (1000, 2000, 4000)
        )  # fmt: skip
        assert long - middle <= 2.2 * max(middle - short, 100), form


class Pieces(io.RawIOBase):
    """A binary file that repeats a piece, and gives so many bytes at once."""

    def __init__(self, piece: bytes, times: int, step: int = 1 << 16) -> None:
        self._piece, self._left, self._step = piece * (1 + (1 << 16) // len(piece)), len(piece) * times, step

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = min(len(buffer), self._left, self._step, len(self._piece))
        buffer[:size] = self._piece[:size]
        self._left -= size
        return size


LOG_PIECES = [b"\n", b'"', b"\\", b'] "', b"{", b'{"a":', b'{"a":1}\n', b"#Fields: sc-status\n", b"#x\n", b" ", b"\0"]


@pytest.mark.parametrize("piece", LOG_PIECES, ids=ascii)
@pytest.mark.parametrize("format", ["auto", "common", "json", "w3c", "alb", "plain"])
def test_memory_does_not_grow_with_a_log(piece: bytes, format: str) -> None:
    import tracemalloc  # CPython alone has it

    def peak(times: int) -> int:
        tracemalloc.start()
        try:
            with contextlib.suppress(ValueError):  # no log of a known format
                tally_log(Pieces(piece, times), format=format)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(1000)  # what is made once
    # A line may have a megabyte; from there on nothing grows.
    assert peak(6_400_000 // len(piece)) < peak(1_600_000 // len(piece)) + 400_000


def test_reading_a_log_costs_linear_time() -> None:
    """Byte by byte, and in a gzip of many members: the lines of Python that run are in step with the length."""
    log = b'::1 - - [t] "GET / HTTP/1.1" 200 1\n'
    for source in (lambda n: Pieces(log, n, step=1), lambda n: gzip.compress(log, 0) * n):

        def read(n: int, source: Any = source) -> None:
            with contextlib.suppress(ValueError):  # byte by byte, no line is whole
                tally_log(source(n), format="clf")

        read(1)  # what is loaded once
        short, middle, long = (lines_run(lambda n=n, read=read: read(n)) for n in (20, 40, 80))
        assert long - middle <= 2.2 * max(middle - short, 50)


# ---- Files that change ----


def log_of(size: int) -> bytes:
    return b'10.0.0.1 - - [t] "GET / HTTP/1.1" 404 1\n' * (size // 40)


@pytest.fixture
def small_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_logs, "SHARE", 1 << 17)
    monkeypatch.setattr(_logs, "PIECE", 1 << 17)


@pytest.mark.usefixtures("small_shares")
@pytest.mark.parametrize("left", [0, 1, 40, 100_000, 300_001])
def test_a_log_that_shrinks_while_it_is_read(tmp_path: Path, left: int) -> None:
    """Some lines are gone; nothing crashes, which a memory map would do, and what was read is right."""
    path = tmp_path / "access.log"
    path.write_bytes(log_of(1 << 20))
    log = _logs.new_log("auto")

    def shrink(_: int) -> None:
        os.truncate(path, left)

    found = _logs.read_shared(path, log, 4, shrink)
    assert found[404] <= (1 << 20) // 40
    assert found.total == found[404]
    assert found.skipped <= 4  # a share may end in half a line


@pytest.mark.usefixtures("small_shares")
def test_a_log_that_grows_vanishes_or_is_another_one(tmp_path: Path) -> None:
    path = tmp_path / "access.log"
    for change in (
        lambda: path.open("ab").write(log_of(4000)),
        path.unlink,
        lambda: (tmp_path / "new").write_bytes(b"\0" * 1000) and os.replace(tmp_path / "new", path),
    ):
        path.write_bytes(log_of(1 << 20))
        changes = [change]

        def once(_: int, changes: list[Any] = changes) -> None:
            while changes:
                changes.pop()()

        found = _logs.read_shared(path, _logs.new_log("auto"), 4, once)
        assert dict(found) == {404: (1 << 20) // 40}


@pytest.mark.skipif(sys.platform != "linux", reason="sockets and /proc are files there")
def test_files_that_are_no_files(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        (tmp_path / "loop").symlink_to("loop")
        (tmp_path / "good").write_bytes(b"404\n")
        names = ["socket", "loop", "/proc/self/mem", "x" * 300, "good"]
        done = run("tally", "--json", *names, cwd=tmp_path)
    assert done.returncode == NOTHING
    assert "Traceback" not in done.stderr
    files = load(done.stdout, "tallies")["files"]
    assert ["error" in file for file in files] == [True, True, True, True, False]


def opened(process: int) -> set[str]:
    """The files that a process has open."""
    found = set()
    for each in Path(f"/proc/{process}/fd").iterdir():
        with contextlib.suppress(OSError):  # closed in the meantime
            found.add(str(each.readlink()))
    return found


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no endless file to offer")
def test_an_endless_file_can_be_interrupted_and_takes_no_memory(tmp_path: Path) -> None:
    code = """
import sys
from httpstatus._cli import main
status = main()
# getrusage() would tell of the process that this one was forked from, too.
peak = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM:")]
print(peak[0], file=sys.stderr)
sys.exit(status)
"""
    process = subprocess.Popen(
        [sys.executable, "-c", code, "tally", "--format=clf", "/dev/zero"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while process.poll() is None and "/dev/zero" not in opened(process.pid):
        time.sleep(0.05)
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=30)
    assert process.returncode == INTERRUPTED
    assert "partial" in output
    said, used = errors.splitlines()
    assert "interrupted: the result is partial" in said
    assert int(used) < 200_000  # kilobytes, of which Python itself takes a good part


# ---- The terminal ----


FORMS = ["{}", "404{}", "{}404", "nginx:{}", "{}:404", "smtp:{}", "iis:404.{}", "warning:110 - \"{}\"", "retry:{}",
         "HTTP/1.1 404 {}", "550 5.1.1 {}", "250-{}\n250 b", "not found{}"]  # fmt: skip


@pytest.mark.parametrize("arguments", [
    [form.format(CONTROLS) for form in FORMS],
    ["--json", *(form.format(CONTROLS) for form in FORMS)],
    ["search", f"timeout{CONTROLS}x"],
    ["list", "--origin", f"nginx{CONTROLS}"],
    ["list", "--class", f"4xx{CONTROLS}"],
    ["list", "--standing", CONTROLS],
    ["list", CONTROLS],
    ["tally", f"missing{CONTROLS}"],
    ["tally", "--format", CONTROLS, "x"],
    ["tally", "--format", f"json:{CONTROLS}", "-"],
    ["tally", f"--{CONTROLS}", "x"],
    [f"-{CONTROLS}"],
], ids=lambda arguments: " ".join(arguments[:2]).split(CONTROLS[0])[0])  # fmt: skip
def test_no_argument_acts_upon_the_terminal(arguments: list[str]) -> None:
    done = run(*arguments, stdin=CONTROLS.encode() + b"\n")
    assert done.returncode in (NOTHING, USAGE)
    assert "Traceback" not in done.stderr
    assert_harmless(done.stdout)
    assert_harmless(done.stderr)


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: f"{ord(control):04x}")
def test_no_control_character_is_one_that_is_shown(control: str) -> None:
    from httpstatus._cli.layout import visible

    assert visible(f"a{control}b").isprintable()
    assert visible(f"a{control}b") != f"a{control}b"
    with pytest.raises(ValueError, match="no line fits") as caught:
        tally_log(f"a{control}b".encode() + b"\xff")
    assert str(caught.value).isprintable()


def test_a_log_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    """Its first line is shown where it is no log; nothing of a log is shown elsewhere."""
    rubbish = CONTROLS.encode() + bytes(range(0x80, 0x100))
    (tmp_path / "rubbish").write_bytes(rubbish)
    (tmp_path / "packed").write_bytes(gzip.compress(rubbish))
    (tmp_path / "log").write_bytes(f'{CONTROLS} [t] "{CONTROLS}" 404 1\n'.replace("\n", " ", 2).encode())
    (tmp_path / "json").write_bytes(b'{"' + CONTROLS.replace("\n", "").encode() + b'":1,"status":200}\n')
    (tmp_path / "w3c").write_bytes(f"#Fields: {CONTROLS} sc-status sc-substatus\n".encode() + b"x 404 13\n")
    for option in ([], ["--json"]):
        done = run("tally", *option, "rubbish", "packed", "log", "json", "w3c", cwd=tmp_path)
        assert done.returncode == NOTHING
        assert_harmless(done.stdout)
        assert_harmless(done.stderr)
