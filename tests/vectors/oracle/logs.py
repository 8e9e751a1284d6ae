"""Counting a log, line by line with regular expressions."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from . import tsv

JUDGED = 1 << 16  # a line is judged by that many bytes

PLAIN = re.compile(rb"([0-9]{3})")
# host ident user [time] "request" status ...: the request ends at the first quote without a backslash of its own.
COMMON = re.compile(rb'\] "(?:[^"\\]|\\.)*" ([0-9]{3})(?: .*)?', re.DOTALL)


def plain(line: bytes) -> int | None:
    match = PLAIN.fullmatch(line)
    return int(match[1]) if match else None


def common(line: bytes) -> int | None:
    """The request begins behind the first time; a later one that fits better is not looked for."""
    time_end = line.find(b'] "', 1)
    match = COMMON.fullmatch(line, time_end) if time_end > 0 else None
    return int(match[1]) if match else None


FORMATS = {"plain": plain, "common": common}


def tally(log: bytes, wanted: str) -> tuple[str, int, Counter[int], int]:
    """The format that was found, the number of lines, the counts, and how many lines were skipped."""
    lines = log.split(b"\n")
    if lines[-1] == b"":
        lines.pop()  # what is behind the last line end is no line
    counts: Counter[int] = Counter()
    detected = wanted
    for line in lines:
        line = line[:JUDGED].removesuffix(b"\r")
        for name in FORMATS if detected == "auto" else [detected]:
            code = FORMATS[name](line)
            if code is not None:
                detected = name
                counts[code] += 1
                break
    return detected, len(lines), counts, len(lines) - counts.total()


def check(path: Path) -> None:
    """The hand-written logs.tsv against tally()."""
    for row in tsv.parse(path):
        detected, lines, counts, skipped = tally(row["log"], row["format"].decode())
        written = ",".join(f"{code}:{counts[code]}" for code in sorted(counts))
        found = (detected, lines, written, skipped)
        expected = (row["detected"].decode(), int(row["lines"]), row["counts"].decode(), int(row["skipped"]))
        tsv.require(found == expected, f"{row['where'].decode()}: {found}")
