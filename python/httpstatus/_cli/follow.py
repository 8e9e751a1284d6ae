"""httpstatus tally --follow: counting logs as they grow, until the user ends it."""

from __future__ import annotations

import os
import signal
import sys
from time import monotonic, sleep

from httpstatus import _logs

from .counts import Result
from .output import complain, is_terminal, write
from .tally import STDIN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

    from .tally import Choice, Log

PAUSE = 0.2  # seconds between looks at the files
REDRAW = 1.0  # seconds between pictures on a terminal
HEIGHT = 24  # lines of a terminal that does not tell
LONGEST = 1 << 20  # bytes of a line; a longer one is counted by its first bytes


class Growing:
    """A log that grows. Where its file was replaced or cut, as rotation does, it goes on with the new one."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.left = b""
        self.first = b""  # what was counted first
        self.ended = False
        self.file: BinaryIO | None = None
        try:
            self.file = log.open()
            if log.path != STDIN and os.pread(self.file.fileno(), len(_logs.XZ), 0).startswith(_logs.PACKED):
                log.error = "a compressed log does not grow; leave out --follow"
        except OSError as error:
            log.error = error.strerror or str(error)
        self.ended = bool(log.error)
        log.finished = not log.error
        if log.error:
            complain(f"{log.name}: {log.error}")

    def read(self) -> bool:
        """Count the lines that have come; returns whether there were bytes."""
        if self.file is None or self.ended:
            return False
        data = self.file.read(_logs.PIECE)
        if data:
            self.left += data
            end = self.left.rfind(b"\n") + 1
            if end or len(self.left) > LONGEST:
                self._feed(end or len(self.left))
            return True
        if self.log.path == STDIN:
            self.ended = data is not None
            if self.ended:
                self.finish()
            return False
        return self._is_replaced()

    def finish(self) -> None:
        """Count a line without an end."""
        if self.left:
            self._feed(len(self.left))

    def check(self) -> None:
        """Complain about a log of which no line fits; before the end, one may still come."""
        if not self.log.error:
            try:
                self.log.check(self.first)
            except ValueError as error:
                self.log.error, self.log.finished = str(error), False
                complain(f"{self.log.name}: {error}")

    def _feed(self, end: int) -> None:
        self.first = self.first or self.left[:end]
        self.log.feed(self.left[:end])
        self.left = self.left[end:]

    def _is_replaced(self) -> bool:
        assert self.file is not None
        mine = os.fstat(self.file.fileno())
        try:
            now = os.stat(self.log.path)
        except OSError:
            return False  # between two files
        if (now.st_ino, now.st_dev) != (mine.st_ino, mine.st_dev):
            self.finish()
            self.file.close()
            self.file = self.log.open()
            return True
        if mine.st_size < self.file.tell():
            self.left = b""
            self.file.seek(0)
            return True
        return False


def follow(logs: list[Log], choice: Choice) -> None:
    """Count until SIGINT or SIGTERM, or until standard input ends, if there is no other log; the result is complete."""
    growing = [Growing(log) for log in logs]
    draws = is_terminal(sys.stdout) and choice.style == "text" and os.environ.get("TERM") != "dumb"
    before = signal.signal(signal.SIGTERM, _end)
    due, changed = 0.0, True
    try:
        while not all(each.ended for each in growing):
            read = [each.read() for each in growing]
            changed = changed or any(read)
            if draws and changed and monotonic() >= due:
                _draw(logs, choice)
                due, changed = monotonic() + REDRAW, False
            if not any(read):
                sleep(PAUSE)
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)
    for each in growing:
        each.finish()
        each.check()
    if draws:
        write("\x1b[H\x1b[J")


def _end(*_: object) -> None:
    raise KeyboardInterrupt


def _draw(logs: list[Log], choice: Choice) -> None:
    """The result so far, on a terminal that is wiped: as much of its end as fits."""
    from .output import shown

    counted = [log for log in logs if not log.error]
    lines = shown(Result(logs, counted, choice, False).page()).split("\n")
    try:
        height = os.get_terminal_size(sys.stdout.fileno()).lines - 1
    except (OSError, ValueError):
        height = HEIGHT
    write("\x1b[H\x1b[J" + "\n".join(lines[-height:]))
