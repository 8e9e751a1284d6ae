"""Problem documents: FastAPI sends them, and pydantic and fastapi-problem read them again."""

from __future__ import annotations

import json
from typing import Any

import httpstatus
import pytest
from conftest import BEYOND, UNLISTED
from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from fastapi_problem.handler import add_exception_handler, new_exception_handler
from httpstatus import HTTPStatus
from pydantic import AnyUrl, BaseModel, ConfigDict, Field
from rfc9457 import Problem

CODES = [*HTTPStatus, *UNLISTED]
EXTENSIONS = {"balance": 30, "accounts": ["/account/12345", "/account/67890"], "traceId": "00-84c1-01", "code": None}


class Document(BaseModel):
    """The members of RFC 9457, section 3.1, and any other beside them, as .NET's and Spring's classes take them."""

    model_config = ConfigDict(extra="allow", strict=True)
    type: str = "about:blank"
    title: str
    status: int = Field(ge=100, le=999)
    detail: str | None = None
    instance: str | None = None


def problem(code: int, /, **members: Any) -> dict[str, Any]:
    return httpstatus.problem(code, "Your balance is 30.", instance="/account/12345/msgs/abc", **members)


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_read_again(code: int) -> None:
    written = problem(code, type="https://example.com/probs/credit", **EXTENSIONS)
    assert list(written) == ["type", "title", "status", "detail", "instance", *EXTENSIONS]
    read = Document.model_validate_json(json.dumps(written))
    assert read.model_dump() == written
    assert read.model_extra == EXTENSIONS
    assert (read.status, read.title) == (code, httpstatus.title(code))
    AnyUrl(read.type)
    assert Document.model_validate(httpstatus.problem(code)).model_dump(exclude_unset=True) == {
        "title": httpstatus.title(code),
        "status": code,
    }


def application() -> FastAPI:
    app = FastAPI()

    @app.get("/ours/{code}")
    def ours(code: int) -> JSONResponse:
        return JSONResponse(problem(code), code, media_type=httpstatus.PROBLEM_MEDIA_TYPE)

    @app.get("/theirs/{code}")
    def theirs(code: int) -> None:
        raise HTTPException(code, "Your balance is 30.")

    add_exception_handler(app, new_exception_handler())
    return app


@pytest.mark.parametrize("code", [code for code in HTTPStatus if code.is_error])
def test_fastapi_problem_says_the_same(code: int) -> None:
    client = TestClient(application())
    ours, theirs = client.get(f"/ours/{code}"), client.get(f"/theirs/{code}")
    assert ours.status_code == theirs.status_code == code
    assert ours.headers["content-type"] == theirs.headers["content-type"] == "application/problem+json"
    assert set(theirs.json()) <= {*ours.json(), "type"}
    assert ours.json()["status"] == theirs.json()["status"]
    assert httpstatus.code(theirs.json()["title"]) == code  # CPython before 3.13 has the phrases of 2014


@pytest.mark.parametrize("code", [*UNLISTED, BEYOND])
def test_fastapi_sends_any_code(code: int) -> None:
    answer = TestClient(application()).get(f"/ours/{code}")
    assert answer.status_code == answer.json()["status"] == code
    assert answer.json() == problem(code)


@pytest.mark.parametrize("code", CODES)
def test_the_exception_of_fastapi_problem_takes_the_members(code: int) -> None:
    written = problem(code, type="https://example.com/probs/credit", balance=30)
    members = {"type_" if name == "type" else name: value for name, value in written.items()}
    assert Problem(**members).marshal() == written
