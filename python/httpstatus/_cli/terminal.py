"""Pages of text in color, and the progress bar: what the command line does with rich, where it is installed."""

from __future__ import annotations

import sys

from rich.box import SIMPLE_HEAD
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
from rich.table import Table as RichTable
from rich.text import Text

from .layout import GAP, LABEL_WIDTH, Fields, Table, Title
from .output import forces_color

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .layout import Block

COLORS = {None: "bold", 1: "bold blue", 2: "bold green", 3: "bold cyan", 4: "bold yellow", 5: "bold red"}


def _console(file: object, color: bool, width: int | None = None) -> Console:
    # Nothing is markup or an emoji's name here: texts come from logs and arguments too.
    return Console(
        file=file,  # type: ignore[arg-type]
        force_terminal=True if forces_color() else None,
        color_system=("standard" if forces_color() else "auto") if color else None,
        width=width,
        markup=False,
        emoji=False,
        highlight=False,
    )


def rich(page: Iterable[Block], width: int, color: bool) -> str:
    """The page as a terminal takes it, wrapped to a width."""
    console = _console(sys.stdout, color, width)
    with console.capture() as capture:
        for block in page:
            if isinstance(block, Title):
                console.print(Text(block.text, style=COLORS[block.digit]))
            elif isinstance(block, Fields):
                console.print(_fields(block))
            elif isinstance(block, Table):
                console.print(_table(block))
            else:
                console.print(Text(block))
    return capture.get()


def _fields(fields: Fields) -> RichTable:
    grid = RichTable.grid(padding=(0, len(GAP), 0, 0))
    grid.add_column(width=LABEL_WIDTH, no_wrap=True, style="dim")
    grid.add_column()
    for label, items in fields.rows:
        for text, cite in items:
            grid.add_row(Text(label), Text.assemble(text, (f" [{cite}]" if cite else "", "dim")))
            label = ""
    return grid


def _table(table: Table) -> RichTable:
    made = RichTable(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for name, right in zip(table.columns, table.right, strict=True):
        made.add_column(name, justify="right" if right else "left", overflow="fold")
    for row in table.rows:
        if row:
            made.add_row(*(Text(cell) for cell in row), style=_color(row[0]))
        else:
            made.add_section()
    return made


def _color(first: str) -> str:
    """The color of a row that begins with a code or a class."""
    return COLORS[int(first[0])].removeprefix("bold ") if first[:1] in tuple("12345") else ""


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
