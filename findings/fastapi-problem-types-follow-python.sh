#!/bin/sh
# fastapi-problem 0.12.1 (FastAPI 0.165.0): the type of a problem document changes with the version of Python
#
# Its handler turns each HTTPException into a problem document, whose `type` is what clients should decide by (RFC
# 9457, section 3.1.1). The handler makes the type from the phrase in the standard library's http module: `http-` and
# the phrase in small letters, with its apostrophe. Python 3.13 renamed phrases: 413, 414, 416 and 422 have one type
# on Python 3.12 and another on 3.13, so an upgrade of the interpreter changes the interface of the service. For a
# code that the http module does not know, such as 499 or 520, it answers 500 with the type `unhandled-exception`.
# What it means for you: give each problem a type of your own, and do not let a library derive it from a phrase.
# PHRASE stands for the phrase that the Python at hand has for 422.
#
# Output:
#   404: status 404, type http-not-found
#   418: status 418, type http-i'm-a-teapot
#   422: status 422, type http-PHRASE
#   520: status 500, type unhandled-exception
. "$(dirname "$0")/lib.sh"
python_packages fastapi==0.165.0 fastapi-problem==0.12.1 httpx==0.28.1
"$python" - << 'END' 2> errors.log | expect
import http

from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient
from fastapi_problem.handler import add_exception_handler, new_exception_handler

app = FastAPI()
add_exception_handler(app, new_exception_handler())


@app.get("/{code}")
def view(code: int):
    raise HTTPException(code, "why")


client = TestClient(app, raise_server_exceptions=False)
phrase = http.HTTPStatus(422).phrase.lower().replace(" ", "-")
for code in (404, 418, 422, 520):
    members = client.get(f"/{code}").json()
    print(f"{code}: status {members['status']}, type {members['type'].replace(phrase, 'PHRASE')}")
END
