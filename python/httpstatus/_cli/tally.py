"""httpstatus tally: counting logs by several threads, with a progress bar, and with a result however it ends."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from stat import S_ISREG
from threading import Lock
from time import monotonic

import httpstatus
from httpstatus import StatusClass, StatusSet, Tally, _logs

from .layout import Table, Title, visible
from .output import complain, is_terminal, show, show_json, wants_color, write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, BinaryIO

    from .layout import Block

STDIN = "-"
PATIENCE = 0.5  # seconds before a bar appears
WORTH_THREADS = 1 << 22  # bytes of several logs together; less is counted before threads have started
EXCEEDED = 3  # what --fail-if asks for
INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it


class Stopped(Exception):
    """Raised in the threads that read when the user has interrupted."""


class Log:
    """One of the logs on the command line, and how far it has been read."""

    def __init__(self, path: str, format: str) -> None:
        self.path = path
        self.name = "standard input" if path == STDIN else visible(path)
        self.error = ""
        self.numbered = False
        self.finished = False
        self._logs: list[Any] = [_logs.new_log(format)]  # twins for other threads join it

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
        import zlib

        try:
            shares = self.shares(threads)
            if shares > 1:
                _logs.read_shared(self.path, self._logs[0], shares, watch.advance, self._logs)
            else:
                with self._open() as file:
                    _logs.read(file, self._logs[0], "", watch.advance)
            self.finished = True
        except Stopped:
            pass
        except OSError as error:
            self.error = error.strerror or str(error)
        except (ValueError, EOFError, zlib.error) as error:
            self.error = str(error)

    def _open(self) -> BinaryIO:
        if self.path != STDIN:
            return open(self.path, "rb", buffering=0)
        if sys.stdin is None:
            raise OSError("standard input is closed")
        return open(sys.stdin.fileno(), "rb", buffering=0, closefd=False)

    @property
    def tally(self) -> Tally:
        return sum((log.tally() for log in self._logs), Tally())

    @property
    def format(self) -> str:
        return str(self._logs[0].format)

    @property
    def examples(self) -> list[tuple[int, bytes]]:
        """The first skipped lines with their numbers, which only one thread knows."""
        return list(self._logs[0].examples)

    @property
    def begun(self) -> bool:
        return any(log.lines for log in self._logs)


def check_format(format: str) -> None:
    """ValueError, with the formats that there are, for another one."""
    _logs.new_log(format)


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


def run(
    paths: list[str],
    format: str,
    style: str = "text",
    only: StatusSet | None = None,
    top: int | None = None,
    limit: tuple[StatusSet, float, str] | None = None,
    skipped: bool = False,
) -> int:
    """Count the logs and show the result as text, csv or json; returns the exit status."""
    logs = [Log(path, format) for path in paths]
    for log in logs:
        log.numbered = skipped
    interrupted = False
    try:
        _read_all(logs)
    except KeyboardInterrupt:
        interrupted = True
    counted = [log for log in logs if log.finished or (interrupted and log.begun and not log.error)]
    total = sum((log.tally for log in counted), Tally())
    if style == "json":
        show_json(_data(logs, counted, total, interrupted))
    elif counted and style == "csv":
        write(_csv(counted, total, several=len(logs) > 1, only=only, top=top))
    elif counted:
        show(_page(counted, total, several=len(logs) > 1, interrupted=interrupted, only=only, top=top))
    for log in counted if skipped else ():
        for number, line in log.examples:
            complain(f"{log.name}:{number}: skipped {line.decode('utf-8', 'surrogateescape')}")
    if interrupted:
        unread = sum(not log.finished and not log.error for log in logs)
        complain(f"interrupted: the result is partial, {unread} of {len(logs)} logs are not or not wholly counted")
        return INTERRUPTED
    if any(log.error for log in logs):
        return 1
    if limit is not None and _exceeds(total, limit):
        complain(f"the limit {limit[2]!r} is exceeded")
        return EXCEEDED
    return 0


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


# ---- The result ----


def _numbers(tally: Tally) -> dict[str, Any]:
    return {
        "counts": {f"{code:03d}": count for code, count in tally.items()},
        "substatuses": tally.substatuses,
        "total": tally.total,
        "skipped": tally.skipped,
        "classes": tally.classes,
    }


def _data(logs: list[Log], counted: list[Log], total: Tally, interrupted: bool) -> dict[str, Any]:
    files: list[dict[str, Any]] = []
    for log in logs:
        file: dict[str, Any] = {"path": log.path}
        if log.error:
            file["error"] = log.error
        elif log in counted:
            file.update(format=log.format, **_numbers(log.tally))
            if not log.finished:
                file["partial"] = True
        else:
            file["error"] = "interrupted before it was read"
        files.append(file)
    whole: dict[str, Any] = {"files": files, "total": _numbers(total)}
    if interrupted:
        whole["total"]["partial"] = True
    return whole


def _page(
    counted: list[Log], total: Tally, several: bool, interrupted: bool, only: StatusSet | None, top: int | None
) -> list[Block]:
    blocks: list[Block] = []
    if several:
        for log in counted:
            table = _table(log.tally, not log.finished, log.format, only, top)
            blocks += [Title(f"{log.name}:"), table, ""]
        blocks.append(Title("all:"))
    formats = {log.format for log in counted}
    blocks.append(_table(total, interrupted, formats.pop() if len(formats) == 1 else "", only, top))
    return blocks


def _csv(counted: list[Log], total: Tally, several: bool, only: StatusSet | None, top: int | None) -> str:
    """A line for each code: its counts in each file and in all, by RFC 4180."""
    from csv import writer
    from io import StringIO

    text = StringIO()
    out = writer(text, lineterminator="\n")
    columns = [(log.name, log.tally) for log in counted] if several else []
    out.writerow(["code", *(name for name, _ in columns), "count"])
    for code, count in _chosen(total, only, top):
        out.writerow([f"{code:03d}", *(tally.get(code, 0) for _, tally in columns), count])
    return text.getvalue()


def _table(tally: Tally, partial: bool, format: str, only: StatusSet | None, top: int | None) -> Table:
    table = Table(("code", ">count", ">share", "phrase"))
    whole = tally.total

    def row(label: str, count: int, text: str) -> tuple[str, ...]:
        return (label, str(count), f"{100 * count / whole:.2f}%", text)

    for code, count in _chosen(tally, only, top):
        table.rows.append(row(f"{code:03d}", count, _phrase(code, format)))
        for text, times in tally.substatuses.items():
            if text.startswith(f"{code:03d}.") and not text.endswith(".0"):  # 0 is for none
                table.rows.append(row(text, times, _substatus(text, format)))
    if whole:
        table.rows.append(())
    for label, count in tally.classes.items():
        if count:
            title = next((each.title for each in StatusClass if each.label == label), "outside the five classes")
            table.rows.append(row(label, count, title))
    if whole:
        table.rows.append(())
    table.rows.append(("total", str(whole), "", ""))
    table.rows.append(("skipped", str(tally.skipped), "", "lines without a status" if tally.skipped else ""))
    if partial:
        table.rows.append(("partial", "", "", "interrupted: the rest was not counted"))
    return table


def _chosen(tally: Tally, only: StatusSet | None, top: int | None) -> list[tuple[int, int]]:
    """The codes to show with their counts: by code, or the most common first."""
    items = tally.items() if top is None else tally.most_common()
    return [(code, count) for code, count in items if only is None or code in only][:top]


def _phrase(code: int, format: str) -> str:
    """The registered phrase, or else the one of the software that wrote the log or of the first origin of the code."""
    registered = httpstatus.phrase(code)
    if registered:
        return registered
    meanings = httpstatus.meanings(code)
    own = [each for each in meanings if each.origin == format or each.origin.endswith(f"-{format}")]
    meanings = tuple(own) or meanings
    return f"{meanings[0].phrase or meanings[0].name} ({meanings[0].origin})" if meanings else ""


def _substatus(text: str, format: str) -> str:
    """What is known about the text beside a code: IIS's sub-status, or what the system of the format calls it."""
    sub = text.partition(".")[2]
    if format == "w3c":
        known: Any = httpstatus.iis.substatuses(text) if sub.isascii() and sub.isdigit() else ()
        return f"{known[0].title} (iis)" if known else ""
    from .systems import named

    system = named(format)
    if not system:
        return ""
    from httpstatus import systems

    try:
        entries = systems.lookup(system, sub)
    except (LookupError, ValueError):
        return ""
    first = entries[0] if isinstance(entries, tuple) else entries
    return f"{first.title} ({system})"


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
