"""The example of docs/examples/nginx in a real nginx: Lua counts, names and explains the status of every response."""

from __future__ import annotations

import html
import json
import os
import re
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpstatus
import pytest
from exchanges import OWN, Traffic
from httpstatus import tally_log
from nginx_lua import EXAMPLE, WORKERS, LuaNginx
from nginx_server import SAID, get, running
from programs import PATIENCE

pytestmark = pytest.mark.skipif("NGINX_LUA" not in os.environ, reason="tests/world/servers/nginx_lua.sh says why")

# Those of error_page in the example.
EXPLAINED = {
    int(code)
    for codes in re.findall(r"error_page\s+([\d\s]+) @explained;", (EXAMPLE / "nginx.conf").read_text())
    for code in codes.split()
}


@pytest.fixture
def server(tmp_path: Path, certificates: Path) -> Iterator[LuaNginx]:
    with running(tmp_path / "nginx", certificates, LuaNginx) as nginx:
        yield nginx
    complaints = re.findall(r".*\[(?:warn|error|crit|alert|emerg)\].*", nginx.error_log)
    assert not complaints


def reason_of(code: int) -> str:
    return httpstatus.lookup(code).phrase if httpstatus.is_known(code) else ""


def test_example_has_every_error_that_nginx_leaves_blank(traffic: Traffic) -> None:
    """Those that mean something, aside from nginx's own, for which it has pages, or which it never sends."""
    blank = {
        code
        for code, answer in traffic.said.items()
        if httpstatus.is_error(code) and answer.startswith(b"HTTP/1.1 %d \r\n" % code)
    }
    assert {code for code in blank if httpstatus.is_known(code)} - {*OWN, 444, 499} == EXPLAINED


def test_pages(server: LuaNginx) -> None:
    for code in EXPLAINED:
        answer = server.visit(f"/say/{code}")
        assert answer[:3] == (code, reason_of(code), "text/html; charset=utf-8")
        text = html.unescape(answer.body)
        assert f"<h1>{code} {reason_of(code)}</h1>" in text
        assert httpstatus.lookup(code).explanation in text


def test_page_in_json(server: LuaNginx) -> None:
    answer = server.visit("/say/451", Accept="application/json")
    meaning = httpstatus.lookup(451)
    assert answer[:3] == (451, meaning.phrase, "application/problem+json")
    assert json.loads(answer.body) == {"status": 451, "title": meaning.phrase, "detail": meaning.explanation}


def test_page_for_other_methods_on_one_connection(server: LuaNginx) -> None:
    """nginx does the framing: HEAD has no body, a request's body is read, and the connection stays."""
    host = "Host: localhost\r\n"
    requests = (
        f"HEAD /say/425 HTTP/1.1\r\n{host}\r\nPOST /say/425 HTTP/1.1\r\n{host}Content-Length: 2\r\n\r\nhi".encode()
    )
    answer = server.ask(requests + get("/say/404")).decode()
    assert re.findall(r"^HTTP/1\.1 .*?(?=\r$)", answer, re.MULTILINE) == [
        f"HTTP/1.1 425 {httpstatus.phrase(425)}",
        f"HTTP/1.1 425 {httpstatus.phrase(425)}",
        f"HTTP/1.1 404 {httpstatus.phrase(404)}",
    ]
    assert answer.count("<h1>425") == 1


def test_error_from_behind(server: LuaNginx) -> None:
    for path in ("/bare", "/through"):
        code, reason, _, body = server.visit(path)
        assert (code, reason, body) == (520, "", "")
    answer = server.visit("/behind")
    assert answer[:2] == (520, reason_of(520))
    assert httpstatus.lookup(520).explanation in html.unescape(answer.body)


def test_explanation_endpoint(server: LuaNginx) -> None:
    for code in (404, 418, 499, 530, 999):
        answer = server.visit(f"/status-codes/{code}")
        assert (answer.code, answer.type) == (200, "application/json")
        found = json.loads(answer.body)
        assert [each["origin"] for each in found] == [meaning.origin for meaning in httpstatus.meanings(code)]
        for each, meaning in zip(found, httpstatus.meanings(code), strict=True):
            assert each.pop("class") == httpstatus.label(code)
            assert each == {name: getattr(meaning, name) for name in each}
            assert each["explanation"]
    assert server.visit("/status-codes/298").code == 404


def test_metrics_and_log(server: LuaNginx) -> None:
    """Each response is counted once, also one that is never sent, and the log says what its code means."""
    at_first = server.counts(0)
    assert at_first == {"class": dict.fromkeys(("1xx", "2xx", "3xx", "4xx", "5xx", "other"), 0), "code": {}}

    sent: Counter[int] = Counter()
    for code in SAID:
        for _ in range(1 + code % 3):
            server.ask(get(f"/say/{code}"))
            sent[httpstatus.effective(code) if code in OWN else code] += 1
    server.ask(get("/odd"))
    sent[999] += 1
    server.leave(get("/left"), wait=True)
    sent[499] += 1
    # No Host, no HTTP, another HTTP, and that of 1991.
    for request in (b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\r\n\r\n", b"GET / HTTP/7.0\r\n\r\n", b"GET /say/404\r\n"):
        server.ask(request)
    sent.update({400: 2, 505: 1, 404: 1})

    counts = server.counts(sent.total())
    assert counts["code"] == {f"{code:03}": count for code, count in sent.items()}
    classes = Counter(dict.fromkeys(at_first["class"], 0))
    for code, count in sent.items():
        classes[httpstatus.label(code)] += count
    assert counts["class"] == classes

    tally = tally_log(server.log("access.log"))
    assert dict(tally) == sent
    assert tally.skipped == 0
    words = re.findall(r'" (\d+) \d+ ".*?" ".*?" "(.*)"$', server.log("access.log").read_text(), re.MULTILINE)
    assert len(words) == sent.total()
    assert {int(code): reason for code, reason in words} == {code: reason_of(code) for code in sent}


def test_many_requests_while_nginx_reloads(server: LuaNginx) -> None:
    """All workers count in one place, and a reload, which loads the module into a new Lua, forgets nothing."""
    codes = (200, 302, 404, 425, 429, 503)
    done = threading.Event()
    failed: list[BaseException] = []
    workers: set[str] = set()
    rounds: list[int] = []

    def send() -> None:
        try:
            while not done.is_set():
                for code in codes:
                    assert server.visit(f"/say/{code}").code == code
                workers.add(server.visit("/worker").body)
                rounds.append(1)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=send, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        server.reload()
    done.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert not failed
    assert len(workers) > WORKERS  # old ones and new ones
    sent = Counter({str(code): len(rounds) for code in codes})
    sent["200"] *= 2  # those of /worker too
    assert server.counts(sent.total())["code"] == sent


def test_luajit_compiles_the_handler(server: LuaNginx) -> None:
    """What every response runs through becomes one loop of machine code, without a way out of it into C."""
    assert server.visit("/hot").code == 200
    traces = "".join(path.read_text() for path in server.folder.glob("trace.*"))
    assert re.search(r"^\[TRACE +\d+ content_by_lua\(.*\):\d+ loop\]$", traces, re.MULTILINE)
    ours = {path.name for path in (EXAMPLE.parents[2] / "lua" / "httpstatus").glob("*.lua")}
    given_up = re.findall(r"^\[TRACE ---.*", traces, re.MULTILINE)
    assert not [each for each in given_up if any(f" {name}:" in each for name in ours)]
