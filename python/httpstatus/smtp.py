"""Replies of mail servers (RFC 5321) and enhanced status codes (RFC 3463)."""

from httpstatus import UnknownStatusError
from httpstatus._private import (
    not_listed,
    record_type,
    rows,
    shown,
    smtp_enhanced_lookup,
    smtp_find,
    smtp_parse,
    smtp_parse_enhanced,
    smtp_replies,
)
from httpstatus._private import smtp_severity as severity

ReplyCode = record_type("httpstatus.smtp.ReplyCode")
EnhancedCode = record_type("httpstatus.smtp.EnhancedCode")
Reply = record_type("httpstatus.smtp.Reply")
Pairing = record_type("httpstatus.smtp.Pairing")
Situation = record_type("httpstatus.smtp.Situation")

__all__ = [
    "EnhancedCode",
    "Pairing",
    "Reply",
    "ReplyCode",
    "Situation",
    "details",
    "enhanced",
    "find",
    "pairings",
    "parse",
    "replies",
    "reply",
    "severity",
    "situations",
]


def reply(code):
    """Return the primary meaning of a reply code: the standard one, if there are several.

    code: any integer. Raises UnknownStatusError if there is none.
    """
    found = smtp_replies(code)
    if not found:
        hint = (f"by its first digit it is {severity(code)}",) if severity(code) else ()
        raise UnknownStatusError(not_listed("SMTP reply code", shown(code), "httpstatus.smtp.replies()", *hint))
    return found[0]


def replies(code=None):
    """Return all meanings of a reply code.

    code: any integer; without it, the whole table.
    """
    return rows("httpstatus.smtp.ReplyCode") if code is None else smtp_replies(code)


def enhanced(code):
    """Return the meaning of an enhanced status code.

    code: str or bytes such as "5.1.1": class 2, 4 or 5, subject and detail. Raises ValueError with the position of
    the fault for any other text, and UnknownStatusError if the detail is not registered.
    """
    status_class, subject, detail = smtp_parse_enhanced(code)
    found = smtp_enhanced_lookup(status_class, subject, detail)
    if found is None:
        near = smtp_enhanced_lookup(status_class, subject, 0)
        hint = (f"its subject alone is {near.code}, {near.title}",) if near else ()
        raise UnknownStatusError(not_listed("enhanced status code", shown(code), "httpstatus.smtp.details()", *hint))
    return found


def details():
    """Return all registered details of enhanced status codes.

    A detail can have any class, so its code begins with "x".
    """
    return rows("httpstatus.smtp.EnhancedCode")


def parse(reply, command=None):
    """Parse a reply, of one line or several, as a server sends it or a log or a bounce quotes it.

    Every line but the last has "-" after the code ("250-..."); the last line has a space ("250 ..."). Lines end with
    CR LF or LF; the last line end is optional. An enhanced code is accepted if its class is the first digit of the
    reply code (RFC 2034, section 4), or if one of the two is 4 and the other 5. Also reads a Diagnostic-Code field
    with its type ("smtp; 550 ..."), folded or not, lines that a log has joined, an enhanced code alone, and lines
    from the logs of Postfix, Exim and OpenSMTPD; the field repaired says what was corrected.

    reply: str or bytes, such as "550 5.1.1 User unknown".
    command: the command that was answered, such as "RCPT", "CONNECT" for the greeting or "END-OF-MESSAGE"; None
    takes the command from the text.

    Raises ValueError with the position of the fault if the text is not exactly one reply, for example if the first
    digit is not 2 to 5, lines have different codes, or the last line announces another line; and for an unknown
    command.
    """
    return smtp_parse(reply, command)


def find(line, command=None):
    """Return the reply that a line of a log quotes, or None.

    Reads what smtp.parse() reads, but returns None for a text without a reply, because most lines of a log quote
    none.

    line: str or bytes: a line of a log, or anything else that smtp.parse() reads.
    command: the command that was answered; None takes the command from the line.

    Raises ValueError for an unknown command only.
    """
    return smtp_find(line, command)


def pairings():
    """Return reply codes and enhanced codes that occur together, and whether IANA's registry associates them."""
    return rows("httpstatus.smtp.Pairing")


def situations():
    """Return the situations into which refused replies are sorted, in the order in which they are tried."""
    return rows("httpstatus.smtp.Situation")
