"""Pages of text: what they are made of, and how they are written without color.

A page is a list of blocks. On a terminal its texts are wrapped to the width; elsewhere every item is one line that
begins with its label, so that grep and cut find things, and nothing depends on who is looking.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeAlias

    Block: TypeAlias = "Title | Fields | Table | str"

LABEL_WIDTH = 11
GAP = "  "


class Title:
    """The heading of what follows; digit, 1 to 5, is the class that may give it a color."""

    def __init__(self, text: str, digit: int | None = None) -> None:
        self.text = text
        self.digit = digit


class Fields:
    """Labels with their texts. A text may have a citation, which follows it in brackets."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, list[tuple[str, str]]]] = []

    def add(self, label: str, *texts: str, cite: str = "") -> None:
        """Add a field with these texts; empty ones are left out."""
        self.add_cited(label, [(text, cite) for text in texts])

    def add_cited(self, label: str, items: Iterable[tuple[str, str]]) -> None:
        kept = [(text, cite) for text, cite in items if text]
        if kept:
            self.rows.append((label, kept))


class Table:
    """Rows of cells. columns are names, those that begin with ">" for numbers; an empty row parts groups."""

    def __init__(self, columns: Sequence[str]) -> None:
        self.columns = [name.lstrip(">") for name in columns]
        self.right = [name.startswith(">") for name in columns]
        self.rows: list[tuple[str, ...]] = []


def visible(text: str) -> str:
    """The text with everything that could move a cursor, hide, or reorder it turned into escapes one can see."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else _escape(each) for each in text)


def _escape(character: str) -> str:
    number = ord(character)
    if 0xDC80 <= number <= 0xDCFF:  # a byte of a file name or an argument that is not UTF-8
        return f"\\x{number - 0xDC00:02x}"
    return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character) or (
        f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
    )


def plain(page: Iterable[Block], width: int | None) -> str:
    """The page without color: wrapped to a width, or with one line an item for None."""
    lines: list[str] = []
    for block in page:
        if isinstance(block, Title):
            lines += [block.text] if width is None else wrap(block.text, width)
        elif isinstance(block, Fields):
            for label, items in block.rows:
                lines += _field(label, items, width)
        elif isinstance(block, Table):
            lines += _table(block, header=width is not None)
        else:
            lines.append(block)
    return "\n".join(lines) + "\n" if lines else ""


def _field(label: str, items: list[tuple[str, str]], width: int | None) -> list[str]:
    lines = []
    start = label.ljust(LABEL_WIDTH) + GAP
    for text, cite in items:
        whole = f"{text} [{cite}]" if cite else text
        if width is None:
            lines.append(start + whole)
            continue
        for piece in wrap(whole, width - len(start)):
            lines.append(start + piece)
            start = " " * len(start)
    return lines


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most so many characters, but for longer words (textwrap takes longer to load)."""
    lines = [""]
    for word in text.split(" "):
        if not lines[-1]:
            lines[-1] = word
        elif len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def _table(table: Table, header: bool) -> list[str]:
    rows = [tuple(table.columns), *table.rows] if header else table.rows
    widths = [max((len(row[column]) for row in rows if row), default=0) for column in range(len(table.columns))]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, table.right, strict=False)
        ]
        lines.append(GAP.join(cells).rstrip())
    return lines
