"""Cloudflare's 1xxx errors, which appear in the body of a response."""

from httpstatus import UnknownStatusError
from httpstatus._private import cloudflare_errors, not_listed, record_type, rows, shown

ErrorCode = record_type("httpstatus.cloudflare.ErrorCode")

__all__ = ["ErrorCode", "error", "errors"]


def _find(code):
    """Return the meanings of an error that is a number, or the text of its digits."""
    if isinstance(code, (str, bytes)):
        text = code.decode("latin-1") if isinstance(code, bytes) else code
        return cloudflare_errors(int(text)) if len(text) == 4 and text.isascii() and text.isdigit() else ()
    return cloudflare_errors(code)


def errors(code=None):
    """Return all meanings of an error.

    There are two for 1002, and the tuple is empty for an unknown error.

    code: any integer, or its digits as str or bytes; without it, the whole table.
    """
    return rows("httpstatus.cloudflare.ErrorCode") if code is None else _find(code)


def error(code):
    """Return the primary meaning of an error.

    code: any integer, or its digits as str or bytes. Raises UnknownStatusError for an unknown error.
    """
    found = _find(code)
    if not found:
        raise UnknownStatusError(not_listed("Cloudflare error", shown(code), "httpstatus.cloudflare.errors()"))
    return found[0]
