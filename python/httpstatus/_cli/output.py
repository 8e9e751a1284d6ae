"""Where the command line writes: as text or JSON, to a terminal or elsewhere, and what happens when that fails."""

from __future__ import annotations

import io
import os
import sys

from .layout import plain, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, TextIO

    from .layout import Block

WIDEST = 100  # columns; longer lines are tiring to read
NARROWEST = 40
USUAL = 80


class OutputFailed(Exception):
    """Standard output takes nothing more; __cause__ says why."""


def write(text: str) -> None:
    """Write to standard output, at once, so that it is known whether that went well."""
    out = sys.stdout
    if out is None:
        raise OutputFailed("standard output is closed")
    try:
        if isinstance(out, io.TextIOWrapper):
            out.reconfigure(errors="backslashreplace")
        out.write(text)
        out.flush()
    except (OSError, ValueError) as error:
        _discard(out)
        raise OutputFailed from error


def _discard(stream: TextIO) -> None:
    """Point the stream elsewhere: Python would try again at exit to write what is left, and complain."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)
    except (OSError, ValueError):  # a stream without a file
        pass


def complain(message: str) -> None:
    """Write a message to standard error; where that is closed or full there is nobody left to tell."""
    err = sys.stderr
    if err is None:
        return
    try:
        err.write(f"httpstatus: {visible(message)}\n")
        err.flush()
    except (OSError, ValueError):
        _discard(err)


def is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # it is closed
        return False


_color = "auto"


def set_color(when: str) -> None:
    """Choose auto, always or never for the rest of the process."""
    global _color
    _color = when


def forces_color() -> bool:
    """Whether color is wanted where no terminal is; see force-color.org."""
    if _color == "auto":
        return bool(os.environ.get("FORCE_COLOR")) and not os.environ.get("NO_COLOR")
    return _color == "always"


def wants_color() -> bool:
    """See no-color.org: any value but an empty one. What the terminal can do is rich's to find out."""
    return forces_color() or (_color == "auto" and not os.environ.get("NO_COLOR"))


def terminal_width() -> int:
    """The columns of the terminal, within what is good to read."""
    try:
        columns = int(os.environ.get("COLUMNS", "0"))
    except ValueError:
        columns = 0
    if columns <= 0:
        try:
            columns = os.get_terminal_size(sys.stdout.fileno()).columns
        except (OSError, ValueError):
            columns = 0
    return min(max(columns or USUAL, NARROWEST), WIDEST)


def show(page: Iterable[Block]) -> None:
    """Write a page: with color where a terminal and rich are there, plain elsewhere."""
    write(shown(page))


def shown(page: Iterable[Block]) -> str:
    if not is_terminal(sys.stdout) and not forces_color():
        return plain(page, None)
    try:
        from .terminal import rich
    except ImportError:
        return plain(page, terminal_width())
    return rich(page, terminal_width(), wants_color())


def show_json(data: Any) -> None:
    """Write data as JSON, in ASCII: every control character is escaped, and every reader can read it."""
    from json import dumps

    write(dumps(to_json(data), indent=2) + "\n")


def to_json(data: Any) -> Any:
    """Records as objects, sets of codes as their text, text without halves of characters."""
    if hasattr(data, "_asdict"):
        data = data._asdict()
    if isinstance(data, dict):
        return {key: to_json(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [to_json(value) for value in data]
    if isinstance(data, str):
        return data if data.isascii() else _whole(data)
    return data if data is None or isinstance(data, (bool, int, float)) else str(data)


def _whole(text: str) -> str:
    """Bytes that are not UTF-8 reach Python as lone surrogates, which JSON must not have."""
    return "".join(visible(each) if "\ud800" <= each <= "\udfff" else each for each in text)
