"""Several interpreters in one process, several threads in one interpreter, and what is left behind: nothing."""

from __future__ import annotations

import gc
import io
import pickle
import sys
import textwrap
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import httpstatus
import pytest
from httpstatus import HTTPStatus, StatusSet, Tally

# What each interpreter does: the whole surface, once.
USE = """
import httpstatus, pickle
from httpstatus import HTTPStatus, StatusSet
assert HTTPStatus(404) is HTTPStatus.NOT_FOUND and HTTPStatus.from_code(520) == 520
assert httpstatus.phrase(404) == "Not Found" and httpstatus.code("not found") == 404
assert pickle.loads(pickle.dumps(HTTPStatus.OK)) is HTTPStatus.OK
assert pickle.loads(pickle.dumps(httpstatus.lookup(499))) == httpstatus.lookup(499)
assert len(list(httpstatus.registry())) > 100 and httpstatus.search("timeout")
assert str(StatusSet("2xx,!204") | StatusSet("404")) == "200-203,205-299,404"
assert httpstatus.tally([200, 404, 200])[200] == 2 and httpstatus.tally(b"d")[100] == 1
assert httpstatus.tally_log(b"200\\n404\\n").total == 2
assert httpstatus.status_line(404) == b"HTTP/1.1 404 Not Found\\r\\n"
assert httpstatus.smtp.parse("550 5.1.1 x").detail.code == "5.1.1"
assert httpstatus.vendors.Nginx(499).name == "CLIENT_CLOSED_REQUEST"
assert httpstatus.grpc.to_http(5) == 404 and httpstatus.retry.clients(503)
try:
    httpstatus.code("not fuond")
except httpstatus.UnknownStatusError as error:
    assert "NOT_FOUND" in str(error)
"""


def interpreters() -> tuple[Callable[[], Any], Callable[[Any], None], Callable[[Any], None]]:
    """How to make, use and end an interpreter; with a GIL of its own where the version has that."""
    if sys.version_info >= (3, 13):
        import _interpreters

        def use(interpreter: Any) -> None:
            error = _interpreters.run_string(interpreter, USE)
            assert error is None, error

        return lambda: _interpreters.create("isolated"), use, _interpreters.destroy
    subinterpreters = pytest.importorskip("_xxsubinterpreters")
    return (
        lambda: subinterpreters.create(isolated=True),
        lambda interpreter: subinterpreters.run_string(interpreter, USE),
        subinterpreters.destroy,
    )


def test_interpreters_one_after_the_other() -> None:
    make, use, end = interpreters()
    for _ in range(25):
        interpreter = make()
        use(interpreter)
        end(interpreter)
    assert httpstatus.phrase(404) == "Not Found"
    assert HTTPStatus(404) is HTTPStatus.NOT_FOUND


def test_interpreters_side_by_side() -> None:
    make, use, end = interpreters()
    several = [make() for _ in range(5)]
    for interpreter in [*several, *reversed(several)]:
        use(interpreter)
    for interpreter in several[1::2] + several[::2]:
        end(interpreter)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="before 3.12 all interpreters share one GIL")
def test_interpreters_on_several_threads() -> None:
    """Each has its own GIL: what they share, they would corrupt."""
    make, use, end = interpreters()
    errors: list[BaseException] = []
    barrier = threading.Barrier(4)

    def work() -> None:
        try:
            barrier.wait()
            for _ in range(8):
                interpreter = make()
                use(interpreter)
                end(interpreter)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors


def test_threads() -> None:
    """Eight threads do everything at once, from a barrier, with a switch after nearly every instruction."""
    interval = sys.getswitchinterval()
    errors: list[BaseException] = []
    barrier = threading.Barrier(8)
    script = compile(textwrap.dedent(USE), "use", "exec")

    def work() -> None:
        try:
            barrier.wait()
            for _ in range(20):
                exec(script, {})
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    try:
        sys.setswitchinterval(1e-6)
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert not errors


# ---- Leaks ----


class Rude:
    def __index__(self) -> int:
        raise ZeroDivisionError

    def __iter__(self) -> Any:
        raise ZeroDivisionError


SET, TALLY, LINE = StatusSet("2xx"), Tally({404: 2}, skipped=1), httpstatus.parse_status_line("HTTP/2 200 x")
PICKLES = [pickle.dumps(each) for each in (HTTPStatus.OK, HTTPStatus.from_code(520), SET, TALLY, LINE)]
WRONG: list[Any] = [None, "404", 4.04, [], Rude(), b"\xff", 10**30, -1, "\ud800", object()]
STATUS: Any = HTTPStatus

CALLS: dict[str, Callable[[], Any]] = {
    "HTTPStatus()": lambda: (STATUS(404), STATUS["OK"], STATUS.OK, STATUS.OK.phrase, STATUS.OK.description),
    "HTTPStatus of none": lambda: STATUS(520),
    "HTTPStatus[] of none": lambda: STATUS["NOPE"],
    "HTTPStatus with names": lambda: STATUS(404, names=None),
    "HTTPStatus with many": lambda: STATUS(*range(12)),
    "from_code": lambda: (STATUS.from_code(404), STATUS.from_code(520)),
    "from_code of none": lambda: STATUS.from_code(99),
    "repr": lambda: (repr(STATUS.OK), repr(SET), repr(TALLY), repr(LINE), str(SET), str(STATUS.OK)),
    "members": lambda: (list(STATUS), STATUS.__members__, hash(STATUS.OK), STATUS.OK == 200),
    "setattr": lambda: setattr(STATUS.OK, "value", 1),
    "pickle": lambda: [pickle.loads(pickle.dumps(pickle.loads(each))) for each in PICKLES],
    "pickle of a record": lambda: pickle.loads(pickle.dumps(httpstatus.lookup(404))),
    "phrase": lambda: (httpstatus.phrase(404), httpstatus.phrase(299, "x"), httpstatus.phrase(413, edition="rfc2616")),
    "phrase of an origin": lambda: httpstatus.phrase(499, origin="nginx"),
    "phrase with both": lambda: httpstatus.phrase(404, edition="rfc9110", origin="iana"),
    "phrase of no edition": lambda: httpstatus.phrase(404, edition="x"),  # type: ignore[call-overload]
    "phrase with nope": lambda: httpstatus.phrase(404, nope=1),  # type: ignore[call-overload]
    "is_retryable": lambda: (httpstatus.is_retryable(503), httpstatus.is_retryable(503, idempotent=False)),
    "code": lambda: (httpstatus.code("not found"), httpstatus.code(b"404 x"), httpstatus.code("404 \udcff")),
    "code of none": lambda: httpstatus.code("not fuond"),
    "code of several": lambda: httpstatus.code("precondition"),
    "parse_status_line": lambda: httpstatus.parse_status_line("HTTP/1.1 404 caf\udce9"),
    "parse_status_line of none": lambda: httpstatus.parse_status_line("x"),
    "status_line": lambda: httpstatus.status_line(404, reason="x", version="HTTP/2"),
    "status_line with a CR": lambda: httpstatus.status_line(404, reason="\r"),
    "status_line beyond Latin-1": lambda: httpstatus.status_line(404, reason="\u20ac"),
    "lookup": lambda: (httpstatus.lookup(499, "esri"), httpstatus.meanings(499)),
    "lookup of none": lambda: httpstatus.lookup(1),
    "lookup of no origin": lambda: httpstatus.lookup(499, "ngnix"),
    "registry": lambda: list(httpstatus.registry("nginx", "unofficial")),
    "registry of none": lambda: httpstatus.registry(standing="x"),  # type: ignore[arg-type]
    "search": lambda: httpstatus.search("timeout"),
    "origins": lambda: (httpstatus.origins(), httpstatus.origin("nginx")),
    "records": lambda: (LINE._asdict(), list(LINE), hash(LINE), LINE == LINE, LINE != 5, repr(httpstatus.lookup(404))),
    "a record that is set": lambda: setattr(LINE, "code", 1),
    "_restore of none": lambda: httpstatus._restore("nope", {}),  # type: ignore[attr-defined]
    "StatusSet": lambda: (StatusSet("2xx,!204"), StatusSet([200]), StatusSet(200), StatusSet(SET)),
    "StatusSet of none": lambda: StatusSet("2xx,nope"),
    "StatusSet out of range": lambda: StatusSet([200, 1000]),
    "set operators": lambda: (SET | SET, SET & SET, SET - SET, ~SET, SET < SET, SET == SET, hash(SET)),
    "set of another type": lambda: SET | 5,  # type: ignore[operator]
    "set as a container": lambda: (200 in SET, len(SET), list(SET), SET.isdisjoint("404")),
    "tally": lambda: (httpstatus.tally([200, 404, -1]), httpstatus.tally(b"dd"), httpstatus.tally(range(9))),
    "tally of none": lambda: httpstatus.tally([200, "x"]),  # type: ignore[list-item]
    "tally of doubles": lambda: httpstatus.tally(memoryview(bytes(16)).cast("d")),
    "Tally": lambda: (Tally({404: 1}, skipped=2), TALLY + TALLY, TALLY == {404: 2}, TALLY[404], TALLY.rate("4xx")),
    "Tally with sub-statuses": lambda: Tally({404: 1}, substatuses={"404.13": 2}) + TALLY,
    "Tally with wrong ones": lambda: Tally({404: 1}, substatuses={"x": 2}),
    "Tally of wrong counts": lambda: Tally({404: -1}),
    "Tally as a mapping": lambda: (TALLY.keys(), TALLY.values(), TALLY.items(), TALLY.get(404), list(TALLY)),
    "Tally's numbers": lambda: (TALLY.total, TALLY.skipped, TALLY.classes, TALLY.substatuses, len(TALLY), 404 in TALLY),
    "tally_log": lambda: httpstatus.tally_log(b"200\n404\n"),
    "tally_log of none": lambda: httpstatus.tally_log(b"x\n"),
    "tally_log of text": lambda: httpstatus.tally_log(io.StringIO("200")),  # type: ignore[arg-type]
    "warning": lambda: (httpstatus.warning.parse('110 - "x"'), httpstatus.warning.lookup(110)),
    "warning of none": lambda: httpstatus.warning.parse('110 - "x", y'),
    "smtp": lambda: (
        httpstatus.smtp.parse("550 5.1.1 x"),
        httpstatus.smtp.enhanced("5.1.1"),
        httpstatus.smtp.reply(550),
    ),
    "smtp of none": lambda: httpstatus.smtp.parse("550-x"),
    "enhanced of none": lambda: httpstatus.smtp.enhanced("5.99.99"),
    "iis": lambda: (httpstatus.iis.substatus("404.13"), httpstatus.iis.substatuses(404, 99)),
    "cloudflare": lambda: (httpstatus.cloudflare.error(1020), httpstatus.cloudflare.errors(1)),
    "grpc": lambda: (httpstatus.grpc.lookup("not_found"), httpstatus.grpc.to_http(5), httpstatus.grpc.from_http(404)),
    "retry": lambda: (httpstatus.retry.policy("curl"), httpstatus.retry.clients(503)),
}
SLOW = {"tally_log", "tally_log of none", "tally_log of text", "registry", "members", "search", "Tally of wrong counts"}


def wrong_arguments() -> None:
    for wrong in WRONG:
        for function in (
            httpstatus.phrase, httpstatus.name, httpstatus.lookup, httpstatus.code, httpstatus.tally, httpstatus.search,
            httpstatus.StatusSet, httpstatus.Tally, httpstatus.HTTPStatus.from_code, httpstatus.parse_status_line,
            httpstatus.origin, httpstatus.status_line, httpstatus.smtp.parse, httpstatus.warning.parse, SET.isdisjoint,
        ):  # fmt: skip
            with suppress(TypeError, ValueError, ZeroDivisionError):
                function(wrong)  # type: ignore[operator]


@pytest.mark.parametrize("name", [*CALLS, "wrong arguments"])
def test_nothing_is_left_behind(name: str) -> None:
    """Blocks of memory are flat over 20,000 rounds; a leak of one object a round would be seen after a hundred."""
    call: Callable[[], Any] = CALLS.get(name, wrong_arguments)
    rounds = 2_000 if name in SLOW or name == "wrong arguments" else 20_000

    def many(count: int) -> int:
        for _ in range(count):
            with suppress(Exception):
                call()
        gc.collect()
        return sys.getallocatedblocks()

    many(500)
    before = many(500)
    after = many(rounds)
    assert after - before < 100, f"{after - before} blocks in {rounds} rounds"


def test_reference_counts_of_what_is_shared() -> None:
    """Members, types and small texts are borrowed and returned so often that one slip would show at once."""
    shared = [
        HTTPStatus.NOT_FOUND, HTTPStatus.from_code(520), HTTPStatus, StatusSet, Tally, httpstatus.Meaning, SET, TALLY,
        httpstatus.lookup(404), httpstatus.lookup(404).phrase, httpstatus.UnknownStatusError, httpstatus.StatusClass(4),
        None, True, httpstatus,
    ]  # fmt: skip

    def count() -> list[int]:
        gc.collect()
        return [sys.getrefcount(each) for each in shared]

    for _ in range(3):
        for call in CALLS.values():
            with suppress(Exception):
                call()
    before = count()
    for _ in range(200):
        for name, call in CALLS.items():
            if name not in SLOW:
                with suppress(Exception):
                    call()
    assert all(abs(new - old) < 50 for new, old in zip(count(), before, strict=True))
