"""The sub-status codes of Microsoft IIS, such as 404.13; they are logged, and not sent."""

from httpstatus import UnknownStatusError
from httpstatus._private import iis_parse, iis_substatuses, record_type, rows, shown

SubStatus = record_type("httpstatus.iis.SubStatus")

__all__ = ["SubStatus", "substatus", "substatuses"]


def _find(code, sub):
    return iis_substatuses(*(iis_parse(code) if sub is None else (code, sub)))


def substatuses(code=None, sub=None):
    """Every SubStatus of a code, a tuple: two where versions of IIS differ, none where it is not known.

    code, sub: a text such as "404.13", or two ints; nothing gives the whole table. ValueError that says where for
    another text.
    """
    return rows("httpstatus.iis.SubStatus") if code is None and sub is None else _find(code, sub)


def substatus(code, sub=None):
    """The SubStatus of "404.13", or of 404 and 13: what current versions of IIS mean.

    code, sub: a text such as "404.13", or two ints. UnknownStatusError where there is none; ValueError that says where
    for another text.
    """
    found = _find(code, sub)
    if not found:
        given = shown(code) if sub is None else f"{shown(code)}.{shown(sub)}"
        raise UnknownStatusError(f"{given} is no known sub-status of IIS")
    return found[0]
