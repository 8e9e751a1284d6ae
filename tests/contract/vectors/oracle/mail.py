"""Replies of mail servers as servers send them and as logs and bounces quote them.

Nothing is taken apart here: a reply is known, every way of writing it down is made from it, and so is the answer.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from .systems import SEVERITY

COLUMNS = ("reply", "code", "enhanced", "severity", "lines", "message", "repaired", "command")

# Code, enhanced code, lines.
REPLIES = [
    (550, "5.1.1", ("No such account.", "Check it: https://help.example/?a=b", "Bye (mx11)")),
    (550, "5.7.1", ("<a@b.example>: Relay access denied",)),
    (450, "4.2.0", ("<a@grey.example>: Recipient address rejected: Greylisted, see http://grey.example/",)),
    (421, "4.7.0", ("mx.b.example Error: too many connections from 192.0.2.1",)),
    (452, "4.5.3", ("Error: too many recipients", "Send the rest later")),
    (554, "", ("Transaction failed", "status=bad, dsn=9 said: no", 'reject: "x" <y>')),
    (571, "", ("Delivery not authorized",)),
    (550, "", ("",)),
    (250, "2.0.0", ("Ok: queued as 4F2A",)),
    (552, "5.3.4", ("Message size exceeds 500 kB",)),
]

# What Postfix, Exim and OpenSMTPD call the command that was answered, and its name here.
POSTFIX = {"MAIL FROM": "MAIL", "RCPT TO": "RCPT", "DATA": "DATA", "end of DATA": "END-OF-MESSAGE", "EHLO": "EHLO"}
EXIM = {
    "initial connection": "CONNECT",
    "EHLO mail.example": "EHLO",
    "MAIL FROM:<s@s.example> SIZE=1428": "MAIL",
    "RCPT TO:<a@b.example>": "RCPT",
    "pipelined RCPT TO:<a@b.example>": "RCPT",
    "pipelined end of data": "END-OF-MESSAGE",
    "end of data": "END-OF-MESSAGE",
}
ADDRESSES = ("a@b.example", '"a, dsn=2.0.0, status=sent (250 x"@b.example', "o'neil+tag@b.example")


@dataclass(frozen=True)
class Reply:
    code: int
    enhanced: str
    lines: tuple[str, ...]

    def coded(self, join: str, *, first_only: bool = False) -> str:
        """Its lines with their codes."""
        said = [f"{self.enhanced} {line}" if self.enhanced else line for line in self.lines]
        if first_only and len(said) > 1:
            return f"{self.code}-{said[0]} {' '.join(self.lines[1:])}"
        return join.join(f"{self.code}{'-' if at < len(said) - 1 else ' '}{line}" for at, line in enumerate(said))

    def row(self, text: str, repaired: tuple[str, ...] = (), command: str = "", *, glued: bool = False) -> list[object]:
        several = len(self.lines) > 1
        lines = 1 if glued else len(self.lines)
        order = ("from-bounce", "from-log", "folded", "joined", "escaped", "unfinished", "notation")
        found = [name for name in order if name in repaired and (several or name not in order[3:6])]
        severity = SEVERITY[self.code // 100]
        message = (" " if glued else "\n").join(self.lines)
        return [text, self.code, self.enhanced, severity, lines, message, ",".join(found), command]


def _wire(reply: Reply) -> Iterator[list[object]]:
    yield reply.row(reply.coded("\r\n"))
    yield reply.row(reply.coded("\n") + "\n")
    if reply.enhanced:
        for notation in ("{}:", "#{}", "({})", "(#{})", "[{}]", "#{}:"):
            other = Reply(reply.code, notation.format(reply.enhanced), reply.lines)
            row = reply.row(other.coded("\r\n"), ("notation",))
            yield row
    yield reply.row(reply.coded(" "), ("joined",))
    yield reply.row(reply.coded("\\n"), ("escaped",))
    yield reply.row(reply.coded(" ", first_only=True), ("unfinished",), glued=True)


def _bounces(reply: Reply) -> Iterator[list[object]]:
    for front in ("smtp; ", "smtp;", "SMTP ; ", "Diagnostic-Code: smtp; ", "diagnostic-code:smtp;\n\t"):
        for join in ("\n ", "\r\n    ", "\n\t"):
            folded = ("folded",) if len(reply.lines) > 1 else ()
            yield reply.row(front + reply.coded(join), ("from-bounce", *folded))
    words = reply.coded(" ").split(" ")
    if len(words) > 4:
        text = " ".join(words[:3]) + "\n    " + " ".join(words[3:])
        yield reply.row(f"smtp; {text}", ("from-bounce", "folded", "joined"))


def _logs(reply: Reply) -> Iterator[list[object]]:
    dsn = reply.enhanced or f"{reply.code // 100}.0.0"
    for (said, command), address in itertools.product(POSTFIX.items(), ADDRESSES):
        head = (
            f"Nov 30 22:32:24 mx postfix/smtp[7]: 4F2A: to=<{address}>, relay=mx.b.example[192.0.2.1]:25, delay=0.1, "
        )
        text = f"host mx.b.example[192.0.2.1] said: {reply.coded(' ')} (in reply to {said} command)"
        yield reply.row(f"{head}dsn={dsn}, status=bounced ({text})\n", ("from-log", "joined"), command)
        yield reply.row(f"{head}dsn=4.0.0, status=deferred ({text})", ("from-log", "joined"), command)
        yield reply.row(f"<{address}>: {text}", ("from-log", "joined"), command)
    for stage, command in {"RCPT": "RCPT", "MAIL": "MAIL", "EHLO": "EHLO", "CONNECT": "CONNECT"}.items():
        head = f"postfix/smtpd[7]: NOQUEUE: reject: {stage} from c.example[192.0.2.1]: "
        tail = "; from=<s@s.example> to=<a@b.example> proto=ESMTP helo=<c.example>"
        yield reply.row(head + reply.coded(" ") + tail, ("from-log", "joined"), command)
    for (said, command), mark in itertools.product(EXIM.items(), ("**", "==")):
        head = f"2026-11-30 22:32:24.123 1xY9v7-0005pY-1J {mark} a@b.example R=dnslookup T=remote_smtp H=mx [192.0.2.1]:25 X=TLS"  # noqa: E501
        text = f": SMTP error from remote mail server after {said}: "
        yield reply.row(head + text + reply.coded("\\n"), ("from-log", "escaped"), command)
    head = 'smtpd[7]: 4f2a mta delivery evpid=1 from=<s@s.example> to=<a@b.example> rcpt=<-> relay="192.0.2.1 (mx)" '
    text = f'{head}delay=1s result="PermFail" stat="{reply.coded(" ", first_only=True)}"'
    yield reply.row(text, ("from-log", "unfinished"), glued=True)


def quote_rows() -> Iterator[list[object]]:
    for reply in itertools.starmap(Reply, REPLIES):
        yield from _wire(reply)
        yield from _bounces(reply)
        yield from _logs(reply)
