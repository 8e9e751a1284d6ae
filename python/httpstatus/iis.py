"""Sub-status codes of Microsoft IIS, such as 404.13. IIS logs them but does not send them."""

from httpstatus import UnknownStatusError
from httpstatus._private import iis_parse, iis_substatuses, not_listed, record_type, rows, shown

SubStatus = record_type("httpstatus.iis.SubStatus")

__all__ = ["SubStatus", "substatus", "substatuses"]


def _find(code, sub):
    return iis_substatuses(*(iis_parse(code) if sub is None else (code, sub)))


def substatuses(code=None, sub=None):
    """Return all meanings of a sub-status.

    There are two if versions of IIS differ, and the tuple is empty for an unknown sub-status.

    code, sub: a text such as "404.13", or two integers; without them, the whole table. Raises ValueError with the
    position of the fault for any other text.
    """
    return rows("httpstatus.iis.SubStatus") if code is None and sub is None else _find(code, sub)


def substatus(code, sub=None):
    """Return the primary meaning of a sub-status: the one in current versions of IIS.

    code, sub: a text such as "404.13", or two integers. Raises ValueError with the position of the fault for any
    other text, and UnknownStatusError for an unknown sub-status.
    """
    found = _find(code, sub)
    if not found:
        given = shown(code) if sub is None else f"{shown(code)}.{shown(sub)}"
        raise UnknownStatusError(not_listed("sub-status", given, "httpstatus.iis.substatuses()"))
    return found[0]
