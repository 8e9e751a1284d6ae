"""A program that type checkers take as it is, under their strictest settings; test_stubs.py runs it too."""
# pyright: strict

from array import array
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import httpstatus
from httpstatus import (
    Header,
    HTTPStatus,
    Meaning,
    Origin,
    Rule,
    StatusClass,
    StatusLine,
    StatusSet,
    Tally,
    UnknownStatusError,
    smtp,
)
from httpstatus.vendors import Nginx
from typing_extensions import assert_never, assert_type

# HTTPStatus is an enum like http.HTTPStatus: members, values, attributes.
status = HTTPStatus(404)
assert_type(status, HTTPStatus)
assert_type(HTTPStatus["NOT_FOUND"], HTTPStatus)
assert_type(HTTPStatus.from_code(520), HTTPStatus)
assert_type(list(HTTPStatus), list[HTTPStatus])
assert_type(status.phrase, str)
assert_type(status.description, str)
assert_type(status.is_client_error, bool)
assert_type(status.status_class, StatusClass | None)
number: int = HTTPStatus.NOT_FOUND
former: HTTPStatus = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
assert_type(Nginx(499), Nginx)
assert_type(HTTPStatus.OK.value, Literal[200])
assert_type(status.value, int)
assert_type(status.name, str)
assert_type(StatusClass.SUCCESS.label, str)

# Not all are members: comparisons with other numbers are no mistakes.
vendor = HTTPStatus.from_code(520)
assert vendor == 520
assert vendor.value in (520, 521)
assert vendor.name == "520"
if vendor == 521:
    print("down")


def digit(status_class: StatusClass) -> str:
    """Every class is handled, and checkers know it."""
    match status_class:
        case StatusClass.INFORMATIONAL | StatusClass.SUCCESS | StatusClass.REDIRECTION:
            return "good"
        case StatusClass.CLIENT_ERROR:
            return "theirs"
        case StatusClass.SERVER_ERROR:
            return "ours"
        case _:
            assert_never(status_class)


def sign(status_class: StatusClass) -> str:
    """Without a last case: a checker that did not know that these are all would miss a return."""
    match status_class:
        case StatusClass.INFORMATIONAL | StatusClass.SUCCESS:
            return "+"
        case StatusClass.REDIRECTION:
            return ">"
        case StatusClass.CLIENT_ERROR | StatusClass.SERVER_ERROR:
            return "-"


def explain(code: int) -> str:
    found = httpstatus.status_class(code)
    assert_type(found, StatusClass | None)
    return digit(found) if found is not None else found_label(code)


def found_label(code: int) -> str:
    label = httpstatus.label(code)
    return "none" if label == "other" else label


# Functions of a code take whatever has __index__, and give what they say.
class Code:
    def __index__(self) -> int:
        return 404


assert_type(httpstatus.phrase(404), str)
assert_type(httpstatus.phrase(Code()), str)
assert_type(httpstatus.phrase(299, "none"), str)
maybe: str | None = httpstatus.phrase(299, None)
assert_type(httpstatus.phrase(413, edition="rfc2616"), str)
assert_type(httpstatus.phrase(499, origin="nginx"), str)
assert_type(httpstatus.is_retryable(503, idempotent=False), bool)
assert_type(httpstatus.effective(471), int)
assert_type(httpstatus.code("not found"), int)
assert_type(httpstatus.code(b"not found"), int)
assert_type(httpstatus.code(memoryview(b"404")), int)
assert_type(httpstatus.status_line(404, reason="Nope", version=b"HTTP/2"), bytes)

line = httpstatus.parse_status_line(b"HTTP/1.1 404 Not Found\r\n")
assert_type(line, StatusLine)
version, code, reason = line
match line:
    case StatusLine(_, 404, why):
        assert_type(why, str)
    case StatusLine(code=other):
        assert_type(other, int)

# The registry.
meaning = httpstatus.lookup(499, "esri")
assert_type(meaning, Meaning)
assert_type(meaning.see_also, tuple[int, ...])
assert_type(meaning.uses, tuple[str, ...])
assert_type(meaning.headers, tuple[Header, ...])
assert_type(meaning.rules, tuple[Rule, ...])
assert_type(httpstatus.meanings(499), tuple[Meaning, ...])
assert_type(httpstatus.registry("nginx", standing="unofficial"), Iterator[Meaning])
assert_type(httpstatus.search("timeout"), list[Meaning])
assert_type(httpstatus.origin("nginx"), Origin)
assert_type(meaning._asdict(), dict[str, Any])


def owner(name: str) -> str:
    """An origin may come from outside: any text is one to a checker."""
    try:
        return httpstatus.origin(name).name
    except UnknownStatusError as error:
        return str(error)


# Sets.
errors = StatusSet("4xx,5xx") - StatusSet([404]) | StatusSet(418) & ~StatusSet(range(500, 600))
assert_type(errors, StatusSet)
assert_type(404 in errors, bool)
assert_type(sorted(errors), list[int])
assert_type(errors <= StatusSet(), bool)
assert_type({errors: 1}, dict[StatusSet, int])

# Tallies.
tally = httpstatus.tally([200, HTTPStatus.OK, 404])
for source in (
    array("H", [200]),
    b"\xc8",
    memoryview(b"\xc8"),
    range(100, 200),
    (int(text) for text in ("200", "404")),
):
    tally += httpstatus.tally(source)
assert_type(tally, Tally)
assert_type(tally[404], int)
assert_type(tally.get(404), int | None)
assert_type(tally.get(404, 0), int)
assert_type(tally.get(404, "none"), int | str)
assert_type(tally.classes, dict[str, int])
assert_type(tally.rate("5xx") + tally.rate([503]) + tally.rate(errors), float)
assert_type(sum([tally, tally], Tally()), Tally)
mapping: Mapping[int, int] = Tally({404: 1}, skipped=2)
counted = Tally(tally, skipped=tally.skipped, substatuses=tally.substatuses)

for log in (b"200\n", bytearray(b"200\n"), BytesIO(b"200\n")):
    assert_type(httpstatus.tally_log(log, format="plain"), Tally)
paths: list[Path] = []
names: tuple[str, ...] = ()
several = (
    httpstatus.tally_log(paths) + httpstatus.tally_log(names) + httpstatus.tally_log([b"200\n", BytesIO(b"404\n")])
)


def count(path: Path) -> Tally:
    with open(path, "rb") as file:
        return httpstatus.tally_log(file) + httpstatus.tally_log(path) + httpstatus.tally_log([str(path)], threads=2)


# The neighbouring systems, with and without an import of their own.
reply = smtp.parse("550 5.1.1 User unknown")
assert_type(reply, smtp.Reply)
assert_type(reply.enhanced, str | None)
if reply.detail is not None:
    assert_type(reply.detail.basic, tuple[int, ...])
assert_type(httpstatus.iis.substatus("404.13"), httpstatus.iis.SubStatus)
assert_type(httpstatus.iis.substatuses(404, 13), tuple[httpstatus.iis.SubStatus, ...])
assert_type(httpstatus.cloudflare.error(1020).http_status, int | None)
assert_type(httpstatus.grpc.lookup("not_found").number + httpstatus.grpc.to_http(5), int)
assert_type(httpstatus.grpc.to_http("not_found"), int)
assert_type(httpstatus.retry.policy("curl").codes, StatusSet)
assert_type(httpstatus.warning.parse('110 - "x"'), tuple[httpstatus.warning.WarningValue, ...])
