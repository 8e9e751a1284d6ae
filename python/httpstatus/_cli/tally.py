"""httpstatus tally: counting logs by several threads, with a progress bar, and with a result however it ends.

What the result looks like is in counts.py.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from stat import S_ISREG
from threading import Lock
from time import monotonic

from httpstatus import StatusSet, Tally, _logs

from .layout import visible
from .output import OutputFailed, complain, is_terminal, show, show_json, wants_color, write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, BinaryIO

STDIN = "-"
PATIENCE = 0.5  # seconds before a bar appears
WORTH_THREADS = 1 << 22  # bytes of several logs together; less is counted before threads have started
EXCEEDED = 3  # what --fail-if asks for
INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it


class Stopped(Exception):
    """Raised in the threads that read when the user has interrupted."""


class Choice:
    """What to count and how to show it: the options of the command line, understood."""

    def __init__(self, options: Any) -> None:
        """Raises ValueError for an option that is wrong."""
        self.times = _logs.read_times(options.since, options.until, options.per)
        self.per = self.times[2] if self.times else 0
        _logs.new_log(options.format, self.times)
        self.format: str = options.format
        self.style = "json" if options.json else "csv" if options.csv else "text"
        self.only = None if options.only is None else StatusSet(options.only)
        self.top: int | None = options.top
        if self.top is not None and self.top < 1:
            raise ValueError(f"invalid --top '{self.top}'; pass 1 or more")
        self.limit = None if options.fail_if is None else parse_limit(options.fail_if)
        self.skipped: bool = options.skipped
        self.svg: str | None = options.svg
        self.follow: bool = options.follow


class Log:
    """One of the logs on the command line, and how far it has been read."""

    def __init__(self, path: str, choice: Choice) -> None:
        self.path = path
        self.name = "standard input" if path == STDIN else visible(path)
        self.error = ""
        self.numbered = choice.skipped
        self.asked = choice.format
        self.finished = False
        self.parts: list[Any] = [_logs.new_log(choice.format, choice.times)]  # twins for other threads join it

    def size(self) -> int | None:
        """The size of a file, or None if it is a pipe or missing."""
        try:
            status = os.stat(self.path)
        except OSError:
            return None
        return status.st_size if S_ISREG(status.st_mode) and self.path != STDIN else None

    def shares(self, threads: int) -> int:
        """How many threads it is worth; one if line numbers are asked for."""
        threads = 1 if self.numbered else threads
        try:
            return 1 if self.path == STDIN else int(_logs.share_count(self.path, threads))
        except OSError:  # reading it will say what is wrong
            return 1

    def read(self, watch: Watch, threads: int = 1) -> None:
        """Count all of it. Whatever ends that early leaves what has been counted."""
        try:
            shares = self.shares(threads)
            if shares > 1:
                _logs.read_shared(self.path, self.parts[0], shares, watch.advance, self.parts)
            else:
                with self.open() as file:
                    _logs.read(file, self.parts[0], "", watch.advance, self.warn)
            self.finished = True
        except Stopped:
            pass
        except OSError as error:
            self.error = error.strerror or str(error)
        except ValueError as error:
            self.error = str(error)

    def warn(self, message: str) -> None:
        complain(f"{self.name}: {message}")

    def feed(self, lines: bytes) -> None:
        """Count whole lines, after which more may come."""
        self.parts[0].feed(lines, True)

    def check(self, first: bytes) -> None:
        """Raise a ValueError if no line fits, or if times are asked for and there are none."""
        _logs.check_known(self.parts[0], "", first)

    def open(self) -> BinaryIO:
        if self.path != STDIN:
            return open(self.path, "rb", buffering=0)
        if sys.stdin is None:
            raise OSError("standard input is closed")
        return open(sys.stdin.fileno(), "rb", buffering=0, closefd=False)

    @property
    def tally(self) -> Tally:
        return sum((log.tally() for log in self.parts), Tally())

    @property
    def format(self) -> str:
        return str(self.parts[0].format)

    @property
    def examples(self) -> list[tuple[int, bytes]]:
        """The first skipped lines with their numbers, which only one thread knows."""
        return list(self.parts[0].examples)

    @property
    def begun(self) -> bool:
        return any(log.lines for log in self.parts)


def parse_limit(text: str) -> tuple[StatusSet, float, str]:
    """The set, the limit, and the whole text of "5xx > 1%" (a share) or "5xx > 10" (a count)."""
    codes, sign, limit = text.partition(">")
    try:
        value = float(limit.strip().removesuffix("%"))
        if sign and 0 <= value < float("inf"):
            return StatusSet(codes.strip()), value, text
    except ValueError:
        pass
    raise ValueError(f"invalid condition {text!r}; write a set and a limit, such as '5xx > 1%' or '5xx > 10'")


def _exceeds(tally: Tally, limit: tuple[StatusSet, float, str]) -> bool:
    codes, value, text = limit
    count = sum(times for code, times in tally.items() if code in codes)
    if text.rstrip().endswith("%"):
        return tally.total > 0 and 100 * count / tally.total > value
    return count > value


def run(paths: list[str], choice: Choice) -> int:
    """Count the logs and show the result; returns the exit status."""
    from .counts import Result

    logs = [Log(path, choice) for path in paths]
    interrupted = False
    try:
        if choice.follow:
            from .follow import follow

            follow(logs, choice)
        else:
            _read_all(logs)
    except KeyboardInterrupt:
        interrupted = True
    counted = [log for log in logs if log.finished or (interrupted and log.begun and not log.error)]
    result = Result(logs, counted, choice, interrupted)
    if choice.style == "json":
        show_json(result.data())
    elif counted:
        write(result.csv()) if choice.style == "csv" else show(result.page())
    for log in counted if choice.skipped else ():
        for number, line in log.examples:
            complain(f"{log.name}:{number}: skipped {line.decode('utf-8', 'surrogateescape')}")
    if choice.svg is not None:
        _write_picture(choice.svg, result.svg())
    if interrupted:
        unread = sum(not log.finished and not log.error for log in logs)
        complain(f"interrupted: the result is partial, {unread} of {len(logs)} logs are not or not wholly counted")
        return INTERRUPTED
    if any(log.error for log in logs):
        return 1
    if choice.limit is not None and _exceeds(result.total, choice.limit):
        complain(f"the limit {choice.limit[2]!r} is exceeded")
        return EXCEEDED
    return 0


def _write_picture(path: str, text: str) -> None:
    try:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise OutputFailed(path) from error


def _read_all(logs: list[Log]) -> None:
    """Read large files by several threads each, and several small ones at once; pipes one after the other.

    Pipes are read here, in the main thread: a thread that waits for a pipe could not be interrupted.
    """
    sizes = {log: log.size() for log in logs}
    threads = _logs.cpu_count()
    small = [log for log, size in sizes.items() if size is not None and log.shares(threads) == 1]
    with ExitStack() as stack:
        watch = stack.enter_context(Watch(logs, sizes))
        futures = {}
        if threads > 1 and len(small) > 1 and sum(sizes[log] or 0 for log in small) >= WORTH_THREADS:
            pool = stack.enter_context(_logs.thread_pool(threads))
            futures = {log: pool.submit(log.read, watch) for log in small}
        for log in logs:
            if log in futures:
                futures[log].result()
            else:
                log.read(watch, threads)
            if log.error:
                complain(f"{log.name}: {log.error}")


# ---- While it lasts ----


class Watch:
    """A context for reading: the bar, and the end when the user presses Ctrl-C.

    No bar is shown, and rich not even loaded, before the reading has taken a while; nor where no one looks.
    """

    def __init__(self, logs: list[Log], sizes: dict[Log, int | None]) -> None:
        self._name = logs[0].name if len(logs) == 1 else f"{len(logs)} logs"
        self._size = None if None in sizes.values() else sum(size or 0 for size in sizes.values())
        self._due = monotonic() + PATIENCE if is_terminal(sys.stderr) else float("inf")
        self._lock = Lock()
        self._taken = 0
        self._bar: Any = None
        self._task: Any = None
        self._stopped = False
        self._handler: Any = None

    def __enter__(self) -> Watch:
        import signal

        # A handler that somebody else has chosen stays, and so does a shell's choice to ignore it.
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            self._handler = signal.signal(signal.SIGINT, self._interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        if self._handler is not None:
            import signal

            signal.signal(signal.SIGINT, self._handler)
        if self._bar is not None:
            self._bar.stop()

    def _interrupt(self, *_: object) -> None:
        self._stopped = True  # for the threads that read
        raise KeyboardInterrupt

    def advance(self, taken: int) -> None:
        """Called by whatever reads, in any thread, with the number of bytes since it called last."""
        if self._stopped:
            raise Stopped
        with self._lock:
            self._taken += taken
            if self._bar is not None:
                self._bar.update(self._task, completed=self._taken)
            elif monotonic() >= self._due:
                self._start()

    def _start(self) -> None:
        self._due = float("inf")
        try:
            from .terminal import progress_bar
        except ImportError:
            return
        bar, self._task = progress_bar(self._name, self._size, wants_color())
        bar.update(self._task, completed=self._taken)
        bar.start()
        self._bar = bar
