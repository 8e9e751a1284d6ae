"""FastAPI and Starlette: arguments, exceptions, parameters, the OpenAPI document, and the wire behind uvicorn."""

from __future__ import annotations

import json
import threading
import time

import pytest
import uvicorn
from conftest import BEYOND, FINAL, UNLISTED, Pair, ask
from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient
from httpstatus import HTTPStatus
from starlette import status as names
from starlette.exceptions import HTTPException as StarletteException
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse


def test_responses(pair: Pair) -> None:
    for kind in (PlainTextResponse, JSONResponse):
        pair.compare(lambda status, kind=kind: (kind("x", status_code=status).status_code, kind("x").body))
    pair.compare(lambda status: JSONResponse({"status": status}).body)
    assert RedirectResponse("/", status_code=HTTPStatus.SEE_OTHER).status_code == names.HTTP_303_SEE_OTHER


def test_exceptions(pair: Pair) -> None:
    for kind in (HTTPException, StarletteException):

        def observe(status: int, kind: type[StarletteException] = kind) -> tuple[int, str]:
            return kind(status_code=status).status_code, kind(status_code=status, detail="why").detail

        pair.compare(observe)
    for code in UNLISTED:
        # Without a detail, releases of Starlette before 1.7 look for a phrase, and raise ValueError, for an int too.
        assert HTTPException(HTTPStatus.from_code(code), detail="why").status_code == code


def application() -> FastAPI:
    app = FastAPI()

    @app.get("/code/{code}")
    def code(code: int) -> JSONResponse:
        return JSONResponse({}, status_code=HTTPStatus.from_code(code))

    @app.get("/raise/{code}")
    def refuse(code: int) -> None:
        raise HTTPException(HTTPStatus.from_code(code), detail="why")

    @app.get("/member/{status}")
    def member(status: HTTPStatus) -> HTTPStatus:
        return status

    return app


def test_parameters() -> None:
    client = TestClient(application())
    assert client.get("/member/404").json() == 404
    refused = client.get("/member/520")
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_CONTENT
    for code in (404, *UNLISTED):
        answer = client.get(f"/raise/{code}")
        assert (answer.status_code, answer.json()) == (code, {"detail": "why"})


def test_openapi(pair: Pair) -> None:
    """The document is the one that http.HTTPStatus gives, and it is JSON."""

    def observe(status: int) -> str:
        app = FastAPI()
        responses = {status: {"description": "what"}, "5XX": {"description": "ours"}}

        @app.get("/", status_code=status, response_model=None, responses=responses)
        def nothing() -> None:
            pass

        return json.dumps(app.openapi())

    pair.compare(observe)
    document = json.loads(observe(HTTPStatus.from_code(520)))
    assert set(document["paths"]["/"]["get"]["responses"]) >= {"520", "5XX"}


def test_a_parameter_in_openapi() -> None:
    schemas = application().openapi()["components"]["schemas"]
    assert schemas["HTTPStatus"]["type"] == "integer"
    assert set(schemas["HTTPStatus"]["enum"]) == set(HTTPStatus)


@pytest.fixture(scope="module")
def port() -> object:
    server = uvicorn.Server(uvicorn.Config(application(), port=0, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < until, "uvicorn does not start"
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(10)


def test_on_the_wire(port: int) -> None:
    for code in FINAL:
        assert ask(port, f"/code/{code}").code == code
    for code in UNLISTED:
        assert ask(port, f"/raise/{code}").code == code


def test_the_range(port: int) -> None:
    """uvicorn closes the connection instead of sending a code above 599; Starlette itself does not mind."""
    assert PlainTextResponse(status_code=HTTPStatus.from_code(BEYOND)).status_code == BEYOND
    with pytest.raises(ValueError, match="invalid status line"):
        ask(port, f"/code/{BEYOND}")
