#!/bin/sh
# Pyramid 2.1: exception_response(520) returns an HTTPSuccessful
#
# pyramid.httpexceptions.exception_response(code) is documented to build the exception for a status code. Its table
# knows 520, which no RFC defines, and maps it to the base class of the 2xx exceptions: the result has the status
# "520 Unknown Error", is not an HTTPError, and passes for a success in an exception view. Its neighbors 499, 451, 510
# and 521, of which two are registered, raise KeyError instead.
# What it means for you: build the response by number (Response(status=520)) and decide by class, not by type.
#
# Output:
#   404 HTTPNotFound 404 Not Found error=True
#   520 HTTPSuccessful 520 Unknown Error error=False
#   451 KeyError
#   499 KeyError
#   510 KeyError
#   521 KeyError
. "$(dirname "$0")/lib.sh"
python_packages pyramid==2.1 setuptools==81.0.0
"$python" -W ignore - << 'END' | expect
from pyramid.httpexceptions import HTTPError, exception_response

for code in (404, 520, 451, 499, 510, 521):
    try:
        answer = exception_response(code)
        print(code, type(answer).__name__, answer.status, f"error={isinstance(answer, HTTPError)}")
    except KeyError:
        print(code, "KeyError")
END
