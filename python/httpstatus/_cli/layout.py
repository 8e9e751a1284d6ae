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
NARROWEST_CELL = 20


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
        self.headed = False  # whether the columns are named where no terminal is, too
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
    lines = ["".join(text for text, _ in line).rstrip() for line in layout(page, width)]
    return "\n".join(lines) + "\n" if lines else ""


def layout(page: Iterable[Block], width: int | None) -> Iterable[list[tuple[str, str]]]:
    """The lines of a page, in parts with their styles: label, cite, head, title or row (these two with a class)."""
    for block in page:
        if isinstance(block, Title):
            style = f"title {block.digit or ''}".rstrip()
            for begin, end in _wrapped(block.text, width):
                yield [(block.text[begin:end], style)]
        elif isinstance(block, Fields):
            for label, items in block.rows:
                yield from _field(label, items, width)
        elif isinstance(block, Table):
            yield from _table(block, width)
        else:
            yield [(block, "")]


def _field(label: str, items: list[tuple[str, str]], width: int | None) -> Iterable[list[tuple[str, str]]]:
    start = label.ljust(LABEL_WIDTH) + GAP
    for text, cite in items:
        whole = f"{text} [{cite}]" if cite else text
        for begin, end in _wrapped(whole, None if width is None else width - len(start)):
            own = min(max(len(text), begin), end)
            yield [(start, "label"), (whole[begin:own], ""), (whole[own:end], "cite")]
            if width is not None:
                start = " " * len(start)


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most so many characters, but for longer words, which are never broken."""
    return [text[begin:end] for begin, end in _wrapped(text, width)]


def _wrapped(text: str, width: int | None) -> list[tuple[int, int]]:
    """Where the lines of a text begin and end (textwrap takes longer to load)."""
    if width is None or len(text) <= width:
        return [(0, len(text))]
    lines: list[tuple[int, int]] = []
    at = 0
    for word in text.split(" "):
        end = at + len(word)
        if lines and (not word or end - lines[-1][0] <= width):
            lines[-1] = (lines[-1][0], end if word else lines[-1][1])
        elif word:
            lines.append((at, end))
        at = end + 1
    return lines or [(0, 0)]


def _table(table: Table, width: int | None) -> Iterable[list[tuple[str, str]]]:
    """The rows of a table; on a terminal with a header, and with the texts of the last column wrapped."""
    header = table.headed or width is not None
    rows = [tuple(table.columns), *table.rows] if header else table.rows
    widths = [max((len(row[column]) for row in rows if row), default=0) for column in range(len(table.columns))]
    before = sum(widths[:-1]) + len(GAP) * (len(widths) - 1)
    last = None if width is None or table.right[-1] else max(width - before, NARROWEST_CELL)
    for number, row in enumerate(rows):
        style = (
            "head" if header and number == 0 else f"row {row[0][:1]}" if row and row[0][:1] in tuple("12345") else ""
        )
        cells = [
            cell.rjust(size) if right else cell.ljust(size)
            for cell, size, right in zip(row, widths, table.right, strict=False)
        ]
        start = "".join(cell + GAP for cell in cells[:-1])
        text = (cells[-1] if table.right[-1] else row[-1]) if row else ""
        for begin, end in _wrapped(text, last):
            yield [((start + text[begin:end]).rstrip(), style)]
            start = " " * before
