"""The whole public surface as calls without arguments, with good input and bad: what is run from eight threads, in
interpreters of their own, without memory, and a hundred thousand times.

calls() takes the package, so that it serves a second copy too; this file needs nothing but the standard library.
"""

from __future__ import annotations

import _imp
import inspect
import io
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timezone
from types import ModuleType
from typing import Any

Call = Callable[[], Any]

SUBMODULES = ("cloudflare", "grpc", "iis", "retry", "smtp", "systems", "vendors", "warning")
IIS_LOG = b"#Fields: sc-status sc-substatus\n404 13\n500 19\n404 13\n"
TIMED_LOG = b'h - - [30/Nov/2026:12:00:00 +0000] "GET / HTTP/1.1" 200 1\nh - - [30/Nov/2026:12:01:00 +0000] "-" 404 1\n'


DATE = "Mon, 30 Nov 2026 12:02:00 GMT"
NOON = datetime(2026, 11, 30, 12, tzinfo=timezone.utc)


class Rude:
    """What fails whatever is asked of it."""

    def __index__(self) -> int:
        raise ZeroDivisionError

    def __iter__(self) -> Any:
        raise ZeroDivisionError

    def __bool__(self) -> bool:
        raise ZeroDivisionError


WRONG: list[Any] = [None, "404", 4.04, [], Rude(), b"\xff", 10**30, -1, "\ud800", object(), ""]


def public_names(module: ModuleType) -> list[str]:
    """What `from module import *` gives."""
    return getattr(module, "__all__", [name for name in vars(module) if not name.startswith("_")])


def public_functions(httpstatus: Any) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of the package and of its submodules, with its dotted name."""
    for prefix in ("", *SUBMODULES, *(each.id for each in httpstatus.systems.systems())):
        module = getattr(httpstatus, prefix) if prefix else httpstatus
        for name in public_names(module):
            value = getattr(module, name)
            if inspect.isroutine(value):
                yield f"{prefix}.{name}".lstrip("."), value
    yield "HTTPStatus.from_code", httpstatus.HTTPStatus.from_code


def functions(httpstatus: Any) -> dict[str, Call]:
    """Calls of the functions of the package."""
    h = httpstatus
    return {
        "phrase": lambda: (h.phrase(404), h.phrase(299, "x"), h.phrase(413, edition="rfc2616"), h.phrase(10**30)),
        "phrase of an origin": lambda: h.phrase(499, origin="nginx"),
        "phrase of anybody": lambda: h.phrase(520, origin="any"),
        "phrase with both": lambda: h.phrase(404, edition="rfc9110", origin="iana"),
        "phrase of no edition": lambda: h.phrase(404, edition="x"),
        "phrase of no origin": lambda: h.phrase(404, origin="\ud800"),
        "phrase with nope": lambda: h.phrase(404, nope=1),
        "phrase twice": lambda: h.phrase(404, "", default=""),
        "phrase of too many": lambda: h.phrase(404, "", ""),
        "phrase of nothing": lambda: h.phrase(),
        "predicates": lambda: [
            predicate(code)
            for code in (404, 302, 520, -1)
            for predicate in (
                h.is_informational,
                h.is_success,
                h.is_redirection,
                h.is_client_error,
                h.is_server_error,
                h.is_error,
                h.is_registered,
                h.is_known,
                h.allows_content,
                h.is_heuristically_cacheable,
                h.is_followable_redirect,
                h.preserves_method,
                h.is_permanent_redirect,
                h.title,
                h.name,
                h.status_class,
                h.label,
                h.effective,
            )
        ],
        "is_retryable": lambda: (h.is_retryable(503), h.is_retryable(503, idempotent=False)),
        "is_retryable of a method": lambda: (h.is_retryable(503, method="GET"), h.is_idempotent(b"POST")),
        "is_retryable of both": lambda: h.is_retryable(503, method="GET", idempotent=True),
        "is_retryable of no method": lambda: h.is_retryable(503, method=5),
        "is_retryable of nothing": lambda: h.is_retryable(503, idempotent=Rude()),
        "code": lambda: (h.code("not found"), h.code(b"404 x"), h.code("404 \udcff"), h.code(bytearray(b"404"))),
        "code of none": lambda: h.code("not fuond"),
        "code of several": lambda: h.code("precondition"),
        "retry_after": lambda: (h.retry_after("120"), h.retry_after(DATE), h.retry_after(DATE.encode(), now=1.5)),
        "retry_after of a datetime": lambda: h.retry_after(DATE, NOON),
        "retry_after of none": lambda: (h.retry_after(None), h.retry_after("1.5"), h.retry_after("\ud800")),
        "retry_after of an int": lambda: h.retry_after(120),
        "retry_after of no time": lambda: h.retry_after("120", now="x"),
        "retry_after of no zone": lambda: h.retry_after("120", now=NOON.replace(tzinfo=None)),
        "retry_after of nothing": lambda: h.retry_after("120", now=Rude()),
        "retry_after of infinity": lambda: h.retry_after("120", now=float("inf")),
        "parse_status_line": lambda: (
            h.parse_status_line("HTTP/1.1 404 caf\udce9"),
            h.parse_status_line(b"HTTP/2 200"),
        ),
        "parse_status_line of none": lambda: h.parse_status_line("\u20ac HTTP/1.1"),
        "status_line": lambda: (h.status_line(404, reason="x", version="HTTP/2"), h.status_line(404, reason=b"\xe9")),
        "status_line with a CR": lambda: h.status_line(404, reason="\r"),
        "status_line beyond Latin-1": lambda: h.status_line(404, reason="\u20ac"),
        "problem": lambda: h.problem(404, "x", instance="/a", type="about:blank", title="y", balance=30),
        "problem of a vendor's code": lambda: h.problem(520),
        "problem with a status": lambda: h.problem(404, status=404),
        "problem of no code": lambda: h.problem(1000),
        "problem of no text": lambda: h.problem(404, detail=5),
        "status_line of no version": lambda: h.status_line(404, reason="x", version=5),
        "lookup": lambda: (h.lookup(499, "esri"), h.meanings(499), h.lookup(404)),
        "lookup of none": lambda: h.lookup(1),
        "lookup of none of an origin": lambda: h.lookup(404, origin="nginx"),
        "lookup of no origin": lambda: h.lookup(499, "ngnix"),
        "registry": lambda: list(h.registry("nginx", "unofficial")),
        "registry of none": lambda: h.registry(standing="x"),
        "search": lambda: h.search("timeout"),
        "origins": lambda: (h.origins(), h.origin("nginx")),
        "origin of none": lambda: h.origin("ngnix"),
        "tally": lambda: (h.tally([200, 404, -1]), h.tally(b"dd"), h.tally(range(9))),
        "tally of none": lambda: h.tally([200, "x"]),
        "tally of doubles": lambda: h.tally(memoryview(bytes(16)).cast("d")),
        "tally_log": lambda: (h.tally_log(b"200\n404\n"), h.tally_log(IIS_LOG), h.tally_log([b"200\n", b"404\n"])),
        "tally_log by time": lambda: (h.tally_log(TIMED_LOG, since="2026-11-30"), h.tally_log(TIMED_LOG, per="1m")),
        "tally_log of no time": lambda: h.tally_log(b"", since="x"),
        "tally_log of no period": lambda: h.tally_log(b"", per="x"),
        "tally_log without times": lambda: h.tally_log(b"200\n", until="1h"),
        "tally_log of none": lambda: h.tally_log(b"x\n"),
        "tally_log of text": lambda: h.tally_log(io.StringIO("200")),
        "tally_log of no format": lambda: h.tally_log(b"200\n", format="x"),
        "tally_log of no file": lambda: h.tally_log("/not/there"),
    }


def types(httpstatus: Any) -> dict[str, Call]:
    """Calls of the types and of their instances."""
    h = httpstatus
    status, tally = h.HTTPStatus, h.Tally({404: 2}, skipped=1)
    some, line = h.StatusSet("2xx"), h.parse_status_line("HTTP/2 200 x")
    named = h.Tally({404: 1}, substatuses={"404.13": 2})

    def pickles() -> list[Any]:
        values = [status.OK, status.from_code(520), h.StatusClass(4), some, tally, named, line, h.lookup(404)]
        return [pickle.loads(pickle.dumps(each)) for each in values]

    return {
        "HTTPStatus()": lambda: (status(404), status["OK"], status.OK, status.OK.phrase, status.OK.description),
        "HTTPStatus of none": lambda: status(520),
        "HTTPStatus[] of none": lambda: status["NOPE"],
        "HTTPStatus with names": lambda: status(404, names=None),
        "HTTPStatus with many": lambda: status(*range(12)),
        "HTTPStatus.from_code": lambda: (status.from_code(404), status.from_code(520), status.from_code(520).phrase),
        "HTTPStatus.from_code of none": lambda: status.from_code(99),
        "HTTPStatus as text": lambda: (repr(status.OK), str(status.OK), f"{status.OK}", repr(status.from_code(520))),
        "HTTPStatus as a list": lambda: (list(status), len(status.__members__), status.OK in status),
        "HTTPStatus.name is set": lambda: setattr(status.OK, "value", 1),
        "HTTPStatus.name": lambda: status.name,
        "StatusClass": lambda: (h.StatusClass(4).label, h.StatusClass(4).title, list(h.StatusClass), h.StatusClass(9)),
        "UnknownStatusError": lambda: h.UnknownStatusError("x").args,
        "pickle": pickles,
        "records": lambda: (line._asdict(), list(line), hash(line), line == line, line != 5, repr(h.lookup(404))),
        "Meaning": lambda: (h.lookup(404)._asdict(), hash(h.lookup(404)), h.lookup(404) == h.lookup(499)),
        "a record that is set": lambda: setattr(line, "code", 1),
        "a record that is made": lambda: h.Meaning(),
        "_restore": lambda: h._restore("httpstatus.StatusLine", {"code": 404, "reason": "x"}),
        "_restore of none": lambda: h._restore("nope", {}),
        "_restore_tally": lambda: h._restore_tally({404: 1}, 2, {"404.13": 2}),
        "StatusSet": lambda: (h.StatusSet("2xx,!204"), h.StatusSet([200]), h.StatusSet(200), h.StatusSet(some)),
        "StatusSet of none": lambda: h.StatusSet("2xx,nope"),
        "StatusSet out of range": lambda: h.StatusSet([200, 1000]),
        "StatusSet of what fails": lambda: h.StatusSet(Rude()),
        "StatusSet operators": lambda: (some | some, some & some, some - some, ~some, some < some, some == some),
        "StatusSet and others": lambda: some | 5,
        "StatusSet as a set": lambda: (200 in some, len(some), list(some), some.isdisjoint("404"), hash(some)),
        "StatusSet of a list": lambda: (h.StatusSet(["2xx", 301, "404"]), h.StatusSet([some, "!204"])),
        "StatusSet of a list with a wrong item": lambda: h.StatusSet(["2xx", "50x"]),
        "StatusSet beside sets": lambda: (some | {1}, some & {1: 1}.keys(), {1} - some, some ^ {200}, some == {1}),
        "StatusSet beside strangers": lambda: (some & {None}, some - {"x"}, some <= {1.5}, some.isdisjoint({None})),
        "StatusSet with strangers": lambda: some | {None},
        "StatusSet asked for odd things": lambda: (200.0 in some, None in some, [] in some, "x" in some),
        "StatusSet's methods": lambda: (
            some.union([1], "3xx"),
            some.intersection({1}),
            some.difference([200]),
            some.symmetric_difference([1]),
            some.issubset("2xx"),
            some.issuperset([200]),
            some.copy(),
        ),
        "StatusSet as text": lambda: (str(some), repr(some)),
        "Tally": lambda: (
            h.Tally({404: 1}, skipped=2),
            tally + tally,
            tally == {404: 2},
            tally[404],
            tally.rate("4xx"),
        ),
        "Tally with sub-statuses": lambda: (named + tally, named + named, repr(named), named == named),
        "Tally with wrong ones": lambda: h.Tally({404: 1}, substatuses={"x": 2}),
        "Tally of wrong counts": lambda: h.Tally({404: -1}),
        "Tally of wrong codes": lambda: h.Tally({1000: 1}),
        "Tally as a mapping": lambda: (list(tally.keys()), list(tally.values()), list(tally.items()), tally.get(404)),
        "Tally as a Counter": lambda: (tally.most_common(), tally.most_common(1), list(reversed(tally)), tally.copy()),
        "Tally asked for odd things": lambda: (tally.get(None), [] in tally, tally[404.0], "x" in tally),
        "tally of counts": lambda: h.tally(tally),
        "tally of floats": lambda: h.tally(memoryview(bytes(16)).cast("d")),
        "tally of every second": lambda: h.tally(memoryview(bytes(16))[::2]),
        "a record like a named tuple": lambda: (
            line[0],
            line[1:],
            len(line),
            line < line,
            line._replace(code=404),
            line.__rich_repr__(),
            line == {},
            h.lookup(404)._replace(note="x"),
            h.Header("a", "response", "may", "", ""),
        ),
        "a record of too little": lambda: h.Header("a"),
        "Tally as a list": lambda: (list(tally), len(tally), 404 in tally, tally.get(1, "x"), {**tally}),
        "Tally's numbers": lambda: (tally.total, tally.skipped, tally.classes, named.substatuses, tally.substatuses),
        "Tally's rate of none": lambda: tally.rate("x"),
        "Tally as text": lambda: (repr(tally), hash(tally)),
    }


def systems(httpstatus: Any) -> dict[str, Call]:
    """Calls of the submodules."""
    h = httpstatus
    return {
        "warning": lambda: (
            h.warning.parse('110 - "a\\"b" "x"'),
            h.warning.lookup(110),
            h.warning.codes(),
            h.warning.status(),
        ),
        "warning.parse of none": lambda: h.warning.parse('110 - "x", y'),
        "warning.lookup of none": lambda: h.warning.lookup(1),
        "smtp.parse": lambda: (
            h.smtp.parse("550 5.1.1 x"),
            h.smtp.parse(b"250-\xe9\r\n250 x\r\n"),
            h.smtp.parse("smtp; 550-5.1.1 x 550-5.1.1 y\n 550 5.1.1 z", command="RCPT"),
            h.smtp.find("host mx said: 550 5.1.1 x (in reply to RCPT TO command)"),
            h.smtp.find("nothing"),
            h.smtp.severity(550),
        ),
        "smtp.parse of no command": lambda: h.smtp.parse("550 x", "FROB"),
        "smtp.parse of none": lambda: h.smtp.parse("250-x"),
        "smtp.enhanced": lambda: (h.smtp.enhanced("5.1.1"), h.smtp.reply(550), h.smtp.replies(550)),
        "smtp.enhanced of none": lambda: h.smtp.enhanced("5.1.999"),
        "smtp.reply of none": lambda: h.smtp.reply(599),
        "smtp.replies": lambda: (len(h.smtp.replies()), len(h.smtp.details()), len(h.smtp.pairings())),
        "iis.substatus": lambda: (h.iis.substatus("404.13"), h.iis.substatuses(404, 99), len(h.iis.substatuses())),
        "iis.substatus of none": lambda: h.iis.substatus("404.x"),
        "cloudflare.error": lambda: (h.cloudflare.error(1020), h.cloudflare.errors(1), len(h.cloudflare.errors())),
        "cloudflare.error of none": lambda: h.cloudflare.error(1),
        "grpc.lookup": lambda: (h.grpc.lookup("not_found"), h.grpc.lookup(5), len(h.grpc.codes()), h.grpc.note()),
        "grpc.lookup of none": lambda: h.grpc.lookup("nope"),
        "grpc.map_to_http": lambda: (h.grpc.map_to_http("twirp", 5), h.grpc.map_from_http("twirp", 404), h.grpc.maps()),
        "grpc.map_to_http of none": lambda: h.grpc.map_to_http("nope", 5),
        "grpc.map_from_http of none": lambda: h.grpc.map_from_http("nope", 404),
        "grpc.to_http": lambda: (h.grpc.to_http(5), h.grpc.from_http(404)),
        "retry.policy": lambda: (h.retry.policy("curl"), h.retry.clients(503), len(h.retry.policies())),
        "retry.policy of none": lambda: h.retry.policy("x"),
        "systems": lambda: (
            h.systems.systems(),
            h.systems.system("ws"),
            h.systems.matches("DC"),
            h.haproxy.explain("SH--"),
        ),
        "systems.system of none": lambda: h.systems.system("x"),
        "systems.lookup": lambda: (h.systems.lookup("h3", "0x10b"), h.websocket.lookup(1006), len(h.envoy.entries())),
        "systems.lookup of none": lambda: h.systems.lookup("haproxy", "SH-"),
        "systems.lookup of no number": lambda: h.websocket.lookup(99999),
        "systems.spelling": lambda: (h.systems.spelling("envoy", "uh"), h.systems.nearest("h2", "CANCLE")),
        "vendors": lambda: (h.vendors.Nginx(499), list(h.vendors.Cloudflare)),
    }


def calls(httpstatus: Any) -> dict[str, Call]:
    """Everything, by name: good input, bad input, and each function with each of the wrong values."""

    def wrong(function: Callable[..., Any]) -> Call:
        def call() -> None:
            for value in WRONG:
                with suppress(TypeError, ValueError, LookupError, OSError, ZeroDivisionError):
                    function(value)

        return call

    found = functions(httpstatus) | types(httpstatus) | systems(httpstatus)
    for name, function in public_functions(httpstatus):
        found[f"{name} of wrong values"] = wrong(function)
    return found


def outcome(call: Call) -> str:
    """What a call gives, as a text that can be compared: its result, or the type of its error."""
    try:
        return repr(call())
    except Exception as error:
        # Where argparse is loaded, an error of a set is one of argparse's as well, of a type that is made for it.
        kinds = [each.__name__ for each in type(error).__mro__]
        return "ValueError" if "ArgumentTypeError" in kinds else kinds[0]


# ---- Copies of the package ----


def forget() -> None:
    """Take the package out of sys.modules."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "httpstatus"]:
        del sys.modules[name]


def new_module(httpstatus: Any) -> Any:
    """Another copy of the package, in which nothing has run yet."""
    forget()
    module = sys.modules["httpstatus"] = _imp.create_dynamic(httpstatus.__spec__)
    module.__path__ = httpstatus.__path__
    return module


def fresh(httpstatus: Any) -> Any:
    """Another copy of the package, of which nothing has been used yet."""
    module = new_module(httpstatus)
    _imp.exec_dynamic(module)
    return module
