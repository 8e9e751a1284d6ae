"""parse_status_line beside http.client, h11 and llhttp: every difference has a reason in status_lines.tsv.

A reason is a kind of difference and a pattern of lines. A difference without a reason fails, and so does a reason that
no line needs.
"""

from __future__ import annotations

import asyncio
import http.client
import io
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import h11
import pytest
from aiohttp.http_exceptions import BadHttpMessage
from aiohttp.http_parser import HttpResponseParser
from httpstatus import parse_status_line

HERE = Path(__file__).resolve().parent
PAGE = (HERE.parents[2] / "docs/interop.md").read_text(encoding="utf-8")


class Read(NamedTuple):
    """What a parser reports; None where it reports nothing of the kind."""

    code: int
    reason: str | None
    version: str | None


# ---- The parsers: each takes a line without its end, and returns None for a line that it refuses ----


def ours(line: bytes) -> Read | None:
    try:
        version, code, reason = parse_status_line(line + b"\r\n")
    except ValueError:
        return None
    return Read(code, reason, version)


class Source:
    """What http.client takes for a socket."""

    def __init__(self, sent: bytes) -> None:
        self.sent = sent

    def makefile(self, mode: str) -> io.BytesIO:
        return io.BytesIO(self.sent)


class Response(http.client.HTTPResponse):
    """Keeps the first status: begin() reads another one after 100."""

    first: Any = None

    def _read_status(self) -> Any:
        self.first = self.first or super()._read_status()  # type: ignore[misc]
        return self.first if self.first[1] != 100 else (self.first[0], 299, self.first[2])


def by_http_client(line: bytes) -> Read | None:
    response = Response(Source(line + b"\r\n\r\n"))
    try:
        response.begin()
    except http.client.HTTPException:
        return None
    _, code, reason = response.first
    # It knows 1.0 and 1.1 only, and reports every other 1.x as 1.1.
    return Read(code, reason.strip(), None)


def by_h11(line: bytes) -> Read | None:
    connection = h11.Connection(h11.CLIENT)
    connection.send(h11.Request(method="GET", target="/", headers=[("Host", "test")]))
    connection.send(h11.EndOfMessage())
    connection.receive_data(line + b"\r\n\r\n")
    try:
        event = connection.next_event()
    except h11.RemoteProtocolError:
        return None
    assert isinstance(event, (h11.Response, h11.InformationalResponse))
    return Read(event.status_code, event.reason.decode("latin-1"), "HTTP/" + event.http_version.decode())


LOOP, PROTOCOL = asyncio.new_event_loop(), mock.Mock()


def by_llhttp(line: bytes) -> Read | None:
    parser = HttpResponseParser(PROTOCOL, LOOP, 2**16)
    try:
        messages, _, _ = parser.feed_data(line + b"\r\nContent-Length: 0\r\n\r\n")
    except BadHttpMessage:
        return None
    message = messages[0][0]
    reason = message.reason.encode("utf-8", "surrogateescape").decode("latin-1")
    return Read(message.code, reason, f"HTTP/{message.version.major}.{message.version.minor}")


PARSERS: dict[str, Callable[[bytes], Read | None]] = {
    "http.client": by_http_client,
    "h11": by_h11,
    "llhttp": by_llhttp,
}


# ---- The table of the page ----


def rows() -> Iterator[object]:
    section = PAGE.split("## How status lines are read\n", 1)[1]
    for row in re.findall(r"^\| `(.*?)` \| (.*) \|$", section, re.MULTILINE):
        line = row[0].encode().decode("unicode_escape").encode("latin-1")
        yield pytest.param(line, dict(zip(["httpstatus", *PARSERS], row[1].split(" | "), strict=False)), id=row[0])


@pytest.mark.parametrize(("line", "cells"), list(rows()))
def test_the_page(line: bytes, cells: dict[str, str]) -> None:
    for library, parse in {"httpstatus": ours, **PARSERS}.items():
        read = parse(line)
        assert cells[library] == (str(read.code) if read else "-"), library


def test_no_row_of_the_page_is_overlooked() -> None:
    assert len(list(rows())) == PAGE.split("## How status lines are read\n", 1)[1].count("\n|") - 2 > 20


# ---- Many lines ----

WORDS = [b"HTTP", b"http", b"RTSP", b"ICY", b"", b"HTTP/1.1", b"HTTP/1.0 200 OK"]
VERSIONS = [
    b"1.1",
    b"1.0",
    b"0.9",
    b"2",
    b"2.0",
    b"3",
    b"1.2",
    b"9.9",
    b"1",
    b"1.10",
    b"11.1",
    b"1.",
    b".1",
    b"1,1",
    b"",
]
BLANKS = [b" ", b"  ", b"\t", b"", b" \t", b"\x0b", b"\xa0"]
CODES = [
    b"200",
    b"099",
    b"000",
    b"99",
    b"20",
    b"1000",
    b"2_0_0",
    b"+20",
    b"+200",
    b"-20",
    b"404.7",
    b"2e2",
    b"0x1",
    b"abc",
]
REASONS = [b"OK", b"", b"Not Found", b" OK", b"OK ", b"O\tK", b"O\xe9K", b"\xc3\xa9", b"O\x00K", b"O\x01K", b"O\x7fK"]
REASONS += [b"O\rK", b"OK\r", b"\t", b"\x1c", b"OK\x85", b"\xa0OK", b"404 200"]


def lines() -> Iterator[bytes]:
    """Lines of likely and unlikely parts, and the same with a byte changed, added or lost."""
    draw = random.Random(9110)
    for _ in range(4000):
        code = draw.choice(CODES) if draw.random() < 0.3 else b"%d" % draw.randrange(100, 1000)
        usual = draw.random() < 0.5
        blank = b" " if usual else draw.choice(BLANKS)
        start = b"HTTP/" if usual else draw.choice(WORDS) + draw.choice([b"/", b""])
        line = start + draw.choice(VERSIONS) + blank + code
        if draw.random() < 0.8:
            line += (b" " if draw.random() < 0.7 else draw.choice(BLANKS)) + draw.choice(REASONS)
        yield line
        at = draw.randrange(len(line) + 1)
        byte = bytes([draw.choice(b" \t\r\x00\x0b\x0c\x1f/.0129HT_+-\x7f\x80\xff" + bytes(range(33, 127)))])
        yield draw.choice([line[:at] + byte + line[at:], line[:at] + byte + line[at + 1 :], line[:at] + line[at + 1 :]])


def difference(mine: Read | None, theirs: Read | None) -> tuple[str, str] | None:
    if mine is None or theirs is None:
        return None if mine is theirs else ("accepts" if mine else "refuses", "accepts" if theirs else "refuses")
    same = all(b is None or a == b for a, b in zip(mine, theirs, strict=True))
    return None if same else ("reads", "reads")


def reasons() -> list[list[str]]:
    text = (HERE / "status_lines.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("library", PARSERS)
def test_every_difference_has_a_reason(library: str) -> None:
    mine = [row for row in reasons() if row[0] == library]
    unused = {tuple(row) for row in mine}
    unexplained = {}
    accepted = 0
    for line in dict.fromkeys(lines()):
        if b"\n" in line:
            continue
        us, them = ours(line), PARSERS[library](line)
        accepted += us is not None and them is not None
        kind = difference(us, them)
        if kind is None:
            continue
        text = line.decode("latin-1")
        for row in mine:
            if (row[1], row[2]) == kind and re.fullmatch(row[3], text, re.DOTALL):
                unused.discard(tuple(row))
                break
        else:
            unexplained[line] = (us, them)
    assert unexplained == {}
    assert unused == set()
    assert accepted > 500


def test_the_rows_name_parsers_and_kinds() -> None:
    for library, us, them, pattern, why in reasons():
        assert library in PARSERS
        assert (us, them) in {("accepts", "refuses"), ("refuses", "accepts"), ("reads", "reads")}
        assert re.compile(pattern)
        assert why.endswith(".")
