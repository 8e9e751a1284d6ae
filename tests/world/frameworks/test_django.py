"""Django and Django REST framework: responses, exceptions, choices of a model field, and the wire behind wsgiref."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import django
import pytest
from conftest import BEYOND, FINAL, UNLISTED, Pair, ask
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse, JsonResponse
from django.urls import path
from httpstatus import HTTPStatus

settings.configure(
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["rest_framework"],
    LOGGING_CONFIG=None,
    REST_FRAMEWORK={"UNAUTHENTICATED_USER": None},
    ROOT_URLCONF=__name__,
)
django.setup()

# These read the settings when they are imported.
from django.db import models  # noqa: E402
from rest_framework import serializers, status  # noqa: E402
from rest_framework.decorators import api_view  # noqa: E402
from rest_framework.exceptions import APIException  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.test import APIClient  # noqa: E402


class Refused(APIException):
    status_code = HTTPStatus.IM_A_TEAPOT
    default_detail = HTTPStatus.IM_A_TEAPOT.phrase


@api_view(["GET"])
def answer(request: Any, code: int) -> Response:
    return Response({"status": HTTPStatus.from_code(code)}, status=HTTPStatus.from_code(code))


@api_view(["GET"])
def refuse(request: Any) -> Response:
    raise Refused


def plain(request: Any, code: int) -> HttpResponse:
    return HttpResponse(status=HTTPStatus.from_code(code))


urlpatterns = [path("answer/<int:code>", answer), path("refuse", refuse), path("plain/<int:code>", plain)]


def test_responses(pair: Pair) -> None:
    def observe(status: int) -> object:
        response = HttpResponse(status=status)
        return response.status_code, response.reason_phrase, JsonResponse({"status": status}).content

    pair.compare(observe)
    pair.compare(lambda status: (Response(status=status).status_code, Response(status=status).status_text))


def test_rest_framework() -> None:
    client = APIClient()
    for code in FINAL:
        response = client.get(f"/answer/{code}")
        assert response.status_code == code
        if code not in (204, 304):
            assert json.loads(response.content or "{}") == {"status": code}
    response = client.get("/refuse")
    assert (response.status_code, response.json()) == (418, {"detail": "I'm a Teapot"})


def test_functions_of_a_code(pair: Pair) -> None:
    functions = (
        status.is_informational,
        status.is_success,
        status.is_redirect,
        status.is_client_error,
        status.is_server_error,
    )
    for function in functions:
        pair.compare(function)
    assert status.is_server_error(HTTPStatus.from_code(520))


def test_the_range() -> None:
    """Django's own bound, for ints as well."""
    for code in UNLISTED:
        assert HttpResponse(status=HTTPStatus.from_code(code)).status_code == code
    for beyond in (BEYOND, HTTPStatus.from_code(BEYOND)):
        with pytest.raises(ValueError, match="100 to 599"):
            HttpResponse(status=beyond)


def test_choices() -> None:
    choices = [(member.value, member.phrase) for member in HTTPStatus]
    field = models.PositiveSmallIntegerField(choices=choices, default=HTTPStatus.OK)
    assert field.clean(HTTPStatus.NOT_FOUND, None) == HTTPStatus.NOT_FOUND
    assert dict(field.flatchoices)[HTTPStatus.NOT_FOUND] == "Not Found"
    assert serializers.ChoiceField(choices=choices).run_validation(HTTPStatus.NOT_FOUND) == 404
    assert serializers.IntegerField().to_representation(HTTPStatus.from_code(520)) == 520


def test_on_the_wire(serve_wsgi: Callable[[Any], int]) -> None:
    port = serve_wsgi(WSGIHandler())
    for code in FINAL:
        assert ask(port, f"/plain/{code}").code == code
