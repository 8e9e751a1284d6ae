"""Cloudflare's 1xxx errors, which stand in the body of a response."""

from httpstatus import UnknownStatusError, _cloudflare_errors, _record_type, _rows

ErrorCode = _record_type("httpstatus.cloudflare.ErrorCode")

__all__ = ["ErrorCode", "error", "errors"]


def errors(code=None):
    """Every ErrorCode of a number: a tuple, with two for 1002 and maybe none; without a number, the whole table."""
    return _rows("httpstatus.cloudflare.ErrorCode") if code is None else _cloudflare_errors(code)


def error(code):
    """The ErrorCode of a number; UnknownStatusError where there is none."""
    found = _cloudflare_errors(code)
    if not found:
        raise UnknownStatusError(f"{code!r} is no known 1xxx error of Cloudflare")
    return found[0]
