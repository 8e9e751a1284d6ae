"""The codes of the Warning header field (RFC 7234, section 5.5), which RFC 9111 has made obsolete."""

from httpstatus import UnknownStatusError
from httpstatus._private import record_type, rows, shown, warning_lookup
from httpstatus._private import warning_parse as _parse
from httpstatus._private import warning_status as status

WarningCode = record_type("httpstatus.warning.WarningCode")
WarningValue = record_type("httpstatus.warning.WarningValue")

__all__ = ["WarningCode", "WarningValue", "codes", "lookup", "parse", "status"]


def lookup(code):
    """The WarningCode of a number.

    code: any int. UnknownStatusError where there is none.
    """
    found = warning_lookup(code)
    if found is None:
        known = ", ".join(str(each.code) for each in codes())
        raise UnknownStatusError(f"{shown(code)} is no warn code; there are {known}")
    return found


def parse(field):
    """The values of a Warning field: a tuple of WarningValue.

    field: str or bytes, one or more comma-separated values. ValueError that says where for what is none.
    """
    return _parse(field)


def codes():
    """Every WarningCode: a tuple, by code."""
    return rows("httpstatus.warning.WarningCode")
