#!/bin/sh
# Litestar 2.25: raising HTTPException(status_code=520) without a detail sends 500
#
# The exception looks its detail up with http.HTTPStatus(code).phrase, which raises ValueError for every code that
# Python's enum lacks. The ValueError takes the place of the exception, and the client gets 500 Internal Server Error.
# With a detail, the same status code is sent as it is.
# What it means for you: always pass detail=, for example httpstatus.title(code).
#
# Output:
#   404 without detail: 404 Not Found
#   520 without detail: 500 Internal Server Error
#   520 with detail: 520 Web Server Returned an Unknown Error
. "$(dirname "$0")/lib.sh"
python_packages litestar==2.25.0 httpx==0.28.1
"$python" -W ignore - << 'END' | expect
from litestar import Litestar, get
from litestar.exceptions import HTTPException
from litestar.testing import TestClient

DETAIL = "Web Server Returned an Unknown Error"
for code, arguments in ((404, {}), (520, {}), (520, {"detail": DETAIL})):

    @get("/")
    async def handler() -> None:
        raise HTTPException(status_code=code, **arguments)

    with TestClient(Litestar([handler])) as client:
        answer = client.get("/")
    print(code, "with detail:" if arguments else "without detail:", answer.status_code, answer.json()["detail"])
END
