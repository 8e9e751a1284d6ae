"""retry_after() beside what others read from the same fields: urllib3, curl, and the standard library of Ruby."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import running
from httpstatus import retry_after
from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

NOW = 1796040000  # 2026-11-30 12:00:00
DAY = 24 * 60 * 60
FORMS = {
    "IMF-fixdate": "%a, %d %b %Y %H:%M:%S GMT",
    "RFC 850": "%A, %d-%b-%y %H:%M:%S GMT",
    "asctime": "%a %b %e %H:%M:%S %Y",
}


def moments() -> Iterator[int]:
    """Times around what a calendar has to get right, and every 97 days and a bit of 22 years."""
    for text in ("1999-12-31", "2000-02-28", "2000-02-29", "2024-02-29", "2026-12-31", "2038-01-19"):
        start = int(time.mktime(time.strptime(text, "%Y-%m-%d"))) - time.timezone
        yield from (start, start + DAY - 1, start + DAY)
    yield from range(NOW, NOW + 22 * 365 * DAY, 97 * DAY + 3607)


def dates(form: str) -> list[tuple[str, int]]:
    return [(time.strftime(FORMS[form], time.gmtime(moment)), moment) for moment in moments()]


class Conditions(BaseHTTPRequestHandler):
    """Answers with the time of the condition, as the client has read and written it."""

    def do_GET(self) -> None:
        body = (self.headers.get("If-Modified-Since", "none") + "\n").encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def curl_reads(texts: Sequence[str], folder: Path) -> list[int | None]:
    """What curl's reader of dates, which reads its Retry-After fields, makes of a time condition."""
    handler = type("Handler", (Conditions,), {"protocol_version": "HTTP/1.1"})
    with running(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as port:
        config = "next\n".join(f'url = "http://127.0.0.1:{port}/"\ntime-cond = "{text}"\nsilent\n' for text in texts)
        (folder / "config").write_text(config, encoding="ascii")
        command = ["curl", "--disable", "--silent", "--config", str(folder / "config")]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    lines = done.stdout.splitlines()
    return [None if line == "none" else int(parsedate_to_datetime(line).timestamp()) for line in lines]


def ruby_reads(texts: Sequence[str], folder: Path) -> list[int | None]:
    script = 'require "time"\nSTDIN.each_line { |s| puts((Time.httpdate(s.chomp).to_i rescue "none")) }'
    done = subprocess.run(
        ["ruby", "-e", script], input="\n".join(texts) + "\n", capture_output=True, text=True, check=True, timeout=300
    )
    return [None if line == "none" else int(line) for line in done.stdout.splitlines()]


def urllib3_reads(texts: Sequence[str], folder: Path) -> list[int | None]:
    found: list[int | None] = []
    for text in texts:
        try:
            found.append(round(Retry(retry_after_max=2**53).parse_retry_after(text)) + NOW)
        except InvalidHeader:
            found.append(None)
    return found


READERS: dict[str, Callable[[Sequence[str], Path], list[int | None]]] = {
    "curl": curl_reads,
    "ruby": ruby_reads,
    "urllib3": urllib3_reads,
}


def read_by(name: str, texts: Sequence[str], folder: Path) -> list[int | None]:
    if name != "urllib3" and shutil.which(name) is None:
        pytest.skip(f"there is no {name}")
    found = READERS[name](texts, folder)
    assert len(found) == len(texts)
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", READERS)
def test_dates(name: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: float(NOW))
    texts, expected = zip(*dates(form), strict=True)
    assert [retry_after(text, now=NOW) for text in texts] == [max(0, moment - NOW) for moment in expected]
    theirs = read_by(name, texts, tmp_path)
    assert theirs == [max(moment, NOW) if name == "urllib3" else moment for moment in expected]


@pytest.mark.parametrize("name", READERS)
def test_two_digits_of_a_year(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The RFC counts from today: up to 50 years ahead. The others have a year from which on they take 1900."""
    monkeypatch.setattr(time, "time", lambda: float(NOW))
    texts = ["Friday, 01-Jan-49 00:00:00 GMT", "Tuesday, 01-Jan-75 00:00:00 GMT"]
    assert [retry_after(text, now=NOW) for text in texts] == [2493072000 - NOW, 3313526400 - NOW]
    assert read_by(name, texts, tmp_path) == [2493072000, NOW if name == "urllib3" else 157766400]  # 2049, 1975


@pytest.mark.parametrize("text", ["0", "1", "007", "120", " 120 ", "86400"])
def test_seconds(text: str) -> None:
    assert retry_after(text) == Retry(retry_after_max=DAY).parse_retry_after(text) == int(text)


# Ruby takes the thirtieth of February for the second of March; the calendar has its own tests.
@pytest.mark.parametrize(
    "text", ["Mon, 30 Nov 2026 24:01:00 GMT", "30 Nov 2026 12:02:00", "2026-11-30T12:02:00Z", "soon", ""]
)
def test_what_is_no_date_for_ruby_is_none_for_us(text: str, tmp_path: Path) -> None:
    assert read_by("ruby", [text], tmp_path) == [None]
    assert retry_after(text, now=NOW) is None
