"""Postfix and Exim, as servers and clients: what they say and log is read by Python, Lua and the command line."""

from __future__ import annotations

import json
import re
import smtplib
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from httpstatus import smtp
from mail_programs import exim, postfix, scripted
from mail_server import Client
from programs import PATIENCE, run, run_lua

GREETED = ["EHLO client.example"]
SENDER = [*GREETED, "MAIL FROM:<bob@client.example>"]
RECIPIENT = [*SENDER, "RCPT TO:<alice@example.net>"]
LETTER = [*RECIPIENT, "DATA"]
LONG = "\r\n".join(["Subject: x", "", *(["x" * 70] * 400), "."])

# What a client says, of which the last reply counts; its code and enhanced code.
POSTFIX = [
    ([], 220, None),
    (GREETED, 250, None),
    (["HELO client.example"], 250, None),
    (["EHLO"], 501, None),
    (SENDER, 250, "2.1.0"),
    (RECIPIENT, 250, "2.1.5"),
    (LETTER, 354, None),
    ([*LETTER, "Subject: x\r\n\r\nx\r\n."], 250, "2.0.0"),
    ([*LETTER, "Subject: x\r\n\r\nlottery\r\n."], 550, "5.7.1"),
    ([*LETTER, LONG], 552, "5.3.4"),
    ([*GREETED, "MAIL FROM:<bob@client.example> SIZE=99999999"], 552, "5.3.4"),
    ([*GREETED, "MAIL FROM:<bob@client.example> SIZE=x"], 501, "5.5.4"),
    ([*GREETED, "MAIL FROM:<bob@client.example> FOO=bar"], 555, "5.5.4"),
    ([*GREETED, "MAIL FROM:<bob@>"], 501, "5.1.7"),
    ([*GREETED, "MAIL"], 501, "5.5.4"),
    ([*SENDER, "MAIL FROM:<bob@client.example>"], 503, "5.5.1"),
    ([*GREETED, "RCPT TO:<alice@example.net>"], 503, "5.5.1"),
    ([*SENDER, "RCPT TO:<nobody@example.net>"], 550, "5.1.1"),
    ([*SENDER, "RCPT TO:<someone@elsewhere.test>"], 454, "4.7.1"),
    ([*SENDER, "RCPT"], 501, "5.5.4"),
    ([*SENDER, "DATA"], 554, "5.5.1"),
    ([*GREETED, "DATA"], 503, "5.5.1"),
    ([*GREETED, "VRFY alice@example.net"], 252, "2.0.0"),
    ([*GREETED, "VRFY"], 501, "5.5.4"),
    ([*GREETED, "EXPN staff"], 500, "5.5.2"),
    ([*GREETED, "FROB"], 500, "5.5.2"),
    ([*GREETED, "STARTTLS"], 502, "5.5.1"),
    ([*GREETED, "AUTH PLAIN"], 503, "5.5.1"),
    ([*GREETED, "NOOP"], 250, "2.0.0"),
    ([*GREETED, "RSET"], 250, "2.0.0"),
    ([*GREETED, "QUIT"], 221, "2.0.0"),
    (["GET / HTTP/1.1"], 221, "2.7.0"),
]
STRICT = [
    (["MAIL FROM:<bob@client.example>"], 503, "5.5.1"),
    (["EHLO client"], 504, "5.5.2"),
    ([*GREETED, "MAIL FROM:<bob>"], 504, "5.5.2"),
    ([*SENDER, "RCPT TO:<alice>"], 504, "5.5.2"),
    ([*SENDER, "RCPT TO:<someone@elsewhere.test>"], 554, "5.7.1"),
    ([*RECIPIENT, "RCPT TO:<alice@example.net>", "RCPT TO:<alice@example.net>"], 452, "4.5.3"),
    ([*GREETED, "VRFY alice"], 502, "5.5.1"),
    ([*GREETED, *["FROB"] * 10], 421, "4.7.0"),
]
EXIM = [
    ([], 220, None),
    (GREETED, 250, None),
    (["HELO client.example"], 250, None),
    (["EHLO"], 501, None),
    (SENDER, 250, None),
    (RECIPIENT, 250, None),
    (LETTER, 354, None),
    ([*LETTER, "Subject: x\r\n\r\nx\r\n."], 250, None),
    ([*LETTER, "Subject: x\r\n\r\nlottery\r\n."], 550, None),
    ([*LETTER, LONG], 552, None),
    ([*GREETED, "MAIL FROM:<bob@client.example> SIZE=99999999"], 552, None),
    ([*GREETED, "MAIL FROM:<bob@client.example> FOO=bar"], 501, None),
    ([*GREETED, "MAIL FROM:<bob@>"], 501, None),
    ([*GREETED, "MAIL FROM:<bob>"], 501, None),
    ([*GREETED, "MAIL"], 500, None),
    ([*SENDER, "MAIL FROM:<bob@client.example>"], 503, None),
    ([*GREETED, "RCPT TO:<alice@example.net>"], 503, None),
    ([*SENDER, "RCPT TO:<nobody@example.net>"], 550, None),
    ([*SENDER, "RCPT TO:<later@example.net>"], 451, None),
    ([*SENDER, "RCPT TO:<someone@elsewhere.test>"], 550, None),
    ([*GREETED, "MAIL FROM:<refused@client.example>", "RCPT TO:<alice@example.net>"], 550, None),
    ([*SENDER, *["RCPT TO:<alice@example.net>"] * 5], 552, None),
    ([*SENDER, "RCPT TO:<nobody@example.net>", "DATA"], 503, None),
    ([*SENDER, "DATA"], 503, None),
    ([*GREETED, "VRFY alice@example.net"], 451, None),
    ([*GREETED, "EXPN staff"], 550, None),
    ([*GREETED, "FROB"], 500, None),
    ([*GREETED, "STARTTLS"], 503, None),
    ([*GREETED, "AUTH PLAIN"], 503, None),
    ([*GREETED, "NOOP"], 250, None),
    ([*GREETED, "HELP"], 214, None),
    ([*GREETED, "QUIT"], 221, None),
]

# What a far server answers, when, and what is to be done; the names are those of the recipients.
FAR: dict[str, tuple[str, bytes]] = {
    "unknown": ("RCPT", b"550 5.1.1 User unknown\r\n"),
    "lines": ("RCPT", b"550-5.1.1 No such account.\r\n550-5.1.1 Check it.\r\n550 5.1.1 See the help page\r\n"),
    "bare": ("RCPT", b"550 No such user here\r\n"),
    "silent": ("RCPT", b"550\r\n"),
    "colon": ("RCPT", b"550 5.1.1: User unknown\r\n"),
    "hash": ("RCPT", b"550 #5.1.0 Address rejected.\r\n"),
    "qmail": ("RCPT", b"550 sorry, no mailbox here by that name. (#5.1.1)\r\n"),
    "moved": ("RCPT", b"551 5.1.6 User not local\r\n"),
    "nullmx": ("RCPT", b"556 5.1.10 Recipient address has null MX\r\n"),
    "syntax": ("RCPT", b"501 5.1.3 Recipient address syntax error\r\n"),
    "disabled": ("RCPT", b"550 5.2.1 Mailbox disabled\r\n"),
    "other": ("RCPT", b"550 4.2.1 mailbox disabled for now\r\n"),
    "full": ("RCPT", b"552 5.2.2 mailbox is full\r\n"),
    "fuller": ("RCPT", b"452 4.2.2 mailbox is full\r\n"),
    "grey": ("RCPT", b"450 4.2.0 Recipient address rejected: Greylisted, see the help page\r\n"),
    "busy": ("RCPT", b"450 4.3.2 Service currently unavailable\r\n"),
    "relay": ("RCPT", b"554 5.7.1 Relay access denied\r\n"),
    "later": ("RCPT", b"454 4.7.1 Relay access denied\r\n"),
    "spf": ("RCPT", b"550 5.7.23 SPF check failed for sender\r\n"),
    "sender": ("RCPT", b"550 5.1.8 Sender address rejected: Domain not found\r\n"),
    "policy": ("RCPT", b"571 Delivery not authorized\r\n"),
    "listed": ("RCPT", b"550 5.7.1 client blocked using rbl.test\r\n"),
    "mixed": ("RCPT", b"550-5.7.1 Message refused:\r\n550-policy number 17\r\n550 5.7.1 ask postmaster\r\n"),
    "utf8": ("RCPT", "550 5.1.1 Empf\u00e4nger unbekannt \u2013 pr\u00fcfen\r\n".encode()),
    "spam": ("END-OF-MESSAGE", b"554 5.7.1 Spam message rejected (score 15.2)\r\n"),
    "big": ("END-OF-MESSAGE", b"552 5.3.4 Message too big\r\n"),
    "trouble": ("END-OF-MESSAGE", b"451 4.3.0 Temporary failure\r\n"),
    "nodata": ("DATA", b"421 4.3.2 Shutting down\r\n"),
    "fine": ("END-OF-MESSAGE", b"250 2.0.0 Ok: queued as 4F2A\r\n"),
}
ACTIONS = {
    **dict.fromkeys(
        ["unknown", "lines", "bare", "colon", "hash", "qmail", "moved", "nullmx", "syntax", "disabled"], "drop-address"
    ),
    **dict.fromkeys(["other", "full", "fuller", "grey", "busy", "trouble", "nodata"], "retry"),
    **dict.fromkeys(["relay", "later"], "authenticate"),
    **dict.fromkeys(["spf", "sender"], "fix-sender"),
    **dict.fromkeys(["policy", "listed", "mixed", "spam"], "ask-postmaster"),
    "silent": "drop-address",
    "utf8": "drop-address",
    "big": "split",
    "fine": None,
}

Row = tuple[str, str, bytes]  # a name, the command that was answered or "", and what was said or logged


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[str, Any]]:
    """Both, and what they have logged of a message to each of the far recipients."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,  # pytest keeps its own ones to itself
        scripted(FAR) as away,
        postfix(Path(folder) / "postfix", away) as (port, strict),
        exim(Path(folder) / "exim", away) as other,
    ):
        folders = {name: Path(folder) / name for name in ("postfix", "exim")}
        for each in (port, other):
            send(each)
        yield {
            "postfix": port,
            "strict": strict,
            "exim": other,
            "postfix log": logged(
                folders["postfix"] / "mail.log", r"postfix/smtp\[\d+\]: .*? to=<{}@out\.test>.* status="
            ),
            "exim log": logged(folders["exim"] / "log/mainlog", r" (?:\*\*|==|=>) {}@out\.test .*(?:SMTP error|C=\")"),
        }


def send(port: int) -> None:
    with smtplib.SMTP("127.0.0.1", port, "client.example", PATIENCE) as client:
        for name in FAR:
            client.sendmail("bob@client.example", [f"{name}@out.test"], "Subject: x\r\n\r\nx\r\n")


def logged(path: Path, pattern: str) -> dict[str, bytes]:
    """The line for each recipient, as soon as all are there."""
    end = time.monotonic() + PATIENCE
    while True:
        lines = path.read_bytes().splitlines(keepends=True)
        found = {name: line for name in FAR for line in lines if re.search(pattern.format(name).encode(), line)}
        if len(found) == len(FAR):
            return found
        assert time.monotonic() < end, (
            sorted(FAR.keys() - found.keys()),
            b"".join(lines[-20:]).decode("utf-8", "replace"),
        )
        time.sleep(0.1)


def said(port: int, lines: list[str]) -> bytes:
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as connection:
        client = Client(connection)
        reply = client.reply()
        for line in lines:
            client.say(line)
            reply = client.reply()
        client.close()
    return reply


def command_of(lines: list[str]) -> str:
    if not lines:
        return "CONNECT"
    verb = lines[-1].split(" ")[0].split(":")[0]
    return "END-OF-MESSAGE" if "\r\n" in verb else verb if smtp_knows(verb) else ""


def smtp_knows(verb: str) -> bool:
    return verb in {
        "EHLO",
        "HELO",
        "MAIL",
        "RCPT",
        "DATA",
        "VRFY",
        "EXPN",
        "STARTTLS",
        "AUTH",
        "NOOP",
        "RSET",
        "QUIT",
        "HELP",
    }


def agree(rows: list[bytes], folder: Path) -> None:
    """Lua and the command line say of each text what Python says."""
    files = []
    for number, raw in enumerate(rows):
        files.append(folder / str(number))
        files[-1].write_bytes(raw)
    expected = [smtp.parse(raw) for raw in rows]
    texts = [raw.decode().strip() for raw in rows]
    printed = json.loads(run(sys.executable, "-m", "httpstatus", "--json", *(f"smtp:{text}" for text in texts)))
    for answer, text in zip(printed, texts, strict=True):
        reply = smtp.parse(text)
        own = answer["smtp_reply"]
        assert (own["code"], own["enhanced"], own["party"], own["action"]) == (
            *(reply.code, reply.enhanced, reply.party, reply.action),
        )
        assert tuple(own["repaired"]) == reply.repaired
    for row, reply in zip(run_lua("mail_replies.lua", *files), expected, strict=True):
        cells = (reply.code, reply.enhanced, reply.severity, reply.command, reply.party, reply.action)
        assert row == [*(str(cell or "") for cell in cells), ",".join(reply.repaired)]


@pytest.mark.parametrize(
    ("server", "situations"),
    [("postfix", POSTFIX), ("strict", STRICT), ("exim", EXIM)],
    ids=["postfix", "strict", "exim"],
)
def test_replies(servers: dict[str, Any], tmp_path: Path, server: str, situations: list[Any]) -> None:
    rows = []
    for lines, code, enhanced in situations:
        raw = said(servers[server], lines)
        reply = smtp.parse(raw, command_of(lines) or None)
        assert (reply.code, reply.enhanced) == (code, enhanced), (lines, raw)
        assert reply.repaired == ()
        assert (reply.situation is None) is (code < 400 and enhanced != "2.7.0"), raw
        assert raw.split()[-1].decode() in reply.text or not reply.text
        rows.append(raw)
    agree(rows, tmp_path)


def test_enough_situations() -> None:
    assert min(len(POSTFIX), len(EXIM), len(FAR)) >= 25


@pytest.mark.parametrize("client", ["postfix", "exim"])
def test_log_lines(servers: dict[str, Any], tmp_path: Path, client: str) -> None:
    """A line says what the far server said, and which command it answered."""
    rows = []
    for name, line in servers[f"{client} log"].items():
        stage, sent = FAR[name]
        reply, direct = smtp.find(line), smtp.parse(sent, stage)
        assert reply is not None, line
        assert (reply.code, reply.enhanced) == (direct.code, direct.enhanced), line
        assert reply.command == stage, line
        assert "from-log" in reply.repaired
        assert (reply.party, reply.action) == (direct.party, direct.action), line
        assert reply.action == ACTIONS[name], line
        rows.append(line)
    agree(rows, tmp_path)


def test_other_lines_of_a_log_quote_no_reply(servers: dict[str, Any]) -> None:
    parse: Callable[[str], Any] = smtp.find
    for line in (
        "Nov 30 22:32:24 mail postfix/smtpd[7]: connect from localhost[127.0.0.1]",
        "Nov 30 22:32:24 mail postfix/qmgr[7]: 4F2A: from=<bob@client.example>, size=300, nrcpt=1 (queue active)",
        "2026-11-30 22:32:24 1xYCf7-0001y4-2Y <= bob@client.example H=(c) [127.0.0.1] P=esmtp S=197",
        "2026-11-30 22:32:24 1xYCf7-0001y4-2Y Completed",
    ):
        assert parse(line) is None
