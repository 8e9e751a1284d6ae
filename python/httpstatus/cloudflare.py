"""Cloudflare's 1xxx errors, which appear in the body of a response."""

from httpstatus import UnknownStatusError
from httpstatus._private import cloudflare_errors, not_listed, record_type, rows, shown

ErrorCode = record_type("httpstatus.cloudflare.ErrorCode")

__all__ = ["ErrorCode", "error", "errors"]


def errors(code=None):
    """Return all meanings of an error.

    There are two for 1002, and the tuple is empty for an unknown error.

    code: any integer; without it, the whole table.
    """
    return rows("httpstatus.cloudflare.ErrorCode") if code is None else cloudflare_errors(code)


def error(code):
    """Return the primary meaning of an error.

    code: any integer. Raises UnknownStatusError for an unknown error.
    """
    found = cloudflare_errors(code)
    if not found:
        raise UnknownStatusError(not_listed("Cloudflare error", shown(code), "httpstatus.cloudflare.errors()"))
    return found[0]
