"""gRPC's status codes, and the two published maps between them and HTTP, which are not inverses of each other."""

from operator import index

from httpstatus import UnknownStatusError
from httpstatus._private import grpc_from_http as from_http
from httpstatus._private import (
    grpc_map_from_http,
    grpc_map_to_http,
    grpc_number,
    grpc_to_http,
    not_listed,
    record_type,
    rows,
    shown,
)
from httpstatus._private import grpc_note as note

NONE, NO_MAP = -1, -2  # HTTPSTATUS_GRPC_NONE and HTTPSTATUS_GRPC_NO_MAP of httpstatus.h

StatusCode = record_type("httpstatus.grpc.StatusCode")
Map = record_type("httpstatus.grpc.Map")

__all__ = [
    "Map",
    "StatusCode",
    "codes",
    "from_http",
    "lookup",
    "map_from_http",
    "map_to_http",
    "maps",
    "note",
    "to_http",
]


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


def maps():
    """Return the maps that grpc.map_to_http() and grpc.map_from_http() take by name, in the order of their ids."""
    return rows("httpstatus.grpc.Map")


def _by_name(function, map, number):
    found = function(map, number)
    if found == NO_MAP:
        raise UnknownStatusError(not_listed("gRPC map", shown(map), "httpstatus.grpc.maps()"))
    return None if found == NONE else found


def map_to_http(map, number):
    """Return the HTTP status code that a system sends for a gRPC status code, by the map with a name such as "twirp".

    A number that is not a gRPC status code is treated as UNKNOWN. Returns None if the system has no HTTP status code
    for it.

    map: the id of one of grpc.maps(), as str or bytes.
    number: any integer, or a name in any style as str or bytes.

    Raises UnknownStatusError for an unknown map or name. Takes time linear in the number of maps. Source: the
    documents that the map names, and runs of the software.
    """
    return _by_name(grpc_map_to_http, map, lookup(number).number if isinstance(number, (str, bytes)) else number)


def map_from_http(map, code):
    """Return the gRPC status code that a client of a system derives from an HTTP response, by the map with a name such
    as "twirp".

    Returns None if the system has no gRPC status code for it.

    map: the id of one of grpc.maps(), as str or bytes.
    code: any integer.

    Raises UnknownStatusError for an unknown map. Takes time linear in the number of maps. Source: the documents that
    the map names, and runs of the software.
    """
    return _by_name(grpc_map_from_http, map, code)
