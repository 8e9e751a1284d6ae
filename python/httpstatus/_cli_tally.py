"""httpstatus tally: counting logs, with a progress bar, and with a result however it ends."""

from __future__ import annotations

import os
import sys
from time import monotonic

import httpstatus
from httpstatus import StatusClass, Tally

from . import _logs
from ._cli_layout import Table, Title, visible
from ._cli_output import complain, is_terminal, show, show_json, wants_colour

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, BinaryIO

    from ._cli_layout import Block

STDIN = "-"
PATIENCE = 0.5  # seconds before a bar appears
INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it


class Log:
    """One of the logs on the command line, and how far it has been read."""

    def __init__(self, path: str, format: str) -> None:
        self.path = path
        self.name = "standard input" if path == STDIN else visible(path)
        self.error = ""
        self.finished = False
        self._log: Any = _logs._Log(format)

    def read(self) -> None:
        """Count all of it. Whatever ends that early leaves what has been counted."""
        import zlib

        try:
            with self._open() as file, _Bar(self.name, file) as progress:
                _logs._read(file, self._log, self.name, progress)
            self.finished = True
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
        tally: Tally = self._log.tally()
        return tally

    @property
    def format(self) -> str:
        return str(self._log.format)

    @property
    def begun(self) -> bool:
        return bool(self._log.lines)


def run(paths: list[str], format: str, as_json: bool) -> int:
    """Count the logs and show the result; returns the exit status."""
    logs = [Log(path, format) for path in paths]
    interrupted = False
    try:
        for log in logs:
            log.read()
            if log.error:
                complain(f"{log.name}: {log.error}")
    except KeyboardInterrupt:
        interrupted = True
    counted = [log for log in logs if log.finished or (interrupted and log.begun and not log.error)]
    total = sum((log.tally for log in counted), Tally())
    if as_json:
        show_json(_data(logs, counted, total, interrupted))
    elif counted:
        show(_page(counted, total, several=len(logs) > 1, interrupted=interrupted))
    if interrupted:
        unread = sum(not log.finished and not log.error for log in logs)
        complain(f"interrupted: the result is partial, {unread} of {len(logs)} logs are not or not wholly counted")
        return INTERRUPTED
    return 1 if any(log.error for log in logs) else 0


# ---- The result ----


def _numbers(tally: Tally) -> dict[str, Any]:
    return {
        "counts": {f"{code:03d}": count for code, count in tally.items()},
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


def _page(counted: list[Log], total: Tally, several: bool, interrupted: bool) -> list[Block]:
    blocks: list[Block] = []
    if several:
        for log in counted:
            blocks += [Title(f"{log.name}:"), _table(log.tally, partial=not log.finished), ""]
        blocks.append(Title("all:"))
    blocks.append(_table(total, partial=interrupted))
    return blocks


def _table(tally: Tally, partial: bool) -> Table:
    table = Table(("code", ">count", ">share", "phrase"))
    whole = tally.total

    def row(label: str, count: int, text: str = "") -> tuple[str, ...]:
        return (label, str(count), f"{100 * count / whole:.2f}%" if whole else "", text)

    for code, count in tally.items():
        table.rows.append(row(f"{code:03d}", count, _phrase(code)))
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


def _phrase(code: int) -> str:
    """The registered phrase; else what the one who most likely sends the code calls it, and who that is."""
    registered = httpstatus.phrase(code)
    if registered:
        return registered
    meanings = httpstatus.meanings(code)
    return f"{meanings[0].phrase or meanings[0].name} ({meanings[0].origin})" if meanings else ""


# ---- Progress ----


class _Bar:
    """A context that gives the reader something to call with the number of bytes it has taken.

    Nothing is shown, and rich not even loaded, before a log has taken a while; nor where no one looks.
    """

    def __init__(self, name: str, file: BinaryIO) -> None:
        self._name = name
        self._file = file
        self._show: Any = None
        self._task: Any = None
        self._due = monotonic() + PATIENCE

    def __enter__(self) -> Callable[[int], None] | None:
        return self._advance if is_terminal(sys.stderr) else None

    def __exit__(self, *_: object) -> None:
        if self._show is not None:
            self._show.stop()

    def _advance(self, taken: int) -> None:
        if self._show is not None:
            self._show.update(self._task, completed=taken)
        elif monotonic() >= self._due:
            try:
                from ._cli_rich import progress_bar
            except ImportError:
                self._due = float("inf")
                return
            self._show, self._task = progress_bar(self._name, self._size(), wants_colour())
            self._show.start()

    def _size(self) -> int | None:
        """The size of a file; nobody knows that of a pipe."""
        return os.fstat(self._file.fileno()).st_size or None
