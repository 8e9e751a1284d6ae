"""Read and write the files that README.md describes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

NOTHING = "\\-"
ESCAPES = {b"t": b"\t", b"n": b"\n", b"r": b"\r", b"0": b"\0", b"\\": b"\\"}
ESCAPE = re.compile(rb"\\(?:([tnr0\\])|x([0-9A-Fa-f]{2})|\{([0-9]+) ([^{}\\]*)\}|(.?))", re.DOTALL)


class FormatError(Exception):
    """A file that breaks the rules of README.md."""


def require(good: bool, message: object) -> None:
    """An assertion that python -O does not take away."""
    if not good:
        raise FormatError(str(message))


def encode(value: object) -> str:
    """A cell for a value: None and "" are nothing, yes and no are 1 and 0."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return str(int(value))
    text = str(value).replace("\\", "\\\\")
    return text.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r").replace("\0", "\\0")


def decode(cell: str) -> bytes:
    """The bytes of a cell; nothing is empty."""
    if cell == NOTHING:
        return b""

    def replace(match: re.Match[bytes]) -> bytes:
        short, digits, count, text, wrong = match.groups()
        if wrong is not None:
            raise FormatError(f"unknown escape in {cell[:40]!r}")
        if short is not None:
            return ESCAPES[short]
        if digits is not None:
            return bytes.fromhex(digits.decode())
        return text * int(count)

    return ESCAPE.sub(replace, cell.encode())


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = ["\t".join(columns)]
    for row in rows:
        cells = [encode(value) for value in row]
        if len(cells) != len(columns):
            raise FormatError(f"{len(cells)} cells for {len(columns)} columns: {cells}")
        if cells[0].startswith("#"):
            cells[0] = "\\x23" + cells[0][1:]
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def parse(path: Path) -> list[dict[str, bytes]]:
    """The rows of a file, with file and line under "where"; the form is checked on the way."""
    text = path.read_bytes().decode("utf-8")
    if not text.endswith("\n") or "\r" in text:
        raise FormatError(f"{path.name}: lines end with LF, the last one too")
    lines = text[:-1].split("\n")
    columns = lines[0].split("\t")
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        where = f"{path.name}:{number}"
        if len(cells) != len(columns):
            raise FormatError(f"{where}: {len(cells)} cells for {len(columns)} columns")
        if "" in cells:
            raise FormatError(f"{where}: a blank cell; nothing is written {NOTHING}")
        try:
            row = {column: decode(cell) for column, cell in zip(columns, cells, strict=True)}
        except FormatError as error:
            raise FormatError(f"{where}: {error}") from None
        rows.append(row | {"where": where.encode()})
    if not rows:
        raise FormatError(f"{path.name}: no rows")
    return rows


def texts(path: Path) -> list[dict[str, str]]:
    """The rows of a file whose cells are all text."""
    return [{column: cell.decode() for column, cell in row.items()} for row in parse(path)]
