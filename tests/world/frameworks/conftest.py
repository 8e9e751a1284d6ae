"""What the tests in the frameworks share: both enums in the same place, and what a server puts on the wire."""

from __future__ import annotations

import contextlib
import http
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from httpstatus import HTTPStatus, StatusLine, parse_status_line

# Codes that are no member: unassigned ones and vendors'. Some frameworks refuse what is above 599, as an int too.
UNLISTED = (299, 499, 520, 599)
BEYOND = 999
# What a server can answer with in the end.
FINAL = [int(status) for status in HTTPStatus if not status.is_informational] + list(UNLISTED)


def pytest_configure(config: pytest.Config) -> None:
    # What FastAPI's test client imports is about to change; that is not what is tested here.
    config.addinivalue_line("filterwarnings", "ignore:Using `httpx`")


class Pair:
    """Puts a member of http.HTTPStatus and ours into the same place."""

    def __init__(self) -> None:
        self.members = [(theirs, HTTPStatus(int(theirs))) for theirs in http.HTTPStatus]

    def compare(self, observe: Callable[[Any], object]) -> None:
        """What is observed with ours is what is observed with theirs, for every member that both have."""
        for theirs, ours in self.members:
            seen, wanted = observe(ours), observe(theirs)
            assert seen == wanted, f"{ours!r} gives {seen!r}, {theirs!r} gives {wanted!r}"


@pytest.fixture
def pair() -> Pair:
    return Pair()


def ask(port: int, path: str) -> StatusLine:
    """The status line that a server sends, as it is on the wire."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n".encode())
        with connection.makefile("rb") as answer:
            return parse_status_line(answer.readline())


@contextlib.contextmanager
def running(server: Any) -> Iterator[int]:
    """Run a server of the standard library's kind in a thread; gives its port."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


class ThreadingWSGIServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class QuietWSGIHandler(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def serve_wsgi() -> Iterator[Callable[[Any], int]]:
    """Serves a WSGI application with wsgiref, and gives the port."""
    with contextlib.ExitStack() as stack:

        def serve(application: Any) -> int:
            server = make_server("127.0.0.1", 0, application, ThreadingWSGIServer, QuietWSGIHandler)
            return stack.enter_context(running(server))

        yield serve


class Answers(BaseHTTPRequestHandler):
    """Answers /503,429,200 with these codes, one a request, and then with the last one for ever."""

    protocol_version = "HTTP/1.1"
    asked: dict[str, int]

    def do_GET(self) -> None:
        codes = self.path.strip("/").split(",")
        count = self.asked[self.path] = self.asked.get(self.path, 0) + 1
        self.send_response(HTTPStatus.from_code(int(codes[min(count, len(codes)) - 1])))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


class AnswerServer:
    def __init__(self, port: int, asked: dict[str, int]) -> None:
        self.asked = asked
        self.url = f"http://127.0.0.1:{port}"


@pytest.fixture
def answers() -> Iterator[AnswerServer]:
    """A server whose path says how it answers, and how often each path was asked for."""
    asked: dict[str, int] = {}
    handler = type("Handler", (Answers,), {"asked": asked})
    with running(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as port:
        yield AnswerServer(port, asked)
