"""Logs that real servers write of good requests and bad ones, against what their clients saw."""

from __future__ import annotations

import contextlib
import json
import re
import socket
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from httpstatus import tally_log
from log_servers import (
    GRANIAN,
    UVICORN,
    UVICORN_COLORS,
    Server,
    apache,
    caddy,
    haproxy,
    lighttpd,
    squid,
    started,
)
from programs import PATIENCE


def get(target: str, *headers: str, version: str = "1.1") -> bytes:
    lines = [f"GET {target} HTTP/{version}", "Host: localhost", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1")


CODES = (200, 201, 204, 226, 299, 301, 302, 304, 307, 400, 401, 403, 404, 405, 410, 418, 422, 429, 451, 499, 500, 501,
         502, 503, 504, 520, 599)  # fmt: skip

# How often a request is sent, and the request. No count is like another where that can tell two codes apart.
ASKED: list[tuple[int, bytes]] = [(2 + at % 3, get(f"/s/{code}")) for at, code in enumerate(CODES)] + [
    (3, get("/s/200", version="1.0")),
    (2, get('/s/404?a="b"%20500%2012%20"')),
    (2, get('/s/404?"')),
    (1, get('/s/410?" 500 12 "')),  # a bad request line: it has blanks
    (2, get("/s/403", 'User-Agent: a" 500 12 "b HTTP/1.1" 501 1 "', 'Referer: " 502 "')),
    (2, get("/s/403", "User-Agent: {a|500} HTTP/1.1 501", "Referer: \\")),
    (2, get("/s/201?status=500&http.response.status_code=502", 'User-Agent: {"status":503,"x":"')),
    (1, get("/s/200?%22%20500%20\xe9\xff")),
    (3, b"GARBAGE\r\n\r\n"),
    (2, b"GET /s/200 HTTP/9.7\r\nHost: localhost\r\n\r\n"),
    (2, b'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\xff"\r\n\r\n'),
    (1, b"GET /s/200 HTTP/1.1\r\nHost: a\r\nBad Header\r\nConnection: close\r\n\r\n"),
    (2, get("/s/drop")),
    (1, get("/s/200", "X: " + "x" * 200_000)),
]
# Requests whose client goes, or waits for the server to lose patience.
LEFT = [b"GET /s/200 HT", get("/s/slow")]
LATE = [b"GET /s/200 HTTP/1.1\r\nHost: loc"]


def answer(port: int, request: bytes) -> int | None:
    """The code that comes back, or None."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        data = b""
        with contextlib.suppress(OSError):
            connection.sendall(request)
        with contextlib.suppress(OSError):
            while len(data) < 12 and (piece := connection.recv(4096)):
                data += piece
            while connection.recv(65536):
                pass
        found = re.match(rb"HTTP/1\.[01] (\d{3})", data)
        return int(found[1]) if found else None


def leave(port: int, request: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(request)
        time.sleep(0.3)


def settled(log: Path) -> bytes:
    """The log, once nothing has been added for some time."""
    before, end = b"", time.monotonic() + PATIENCE / 3
    while time.monotonic() < end:
        time.sleep(0.4)
        data = log.read_bytes()
        if data == before:
            break
        before = data
    return before


def traffic(server: Server, folder: Path) -> tuple[Counter[int], int, Path]:
    """What clients saw, how many requests had no answer, and the log."""
    seen: Counter[int] = Counter()
    unanswered = 0
    with started(server, folder) as (port, log):
        for times, request in ASKED:
            for _ in range(times):
                code = answer(port, request)
                seen[code or 0] += code is not None
                unanswered += code is None
        for request in LEFT:
            leave(port, request)
        for request in LATE:
            code = answer(port, request)
            seen[code or 0] += code is not None
            unanswered += code is None
        unanswered += len(LEFT)
        settled(log)
    return +seen, unanswered, log


# ---- The servers ----

COMBINED = '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"'


@dataclass(frozen=True)
class Case:
    """A server; codes that only its log has, with how often they may come, and codes that only clients see.

    The look for the port, and clients that leave, are in some logs. A server that answers before it knows the request
    may not log it.
    """

    server: Server
    format: str
    unseen: dict[int, int] = field(default_factory=dict)
    unlogged: dict[int, int] = field(default_factory=dict)
    other_lines: int = 0  # that the server writes into the same log
    subs: bool = False


HAPROXY = {400: 3, 408: 1, 503: 1, 504: 1}  # CR--, cR--, CC--, and a backend that says nothing in time
CASES = {
    "haproxy httplog": Case(haproxy("httplog", "raw"), "haproxy", HAPROXY, subs=True),
    "haproxy httpslog, RFC 5424": Case(haproxy("httpslog", "rfc5424"), "haproxy", HAPROXY, subs=True),
    "haproxy httplog, RFC 3164": Case(haproxy("httplog", "rfc3164"), "haproxy", HAPROXY, subs=True),
    "haproxy httplog clf, with a time": Case(haproxy("httplog clf", "timed"), "common", HAPROXY),
    "squid": Case(squid("squid"), "squid", {0: 8, 408: 1}, subs=True),
    # It does not escape quotes: two requests have an agent that can be the end of a request, and are skipped.
    "squid combined": Case(squid("combined"), "common", {0: 8, 408: 1}, {403: 2}, other_lines=2),
    "apache combined": Case(apache(COMBINED), "common", {400: 1, 408: 2, 502: 1}),
    "apache, the time first": Case(apache('%t %h "%r" %>s %b %D'), "request", {400: 1, 408: 2, 502: 1}),
    "apache, columns in quotes": Case(
        apache('"%h" "%t" "%r" "%>s" "%b" "%{User-Agent}i"'),
        "request",
        {400: 1, 408: 2, 502: 1},
    ),
    "lighttpd combined": Case(lighttpd(COMBINED.replace("%l", "%V")), "common", {400: 1, 408: 1, 499: 1, 504: 1}),
    "caddy": Case(caddy("json"), "json", {0: 1, 499: 1}, {400: 7, 431: 1, 505: 2}),
    "caddy's console": Case(caddy("console"), "json", {0: 1, 499: 1}, {400: 7, 431: 1, 505: 2}),
    "uvicorn": Case(UVICORN, "uvicorn", {}, {400: 9}, other_lines=25),
    "uvicorn in color": Case(UVICORN_COLORS, "uvicorn", {}, {400: 9}, other_lines=25),
    "granian": Case(GRANIAN, "granian", {500: 1}, {400: 14}, other_lines=15),
}


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that a server may enter when it is not root any more."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def in_docker(line: str) -> str:
    return json.dumps({"log": line + "\n", "stream": "stdout", "time": "2026-12-01T04:00:00.5Z"})


def in_journald(line: str) -> str:
    return json.dumps({"MESSAGE": line, "__REALTIME_TIMESTAMP": "1796097600000000", "_PID": "404"})


ENVELOPES: tuple[Callable[[str], str], ...] = (
    in_docker,
    in_journald,
    lambda line: f"2026-12-01T04:00:00.123456789+01:00 stdout F {line}",
    lambda line: f"\x1b[36mweb-1  | \x1b[0m{line}",
    lambda line: f"[pod/web-5d4f/server] {line}",
    lambda line: f"<134>Dec  1 04:00:00 web server[404]: {line}",
    lambda line: f'<134>1 2026-12-01T04:00:00Z web server 404 - [a@1 b="\\"] 500"] {line}',
)


@pytest.mark.parametrize("name", CASES)
def test_log_of_a_server(name: str, folder: Path) -> None:
    case = CASES[name]
    seen, unanswered, log = traffic(case.server, folder)
    assert sum(seen.values()) + unanswered == sum(times for times, _ in ASKED) + len(LEFT) + len(LATE)
    tally = tally_log(log)
    logged = Counter(dict(tally))
    shown = log.read_text(errors="replace")[-3000:]
    for code, times in (logged - seen).items():
        assert times <= case.unseen.get(code, 0), (code, times, shown)
    assert seen - logged == case.unlogged, shown
    assert tally.skipped <= case.other_lines, shown
    assert tally == tally_log(log, format=case.format)
    assert bool(tally.substatuses) == case.subs
    if case.subs:
        assert sum(tally.substatuses.values()) == tally.total
    lines = log.read_bytes().decode("utf-8", "surrogateescape").split("\n")[:-1]
    for envelope in ENVELOPES:
        within = "".join(envelope(line) + "\n" for line in lines).encode("utf-8", "surrogateescape")
        assert tally_log(within) == tally, envelope("x")
