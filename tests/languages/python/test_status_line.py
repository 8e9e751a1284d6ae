"""parse_status_line(), status_line() and StatusLine."""

from __future__ import annotations

import copy
import http.client
import io
import pickle
from typing import Any

import httpstatus
import pytest
from httpstatus import HTTPStatus, StatusLine, parse_status_line, status_line
from hypothesis import given
from hypothesis import strategies as st

# What a reason may hold (RFC 9112, section 4): no control character but the tab; and it is trimmed by nobody.
REASONS = st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]) | st.just("\t"))
VERSIONS = st.sampled_from(["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3"])


def test_example() -> None:
    line = parse_status_line("HTTP/1.1 404 Not Found\r\n")
    assert (line.version, line.code, line.reason) == ("HTTP/1.1", 404, "Not Found")
    assert line == parse_status_line(b"HTTP/1.1 404 Not Found")
    assert status_line(404) == b"HTTP/1.1 404 Not Found\r\n"


def test_every_code_goes_out_and_comes_back() -> None:
    for code in range(100, 1000):
        written = status_line(code)
        assert written == f"HTTP/1.1 {code} {httpstatus.phrase(code)}\r\n".encode()
        assert tuple(parse_status_line(written)) == ("HTTP/1.1", code, httpstatus.phrase(code))
        assert status_line(HTTPStatus.from_code(code)) == written


@given(st.integers(100, 999), REASONS, VERSIONS)
def test_round_trip(code: int, reason: str, version: str) -> None:
    written = status_line(code, reason=reason, version=version)
    assert written == f"{version} {code} {reason}\r\n".encode("latin-1")
    assert written == status_line(code, reason=reason.encode("latin-1"), version=version.encode())
    line = parse_status_line(written)
    assert (line.version, line.code, line.reason) == (version, code, reason)
    assert parse_status_line(written.decode("latin-1")) == line


@given(st.integers(100, 999), REASONS)
def test_the_standard_library_reads_what_we_write(code: int, reason: str) -> None:
    class Socket:
        def makefile(self, *_: Any) -> io.BytesIO:
            return io.BytesIO(status_line(code, reason=reason) + b"\r\n")

    response = http.client.HTTPResponse(Socket())  # type: ignore[arg-type]
    version, status, read = response._read_status()  # type: ignore[attr-defined]
    assert (version, status, read.strip()) == ("HTTP/1.1", code, reason.strip())


@given(st.binary() | st.text())
def test_anything_is_parsed_or_refused(text: str | bytes) -> None:
    for given_text in (text, f"HTTP/1.1 404 {text}" if isinstance(text, str) else b"HTTP/1.1 404 " + text):
        try:
            line = parse_status_line(given_text)
        except ValueError as error:
            assert " at position " in str(error)  # noqa: PT017 - it may also pass
        else:
            assert 100 <= line.code <= 999
            assert line.version.startswith("HTTP/")
            assert not any(letter < " " and letter != "\t" for letter in line.reason)


@pytest.mark.parametrize("control", [chr(number) for number in [*range(9), *range(10, 32), 127]], ids=ascii)
def test_no_control_character_goes_out(control: str) -> None:
    """Header injection: a reason comes from elsewhere more often than one thinks."""
    for reason in (f"a{control}b", control, f"{control}x", f"x{control}", f"a{control}\nSet-Cookie: a=b"):
        for form in (reason, reason.encode()):
            with pytest.raises(ValueError, match="a reason phrase must not contain control characters"):
                status_line(302, reason=form)
            assert b"\n" not in status_line(302, reason="fine")[:-2]


def test_reasons() -> None:
    assert status_line(404, reason=None) == status_line(404)
    assert status_line(404, reason="") == status_line(404, reason=b"") == b"HTTP/1.1 404 \r\n"
    assert status_line(299) == b"HTTP/1.1 299 \r\n"
    assert status_line(499) == b"HTTP/1.1 499 \r\n"
    assert status_line(499, reason=httpstatus.phrase(499, origin="nginx")) == b"HTTP/1.1 499 Client Closed Request\r\n"
    assert status_line(200, reason="caf\xe9") == b"HTTP/1.1 200 caf\xe9\r\n"
    assert status_line(200, reason="caf\xe9".encode()) == b"HTTP/1.1 200 caf\xc3\xa9\r\n"
    assert status_line(200, reason="x" * 1_000_000) == b"HTTP/1.1 200 " + b"x" * 1_000_000 + b"\r\n"
    for text in ("\u20ac", "\ud800", "\U0001f600"):
        with pytest.raises(ValueError, match="can hold Latin-1 only") as caught:
            status_line(200, reason=text)
        assert repr(text) in str(caught.value)


@pytest.mark.parametrize("code", [99, 1000, 0, -1, 10**30, True])
def test_codes_that_do_not_fit(code: int) -> None:
    with pytest.raises(ValueError, match="100 to 999") as caught:
        status_line(code)
    assert repr(code) in str(caught.value)
    with pytest.raises(ValueError, match="100 to 999"):
        status_line(code, reason="fine", version="HTTP/1.0")


@pytest.mark.parametrize("version", ["", "HTTP", "HTTP/", "HTTP/x", "HTTP/1.1 ", "http/1.1\r\n", "HTTP/1.1\0", "1.1"])
def test_versions_that_are_none(version: str) -> None:
    for form in (version, version.encode()):
        with pytest.raises(ValueError, match="expected an HTTP version") as caught:
            status_line(404, version=form)
        assert repr(form) in str(caught.value)


@pytest.mark.parametrize(
    "wrong", [5, 1.5, ["x"], bytearray(b"x"), memoryview(b"x"), object()], ids=lambda v: type(v).__name__
)
def test_types(wrong: Any) -> None:
    with pytest.raises(TypeError, match="a reason phrase is str or bytes"):
        status_line(404, reason=wrong)
    with pytest.raises(TypeError, match="a version is str or bytes"):
        status_line(404, version=wrong)
    if not isinstance(wrong, (bytearray, memoryview)):
        with pytest.raises(TypeError, match="is str or bytes, not"):
            parse_status_line(wrong)
    else:
        assert parse_status_line(type(wrong)(b"HTTP/2 200")).code == 200


def test_the_place_of_a_mistake_is_counted_in_characters() -> None:
    with pytest.raises(ValueError, match=r" at position 16$"):
        parse_status_line("HTTP/1.1 200 \u20ac\u20ac\u20ac\x01")
    with pytest.raises(ValueError, match=r" at position 22$"):
        parse_status_line("HTTP/1.1 200 \u20ac\u20ac\u20ac\x01".encode())


def test_a_reason_with_surrogates_comes_back_as_it_was() -> None:
    line = parse_status_line("HTTP/1.1 200 caf\udce9")
    assert line.reason == "caf\udce9"


def test_unpacking_and_matching() -> None:
    line = parse_status_line("HTTP/1.1 503 Busy")
    version, code, reason = line
    assert (version, code, reason) == ("HTTP/1.1", 503, "Busy")
    match line:
        case StatusLine(version, 503, why):
            assert (version, why) == ("HTTP/1.1", "Busy")
        case _:
            pytest.fail("no match")
    match line:
        case StatusLine(code=code) if code >= 500:
            pass
        case _:
            pytest.fail("no match")


def test_record() -> None:
    line = parse_status_line("HTTP/1.1 404 Not Found")
    assert repr(line) == "StatusLine(version='HTTP/1.1', code=404, reason='Not Found')"
    assert line._asdict() == {"version": "HTTP/1.1", "code": 404, "reason": "Not Found"}
    assert StatusLine._fields == StatusLine.__match_args__ == ("version", "code", "reason")
    assert hash(line) == hash(parse_status_line("HTTP/1.1 404 Not Found"))
    for other in ("HTTP/1.0 404 Not Found", "HTTP/1.1 405 Not Found", "HTTP/1.1 404 Not found"):
        assert line != parse_status_line(other)
    assert line != tuple(line)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(line, protocol)) == line
    assert copy.copy(line) == copy.deepcopy(line) == line
    with pytest.raises(AttributeError):
        line.code = 1  # type: ignore[misc]
    with pytest.raises(AttributeError):
        line.other = 1  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        StatusLine("HTTP/1.1", 404, "x")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        type("Sub", (StatusLine,), {})
