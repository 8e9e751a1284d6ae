"""Cloudflare's 1xxx errors, which stand in the body of a response."""

from httpstatus import UnknownStatusError
from httpstatus._private import cloudflare_errors, record_type, rows, shown

ErrorCode = record_type("httpstatus.cloudflare.ErrorCode")

__all__ = ["ErrorCode", "error", "errors"]


def errors(code=None):
    """Every ErrorCode of a number: a tuple, with two for 1002 and maybe none.

    code: any int; without one, the whole table.
    """
    return rows("httpstatus.cloudflare.ErrorCode") if code is None else cloudflare_errors(code)


def error(code):
    """The ErrorCode of a number, the first one where there are two.

    code: any int. UnknownStatusError where there is none.
    """
    found = cloudflare_errors(code)
    if not found:
        raise UnknownStatusError(f"{shown(code)} is no known 1xxx error of Cloudflare")
    return found[0]
