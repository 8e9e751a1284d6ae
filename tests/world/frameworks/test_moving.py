"""docs/moving.md, claim by claim: its tables are run, and what it says of all names is held against all names."""

from __future__ import annotations

import contextlib
import http
import http.client
import json
import pickle
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import fastapi
import httpstatus
import httpx
import pytest
import requests
import rest_framework.status
import starlette.status
from httpstatus import HTTPStatus, UnknownStatusError, phrase
from werkzeug.http import HTTP_STATUS_CODES

TEXT = (Path(__file__).resolve().parents[3] / "docs/moving.md").read_text(encoding="utf-8")
LUA = ("From ngx.HTTP_*", "From lua-http")  # tests/languages/lua/moving_spec.lua runs these
NAMES = {
    **{name: getattr(httpstatus, name) for name in dir(httpstatus) if not name.startswith("_")},
    "http": http,
    "Counter": Counter,
    "json": json,
    "pickle": pickle,
    "requests": requests,
    "httpx": httpx,
    "starlette": starlette,
    "rest_framework": rest_framework,
    "HTTP_STATUS_CODES": HTTP_STATUS_CODES,
}


def value(expression: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name that a library is about to drop still counts
        return eval(expression, dict(NAMES))


def rows() -> Iterator[object]:
    """The rows of the tables about Python: cells, and their sections."""
    for section in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]:
        title, _, body = section.partition("\n")
        if title in LUA:
            continue
        for line in body.splitlines():
            cells = [cell.strip() for cell in line.strip("|").split(" | ")]
            if line.startswith("|") and not line.startswith(("|---", "| |", "| with")):
                yield pytest.param(*cells, id=f"{title}: {cells[0]}")


@pytest.mark.parametrize(("left", "right"), list(rows()))
def test_row(left: str, right: str) -> None:
    claims = re.findall(r"`([^`]+)` is `([^`]+)`", right)
    errors = re.findall(r"`([^`]+)` raises `(\w+)`", right)
    for expression, wanted in claims:
        assert value(expression) == value(wanted), f"{expression} is {value(expression)!r}"
    for expression, wanted in errors:
        with pytest.raises(value(wanted)):
            value(expression)
    if left.startswith("`") and not claims and not errors:
        assert value(left.strip("`")) == value(right.strip("`"))


def test_no_row_is_overlooked() -> None:
    """Every row has two expressions, or a claim that is checked; 'likewise' and 'every name' are tested below."""
    for row in rows():
        left, right = row.values  # type: ignore[attr-defined]
        assert left.startswith("`") or re.search("` (is|raises) `", right), left
    assert len(list(rows())) > 40


def test_http_members() -> None:
    for member in http.HTTPStatus:
        ours = HTTPStatus[member.name]
        assert ours == member
        assert ours.value == member.value
        assert HTTPStatus(ours.value) is ours
    for name, member in http.HTTPStatus.__members__.items():
        assert HTTPStatus[name] == getattr(HTTPStatus, name) == member
    assert set(HTTPStatus) - set(http.HTTPStatus) <= {104}
    assert {int(member) for member in http.HTTPStatus if member.description == HTTPStatus(member).description} <= {
        int(member) for member in http.HTTPStatus if not member.description
    }


def test_http_phrases() -> None:
    """Those of the newest Python are ours; an older one has others for what RFC 9110 has renamed."""
    differing = {int(member) for member in http.HTTPStatus if member.phrase != HTTPStatus(member).phrase}
    assert differing <= {413, 414, 416, 418, 422}
    for code, text in http.client.responses.items():
        assert code in differing or phrase(code) == text


def prefixed(module: ModuleType) -> dict[str, int]:
    """The HTTP_404_NOT_FOUND of a module, without what is before the name."""
    return {name[9:]: value(f"{module.__name__}.{name}") for name in dir(module) if name.startswith("HTTP_")}


@pytest.mark.parametrize(
    ("names", "but"),
    [
        (vars(requests.codes), {"early-hints", "request_uri_too_long", "precondition", "none", "retry"}),
        (httpx.codes.__members__, set()),
        (prefixed(starlette.status), set()),
        (prefixed(rest_framework.status), set()),
    ],
    ids=["requests", "httpx", "starlette", "rest_framework"],
)
def test_code_takes_their_names(names: dict[str, int], but: set[str]) -> None:
    """All but those that the page names, and but requests' drawings."""
    codes = {name: number for name, number in names.items() if isinstance(number, int) and re.search(r"\w\w", name)}
    assert len(codes) > 50
    for name, wanted in codes.items():
        for form in (name, name.lower(), name.upper()):
            found = None
            with contextlib.suppress(UnknownStatusError):
                found = httpstatus.code(form)
            assert (found == wanted) == (name.lower() not in but), f"{name}: {found}"


def test_fastapi_has_the_names_of_starlette() -> None:
    assert fastapi.status is starlette.status


def test_phrases_that_are_likewise() -> None:
    """414, 416, 418 and 422 are those that differ besides 413 and what the tables name."""
    older = {413, 414, 416, 418, 422}
    named = {203, 207, 306, 449, 511}
    assert {code for code, text in HTTP_STATUS_CODES.items() if text != phrase(code)} == older | named
    assert {int(c) for c in httpx.codes if httpx.codes.get_reason_phrase(int(c)) != phrase(c)} == older
