"""SMTP: reply codes (RFC 5321), enhanced status codes (RFC 3463), and a parser for whole replies."""

from httpstatus import UnknownStatusError
from httpstatus._private import (
    record_type,
    rows,
    shown,
    smtp_enhanced_lookup,
    smtp_parse,
    smtp_parse_enhanced,
    smtp_replies,
)
from httpstatus._private import smtp_severity as severity

ReplyCode = record_type("httpstatus.smtp.ReplyCode")
EnhancedCode = record_type("httpstatus.smtp.EnhancedCode")
Reply = record_type("httpstatus.smtp.Reply")
Pairing = record_type("httpstatus.smtp.Pairing")

__all__ = [
    "EnhancedCode",
    "Pairing",
    "Reply",
    "ReplyCode",
    "details",
    "enhanced",
    "pairings",
    "parse",
    "replies",
    "reply",
    "severity",
]


def reply(code):
    """The ReplyCode of a number, the standard one where there are several.

    code: any int. UnknownStatusError where there is none.
    """
    found = smtp_replies(code)
    if not found:
        hint = f"; by its first digit it is {severity(code)}" if severity(code) else ""
        raise UnknownStatusError(f"{shown(code)} is no known reply code of SMTP{hint}")
    return found[0]


def replies(code=None):
    """Every ReplyCode of a number, maybe none: a tuple.

    code: any int; without one, the whole table.
    """
    return rows("httpstatus.smtp.ReplyCode") if code is None else smtp_replies(code)


def enhanced(code):
    """The EnhancedCode of a text such as "5.1.1".

    code: str or bytes: class 2, 4 or 5, subject and detail. ValueError that says where for what has not that form;
    UnknownStatusError where the detail is not registered.
    """
    status_class, subject, detail = smtp_parse_enhanced(code)
    found = smtp_enhanced_lookup(status_class, subject, detail)
    if found is None:
        near = smtp_enhanced_lookup(status_class, subject, 0)
        hint = f"; its subject alone is {near.code}, {near.title}" if near else ""
        raise UnknownStatusError(f"{shown(code)} is no registered enhanced status code{hint}")
    return found


def details():
    """Every registered detail: a tuple of EnhancedCode; it goes with every class, so that its code begins with "x"."""
    return rows("httpstatus.smtp.EnhancedCode")


def parse(reply):
    """A whole reply, of one line or several: a Reply.

    reply: str or bytes, "550 5.1.1 User unknown", lines parted by CR LF or LF. ValueError that says where for what is
    no reply: another first digit than 2 to 5, lines with different codes, a last line that announces one more.
    """
    return smtp_parse(reply)


def pairings():
    """Reply codes and enhanced codes that are met together: a tuple of Pairing."""
    return rows("httpstatus.smtp.Pairing")
