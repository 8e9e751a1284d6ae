"""Codes that people meet together with status codes: close codes of WebSocket, error codes of HTTP/2 and HTTP/3, flags
and states in the access logs of proxies. All systems have the same form and the same functions; each has an id, such
as "haproxy", and a prefix, such as "ws" for WebSocket.
"""

from operator import index

from httpstatus import UnknownStatusError
from httpstatus._private import not_listed, record_type, rows, shown, unknown_code
from httpstatus._private import system_lookup as _lookup
from httpstatus._private import system_matches as _matches
from httpstatus._private import system_nearest as _nearest
from httpstatus._private import system_spelling as _spelling

System = record_type("httpstatus.systems.System")
Entry = record_type("httpstatus.systems.Entry")

__all__ = ["Entry", "System", "entries", "explain", "lookup", "matches", "nearest", "spelling", "system", "systems"]

_TEXTS = (str, bytes, bytearray, memoryview)
_BITS = 64  # no system has a number of more, and the text of a long one takes long to make


def systems():
    """Return all systems."""
    return rows("httpstatus.systems.System")


def system(name):
    """Return the system with an id or prefix, in any case.

    name: str or bytes, such as "websocket" or "ws". Raises UnknownStatusError, with the known ids, for an unknown
    one.
    """
    if not isinstance(name, _TEXTS):
        raise TypeError(f"a system is a str or bytes, not {type(name).__name__}: {shown(name)}")
    text = (name if isinstance(name, str) else bytes(name).decode("ascii", "replace")).lower()
    for each in systems():
        if text in (each.id, each.prefix):
            return each
    raise UnknownStatusError(unknown_code(None, name))


def entries(system):
    """Return all entries of a system, in their order.

    system: the id or prefix of a system. Raises UnknownStatusError for an unknown system.
    """
    id = _id(system)
    return tuple(each for each in rows("httpstatus.systems.Entry") if each.system == id)


def explain(system, code):
    """Return the entries that explain a code of a system.

    A code is a key or another name of an entry, or its number, decimal or hexadecimal ("267", "0x10b"); an entry of
    its own wins over the range around it. If several entries explain a code together, all of them are returned: the
    whole code or its first two letters first, then each part. A slash and three digits after tags are a status code
    and are ignored. Returns an empty tuple for an unknown code.

    system: the id or prefix of a system.
    code: any integer, or the code as str or bytes.
    """
    return _lookup(_id(system), _text(code))


def lookup(system, code):
    """Return the entry that explains a code of a system best, the first result of systems.explain().

    system: the id or prefix of a system.
    code: any integer, or the code as str or bytes.

    Raises UnknownStatusError, with the correct form or the nearest codes, for an unknown code.
    """
    id = _id(system)
    found = _lookup(id, _text(code))
    if found:
        return found[0]
    if isinstance(code, _TEXTS):
        raise UnknownStatusError(unknown_code(id, code))
    raise UnknownStatusError(not_listed(f"{id} code", shown(code), f"httpstatus.{id}.entries()"))


def matches(text):
    """Return the systems that a code may belong to.

    Several systems may use the same letters: "DC" is a flag of Envoy and a state of HAProxy. Numbers, single letters
    and tags match no system.

    text: the code as str or bytes.
    """
    return _matches(text)


def spelling(system, code):
    """Return the correct form of a misspelled code, such as "UH" for "uh".

    Corrects case, replaces "-" or a space by "_", and adds "-" for the missing letters of a state. Returns "" if no
    form of the code is known.

    system: the id or prefix of a system.
    code: the code as str or bytes.
    """
    return _spelling(_id(system), code)


def nearest(system, code):
    """Return the codes of a system that are nearest to a misspelled one.

    system: the id or prefix of a system.
    code: the code as str or bytes.
    """
    return _nearest(_id(system), code)


def _id(name):
    return system(name).id


def _text(code):
    """A number as the text that stands for it."""
    if isinstance(code, _TEXTS):
        return code
    try:
        number = index(code)
    except TypeError:
        raise TypeError(f"a code is an int, str or bytes, not {type(code).__name__}: {shown(code)}") from None
    return int.__repr__(number) if number.bit_length() < _BITS else ""
