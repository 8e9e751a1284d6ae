"""Counting a log, line by line with regular expressions and Python's JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import tsv

JUDGED = 1 << 20  # a line is judged by that many bytes
PLAIN = re.compile(rb"([0-9]{3})")
# What follows a request: a status, and bytes, before which a line may end.
END = re.compile(rb'" +(-?[0-9]{1,4}|-)(?![0-9A-Za-z_.%+-])(?: *$| +(?:[0-9]+|-)(?= |$)( *$| +"|))', re.DOTALL)
VERSION = re.compile(rb" HTTP/[0-9](?:[.][0-9])?$")
ALB = re.compile(rb"(?:http|https|h2|grpcs|ws|wss)(?: [^ ]*){7} ([0-9]{3})(?: .*)?", re.DOTALL)
USUAL_KEYS = (
    "status", "status_code", "statusCode", "response_code", "response_status", "http_status",
    "http.response.status_code", "http.status_code", "httpRequest.status", "response.status", "response.status_code",
    "res.statusCode", "resp.status", "DownstreamStatus", "EdgeResponseStatus", "sc-status",
)  # fmt: skip
FORMATS = ("plain", "common", "json", "w3c", "alb")  # in the order in which they are tried


def number(match: re.Match[bytes] | None) -> int | None:
    return int(match[1]) if match else None


def under(value: Any, path: str) -> int | None:
    """The status under a path; a key may be the rest of it or its first part."""
    if not isinstance(value, dict):
        return None
    if path in value:
        found = value[path]
        if isinstance(found, str):
            return int(found) if re.fullmatch("[0-9]{3}", found) else None
        return found if type(found) is int and 0 <= found <= 999 else None
    first, dot, rest = path.partition(".")
    return under(value.get(first), rest) if dot else None


class Log:
    def __init__(self, wanted: str) -> None:
        self.format, _, self.key = wanted.partition(":")
        self.format = {"iis": "w3c"}.get(self.format, self.format)
        self.fields: list[bytes] = []
        self.lines = 0
        self.comments = 0
        self.counts: Counter[int] = Counter()
        self.substatuses: Counter[tuple[int, int]] = Counter()

    def status(self, name: str, line: bytes) -> int | None:
        if name == "plain":
            return number(PLAIN.fullmatch(line))
        if name == "common":
            return self.common(line)
        if name == "alb":
            return number(ALB.fullmatch(line))
        return self.json(line) if name == "json" else self.w3c(line)

    def common(self, line: bytes) -> int | None:
        """The end of the request is where a status and bytes follow; two ends that differ are none."""
        begin = re.compile(rb'\] +"').search(line, 1)
        if begin is None:
            return None
        ends: list[tuple[int | None, bool]] = []
        doubtful: list[tuple[int | None, bool]] = []
        for quote in re.finditer(rb'"', line[begin.end() :]):
            at = begin.end() + quote.start()
            match = END.match(line, at)
            if not match or (at > 0 and len(re.search(rb"\\*$", line[max(begin.end(), at - 1000) : at])[0]) % 2):
                continue
            text = match[1].decode()
            if match.end(1) == len(line) and text.isdigit() and len(text) < 3:
                continue  # the line may be cut off within the status
            code = int(text) if text.isdigit() and int(text) < 1000 else None
            versioned = VERSION.search(line[begin.end() : at]) is not None
            (ends if versioned or (code or 0) >= 100 else doubtful).append((code, versioned))
        ends = ends or doubtful
        if not ends:
            return None
        if ends[0][1]:
            ends = [end for end in ends if end[1]]
        return ends[0][0] if len({code for code, _ in ends}) == 1 else None

    def json(self, line: bytes) -> int | None:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            return self.deep(line)
        for key in [self.key] if self.key else USUAL_KEYS:
            code = under(value, key)
            if code is not None:
                self.key = key
                return code
        return None

    def deep(self, line: bytes) -> int | None:
        """Python's JSON gives up on what is nested too deeply: such a value may be left out."""
        return (
            self.json(re.sub(rb"\[{1000,}\]{1000,}", b"0", line)) if re.search(rb"\[{1000,}\]{1000,}", line) else None
        )

    def w3c(self, line: bytes) -> int | None:
        columns = dict(zip(self.fields, re.split(rb"[ \t]", line), strict=False))
        code = number(PLAIN.fullmatch(columns.get(b"sc-status", b"")))
        sub = columns.get(b"sc-substatus", b"")
        if code is not None and sub.isdigit():
            self.substatuses[code, int(sub)] += 1
        return code

    def feed(self, line: bytes) -> None:
        if line.startswith(b"#Fields:") and self.format in ("auto", "w3c"):
            # What has looked like comments until now were directives, and no lines.
            self.lines -= self.comments
            self.comments = 0
            self.format, self.fields = "w3c", line.split()[1:]
        if line.startswith(b"#") and self.format == "w3c":
            return
        self.lines += 1
        self.comments += line.startswith(b"#") and self.format == "auto"
        for name in FORMATS if self.format == "auto" else [self.format]:
            code = self.status(name, line)
            if code is not None:
                self.format = name
                self.counts[code] += 1
                return


def read(log: bytes, wanted: str) -> Log:
    lines = log.split(b"\n")
    if lines[-1] == b"":
        lines.pop()  # what is behind the last line end is no line
    found = Log(wanted)
    for line in lines:
        found.feed(line[:JUDGED].removesuffix(b"\r"))
    return found


def server_rows(folder: Path) -> Iterator[tuple[str, bool, str, int]]:
    """The logs of real servers by what was counted beside them; codes outside 0..999 are lines without one."""
    for path in sorted(folder.glob("*.truth")):
        counts: Counter[int] = Counter()
        skipped = 0
        for line in path.read_text().splitlines():
            code, count = line.split()
            if code.isdigit() and int(code) < 1000:
                counts[int(code)] += int(count)
            else:
                skipped += int(count)
        lines = path.with_suffix(".log").read_bytes().splitlines()
        skipped -= sum(line.startswith(b"#") for line in lines) + ("csv" in path.stem)  # these are not counted
        yield path.stem, not counts, ",".join(f"{code}:{counts[code]}" for code in sorted(counts)), skipped


def check(path: Path) -> None:
    """The hand-written logs against read()."""
    for row in tsv.parse(path):
        log = read(row["log"], row["format"].decode())
        found = {
            "detected": log.format,
            "lines": str(log.lines),
            "counts": ",".join(f"{code}:{log.counts[code]}" for code in sorted(log.counts)),
            "skipped": str(log.lines - log.counts.total()),
            "substatuses": ",".join(f"{c}.{s}:{log.substatuses[c, s]}" for c, s in sorted(log.substatuses)),
        }
        for column, value in found.items():
            expected = row.get(column, b"").decode()
            tsv.require(value == expected, f"{row['where'].decode()}: {column} is {value!r}")
