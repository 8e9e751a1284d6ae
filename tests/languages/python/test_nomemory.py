"""Every allocation of the binding fails in turn: a MemoryError comes of it, nothing is lost, the next call works.

The calls go to C functions directly: what CPython does when its own byte code runs out of memory is not tested here
(starting a thread then crashes it). failing.c is the hook; it is compiled when the tests begin.

With a binding that is linked for it (tests/torture/hardening/failing_api.sh), every call of CPython's C API that can
fail does so in turn instead, whether it would need memory here or not. failing_api.c is then the hook.
"""

from __future__ import annotations

import _imp
import enum
import functools
import gc
import importlib
import itertools
import operator
import os
import pickle
import re
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import httpstatus
import pytest
from support import PLAIN
from surface import DATE, NOON, SUBMODULES, TIMED_LOG, WRONG, Rude, forget, fresh, new_module

if hasattr(sys, "_is_gil_enabled"):  # 3.13: without a GIL, CPython wants its own allocator for objects
    pytestmark = pytest.mark.skipif(not sys._is_gil_enabled(), reason="objects need CPython's own allocator here")

Prepared = tuple[Any, ...]  # a C function, and its arguments; a dict at the end is the named ones
THOROUGH = "HTTPSTATUS_THOROUGH" in os.environ  # every allocation of every first call too: some minutes
API = find_spec("failing") is not None  # the extension was linked with failing_api.c: calls fail, not allocations
LOG = b"#Fields: sc-status sc-substatus\n404 13\n500 19\n404 13\n"


@pytest.fixture(scope="module")
def allocator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The hook, with the collector off: when it runs is not for these tests to decide."""
    if sys.platform != "linux":
        pytest.skip("the hook is compiled and linked as on Linux")
    if not API:
        place = tmp_path_factory.mktemp("nomemory")
        source, library = Path(__file__).with_name("failing.c"), place / "failing.so"
        compiler, include = os.environ.get("CC", "cc"), f"-I{sysconfig.get_path('include')}"
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", include, source, "-o", library], check=True)
        sys.path.insert(0, str(place))
    module = importlib.import_module("failing")
    module.install()
    gc.collect()
    gc.freeze()
    gc.disable()
    yield module
    gc.enable()
    gc.unfreeze()


# ---- What is called ----


def private(h: Any, name: str) -> Any:
    return getattr(h._private, name)


def fed_log(h: Any) -> Any:
    log = private(h, "log_type")()("auto")
    log.feed(LOG, True)
    return log


def timed_log(h: Any) -> Any:
    log = private(h, "log_type")()("auto", *TIMES)
    log.feed(TIMED_LOG, True)
    return log


TIMES = (0, 10**10, 60)  # since, until and per, in seconds
MANY = 10**6  # an int that is made anew each time, so that one that is lost is noticed
SET = lambda h: h.StatusSet("2xx,301")  # noqa: E731
TALLY = lambda h: h.Tally({404: MANY}, skipped=MANY, substatuses={"404.13": MANY})  # noqa: E731

PICKLES = [
    pickle.dumps(each) for each in (httpstatus.lookup(404), TALLY(httpstatus), httpstatus.HTTPStatus.from_code(520))
]

# By name: what prepares a call to a copy of the package, which may be new. "of none" is bad input.
CASES: dict[str, Callable[[Any], Prepared]] = {
    "phrase": lambda h: (h.phrase, 413, {"edition": "rfc2616"}),
    "phrase of an origin": lambda h: (h.phrase, 499, {"origin": "nginx"}),
    "phrase of anybody": lambda h: (h.phrase, 520, {"origin": "any"}),
    "title": lambda h: (h.title, 520),
    "phrase of no origin": lambda h: (h.phrase, 499, {"origin": "ngnix"}),
    "phrase of no edition": lambda h: (h.phrase, 404, {"edition": "x"}),
    "phrase with nope": lambda h: (h.phrase, 404, {"nope": 1}),
    "phrase of nothing": lambda h: (h.phrase,),
    "phrase of too many": lambda h: (h.phrase, 404, "", ""),
    "phrase twice": lambda h: (h.phrase, 404, "", {"default": ""}),
    "phrase with both": lambda h: (h.phrase, 404, {"edition": "rfc9110", "origin": "iana"}),
    "is_retryable of a method": lambda h: (h.is_retryable, 500, {"method": "G\udcff"}),
    "is_retryable of both": lambda h: (h.is_retryable, 500, {"method": "GET", "idempotent": True}),
    "is_retryable of no method": lambda h: (h.is_retryable, 500, {"method": 5}),
    "is_retryable": lambda h: (h.is_retryable, 503, {"idempotent": False}),
    "retry_after": lambda h: (h.retry_after, str(MANY)),
    "retry_after of a datetime": lambda h: (h.retry_after, DATE, {"now": NOON}),
    "retry_after of a number": lambda h: (h.retry_after, DATE.encode(), MANY),
    "retry_after of a float": lambda h: (h.retry_after, DATE, 1.5),
    "retry_after of infinity": lambda h: (h.retry_after, DATE, float("inf")),
    "retry_after of no zone": lambda h: (h.retry_after, DATE, NOON.replace(tzinfo=None)),
    "retry_after of no time": lambda h: (h.retry_after, DATE, "x"),
    "retry_after of an int": lambda h: (h.retry_after, MANY),
    "code": lambda h: (h.code, "not found"),
    "code of bytes": lambda h: (h.code, b"404 x"),
    "code of surrogates": lambda h: (h.code, "404 \udcff"),
    "code of none": lambda h: (h.code, "not fuond"),
    "code of several": lambda h: (h.code, "precondition"),
    "parse_status_line": lambda h: (h.parse_status_line, "HTTP/1.1 404 caf\udce9"),
    "parse_status_line of bytes": lambda h: (h.parse_status_line, b"HTTP/1.1 404 caf\xe9\r\n"),
    "parse_status_line of none": lambda h: (h.parse_status_line, "HTTP/\u20ac 404"),
    "status_line": lambda h: (h.status_line, 404, {"reason": "caf\u00e9", "version": "HTTP/2"}),
    "problem": lambda h: (h.problem, 404, "x", {"instance": "/a", "type": "t", "title": "y", "balance": 30}),
    "problem of a vendor's code": lambda h: (h.problem, 520),
    "problem with a status": lambda h: (h.problem, 404, {"status": 404}),
    "problem of no code": lambda h: (h.problem, 1000),
    "problem of no text": lambda h: (h.problem, 404, {"detail": 5}),
    "status_line of no reason": lambda h: (h.status_line, 404, {"reason": "\r"}),
    "status_line of no version": lambda h: (h.status_line, 404, {"version": 5}),
    "status_line beyond Latin-1": lambda h: (h.status_line, 404, {"reason": "\u20ac"}),
    "lookup": lambda h: (h.lookup, 401),
    "lookup of an origin": lambda h: (h.lookup, 499, "esri"),
    "lookup of none": lambda h: (h.lookup, 1),
    "lookup of none of an origin": lambda h: (h.lookup, 404, "nginx"),
    "meanings": lambda h: (h.meanings, 499),
    "registry": lambda h: (h.registry, "nginx", "unofficial"),
    "registry of none": lambda h: (h.registry, None, "x"),
    "search": lambda h: (h.search, "teapot"),
    "origins": lambda h: (h.origins,),
    "origin": lambda h: (h.origin, "nginx"),
    "origin of none": lambda h: (h.origin, "ngnix"),
    "tally": lambda h: (h.tally, [200, 404, -1]),
    "tally of a buffer": lambda h: (h.tally, memoryview(bytes(16)).cast("H")),
    "tally of doubles": lambda h: (h.tally, memoryview(bytes(16)).cast("d")),
    "HTTPStatus": lambda h: (h.HTTPStatus, 404),
    "from_code": lambda h: (h.HTTPStatus.from_code, 520),
    "from_code of none": lambda h: (h.HTTPStatus.from_code, 10**30),
    "_from_code": lambda h: (h._from_code, 999),
    "_missing_": lambda h: (h.HTTPStatus._missing_, 520),
    "_new_member_": lambda h: (lambda *given: int(h.HTTPStatus._new_member_(*given)), h.HTTPStatus, 529, "P", "D"),
    "by the name of another": lambda h: (h.HTTPStatus.__members__.__getitem__, "597"),
    "by a name that is not one": lambda h: (h.HTTPStatus.__members__.__getitem__, "404"),
    "names for dir": lambda h: (operator.add, ["x"], h.HTTPStatus._member_names_),
    "description": lambda h: (getattr, h.HTTPStatus.OK, "description"),
    "class title": lambda h: (getattr, h.StatusClass(4), "title"),
    "class title of none": lambda h: (getattr, int.__new__(h.StatusClass, 9), "title"),
    "name is set": lambda h: (setattr, h.HTTPStatus.OK, "name", "x"),
    "phrase is set": lambda h: (setattr, h.HTTPStatus.OK, "phrase", "OK"),
    "repr of a member": lambda h: (repr, h.HTTPStatus.from_code(520)),
    "reduce of a member": lambda h: (h.HTTPStatus.OK.__reduce_ex__, 2),
    "reduce of another": lambda h: (h.HTTPStatus.from_code(520).__reduce_ex__, 2),
    "_restore": lambda h: (h._restore, "httpstatus.StatusLine", {"code": 404, "version": "x"}, {}),
    "_restore of a Meaning": lambda h: (h._restore, "httpstatus.Meaning", h.lookup(404)._asdict(), {}),
    "_restore of none": lambda h: (h._restore, "nope", {}, {}),
    "_restore_tally": lambda h: (h._restore_tally, {404: 1}, 2, {"404.13": MANY}, {}),
    "record": lambda h: (repr, h.lookup(404)),
    "record as a dict": lambda h: (h.lookup(404)._asdict,),
    "record's reduce": lambda h: (h.lookup(404).__reduce__,),
    "record's hash": lambda h: (hash, h.parse_status_line("HTTP/2 200")),
    "record as a list": lambda h: (list, h.lookup(404)),
    "records are equal": lambda h: (operator.eq, h.lookup(404), h.lookup(404)),
    "records are compared": lambda h: (
        operator.eq,
        h.parse_status_line("HTTP/2 200"),
        h.parse_status_line("HTTP/2 200"),
    ),
    "StatusSet": lambda h: (h.StatusSet, "2xx,!204"),
    "StatusSet of codes": lambda h: (h.StatusSet, [200, 404]),
    **{
        f"StatusSet.{name}": (lambda h, name=name: (getattr(SET(h), name), [200, 404]))
        for name in ("symmetric_difference", "issuperset", "intersection", "issubset")
    },
    "StatusSet.copy": lambda h: (SET(h).copy,),
    "Tally.copy": lambda h: (getattr, h.tally([200]), "copy"),
    **{
        f"Tally.{name}": (lambda h, name=name: (getattr, h.tally([200]), name))
        for name in ("pop", "popitem", "update", "clear", "setdefault", "fromkeys")
    },
    "log.fitting": lambda h: (getattr, fed_log(h), "fitting"),
    "log.problem": lambda h: (fed_log(h).problem, b'{"foo": 200}', "'{\"foo\": 200}'"),
    "log.examples": lambda h: (getattr, fed_log(h), "examples"),
    "not_listed": lambda h: (private(h, "not_listed"), "gRPC status", "NOT_FUOND", "NOT_FOUND"),
    "StatusSet of none": lambda h: (h.StatusSet, "2xx,nope"),
    "StatusSet of nothing": lambda h: (h.StatusSet, 4.04),
    "StatusSet out of range": lambda h: (h.StatusSet, [1000]),
    "StatusSet |": lambda h: (operator.or_, SET(h), SET(h)),
    "StatusSet ~": lambda h: (operator.invert, SET(h)),
    "StatusSet of a list": lambda h: (h.StatusSet, ["2xx", 301]),
    "StatusSet of a wrong list": lambda h: (h.StatusSet, ["2xx", "50x"]),
    "StatusSet of a wrong item": lambda h: (h.StatusSet, ["2xx", 4.5]),
    "StatusSet | a set": lambda h: (operator.or_, SET(h), {1}),
    "a set | StatusSet": lambda h: (operator.or_, {1}, SET(h)),
    "StatusSet < a set": lambda h: (operator.lt, SET(h), {1, 2.5}),
    "float in StatusSet": lambda h: (operator.contains, SET(h), 200.0),
    "StatusSet.union": lambda h: (SET(h).union, "4xx", [1]),
    "StatusSet.difference": lambda h: (SET(h).difference, {200}),
    "Tally.most_common": lambda h: (TALLY(h).most_common, 1),
    "replaced field": lambda h: (functools.partial(h.lookup(404)._replace, note="x"),),
    "record that is made": lambda h: (h.Rule, "topic", "text", "reference"),
    "rich": lambda h: (h.lookup(404).__rich_repr__,),
    "field of a record": lambda h: (operator.getitem, h.lookup(404), 0),
    "order of records": lambda h: (operator.lt, h.lookup(404), h.lookup(405)),
    "StatusSet | none": lambda h: (operator.or_, SET(h), 5),
    "StatusSet as a list": lambda h: (list, SET(h)),
    "StatusSet as text": lambda h: (str, SET(h)),
    "StatusSet's repr": lambda h: (repr, SET(h)),
    "StatusSet's reduce": lambda h: (SET(h).__reduce__,),
    "StatusSet.isdisjoint": lambda h: (SET(h).isdisjoint, "404"),
    "Tally": lambda h: (h.Tally, {404: 1}, {"skipped": 2, "substatuses": {"404.13": MANY, "500.19": 1}}),
    "Tally of pairs": lambda h: (h.Tally, [(404, 1)]),
    "Tally of none": lambda h: (h.Tally, {1000: 1}, {}),
    "Tally of no counts": lambda h: (h.Tally, {404: -1}, {}),
    "Tally of no sub-statuses": lambda h: (h.Tally, {404: 1}, {"substatuses": {"x": 2}}),
    "Tally +": lambda h: (operator.add, TALLY(h), TALLY(h)),
    "Tally + without": lambda h: (operator.add, h.Tally({200: 1}), TALLY(h)),
    "Tally == dict": lambda h: (operator.eq, TALLY(h), {404: MANY}, {}),
    "Tally == Tally": lambda h: (operator.eq, TALLY(h), TALLY(h)),
    "Tally[...]": lambda h: (operator.getitem, h.tally([404] * 500), 404),
    "Tally's repr": lambda h: (repr, TALLY(h)),
    "Tally's repr without sub-statuses": lambda h: (repr, h.Tally({404: 1})),
    "Tally's reduce": lambda h: (TALLY(h).__reduce__,),
    "Tally as a list": lambda h: (list, TALLY(h)),
    "Tally's keys": lambda h: (TALLY(h).keys,),
    "Tally's values": lambda h: (TALLY(h).values,),
    "Tally's items": lambda h: (TALLY(h).items,),
    "Tally.get": lambda h: (TALLY(h).get, 1, "x"),
    "Tally.rate": lambda h: (TALLY(h).rate, "4xx"),
    "Tally.rate of none": lambda h: (TALLY(h).rate, "x"),
    "Tally.total": lambda h: (getattr, TALLY(h), "total"),
    "Tally.skipped": lambda h: (getattr, TALLY(h), "skipped"),
    "Tally.classes": lambda h: (getattr, TALLY(h), "classes"),
    "Tally.substatuses": lambda h: (getattr, TALLY(h), "substatuses"),
    "Tally without sub-statuses": lambda h: (getattr, h.Tally(), "substatuses"),
    "_private": lambda h: (getattr, h._private, "rows"),
    "log_type": lambda h: (private(h, "log_type"),),
    "log_formats": lambda h: (private(h, "log_formats"),),
    "shown": lambda h: (private(h, "shown"), "x"),
    "shown of a long text": lambda h: (private(h, "shown"), "x" * 200),
    "shown of many digits": lambda h: (private(h, "shown"), 10**5000),
    "_Log": lambda h: (private(h, "log_type")(), "auto"),
    "_Log of none": lambda h: (private(h, "log_type")(), "x"),
    "_Log.feed": lambda h: (fed_log(h).feed, LOG, False),
    "_Log.twin": lambda h: (fed_log(h).twin,),
    "_Log.tally": lambda h: (fed_log(h).tally,),
    "_Log.format": lambda h: (getattr, fed_log(h), "format"),
    "_Log.lines": lambda h: (getattr, fed_log(h), "lines"),
    "_Log with times": lambda h: (private(h, "log_type")(), "auto", *TIMES),
    "_Log with too large a time": lambda h: (private(h, "log_type")(), "auto", 0, 10**30),
    "_Log.feed with times": lambda h: (timed_log(h).feed, TIMED_LOG, True),
    "_Log.feed with times, no bytes": lambda h: (timed_log(h).feed, "x", True),
    "_Log.twin with times": lambda h: (timed_log(h).twin,),
    "_Log.tally with times": lambda h: (timed_log(h).tally,),
    "_Log.is_timed": lambda h: (getattr, timed_log(h), "is_timed"),
    "_Log.timed": lambda h: (getattr, timed_log(h), "timed"),
    "_Log.time_counts": lambda h: (getattr, timed_log(h), "time_counts"),
    "_Log.time_counts without times": lambda h: (getattr, fed_log(h), "time_counts"),
    "_Log.no_times": lambda h: (getattr, fed_log(h), "no_times"),
    "_Log.time": lambda h: (private(h, "log_type")().time, "2026-11-30T12:00Z", MANY),
    "_Log.time of none": lambda h: (private(h, "log_type")().time, "yesterdya", MANY),
    "_Log.time of no text": lambda h: (private(h, "log_type")().time, 5, MANY),
    "_Log.period": lambda h: (private(h, "log_type")().period, "90d"),
    "_Log.period of none": lambda h: (private(h, "log_type")().period, "5x"),
    "_Log.period of surrogates": lambda h: (private(h, "log_type")().period, "5\udcff"),
    "record_type": lambda h: (private(h, "record_type"), "httpstatus.smtp.Pairing"),
    "record_type of none": lambda h: (private(h, "record_type"), "x"),
    "rows": lambda h: (private(h, "rows"), "httpstatus.smtp.Pairing"),
    "rows of policies": lambda h: (private(h, "rows"), "httpstatus.retry.Policy"),
    "rows of enhanced codes": lambda h: (private(h, "rows"), "httpstatus.smtp.EnhancedCode"),
    "rows of origins": lambda h: (private(h, "rows"), "httpstatus.Origin"),
    "warning_lookup": lambda h: (private(h, "warning_lookup"), 110),
    "warning_parse": lambda h: (private(h, "warning_parse"), '110 - "a\\"b" "x", 112 c "d"'),
    "warning_parse of none": lambda h: (private(h, "warning_parse"), '110 - "x", y'),
    "warning_status": lambda h: (private(h, "warning_status"),),
    "smtp_replies": lambda h: (private(h, "smtp_replies"), 550),
    "smtp_severity": lambda h: (private(h, "smtp_severity"), 550),
    "smtp_parse": lambda h: (private(h, "smtp_parse"), "550 5.1.1 caf\udce9", None),
    "smtp_parse of bytes": lambda h: (private(h, "smtp_parse"), b"250-\xe9\r\n250 x\r\n", "caf\xe9"),
    "smtp_parse with repairs": lambda h: (private(h, "smtp_parse"), b"smtp; 550-#5.1.1 \xe9\n 550 x", "RCPT"),
    "smtp_parse of none": lambda h: (private(h, "smtp_parse"), "250-x", None),
    "smtp_find": lambda h: (private(h, "smtp_find"), "550 5.1.1 caf\udce9", None),
    "smtp_find of none": lambda h: (private(h, "smtp_find"), "250-x", None),
    "smtp_parse_enhanced": lambda h: (private(h, "smtp_parse_enhanced"), "5.900.901"),
    "smtp_parse_enhanced of none": lambda h: (private(h, "smtp_parse_enhanced"), "5.x"),
    "smtp_enhanced_lookup": lambda h: (private(h, "smtp_enhanced_lookup"), 5, 1, 1),
    "iis_parse": lambda h: (private(h, "iis_parse"), "404.13"),
    "iis_parse of none": lambda h: (private(h, "iis_parse"), "404.x"),
    "iis_substatuses": lambda h: (private(h, "iis_substatuses"), 404, 13),
    "iis_substatuses of too few": lambda h: (private(h, "iis_substatuses"), 404),
    "iis_substatuses of too many": lambda h: (private(h, "iis_substatuses"), 404, 13, 1),
    "cloudflare_errors": lambda h: (private(h, "cloudflare_errors"), 1002),
    "grpc_to_http": lambda h: (private(h, "grpc_to_http"), 5),
    "grpc_from_http": lambda h: (private(h, "grpc_from_http"), 404),
    "grpc_map_to_http": lambda h: (private(h, "grpc_map_to_http"), "twirp", 5),
    "grpc_map_from_http": lambda h: (private(h, "grpc_map_from_http"), b"twirp", 404),
    "grpc_number": lambda h: (private(h, "grpc_number"), "not_found"),
    "shown of a long number": lambda h: (private(h, "shown"), 10**5000),
    "system_lookup": lambda h: (private(h, "system_lookup"), "haproxy", "SH--"),
    "system_lookup of bytes": lambda h: (private(h, "system_lookup"), "http3", b"0x10b"),
    "system_matches": lambda h: (private(h, "system_matches"), "DC"),
    "system_nearest": lambda h: (private(h, "system_nearest"), "http2", "CANCLE"),
    "system_spelling": lambda h: (private(h, "system_spelling"), "envoy", "uh"),
    "unknown_code": lambda h: (private(h, "unknown_code"), "haproxy", "SH-"),
    "unknown_code of a system": lambda h: (private(h, "unknown_code"), None, "x"),
    "rows of entries": lambda h: (private(h, "rows"), "httpstatus.systems.Entry"),
    "grpc_note": lambda h: (private(h, "grpc_note"),),
    "UnknownStatusError": lambda h: (h.UnknownStatusError, "x"),
}

# What runs Python, or pickle: where allocations fail, CPython does not survive the one, and loses blocks in the other.
# Its import may go on after an error.
PYTHON_CASES: dict[str, Callable[[Any], Prepared]] = {
    "a pickle of a record": lambda h: (pickle.loads, PICKLES[0]),
    "a pickle of a tally": lambda h: (pickle.loads, PICKLES[1]),
    "a pickle of a code": lambda h: (pickle.loads, PICKLES[2]),
    "HTTPStatus of a float": lambda h: (h.HTTPStatus, 404.0),
    "HTTPStatus of none": lambda h: (h.HTTPStatus, 520),
    "HTTPStatus of many": lambda h: (h.HTTPStatus, *range(12)),
    "a member is set": lambda h: (setattr, h.HTTPStatus, "OK", 1),
    "tally_log": lambda h: (h.tally_log, b"200\n404\n"),
    "a submodule": lambda h: (getattr, h.warning, "parse"),
    "a submodule's names": lambda h: (dir, h.retry),
}
if PLAIN:  # where it is enum's own property that refuses, in Python
    PYTHON_CASES["name is set"] = CASES.pop("name is set")
CASES |= PYTHON_CASES if API else {}


def c_functions() -> dict[str, Any]:
    """The functions that the extension module defines, public and private."""
    private_ones = vars(httpstatus._private)  # type: ignore[attr-defined]
    found = dict(vars(httpstatus)) | {f"_private.{name}": value for name, value in private_ones.items()}
    return {name: value for name, value in found.items() if type(value) is type(len)}


def test_nothing_is_forgotten() -> None:
    """Every C function, method and attribute stands in a case; tally_log only calls a function in Python."""
    private(httpstatus, "rows")
    used = {getattr(prepare(httpstatus)[0], "__name__", "") for prepare in CASES.values()}
    used |= {str(prepare(httpstatus)[2]) for prepare in CASES.values() if prepare(httpstatus)[0] in (getattr, setattr)}
    used |= {name.lstrip("_") for name in used}
    simple = {name for name in c_functions() if name.startswith(("is_", "allows_", "preserves_"))}
    simple |= {"name", "label", "status_class", "effective"}  # these only give what is there
    assert {name.removeprefix("_private.") for name in c_functions()} - used - simple <= {"tally_log"}
    for kind in (httpstatus.StatusSet, httpstatus.Tally, type(fed_log(httpstatus))):
        assert {name for name in vars(kind) if not name.startswith("_")} <= used, kind


# ---- How ----


def outcome(call: Callable[[], Any]) -> str:
    """What comes of a call, as a text that can be compared."""
    try:
        found = call()
    except MemoryError:
        return "MemoryError"
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    return type(found).__name__ + (
        str([*found]) if hasattr(found, "__next__") else re.sub(" at 0x[0-9a-f]+", "", repr(found))
    )


class Machine:
    """Fails the allocations of calls, and judges what comes of it."""

    def __init__(self, allocator: Any) -> None:
        self.allocator = allocator
        self.failures = 0
        self.once = False
        # What the interpreter's own functions say where an error cannot be made: PyErr_Format may leave one that is
        # empty, or none at all.
        self.own_errors = set()
        for once in (True, False):
            for after in range(40):
                self.own_errors.add(outcome(lambda run=(after, once): allocator.call(*run, int, ("x",), {})))

    def run(self, prepared: Prepared, after: int) -> str:
        function, *args = prepared
        named = args.pop() if args and type(args[-1]) is dict else {}
        if after < 0:
            return outcome(lambda: function(*args, **named))
        return outcome(lambda: self.allocator.call(after, self.once, function, tuple(args), named))

    def acceptable(self, found: str, expected: str, is_python: bool) -> bool:
        if API:
            assert self.allocator.dirty() == 0, "calls were made with an exception set"
            return found == "MemoryError" or (found == expected and (is_python or self.allocator.failed() == 0))
        if found in (expected, "MemoryError"):
            return True
        kind, colon, _ = expected.partition(": ")
        empty = bool(colon) and found == kind + colon and "ValueError: " in self.own_errors
        none = found.startswith("SystemError") and found in self.own_errors
        return empty or (none and bool(colon))

    def lost(self, make: Callable[[], Prepared], after: int, is_new: bool) -> int:
        """
        The blocks that a failing call leaves behind each time. The collector empties CPython's free lists too: what
        comes out of these, or goes there, is seen only if they are empty before and after.
        """
        if is_new and not API:  # CPython loses a class, and with it the copy, at some allocations that it makes for it
            return 0
        counts = []
        for _ in range(8):
            gc.collect()
            self.allocator.blocks()
            self.run(make(), after)
            if is_new:
                forget()
            gc.collect()
            counts.append(self.allocator.blocks())
            if counts[-1] <= 0:
                return 0
        return min(counts)

    def fail_all(
        self, make: Callable[[], Prepared], is_python: bool = False, is_new: bool = False, step: int = 1
    ) -> None:
        """Every allocation of a call (or call of the API, or some), one a run: alone, and with all that follow."""
        expected = [self.run(make(), -1) for _ in range(3)][-1]
        for self.once in (True, False):
            for after in range(0, 100_000, step):
                found = self.run(make(), after)
                failed = self.allocator.failed()
                good = self.acceptable(found, expected, is_python)
                assert good, f"after {after}, once={self.once}: {found}, not {expected}"
                if failed == 0:
                    break
                self.failures += 1
                lost = self.lost(make, after, is_new)
                assert lost == 0, f"after {after}, once={self.once}: {lost} blocks are lost"
                again = self.run(make(), -1)
                assert again == expected, f"after {after}, once={self.once}: the next call gives {again}"


@pytest.fixture(scope="module")
def machine(allocator: Any) -> Iterator[Machine]:
    machine = Machine(allocator)
    yield machine
    print(f"\n{machine.failures} {'calls of the API' if API else 'allocations'} have failed")


@pytest.fixture(scope="module")
def classes_survive(allocator: Any) -> None:
    """Skips where CPython itself crashes when it makes a class without memory (3.13.0 does)."""
    if API:  # it has all it needs
        return
    script = """if True:
        import failing, gc
        failing.install()
        for after in range(2000):
            try:
                failing.call(after % 100, after < 1000, type, ("X", (), {f"k{i}": i for i in range(8)}), {})
            except MemoryError:
                pass
            gc.collect()
    """
    environment = os.environ | {"PYTHONPATH": str(Path(allocator.__file__).parent)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"CPython {sys.version.split()[0]} cannot make a class without memory: {done.returncode}")


@pytest.mark.parametrize("name", CASES)
def test_a_call(machine: Machine, request: pytest.FixtureRequest, name: str) -> None:
    if name == "log_type":
        request.getfixturevalue("classes_survive")
    prepared = CASES[name](httpstatus)
    machine.fail_all(lambda: prepared, is_python=name in PYTHON_CASES)


@pytest.mark.usefixtures("classes_survive", "copies")
@pytest.mark.parametrize("name", CASES)
def test_a_first_call(machine: Machine, name: str) -> None:
    """In a copy of the package that has made no type, row or value yet."""
    is_python = name in PYTHON_CASES
    machine.fail_all(lambda: CASES[name](fresh(httpstatus)), is_python, is_new=True, step=1 if THOROUGH else 23)


@pytest.mark.parametrize("name", c_functions())
def test_wrong_arguments(machine: Machine, name: str) -> None:
    for value in WRONG:
        if API or (name != "tally_log" and type(value) is not Rude):  # which are Python
            machine.fail_all(lambda value=value: (c_functions()[name], value))


@pytest.mark.usefixtures("classes_survive", "copies")
def test_import(machine: Machine) -> None:
    machine.fail_all(lambda: (_imp.exec_dynamic, new_module(httpstatus)), is_new=True, step=1 if THOROUGH else 7)


@pytest.mark.skipif(sys.version_info < (3, 13), reason="later versions have it")
@pytest.mark.usefixtures("classes_survive", "copies")
def test_import_with_a_list_of_values(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """EnumMeta keeps one from some 3.13 on."""
    monkeypatch.setattr(enum.IntEnum, "_hashable_values_", [], raising=False)
    machine.fail_all(lambda: (_imp.exec_dynamic, new_module(httpstatus)), is_new=True, step=1 if THOROUGH else 7)
    assert fresh(httpstatus).StatusClass._hashable_values_ == [1, 2, 3, 4, 5]


@pytest.mark.usefixtures("copies")
@pytest.mark.parametrize("name", SUBMODULES)
def test_a_submodule_that_cannot_be_loaded_is_loaded_next_time(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Its file is Python: here it breaks off where it asks the package for something."""
    package = fresh(httpstatus)
    with monkeypatch.context() as patch:
        patch.setattr(package, "UnknownStatusError" if name != "vendors" else "registry", None)
        patch.delattr(package, "UnknownStatusError" if name != "vendors" else "registry")
        with pytest.raises(ImportError):
            getattr(package, name).__all__  # noqa: B018
    assert type(getattr(package, name)) is not ModuleType
    assert getattr(package, name).__all__
    assert type(getattr(package, name)) is ModuleType


# ---- Nothing of the C API is left out ----

# What the binding may call besides: it cannot fail, or not with what the binding gives it.
CANNOT_FAIL = {
    "PyBool_FromLong", "PyBuffer_Release", "PyDict_Next", "PyIndex_Check", "PyMem_Free", "PyOS_snprintf",
    "PyObject_CheckBuffer", "PyObject_GC_UnTrack", "PyType_IsSubtype", "PyType_Modified", "_Py_Dealloc",
    "PyUnicode_CompareWithASCIIString", "PyEval_RestoreThread", "PyEval_SaveThread", "PyGC_Disable", "PyGC_Enable",
    "PyErr_Clear", "PyErr_ExceptionMatches", "PyErr_NoMemory", "PyErr_Occurred", "PyErr_SetString", "PyThreadState_Get",
    "PyCallable_Check",  # 3.10, as the one before: within PyObject_Vectorcall
    "PyObject_HashNotImplemented",  # a slot, that is never called
    "PyLong_AsLongAndOverflow", "PyLong_AsLongLongAndOverflow",  # of an int
    "PyModule_GetDict",  # of a module
    "PyNumber_Check",  # looks at a type
    "PyModule_GetState",  # of a module
    "PyType_GetModuleState",  # of a type that was made with a module
    "PyBuffer_IsContiguous", "PyErr_Fetch", "PyErr_GivenExceptionMatches", "PyErr_Restore",
    "PyErr_SetObject",  # its exception exists
    "PyEval_GetFrame", "PyFrame_GetCode",  # without memory there is no frame, and nobody asks for its code
    "PyUnicode_GetLength", "PyUnicode_ReadChar",  # of a str, at a place in it
    "PyImport_GetModuleDict",  # in an interpreter that imports
    "PyModuleDef_Init",  # its result is the importer's
    "_PyObject_MakeTpCall",  # likewise, for what has no vectorcall; what is called so has it
}  # fmt: skip


def listing(*command: str) -> list[str]:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


@pytest.mark.skipif(not API, reason="allocations fail")
def test_every_function_of_the_api_is_known() -> None:
    """It can be made to fail, or cannot fail."""
    called = {line.split()[-1] for line in listing("nm", "-D", "--undefined-only", httpstatus.__file__)}
    functions = {
        name
        for name in called
        if re.match("_?Py", name) and not re.match("PyExc_|.*_Type$|_Py_.*Struct$", name) and name not in CANNOT_FAIL
    }
    assert functions == set()
    assert "__wrap_PyLong_FromLong" in called


@pytest.mark.skipif(not (API and THOROUGH), reason="allocations fail, or some calls only")
def test_every_call_of_the_api_has_failed(allocator: Any) -> None:
    """In the tests above: each place of the binding that makes one."""
    lines = listing("objdump", "-d", "--no-show-raw-insn", httpstatus.__file__)
    behind = [after for line, after in itertools.pairwise(lines) if re.search(r"\scall.*<__wrap_\w+(@plt)?>$", line)]
    places = {int(line.partition(":")[0], 16) for line in behind}
    assert len(places) > 200
    left = [hex(place - 1) for place in places - set(allocator.sites(httpstatus.__file__))]
    names = [each for each in listing("addr2line", "-sfpe", httpstatus.__file__, *left) if left]
    # SWIG's own, for a call without a tuple of arguments, which CPython does not make.
    assert [name for name in names if not name.startswith("SWIG_Python_UnpackTuple")] == []


# ---- Faults that were found so ----


def test_a_restored_record_has_no_holes(machine: Machine) -> None:
    """A field whose name could not be made into a str was taken for one that the pickle lacks, and became None."""
    fields = {"code": 404, "version": "HTTP/2", "reason": "x"}
    for after in range(8):
        found = machine.run((httpstatus._restore, "httpstatus.StatusLine", fields, {}), after)  # type: ignore[attr-defined]
        assert "None" not in found


def test_no_call_is_made_with_an_exception_set(machine: Machine) -> None:
    """A record's later values were made although an earlier one had failed: a SystemError came of it."""
    for machine.once in (True, False):
        for after in range(40):
            found = machine.run((httpstatus.parse_status_line, "HTTP/1.1 404 caf\udce9"), after)
            assert not found.startswith("SystemError"), after


def test_a_count_is_not_called_wrong_without_memory(machine: Machine) -> None:
    """Whatever went wrong while a count was read was said to be a count beyond 2**64-1."""
    for machine.once in (True, False):
        for after in range(40):
            assert "2**64" not in machine.run((httpstatus.Tally, {404: 1}, {"skipped": 2}), after)


def test_a_failed_import_leaves_no_descriptor_and_no_function(machine: Machine, request: pytest.FixtureRequest) -> None:
    """Both were lost where HTTPStatus could not be completed, and with them the whole copy of the package."""
    request.getfixturevalue("classes_survive")
    request.getfixturevalue("copies")

    def made() -> int:
        gc.collect()
        names = [getattr(each, "__name__", "") for each in gc.get_objects() if type(each) is type(len)]
        return names.count("from_code") + sum(type(each).__name__ == "MemberEntry" for each in gc.get_objects())

    before = made()
    for machine.once in (True, False):
        for after in range(100_000):
            machine.run((_imp.exec_dynamic, new_module(httpstatus)), after)
            if machine.allocator.failed() == 0:
                break
    forget()
    assert made() == before
