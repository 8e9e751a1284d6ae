"""Sub-status codes of Microsoft IIS, such as 404.13. IIS logs them but does not send them."""

from operator import index

from httpstatus import UnknownStatusError
from httpstatus._private import iis_parse, iis_substatuses, not_listed, record_type, rows, shown

SubStatus = record_type("httpstatus.iis.SubStatus")

__all__ = ["SubStatus", "substatus", "substatuses"]


def _find(code, sub):
    return iis_substatuses(*(iis_parse(code) if sub is None else (code, sub)))


def substatuses(code=None, sub=None):
    """Return all meanings of a sub-status.

    There are two if versions of IIS differ, and the tuple is empty for an unknown sub-status.

    code, sub: a text such as "404.13", or two integers; a status code alone, for all of its sub-statuses; without
    them, the whole table. Raises ValueError with the position of the fault for any other text.
    """
    table = rows("httpstatus.iis.SubStatus")
    if sub is None and (code is None or hasattr(code, "__index__")):
        return table if code is None else tuple(each for each in table if each.code == index(code))
    return _find(code, sub)


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
