"""Reading logs: opening them, undoing gzip, and feeding the core."""

from __future__ import annotations

import io
import os

from httpstatus import Tally, _log_formats, _log_type

_Log = _log_type()

PIECE = 1 << 18  # bytes read at a time; the core leaves fewer than 64 KiB of them over
SHOWN = 80  # characters of a line that an error shows


def tally_log(source, /, *, format="auto"):
    """See httpstatus.tally_log."""
    try:
        log = _Log(format)
    except ValueError:
        raise ValueError(f"unknown log format {format!r}; there are {', '.join(_log_formats())}") from None
    if isinstance(source, (bytes, bytearray, memoryview)):
        return _read(io.BytesIO(source), log, "the log")
    if hasattr(source, "read"):
        return _read(source, log, getattr(source, "name", "the log"))
    with open(os.fspath(source), "rb", buffering=0) as file:
        return _read(file, log, source)


def _read(file, log: _Log, name, progress=None) -> Tally:
    """Feed the log from a binary file. progress is called with the number of bytes that the file has given so far."""
    probe = _Peek(file)
    file = _plain(probe)
    buffer = bytearray(PIECE)
    view = memoryview(buffer)
    left = 0
    first = b""
    while True:
        got = file.readinto(view[left:])
        if not first:
            first = bytes(view[: min(got or 0, 4 * SHOWN)])
        filled = left + (got or 0)
        used = log.feed(view[:filled], not got)
        if progress is not None:
            progress(probe.taken)
        if not got:
            break
        left = filled - used
        view[:left] = buffer[used:filled]
    if log.format == "auto" and log.lines:
        raise ValueError(
            f"{name!s:.200} is no log of a known format ({', '.join(_log_formats()[1:])}); "
            f"its first line is {first.splitlines()[0][:SHOWN]!r}"
        )
    return log.tally()


def _plain(probe):
    """The file without gzip."""
    if probe.starts_with(b"\x1f\x8b"):
        import gzip

        return gzip.GzipFile(fileobj=probe)
    return probe


class _Peek(io.RawIOBase):
    """A binary file whose first bytes have been looked at; it needs no seek()."""

    def __init__(self, file):
        self._file = file
        self._readinto = getattr(file, "readinto", None)
        self._seen = b""
        self.taken = 0  # bytes that the file has given

    def readable(self):
        return True

    def _take(self, size):
        data = self._file.read(size)
        if data is not None and not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f"tally_log reads binary files, and {self._file!r} gives {type(data).__name__}")
        self.taken += len(data or b"")
        return data or b""

    def starts_with(self, magic):
        while len(self._seen) < len(magic):
            data = self._take(len(magic) - len(self._seen))
            if not data:
                break
            self._seen += data
        return self._seen.startswith(magic)

    def readinto(self, buffer):
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
