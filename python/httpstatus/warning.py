"""Codes of the Warning header field (RFC 7234, section 5.5), which RFC 9111 made obsolete."""

from httpstatus import UnknownStatusError
from httpstatus._private import not_listed, record_type, rows, shown, warning_lookup
from httpstatus._private import warning_parse as _parse
from httpstatus._private import warning_status as status

WarningCode = record_type("httpstatus.warning.WarningCode")
WarningValue = record_type("httpstatus.warning.WarningValue")

__all__ = ["WarningCode", "WarningValue", "codes", "lookup", "parse", "status"]


def lookup(code):
    """Return the meaning of a warn code.

    code: any integer. Raises UnknownStatusError for an unknown warn code.
    """
    found = warning_lookup(code)
    if found is None:
        hint = f"known: {', '.join(str(each.code) for each in codes())}"
        raise UnknownStatusError(not_listed("warn code", shown(code), "httpstatus.warning.codes()", hint))
    return found


def parse(field):
    """Split a Warning field into its values.

    field: str or bytes, one or more values separated by commas. Raises ValueError with the position of the fault if
    the text is not a Warning field.
    """
    return _parse(field)


def codes():
    """Return all warn codes, in order."""
    return rows("httpstatus.warning.WarningCode")
