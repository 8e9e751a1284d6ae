"""Flask and Werkzeug: what a view returns, abort, error handlers, and the wire behind Werkzeug's own server."""

from __future__ import annotations

import pytest
from conftest import FINAL, UNLISTED, Pair, ask, running
from flask import Flask, Response, abort, jsonify, redirect
from httpstatus import HTTPStatus
from werkzeug.exceptions import default_exceptions
from werkzeug.serving import make_server


def test_what_a_view_returns(pair: Pair) -> None:
    app = Flask(__name__)

    def observe(status: int) -> tuple[str, bytes]:
        with app.test_request_context():
            response = app.make_response(("text", status))
            return response.status, response.data

    pair.compare(observe)
    for code in UNLISTED:
        assert observe(HTTPStatus.from_code(code)) == observe(code)


def test_responses(pair: Pair) -> None:
    pair.compare(lambda status: Response(status=status).status)
    app = Flask(__name__)
    with app.test_request_context():
        assert jsonify(status=HTTPStatus.NOT_FOUND).get_json() == {"status": 404}
        assert redirect("/", code=HTTPStatus.SEE_OTHER).status_code == 303


def test_abort(pair: Pair) -> None:
    def observe(status: int) -> object:
        try:
            abort(status)
        except LookupError:
            return "nothing to raise"
        except Exception as error:
            return type(error), error.code, error.name  # type: ignore[attr-defined]

    pair.compare(observe)
    for code in default_exceptions:
        if code != 418:  # whose exception is not there in every release
            assert observe(HTTPStatus(code)) != "nothing to raise"
    for code in UNLISTED:
        assert observe(HTTPStatus.from_code(code)) == observe(code) == "nothing to raise"


def test_error_handlers() -> None:
    app = Flask(__name__)

    @app.errorhandler(HTTPStatus.NOT_FOUND)
    def not_found(error: Exception) -> tuple[str, int]:
        return "mine", HTTPStatus.NOT_FOUND

    response = app.test_client().get("/nowhere")
    assert (response.status_code, response.text) == (HTTPStatus.NOT_FOUND, "mine")


def test_on_the_wire() -> None:
    app = Flask(__name__)

    @app.get("/<int:code>")
    def answer(code: int) -> tuple[str, int]:
        return "", HTTPStatus.from_code(code)

    @app.get("/aborted/<int:code>")
    def aborted(code: int) -> None:
        abort(Response(status=HTTPStatus.from_code(code)))

    with running(make_server("127.0.0.1", 0, app, threaded=True)) as port:
        for code in FINAL:
            assert ask(port, f"/{code}").code == code
        for code in UNLISTED:
            assert ask(port, f"/aborted/{code}").code == code


@pytest.mark.parametrize("code", UNLISTED)
def test_a_phrase_of_ones_own(code: int) -> None:
    assert Response(status=f"{code} Some Reason").status == f"{code} Some Reason"
