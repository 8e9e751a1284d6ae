"""docs/interop.md: the rows that are marked as tested, against the servers and clients of the lock."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import io
import re
import socket
import threading
import wsgiref.simple_server
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import aiohttp
import aiohttp.web
import django
import httpx
import pandas
import polars
import pytest
import requests
import urllib3
import uvicorn
from conftest import running
from django.conf import settings
from httpstatus import StatusSet, grpc
from starlette.responses import Response as StarletteResponse
from urllib3.util import Retry
from werkzeug.serving import make_server
from werkzeug.wrappers import Response as WerkzeugResponse

PAGE = (Path(__file__).resolve().parents[3] / "docs/interop.md").read_text(encoding="utf-8")
TESTED = "[tested](frameworks.md#releases)"
REFUSED, CLOSED, NOTHING = "refused by an exception", "closes without a response", "nothing"


def table(title: str) -> list[dict[str, str]]:
    """The rows of the first table below a heading."""
    section = PAGE.split(f"## {title}\n", 1)[1].partition("\n## ")[0]
    lines = re.search(r"(^\|.*\n)+", section, re.MULTILINE)
    assert lines, title
    head, _, *rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[0].splitlines()]
    return [dict(zip([cell.strip() for cell in head], row, strict=True)) for row in rows]


def marked(title: str) -> dict[str, dict[str, str]]:
    rows = table(title)
    return {row[next(iter(row))]: row for row in rows if row["version"] == TESTED}


# ---- Servers: each sends a code that its application asks for ----


def first_line(port: int, code: int) -> bytes:
    """The first line that a server sends, or nothing."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(f"GET /{code} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n".encode())
        with connection.makefile("rb") as answer:
            return answer.readline()


def code_of(environ: dict[str, Any]) -> int:
    return int(environ["PATH_INFO"].strip("/"))


@contextlib.contextmanager
def by_werkzeug() -> Iterator[int]:
    def application(environ: dict[str, Any], start_response: Any) -> Any:
        return WerkzeugResponse(status=code_of(environ))(environ, start_response)

    server = make_server("127.0.0.1", 0, application)
    server.log = lambda *_: None  # type: ignore[method-assign]
    with running(server) as port:
        yield port


class Quiet(wsgiref.simple_server.WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass

    def get_stderr(self) -> Any:
        return io.StringIO()


@contextlib.contextmanager
def by_django() -> Iterator[int]:
    if not settings.configured:
        settings.configure()
        django.setup()
    from django.http import HttpResponse

    def application(environ: dict[str, Any], start_response: Any) -> Any:
        try:
            response = HttpResponse(status=code_of(environ))
        except ValueError:
            start_response("500 " + REFUSED, [])
            return []
        start_response(f"{response.status_code} {response.reason_phrase}", [])
        return []

    with running(wsgiref.simple_server.make_server("127.0.0.1", 0, application, handler_class=Quiet)) as port:
        yield port


@contextlib.contextmanager
def by_uvicorn() -> Iterator[int]:
    async def application(scope: Any, receive: Any, send: Any) -> None:
        await StarletteResponse(status_code=int(scope["path"].strip("/")))(scope, receive, send)

    config = uvicorn.Config(application, port=0, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


@contextlib.contextmanager
def by_aiohttp() -> Iterator[int]:
    async def handler(request: aiohttp.web.Request) -> aiohttp.web.Response:
        return aiohttp.web.Response(status=int(request.match_info["code"]))

    async def begin() -> tuple[aiohttp.web.AppRunner, int]:
        application = aiohttp.web.Application()
        application.router.add_get("/{code}", handler)
        runner = aiohttp.web.AppRunner(application)
        await runner.setup()
        await aiohttp.web.TCPSite(runner, "127.0.0.1", 0).start()
        return runner, runner.addresses[0][1]

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    runner, port = asyncio.run_coroutine_threadsafe(begin(), loop).result(10)
    try:
        yield port
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


class Sends(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(int(self.path.strip("/")))
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@contextlib.contextmanager
def by_http_server() -> Iterator[int]:
    with running(ThreadingHTTPServer(("127.0.0.1", 0), Sends)) as port:
        yield port


SERVERS: dict[str, Callable[[], contextlib.AbstractContextManager[int]]] = {
    "Werkzeug": by_werkzeug,
    "Django": by_django,
    "uvicorn": by_uvicorn,
    "aiohttp": by_aiohttp,
    "http.server": by_http_server,
}


@pytest.mark.parametrize("name", SERVERS)
def test_servers(name: str) -> None:
    phrases = marked("Reason phrases for unknown codes")[name]
    numbers = marked("Numbers that servers send")[name]
    with SERVERS[name]() as port:
        for code, cell in [*list(phrases.items())[2:], *list(numbers.items())[2:]]:
            line = first_line(port, int(code))
            match = re.fullmatch(rb"HTTP/1\.[01] (\d+) ?(.*)\r\n", line)
            if match is None:
                assert (line, cell) == (b"", CLOSED)
            elif match[2].decode() == REFUSED:
                assert cell == REFUSED
            elif cell.startswith("sends "):
                assert cell == f"sends {match[1].decode()}"
            else:
                assert int(match[1]) == int(code)
                assert cell == (f"`{match[2].decode()}`" if match[2] else NOTHING)


def test_uvicorn_logs_what_it_does_not_send(caplog: pytest.LogCaptureFixture) -> None:
    assert marked("Logs that differ from the wire")["uvicorn"]["logged"] == "`600`"
    with caplog.at_level("INFO", "uvicorn.access"), by_uvicorn() as port:
        assert first_line(port, 600) == b""
    logged = [record.getMessage() for record in caplog.records if record.name == "uvicorn.access"]
    assert [re.sub(".* - ", "", line) for line in logged] == ['"GET /600 HTTP/1.1" 600']


# ---- Clients: each reads a status line that a raw server sends ----


@contextlib.contextmanager
def sending(code: str) -> Iterator[str]:
    """A server that answers everything with a status line of this code."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listening.accept()
                with connection:
                    connection.recv(65536)
                    connection.sendall(f"HTTP/1.1 {code} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(10)


def http_client_reads(url: str) -> tuple[int, bool | None]:
    connection = http.client.HTTPConnection(url.split("/")[2], timeout=10)
    connection.request("GET", "/")
    try:
        return connection.getresponse().status, None
    finally:
        connection.close()


def is_refused(check: Callable[[], object], error: type[Exception]) -> bool:
    try:
        check()
    except error:
        return True
    return False


def requests_reads(url: str) -> tuple[int, bool | None]:
    response = requests.get(url, timeout=10)
    return response.status_code, is_refused(response.raise_for_status, requests.HTTPError)


def urllib3_reads(url: str) -> tuple[int, bool | None]:
    with urllib3.PoolManager(retries=False) as pool:
        return pool.request("GET", url).status, None


def httpx_reads(url: str) -> tuple[int, bool | None]:
    response = httpx.get(url, timeout=10)
    refused = is_refused(response.raise_for_status, httpx.HTTPStatusError)
    assert not response.is_error  # the page says so
    return response.status_code, refused


def aiohttp_reads(url: str) -> tuple[int, bool | None]:
    async def read() -> tuple[int, bool | None]:
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            assert response.status != 99 or response.ok  # the page says so
            return response.status, is_refused(response.raise_for_status, aiohttp.ClientResponseError)

    return asyncio.run(read())


CLIENTS: dict[str, tuple[Callable[[str], tuple[int, bool | None]], type[Exception]]] = {
    "http.client": (http_client_reads, http.client.HTTPException),
    "requests": (requests_reads, requests.ConnectionError),
    "urllib3": (urllib3_reads, urllib3.exceptions.ProtocolError),
    "httpx": (httpx_reads, httpx.RemoteProtocolError),
    "aiohttp": (aiohttp_reads, aiohttp.ClientError),
}


@pytest.mark.parametrize("name", CLIENTS)
def test_clients(name: str) -> None:
    row = marked("Numbers that clients accept")[name]
    read, error = CLIENTS[name]
    for code in ("099", "600", "999", "1000"):
        with sending(code) as url:
            if row[code] == "error":
                with pytest.raises(error):
                    read(url)
                continue
            status, refused = read(url)
            assert row[code] == str(status)
            if code == "600":
                assert row["calls 600 an error"] == {None: "-", True: "yes", False: "no"}[refused]


# ---- The other tables ----


def test_urllib3_retries() -> None:
    row = marked("What clients retry")["urllib3 Retry"]
    codes, _, condition = row["codes that it retries"].partition(", only with ")
    assert condition == "Retry-After"
    policy = Retry(total=1)
    for code in range(100, 1000):
        assert policy.is_retry("GET", code, has_retry_after=True) == (code in StatusSet(codes))
        assert not policy.is_retry("GET", code)
    assert row["longest Retry-After that it obeys"] == "6 hours, and waits that long for more"
    assert policy.parse_retry_after("99999999") == 6 * 3600


def test_urllib3_wants_whole_seconds() -> None:
    for value in ("1.5", "+5", "120, 240"):
        with pytest.raises(urllib3.exceptions.InvalidHeader):
            Retry().parse_retry_after(value)


def test_data_frames() -> None:
    rows = marked("Log analyzers and data frames")
    log = "status\n404\n-\n200\n"
    assert pandas.api.types.is_string_dtype(pandas.read_csv(io.StringIO(log))["status"])
    assert pandas.read_csv(io.StringIO(log), na_values="-")["status"].dtype == "float64"
    assert pandas.read_csv(io.StringIO("status\n000\n200\n"))["status"].tolist() == [0, 200]
    assert "makes floats, such as 404.0. `000` becomes 0" in rows["pandas, `read_csv`"]["what it does"]
    assert polars.read_csv(io.StringIO(log))["status"].dtype == polars.String
    assert polars.read_csv(io.StringIO(log), null_values="-")["status"].dtype == polars.Int64
    assert 'with `null_values="-"` it makes integers' in rows["polars, `read_csv`"]["what it does"]


def test_the_map_of_grpc() -> None:
    names = {entry.number: entry.name for entry in grpc.codes()}
    rows = table("gRPC and HTTP")
    assert len(rows) > 10
    for row in rows:
        assert names[grpc.from_http(int(row["HTTP status"]))] == row["gRPC status"]


def test_no_row_that_is_marked_is_overlooked() -> None:
    assert set(marked("Reason phrases for unknown codes")) == set(marked("Numbers that servers send")) == set(SERVERS)
    assert set(marked("Numbers that clients accept")) == set(CLIENTS)
    assert PAGE.count(f"| {TESTED} |") == 2 * len(SERVERS) + len(CLIENTS) + 4
