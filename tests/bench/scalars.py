"""scalars.py [--quick] : what one call costs in Python, beside an empty call and the peers; a result on stdout."""

from __future__ import annotations

import http
import http.client
import importlib.metadata
import json
import platform
import sys
from collections.abc import Mapping

import floor
import httpstatus
import httpx
import starlette.status
import werkzeug.http
from httpstatus import HTTPStatus, StatusSet
from interleave import Result, measure, statement

ONE = "empty METH_O"
FAST = "empty METH_FASTCALL|METH_KEYWORDS"
CALL = "empty call of a type"
CONTAINS = "empty sq_contains"
FLOORS = (ONE, FAST, CALL, CONTAINS)

TRY = """\
try:
    HTTPStatus(520)
except ValueError:
    pass"""

STDLIB = http.HTTPStatus
PHRASES = {code: httpstatus.phrase(code) for code in HTTPStatus}
CODES = {phrase.lower(): int(code) for code, phrase in PHRASES.items()}


class Plain:
    """An object with one attribute: what reading an attribute costs at least."""

    def __init__(self) -> None:
        self.phrase = "Not Found"


def by_hand(code: int) -> bool:
    return 400 <= code < 500


Contender = tuple[str, Mapping[str, object]]


def one(argument: object) -> dict[str, Contender]:
    return {ONE: (f"f({argument!r})", {"f": floor.one})}


def fast(argument: object) -> dict[str, Contender]:
    return {FAST: (f"f({argument!r})", {"f": floor.fast})}


def rows() -> dict[str, dict[str, Contender]]:
    """Contenders by row: a name, the statement, and what its names are; ours is the first one."""
    member, theirs = HTTPStatus.NOT_FOUND, STDLIB.NOT_FOUND
    table: dict[str, dict[str, Contender]] = {
        "HTTPStatus(404)": {
            "httpstatus": ("HTTPStatus(404)", {"HTTPStatus": HTTPStatus}),
            **one(404),
            CALL: ("Empty(404)", {"Empty": floor.Empty}),
            "http.HTTPStatus(404)": ("HTTPStatus(404)", {"HTTPStatus": STDLIB}),
            "httpx.codes(404)": ("codes(404)", {"codes": httpx.codes}),
        },
        "HTTPStatus(member)": {
            "httpstatus": ("HTTPStatus(member)", {"HTTPStatus": HTTPStatus, "member": member}),
            CALL: ("Empty(member)", {"Empty": floor.Empty, "member": member}),
            "http.HTTPStatus(member)": ("HTTPStatus(member)", {"HTTPStatus": STDLIB, "member": theirs}),
        },
        "HTTPStatus.from_code(520)": {
            "httpstatus": ("HTTPStatus.from_code(520)", {"HTTPStatus": HTTPStatus}),
            **one(520),
            "try: http.HTTPStatus(520)": (TRY, {"HTTPStatus": STDLIB}),
        },
        "HTTPStatus.NOT_FOUND": {
            "httpstatus": ("HTTPStatus.NOT_FOUND", {"HTTPStatus": HTTPStatus}),
            "http.HTTPStatus.NOT_FOUND": ("HTTPStatus.NOT_FOUND", {"HTTPStatus": STDLIB}),
            "httpx.codes.NOT_FOUND": ("codes.NOT_FOUND", {"codes": httpx.codes}),
            "starlette.status.HTTP_404_NOT_FOUND": ("status.HTTP_404_NOT_FOUND", {"status": starlette.status}),
        },
        "member.phrase": {
            "httpstatus": ("member.phrase", {"member": member}),
            "http.HTTPStatus": ("member.phrase", {"member": theirs}),
            "attribute of a plain object": ("member.phrase", {"member": Plain()}),
        },
        "member.value": {
            "httpstatus": ("member.value", {"member": member}),
            "http.HTTPStatus": ("member.value", {"member": theirs}),
        },
        "member.name": {
            "httpstatus": ("member.name", {"member": member}),
            "http.HTTPStatus": ("member.name", {"member": theirs}),
        },
        "member.is_client_error": {
            "httpstatus": ("member.is_client_error", {"member": member}),
            "http.HTTPStatus": ("member.is_client_error", {"member": theirs}),
        },
        "phrase(404)": {
            "httpstatus": ("phrase(404)", {"phrase": httpstatus.phrase}),
            **one(404),
            **fast(404),
            "http.HTTPStatus(404).phrase": ("HTTPStatus(404).phrase", {"HTTPStatus": STDLIB}),
            "http.client.responses[404]": ("responses[404]", {"responses": http.client.responses}),
            "werkzeug.http.HTTP_STATUS_CODES[404]": ("table[404]", {"table": werkzeug.http.HTTP_STATUS_CODES}),
            "httpx.codes.get_reason_phrase(404)": ("codes.get_reason_phrase(404)", {"codes": httpx.codes}),
        },
        "phrase(299)": {
            "httpstatus": ("phrase(299)", {"phrase": httpstatus.phrase}),
            **one(299),
            **fast(299),
            'http.client.responses.get(299, "")': ('responses.get(299, "")', {"responses": http.client.responses}),
            "httpx.codes.get_reason_phrase(299)": ("codes.get_reason_phrase(299)", {"codes": httpx.codes}),
        },
        "is_client_error(404)": {
            "httpstatus": ("is_client_error(404)", {"is_client_error": httpstatus.is_client_error}),
            **one(404),
            "400 <= code < 500 in a function": ("by_hand(404)", {"by_hand": by_hand}),
            "httpx.codes.is_client_error(404)": ("codes.is_client_error(404)", {"codes": httpx.codes}),
        },
    }
    for name in ("is_retryable", "is_registered", "status_class", "label", "effective", "name", "title"):
        call = {"httpstatus": (f"{name}(404)", {name: getattr(httpstatus, name)})}
        table[f"{name}(404)"] = {**call, **one(404), **(fast(404) if name == "is_retryable" else {})}
    table |= {
        'retry_after("120")': {
            "httpstatus": ('retry_after("120")', {"retry_after": httpstatus.retry_after}),
            **one("120"),
            **fast("120"),
        },
        'code("not found")': {
            "httpstatus": ('code("not found")', {"code": httpstatus.code}),
            **one("not found"),
            "dict of lower-case phrases": ('codes["not found".lower()]', {"codes": CODES}),
            'http.HTTPStatus["NOT_FOUND"]': ('HTTPStatus["NOT_FOUND"]', {"HTTPStatus": STDLIB}),
        },
        "lookup(499)": {
            "httpstatus": ("lookup(499)", {"lookup": httpstatus.lookup}),
            **fast(499),
        },
        '404 in StatusSet("4xx")': {
            "httpstatus": ("404 in codes", {"codes": StatusSet("4xx")}),
            CONTAINS: ("404 in codes", {"codes": floor.empty}),
            "frozenset": ("404 in codes", {"codes": frozenset(range(400, 500))}),
        },
        '200 in StatusSet("4xx")': {
            "httpstatus": ("200 in codes", {"codes": StatusSet("4xx")}),
            CONTAINS: ("200 in codes", {"codes": floor.empty}),
            "frozenset": ("200 in codes", {"codes": frozenset(range(400, 500))}),
        },
    }
    return table


def main(quick: bool) -> Result:
    rounds, budget = (8, 2e5) if quick else (100, 8e5)
    done = []
    for title, contenders in rows().items():
        left_out = {}
        ready = {}
        for name, (text, names) in contenders.items():
            try:
                exec(text, dict(names))
            except AttributeError as error:
                left_out[name] = f"{platform.python_version()} has none: {error}"
                continue
            ready[name] = statement(text, names)
        times = measure(ready, rounds, budget)
        floors = [name for name in times if name in FLOORS]
        done.append({"row": title, "unit": "ns", "floors": floors, "times": times, "left_out": left_out})
    return {
        "suite": "python",
        "platform": f"CPython {platform.python_version()}",
        "versions": {name: importlib.metadata.version(name) for name in ("httpx", "starlette", "werkzeug")},
        "rows": done,
    }


if __name__ == "__main__":
    json.dump(main("--quick" in sys.argv), sys.stdout)
