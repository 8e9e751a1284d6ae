"""Logs in pieces that can be counted anywhere, in any order: what the examples for Dask and PySpark share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO

from httpstatus import Tally, tally_log

# Bytes of a piece; a worker has one in memory at a time. From 32 MiB on, glibc has the kernel clear new memory for
# each, which takes longer than counting.
SIZE = 1 << 24

Piece = tuple[str, int, int]  # a path that every worker can open, and from where to where


def pieces(path: str, size: int = SIZE) -> Iterator[Piece]:
    """Cut a log. A gzip file has no place to begin but its start, and the lines of a W3C log need the #Fields before
    them: both stay whole."""
    end = os.path.getsize(path)
    with open(path, "rb") as file:
        if file.read(2).startswith((b"\x1f\x8b", b"#")):
            size = max(end, 1)
    for begin in range(0, end, size):
        yield path, begin, min(begin + size, end)


def tally_piece(piece: Piece, format: str) -> Tally:
    """Count the lines that begin in a piece, so that a line which two pieces share is counted once."""
    path, begin, end = piece
    with open(path, "rb") as file:
        if begin == 0 and end == file.seek(0, os.SEEK_END):
            return tally_log(path, format=format, threads=1)  # which has little of it in memory
        first, behind = line_start(file, begin), line_start(file, end)
        file.seek(first)
        return tally_log(file.read(behind - first), format=format, threads=1)


def line_start(file: BinaryIO, at: int) -> int:
    """Where the first line begins at or behind a place."""
    if at == 0:
        return 0
    file.seek(at - 1)
    file.readline()
    return file.tell()
