"""Reading logs: opening them, decompressing gzip, splitting them between threads, and feeding the core.

tally_log() is the public function. The command line, which shows progress and partial results, uses what __all__ names
besides it; the rest is this file's own.
"""

from __future__ import annotations

import io
import os
from stat import S_ISREG

from httpstatus import Tally
from httpstatus._private import log_formats, log_type, shown

TYPE_CHECKING = False  # as in typing, whose import takes longer than most logs
if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import ThreadPoolExecutor
    from datetime import datetime
    from typing import Any

    from httpstatus._private import _Log as Log

    _Progress = Callable[[int], object]

_Log = log_type()

__all__ = [
    "check_known",
    "cpu_count",
    "intervals",
    "new_log",
    "read",
    "read_shared",
    "read_times",
    "share_count",
    "tally_log",
    "thread_pool",
]

PIECE = 1 << 18  # bytes read at a time; more for a line that is longer
SHARE = 1 << 25  # bytes that are worth a thread of their own
SHOWN = 80  # characters of a line that an error shows
HINTED = 4096  # bytes of a log by which a hint is given
EARLIEST, LATEST = -(2**63), 2**63 - 1  # seconds
LONGEST = 10**10  # seconds of an interval
GZIP = b"\x1f\x8b"
BZIP2 = b"BZh"
XZ = b"\xfd7zXZ\x00"
ZSTD = b"\x28\xb5\x2f\xfd"
PACKED = (GZIP, BZIP2, XZ, ZSTD)


def tally_log(
    source: Any,
    /,
    *,
    format: Any = "auto",
    threads: int | None = None,
    since: Any = None,
    until: Any = None,
    per: Any = None,
) -> Any:
    """See httpstatus.tally_log."""
    times = read_times(since, until, per)
    new_log(format, times)  # refuses an unknown format before anything is read
    if threads is None:
        threads = cpu_count()
    elif threads < 1:
        raise ValueError(f"invalid number of threads {shown(threads)}: expected 1 or more")
    logs: list[Log] = []
    if not isinstance(source, (list, tuple)):
        _read_one(source, new_log(format, times), threads, logs)
    elif len(source) < 2 or threads == 1:
        for each in source:
            _read_one(each, new_log(format, times), threads, logs)
    else:
        with thread_pool(threads) as pool:
            for _ in pool.map(lambda each: _read_one(each, new_log(format, times), 1, logs), source):
                pass
    return sum((log.tally() for log in logs), Tally()) if per is None else intervals(logs)


def new_log(format: Any, times: tuple[int, int, int] | None = None) -> Log:
    try:
        return _Log(format, *(times or ()))
    except ValueError:
        known = ", ".join(log_formats())
        places = "json:KEY, key:NAME, column:N and column:NAME"
        raise ValueError(f"unknown log format {shown(format)}; known: {known}, {places}") from None


# ---- Times ----


def read_times(since: Any, until: Any, per: Any) -> tuple[int, int, int] | None:
    """The three arguments as the core takes them, or None if there are none."""
    if since is None and until is None and per is None:
        return None
    from time import time

    now = int(time())
    return (
        EARLIEST if since is None else _read_time(since, now),
        LATEST if until is None else _read_time(until, now),
        0 if per is None else _read_period(per),
    )


def _read_time(given: Any, now: int) -> int:
    if isinstance(given, str):
        return _Log.time(given, now)
    if isinstance(given, (int, float)):
        return int(given // 1) if abs(given) < 1e15 else _Log.time(str(given), now)
    if hasattr(given, "timestamp"):  # a datetime; without a zone it is taken for UTC, as those of logs are
        from datetime import timezone

        return int((given if given.tzinfo else given.replace(tzinfo=timezone.utc)).timestamp() // 1)
    raise TypeError(f"a time is a str, a datetime or seconds since 1970, not {type(given).__name__}")


def _read_period(given: Any) -> int:
    if isinstance(given, str):
        return _Log.period(given)
    seconds = given.total_seconds() if hasattr(given, "total_seconds") else given
    if not isinstance(seconds, (int, float)):
        raise TypeError(f"a period is a str, a timedelta or seconds, not {type(given).__name__}")
    return int(seconds) if 1 <= seconds <= LONGEST and seconds == int(seconds) else _Log.period(f"{seconds}")


def intervals(logs: list[Log]) -> dict[datetime, Tally]:
    """What the logs have counted in intervals of time: the tally of each that has any line, in order."""
    from datetime import datetime, timedelta, timezone

    epoch = datetime(1970, 1, 1, tzinfo=timezone.utc)
    counts: dict[int, dict[int, int]] = {}
    for log in logs:
        for key, count in log.time_counts.items():
            begin, code = divmod(key, 1001)
            codes = counts.setdefault(begin, {})
            codes[code - 1] = codes.get(code - 1, 0) + count
    return {
        epoch + timedelta(seconds=begin): Tally(
            {code: counts[begin][code] for code in sorted(counts[begin]) if code >= 0}, skipped=counts[begin].get(-1, 0)
        )
        for begin in sorted(counts)
    }


def cpu_count() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def thread_pool(threads: int) -> ThreadPoolExecutor:
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(threads)


def _read_one(source: Any, log: Log, threads: int, logs: list[Log]) -> None:
    """Read a source of tally_log into a log, and twins of it if it is long; all of them are added to the list."""
    logs.append(log)
    if isinstance(source, (bytes, bytearray, memoryview)):
        read(io.BytesIO(source), log, "the log")
    elif hasattr(source, "read"):
        read(source, log, getattr(source, "name", "the log"))
    else:
        path = os.fspath(source)
        shares = share_count(path, threads)
        if shares > 1:
            read_shared(path, log, shares, None, logs)
        else:
            with open(path, "rb", buffering=0) as file:
                read(file, log, path)


def read(
    file: Any, log: Log, name: object, progress: _Progress | None = None, warn: Callable[[str], None] | None = None
) -> Tally:
    """Feed the log from a binary file. progress is called with how many bytes the file has given since the last call;
    what it raises ends the reading, and the log keeps what it has counted. warn is told of what was left out."""
    probe = _Peek(file)
    file = _plain(probe)
    buffer = bytearray(PIECE)
    view = memoryview(buffer)
    left = 0
    first = b""
    while True:
        got = file.readinto(view[left:]) or 0
        if len(first) < HINTED:
            first += bytes(view[left : left + min(got, HINTED)])
        filled = left + got
        used = log.feed(view[:filled], not got)
        if progress is not None:
            progress(probe.taken)
            probe.taken = 0
        if not got:
            break
        left = filled - used
        view[:left] = buffer[used:filled]
        if left == len(buffer):
            buffer, view = _longer(buffer)
    if probe.has_garbage:
        (warn or _warn)("the garbage after the end of the gzip data was ignored")
    check_known(log, name, first)
    return log.tally()


def _warn(message: str) -> None:
    """Warn the caller of tally_log."""
    import warnings

    warnings.warn(message, RuntimeWarning, stacklevel=5)


def _longer(buffer: bytearray) -> tuple[bytearray, memoryview]:
    """A buffer for a line that does not fit; the core takes any line of a megabyte."""
    buffer = buffer + bytes(len(buffer))
    return buffer, memoryview(buffer)


def check_known(log: Log, name: object, first: bytes) -> None:
    """Refuse a log of which no line fits."""
    if log.lines and not log.fitting and name is not None:
        line = first.lstrip(b"\r\n").partition(b"\n")[0][:SHOWN]
        raise ValueError((f"cannot read {name!s:.200}: " if name else "") + log.problem(first, repr(line)))
    if name is not None:
        _check_timed([log], name)


def _check_timed(logs: list[Log], name: object) -> None:
    """Refuse a log without times if times are asked for."""
    if logs[0].is_timed and any(log.fitting for log in logs) and not any(log.timed for log in logs):
        raise ValueError((f"cannot tell the times of {name!s:.200}: " if name else "") + logs[0].no_times)


# ---- One file, several threads ----


def share_count(path: Any, threads: int) -> int:
    """How many threads a file is worth: one where it cannot be read from several places, or not faster."""
    if threads == 1 or not hasattr(os, "preadv") or not S_ISREG(os.stat(path).st_mode):
        return 1  # opening a pipe only to look at it would break it
    with open(path, "rb", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        if size < 2 * SHARE or file.read(len(XZ)).startswith(PACKED):
            return 1
    return min(threads, size // SHARE)


def read_shared(
    path: Any, log: Log, shares: int, progress: _Progress | None = None, logs: list[Log] | None = None
) -> Tally:
    """Feed the log and twins of it, which are added to a list of logs, from one file; progress is as for read."""
    with open(path, "rb", buffering=0) as file:
        handle = file.fileno()
        size = os.fstat(handle).st_size
        head = os.pread(handle, PIECE, 0)
        used = log.feed(head, False)
        if not log.fitting or log.format == "w3c":  # unknown yet, or directives matter to later lines
            _read_range(handle, log, used, size, progress)
            check_known(log, path, head)
            return log.tally()
        bounds = [used + (size - used) * share // shares for share in range(shares)] + [size]
        twins = [log.twin() for _ in range(shares)]
        if logs is not None:
            logs += twins
        with thread_pool(shares) as pool:
            parts = list(
                pool.map(
                    lambda twin, begin, end: _read_range(handle, twin, _line_start(handle, begin, used), end, progress),
                    twins,
                    bounds,
                    bounds[1:],
                )
            )
        _check_timed([log, *twins], path)
        return sum((part.tally() for part in parts), log.tally())


def _line_start(handle: int, at: int, first: int) -> int:
    """Where the first line begins at or behind a place; a share ends with the line in which the next one begins."""
    if at <= first:
        return first
    at -= 1
    while True:
        piece = os.pread(handle, PIECE, at)
        newline = piece.find(b"\n")
        if newline >= 0:
            return at + newline + 1
        if not piece:
            return at
        at += len(piece)


def _read_range(handle: int, log: Log, begin: int, end: int, progress: _Progress | None = None) -> Log:
    """Feed the log with the lines that begin in a range of a file."""
    buffer = bytearray(PIECE)
    view = memoryview(buffer)
    at = begin
    left = 0
    end = max(_line_start(handle, end, begin), begin)
    while True:
        got = os.preadv(handle, [view[left : left + end - at]], at) if at < end else 0
        at += got
        filled = left + got
        used = log.feed(view[:filled], not got)
        if progress is not None:
            progress(got)
        if not got:
            break
        left = filled - used
        view[:left] = buffer[used:filled]
        if left == len(buffer):
            buffer, view = _longer(buffer)
    return log


# ---- Binary files of every kind ----


def _plain(probe: _Peek) -> _Peek | _Decompressed:
    """The file without compression."""
    if probe.starts_with(GZIP):
        return _Decompressed(probe, "gzip", _Gzip)
    if probe.starts_with(BZIP2) and _is_bzip2(probe):
        return _Decompressed(probe, "bzip2", _bzip2)
    if probe.starts_with(XZ):
        return _Decompressed(probe, "xz", _xz)
    if probe.starts_with(ZSTD):
        return _Decompressed(probe, "zstd", _zstd)
    return probe


def _is_bzip2(probe: _Peek) -> bool:
    return any(probe.starts_with(BZIP2 + b"%d1AY&SY" % level) for level in range(1, 10))


class _Gzip:
    """The members of gzip data, one after another. Zeros may pad them; what else is after them is left out, as gzip
    does, and the probe has a note of it.

    The gzip module loses what was read before an error; isal's own takes bytes after the end for data that is missing.
    """

    def __init__(self, probe: Any) -> None:
        try:  # inflates faster
            from isal import isal_zlib as zlib  # type: ignore[import-not-found,unused-ignore]
        except ImportError:
            import zlib  # type: ignore[no-redef,unused-ignore]
        self._probe = probe
        self._new = zlib.decompressobj
        self._member: Any = self._new(31)  # with the header and the trailer of gzip
        self._left = b""
        self._ended = False

    def read1(self, size: int) -> bytes:
        while not self._ended:
            if self._member is None and not self._begins():
                break
            if not self._left:
                self._left = self._probe.read(PIECE)
                if not self._left:
                    raise EOFError("it is cut off within a member")
            member: Any = self._member
            data: bytes = member.decompress(self._left, size)
            if member.eof:
                self._left, self._member = member.unused_data, None
            else:
                self._left = member.unconsumed_tail
            if data:
                return data
        return b""

    def _begins(self) -> bool:
        """Whether another member follows; it is begun then."""
        left = self._left.lstrip(b"\0")
        while len(left) < len(GZIP):
            more = self._probe.read(PIECE)
            if not more:
                break
            left = (left + more).lstrip(b"\0")
        self._left = left
        if self._left.startswith(GZIP):
            self._member = self._new(31)
            return True
        self._probe.has_garbage = bool(self._left)
        self._ended = True
        return False


def _bzip2(probe: Any) -> Any:
    import bz2

    return bz2.BZ2File(probe)


def _xz(probe: Any) -> Any:
    import lzma

    return lzma.LZMAFile(probe)


def _zstd(probe: Any) -> Any:
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        try:
            from backports import zstd  # type: ignore[import-not-found,no-redef,unused-ignore]
        except ImportError:
            raise OSError(
                "reading zstd needs Python 3.14 or backports.zstd; pip install 'httpstatus[logs]', "
                "or decompress the log"
            ) from None
    return zstd.ZstdFile(probe)


class _Decompressed:
    """The content of a compressed file. Corrupt or truncated data raises an OSError that says so."""

    def __init__(self, probe: _Peek, kind: str, opened: Callable[[Any], Any]) -> None:
        self._file = opened(probe)
        self._kind = kind

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._file.read1(len(buffer))  # read() and readinto() lose what comes before an error
        except Exception as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise  # the file itself cannot be read
            if not isinstance(error, (OSError, EOFError, ValueError)) and type(error).__module__ not in (
                "zlib",
                "_lzma",
                "_zstd",
                "igzip_lib",
                "isal.isal_zlib",
                "compression.zstd",
                "backports.zstd._zstd",
            ):
                raise
            raise OSError(f"the {self._kind} data is corrupt or truncated: {error}") from None
        buffer[: len(data)] = data
        return len(data)


class _Peek(io.RawIOBase):
    """A binary file whose first bytes have been looked at; it needs no seek()."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._readinto = getattr(file, "readinto", None)
        self._seen = b""
        self.taken = 0  # bytes that the file has given, since somebody has set it to zero
        self.has_garbage = False  # behind compressed data; it was left out

    def _take(self, size: int) -> Any:
        data = self._file.read(size)
        if data is not None and not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f"tally_log reads binary files, and {self._file!r} gives {type(data).__name__}")
        self.taken += len(data or b"")
        return data or b""

    def starts_with(self, magic: bytes) -> bool:
        while len(self._seen) < len(magic):
            data = self._take(len(magic) - len(self._seen))
            if not data:
                break
            self._seen += data
        return self._seen.startswith(magic)

    def readinto(self, buffer: Any) -> Any:
        if self._seen:
            size = min(len(buffer), len(self._seen))
            buffer[:size] = self._seen[:size]
            self._seen = self._seen[size:]
            return size
        if self._readinto is not None:
            got = self._readinto(buffer)
            self.taken += got or 0
            return got
        data = self._take(len(buffer))
        buffer[: len(data)] = data
        return len(data)
