"""gRPC's status codes, and the two published maps between them and HTTP, which are not inverses of each other."""

from operator import index

from httpstatus import UnknownStatusError
from httpstatus._private import grpc_from_http as from_http
from httpstatus._private import grpc_note as note
from httpstatus._private import grpc_number, grpc_to_http, not_listed, record_type, rows, shown

StatusCode = record_type("httpstatus.grpc.StatusCode")

__all__ = ["StatusCode", "codes", "from_http", "lookup", "note", "to_http"]


def codes():
    """Return all status codes of gRPC, in order."""
    return rows("httpstatus.grpc.StatusCode")


def lookup(code):
    """Return the status code of gRPC with a number or a name.

    code: any integer, or a name in any style as str or bytes: "NOT_FOUND", "NotFound", "not-found". Raises
    UnknownStatusError for an unknown one.
    """
    if isinstance(code, (str, bytes)):
        number = grpc_number(code)
    else:
        grpc_to_http(code)  # the one rule for numbers: a TypeError that names anything else
        number = index(code)
    for each in codes():
        if each.number == number:
            return each
    raise UnknownStatusError(not_listed("gRPC status", shown(code), "httpstatus.grpc.codes()"))


def to_http(number):
    """Return the HTTP status code that a gateway sends for a gRPC status code.

    A number that is not a gRPC status code is treated as UNKNOWN. This map is not the inverse of grpc.from_http().

    number: any integer, or a name in any style as str or bytes. Raises UnknownStatusError for an unknown name.
    Source: google.rpc.Code.
    """
    return lookup(number).http if isinstance(number, (str, bytes)) else grpc_to_http(number)
