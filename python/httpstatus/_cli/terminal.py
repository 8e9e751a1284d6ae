"""Pages of text in color, and the progress bar: what the command line does with rich, where it is installed."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.text import Text

from .layout import layout
from .output import forces_color, is_terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from .layout import Block

COLORS = {"1": "blue", "2": "green", "3": "cyan", "4": "yellow", "5": "red"}  # by class


def _console(file: TextIO | None, color: bool, width: int | None = None) -> Console:
    # Nothing is markup or an emoji's name here: texts come from logs and arguments too.
    return Console(
        file=file,
        force_terminal=forces_color() or is_terminal(file),  # rich by itself takes an empty FORCE_COLOR for a no
        color_system=("standard" if forces_color() else "auto") if color else None,
        width=width,
        markup=False,
        emoji=False,
        highlight=False,
    )


def rich(page: Iterable[Block], width: int, color: bool) -> str:
    """The page as a terminal takes it, wrapped to a width; what no blank parts, such as an address, may be longer."""
    console = _console(sys.stdout, color, width)
    with console.capture() as capture:
        for line in layout(page, width):
            console.print(Text.assemble(*((text, _style(style)) for text, style in line)), soft_wrap=True)
    return capture.get()


def _style(name: str) -> str:
    kind, _, digit = name.partition(" ")
    color = COLORS.get(digit, "")
    return {"label": "dim", "cite": "dim", "head": "bold", "title": f"bold {color}", "row": color}.get(
        kind, ""
    ).rstrip()


def progress_bar(name: str, size: int | None, color: bool) -> tuple[Progress, object]:
    """A bar on standard error that is removed at the end; size is None if it is unknown."""
    progress = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=_console(sys.stderr, color),
        transient=True,
    )
    return progress, progress.add_task(name, total=size)
